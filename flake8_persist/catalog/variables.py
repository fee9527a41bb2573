"""Environment variables that decide where a call writes that is given no path, or that it writes nothing.

``variables.csv`` says so, one row for each variable of a call: without ``off`` the variable holds the directory, which
is reported where it is set if it is lost; with it, the call writes nothing where the variable has this value. The
platform may decide as well (``@databricks``), or a call: ``dagshub.init()``, or by its first argument
``mlflow.set_tracking_uri(0)``. Of a call that sends files away they say to which server; where nothing does, it keeps
them on the machine.
"""

from __future__ import annotations

import functools
from typing import NamedTuple

from flake8_persist.catalog import data


class Variable(NamedTuple):
    name: str  # or that of a function
    off: str  # "": it holds a directory
    is_call: bool = False
    by_argument: bool = False

    @property
    def platform(self) -> str:
        return self.name[1:] if self.name.startswith("@") else ""


@functools.cache
def _table() -> dict[str, tuple[Variable, ...]]:
    known: dict[str, tuple[Variable, ...]] = {}
    for line in data.lines("variables.csv"):
        call, name, off, _ = line.split(",", 3)
        known[call] = (*known.get(call, ()), _variable(name, off))
    return known


def _variable(written: str, off: str) -> Variable:
    name, is_call, place = written.partition("(")
    return Variable(name, off, bool(is_call), place == "0)")


def deciding(call: str) -> tuple[Variable, ...]:
    """The variables that decide what becomes of a call without a path, by the call's canonical name."""
    return _table().get(call, ())
