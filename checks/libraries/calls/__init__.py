"""The table of cases: a module for each library, named for it, with its ``CASES``."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from typing import NamedTuple

from case import Case


class Tried(NamedTuple):
    """A case of a library that is installed; ``case`` is None for a library that is not."""

    library: str
    case: Case | None

    @property
    def name(self) -> str:
        return f"{self.case.api}-{self.case.path}" if self.case else self.library


@cache
def tried() -> tuple[Tried, ...]:
    return tuple(one for module in pkgutil.iter_modules(__path__) for one in _of(module.name))


def _of(library: str) -> list[Tried]:
    try:
        module = importlib.import_module(f"{__name__}.{library}")
    except ModuleNotFoundError:
        return [Tried(library, None)]
    return [Tried(library, case) for case in module.CASES]
