"""The catalogue's row for a case, and the release that is being tried."""

from __future__ import annotations

import importlib.metadata
import platform
from functools import cache

from case import Case

from flake8_persist.catalog.loader import Catalog
from flake8_persist.catalog.model import Api, Direction


def written(case: Case) -> Api:
    """The one row that says this call writes to this path."""
    rows = [row for row in _rows(case.api) if row.direction is Direction.WRITE]
    found = [row for row in rows if case.parameter in ("", row.parameter) and case.artifact in ("", row.artifact.value)]
    assert len(found) == 1, f"{case.api}: {len(found)} rows of the catalogue match"
    return found[0]


def known(api: str) -> bool:
    """Does the catalogue know that this call takes a path, so that a fix moves it along with the write?"""
    return bool(_rows(api))


def release(library: str) -> str:
    """``numpy==2.5.5`` for ``numpy``; what is not in a distribution comes with Python."""
    distributions = _distributions().get(library)
    if not distributions:
        return f"python=={platform.python_version()}"
    return f"{distributions[0]}=={importlib.metadata.version(distributions[0])}"


def _rows(api: str) -> tuple[Api, ...]:
    catalog = Catalog.for_roots({api.partition(".")[0]})
    return catalog.calls(api) or catalog.unmistakable(api.rpartition(".")[2])[:1]  # one for each way to give the path


@cache
def _distributions() -> dict[str, list[str]]:
    return dict(importlib.metadata.packages_distributions())
