"""Which class derives from which, as far as paths are concerned (``bases.csv``).

A subclass takes over the rows of its base's methods, and those of its constructor where it has none of its own. A
row with an empty base names a class of which nothing else may be known. ``transformers.*Config`` stands for all
names of that form directly below ``transformers``; the first row that fits counts, names without ``*`` before all.
"""

from __future__ import annotations

import functools
from fnmatch import fnmatchcase
from typing import NamedTuple

from flake8_persist.catalog import data


class _Rows(NamedTuple):
    named: dict[str, tuple[str, ...]]
    patterns: dict[str, list[tuple[str, str]]]  # by package: the pattern for the last name, and the base


@functools.cache
def _rows() -> _Rows:
    named: dict[str, tuple[str, ...]] = {}
    patterns: dict[str, list[tuple[str, str]]] = {}
    for line in data.lines("bases.csv"):
        name, _, base = line.partition(",")
        if "*" in name:
            package, _, pattern = name.rpartition(".")
            patterns.setdefault(package, []).append((pattern, base))
        elif name in named:
            named[name] = (*named[name], base)
        else:
            named[name] = (base,) if base else ()
    return _Rows(named, patterns)


@functools.cache
def _supers() -> frozenset[str]:
    named = (base for bases in _rows().named.values() for base in bases)
    return frozenset(named).union(base for rows in _rows().patterns.values() for _, base in rows)


def of(name: str) -> tuple[str, ...]:
    """The base classes of a class."""
    found = _rows().named.get(name)
    if found is not None:
        return found
    package, _, last = name.rpartition(".")
    for pattern, base in _rows().patterns.get(package, ()):
        if base != name and fnmatchcase(last, pattern):
            return (base,)
    return ()


def declares(name: str) -> bool:
    """Is the name that of a class, by these rows?"""
    return name in _rows().named or name in _supers() or bool(of(name))


def pairs() -> list[tuple[str, str]]:
    """Every class with each of its bases, patterns included."""
    named = [(name, base) for name, bases in _rows().named.items() for base in bases]
    return named + [(f"{package}.{last}", base) for package, rows in _rows().patterns.items() for last, base in rows]
