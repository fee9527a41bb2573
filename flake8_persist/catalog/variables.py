"""Environment variables that decide where a call writes that is given no path, or that it writes nothing.

``variables.csv`` says so, one row for each variable of a call: without ``off`` the variable holds the directory, which
is reported where it is set if it is lost; with it, the call writes nothing where the variable has this value.
"""

from __future__ import annotations

import functools
from typing import NamedTuple

from flake8_persist.catalog import data


class Variable(NamedTuple):
    name: str
    off: str  # "": it holds a directory


@functools.cache
def _table() -> dict[str, tuple[Variable, ...]]:
    known: dict[str, tuple[Variable, ...]] = {}
    for line in data.lines("variables.csv"):
        call, name, off, _ = line.split(",", 3)
        known[call] = (*known.get(call, ()), Variable(name, off))
    return known


def deciding(call: str) -> tuple[Variable, ...]:
    """The variables that decide what becomes of a call without a path, by the call's canonical name."""
    return _table().get(call, ())
