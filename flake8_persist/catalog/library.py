"""What is known of one library: its tables, read when a name of the library is first asked for.

The file is named for the first part of the names in it (``torch.save`` is in ``torch.csv``); the standard library,
builtins and environment variables share files of their own.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable
from typing import NamedTuple

from flake8_persist.catalog import data, rows
from flake8_persist.catalog.model import Api, Kind

STANDARD = ("stdlib", "environment")


class Library(NamedTuple):
    apis: dict[str, tuple[Api, ...]]  # by name
    returns: dict[str, str]  # factories by name, in the syntax of the table
    patterns: tuple[tuple[str, str], ...]  # the same for names with a * in them
    classes: frozenset[str]


def library(apis: Iterable[Api], returns: dict[str, str]) -> Library:
    grouped: dict[str, tuple[Api, ...]] = {}
    classes: set[str] = set()
    for api in apis:
        grouped[api.name] = (*grouped.get(api.name, ()), api)
        owner, _, _ = api.name.rpartition(".")
        if api.kind is Kind.CONSTRUCTOR:
            classes.add(api.name)
        elif api.kind is Kind.METHOD or (api.kind is Kind.ASSIGNMENT and owner.rpartition(".")[2][:1].isupper()):
            classes.add(owner)
    named = {name: returned for name, returned in returns.items() if "*" not in name}
    patterns = tuple((name, returned) for name, returned in returns.items() if "*" in name)
    return Library(grouped, named, patterns, frozenset(classes))


@functools.cache
def read(root: str) -> Library:
    """The library below a top-level name; one without content where the catalogue knows none."""
    if root in _standard_roots():
        return standard()
    return _read((root,))


@functools.cache
def standard() -> Library:
    return _read(STANDARD)


@functools.cache
def _standard_roots() -> frozenset[str]:
    return frozenset(name.partition(".")[0] for name in standard().apis)


def _read(stems: tuple[str, ...]) -> Library:
    apis = [api for stem in stems for api in rows.parse(data.lines("tables", f"{stem}.csv"))]
    pairs = (line.split(",", 2) for stem in stems for line in data.lines("returns", f"{stem}.csv"))
    return library(apis, {name: returned for name, returned, _ in pairs})
