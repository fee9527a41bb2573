"""Methods that are known for what they do, whatever they are called on (``unmistakable.csv``).

A row is one of ``tables/*.csv`` with the name of a method alone and, before it, the *evidence* that it takes:

- ``name``: the name will do (``to_csv``, ``savefig``, ``save_pretrained``);
- ``path``: the argument has to look like a path (``save_model("out/model")``);
- ``.h5 .keras``: it has to end in one of these (``save("model.h5")``).

Of the names that a parameter has in different libraries the first is found by position and name, the others by name
only. An omitted argument writes nothing here: that some library has a default is no reason to think so of all.
"""

from __future__ import annotations

import functools
from typing import NamedTuple

from flake8_persist.catalog import data, rows
from flake8_persist.catalog.model import Api

HEADER = "evidence," + rows.HEADER.removesuffix(",verified")


class Shaped(NamedTuple):
    """A row that counts if its argument is a path by the looks of it."""

    api: Api
    suffixes: tuple[str, ...]  # lower case; empty: any separator or suffix will do

    def accepts(self, path: str) -> bool:
        """Does the text, or the end of it that is known, look like such a path?"""
        if self.suffixes:
            return path.lower().endswith(self.suffixes)
        return "/" in path or "." in path.strip(".")


@functools.cache
def by_name(name: str) -> tuple[Api, ...]:
    """The rows of a method for which its name will do."""
    return tuple(rows.row(line) for evidence, line in _lines().get(name, ()) if evidence == "name")


@functools.cache
def by_shape(name: str) -> tuple[Shaped, ...]:
    """The rows of a method that depend on what its argument looks like."""
    found = ((evidence, line) for evidence, line in _lines().get(name, ()) if evidence != "name")
    return tuple(Shaped(rows.row(line), () if kind == "path" else tuple(kind.split(" "))) for kind, line in found)


def names() -> frozenset[str]:
    return frozenset(_lines())


@functools.cache
def _lines() -> dict[str, list[tuple[str, str]]]:
    """The evidence and the row, by the name of the method."""
    found: dict[str, list[tuple[str, str]]] = {}
    for text in data.lines("unmistakable.csv"):
        evidence, line = text.split(",", 1)
        found.setdefault(line[: line.index(",")], []).append((evidence, line))
    return found
