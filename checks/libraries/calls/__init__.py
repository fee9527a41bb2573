"""The table of cases: a module for each library, named for it, with its ``CASES``."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from typing import NamedTuple

from case import Case


class Tried(NamedTuple):
    """A case of a library that is installed; ``case`` is None for a library that is not, or does not work."""

    library: str
    case: Case | None
    problem: str = ""

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
    except Exception as error:  # whatever it is that breaks one library, the others are tried
        return [Tried(library, None, f"{type(error).__name__}: {error}")]
    return [Tried(library, case) for case in module.CASES]
