"""What is known of one library: its tables, read when a name of the library is first asked for.

The file is named for the first part of the names in it (``torch.save`` is in ``torch.csv``); the standard library,
builtins and environment variables share files of their own. Of the many names in a table a program asks for few, so
that a line becomes an :class:`Api` only when its name is asked for.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from flake8_persist.catalog import data, rows
from flake8_persist.catalog.model import Api, Kind

STANDARD = ("stdlib", "environment")

_FUNCTION, _CONSTRUCTOR, _METHOD = Kind.FUNCTION.value, Kind.CONSTRUCTOR.value, Kind.METHOD.value


class Apis:
    """The rows of each name: those that are given, else those of the lines of a table."""

    def __init__(self, given: Iterable[Api], lines: dict[str, list[str]]) -> None:
        self._parsed: dict[str, tuple[Api, ...]] = {}
        self._lines = lines
        for api in given:
            self._parsed[api.name] = (*self._parsed.get(api.name, ()), api)

    def __contains__(self, name: str) -> bool:
        return name in self._lines or name in self._parsed

    def __iter__(self) -> Iterator[str]:
        return iter(self._lines.keys() | self._parsed.keys())

    def of(self, name: str) -> tuple[Api, ...]:
        found = self._parsed.get(name)
        if found is None:
            lines = self._lines.get(name)
            if lines is None:
                return ()
            found = self._parsed[name] = tuple(rows.parse(lines))
        return found


class Library(NamedTuple):
    apis: Apis
    returns: dict[str, str]  # factories by name, in the syntax of the table
    patterns: tuple[tuple[str, str], ...]  # the same for names with a * in them
    classes: frozenset[str]
    functions: frozenset[str]


def library(given: Iterable[Api], lines: list[str], returns: dict[str, str]) -> Library:
    """The library of a table; what is given replaces what the table says of the same names."""
    given = tuple(given)
    grouped: dict[str, list[str]] = {}
    kinds = {(api.name, api.kind.value) for api in given}
    for line in lines:
        name, kind, _ = line.split(",", 2)
        if name in grouped:
            grouped[name].append(line)
        else:
            grouped[name] = [line]
            kinds.add((name, kind))
    named = {name: returned for name, returned in returns.items() if "*" not in name}
    patterns = tuple((name, returned) for name, returned in returns.items() if "*" in name)
    functions = frozenset([name for name, kind in kinds if kind == _FUNCTION])
    return Library(Apis(given, grouped), named, patterns, _classes(kinds), functions)


def _classes(kinds: Iterable[tuple[str, str]]) -> frozenset[str]:
    """What is called as a class, and what methods and attributes are said to be of."""
    classes: set[str] = set()
    for name, kind in kinds:
        if kind == _CONSTRUCTOR:
            classes.add(name)
        elif kind != _FUNCTION:
            owner = name.rpartition(".")[0]
            if kind == _METHOD or owner.rpartition(".")[2][:1].isupper():
                classes.add(owner)
    return frozenset(classes)


@functools.cache
def read(root: str) -> Library:
    """The library below a top-level name; one without content where the catalogue knows none."""
    return standard() if is_standard(root) else _read((root,))


def read_with(root: str, given: Iterable[Api]) -> Library:
    return _read(STANDARD if is_standard(root) else (root,), given)


@functools.cache
def standard() -> Library:
    return _read(STANDARD)


def is_standard(root: str) -> bool:
    """Is it a module of the standard library, or builtins?"""
    return root in _standard_roots()


@functools.cache
def _standard_roots() -> frozenset[str]:
    return frozenset(name.partition(".")[0] for name in standard().apis)


def _read(stems: tuple[str, ...], given: Iterable[Api] = ()) -> Library:
    lines = [line for stem in stems for line in data.lines("tables", f"{stem}.csv")]
    pairs = (line.split(",", 2) for stem in stems for line in data.lines("returns", f"{stem}.csv"))
    return library(given, lines, {name: returned for name, returned, _ in pairs})
