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
def by_name() -> dict[str, tuple[Api, ...]]:
    grouped: dict[str, tuple[Api, ...]] = {}
    for evidence, api in _rows():
        if evidence == "name":
            grouped[api.name] = (*grouped.get(api.name, ()), api)
    return grouped


@functools.cache
def by_shape() -> dict[str, tuple[Shaped, ...]]:
    grouped: dict[str, tuple[Shaped, ...]] = {}
    for evidence, api in _rows():
        if evidence != "name":
            shaped = Shaped(api, () if evidence == "path" else tuple(evidence.split(" ")))
            grouped[api.name] = (*grouped.get(api.name, ()), shaped)
    return grouped


@functools.cache
def _rows() -> list[tuple[str, Api]]:
    split = (line.split(",", 1) for line in data.lines("unmistakable.csv"))
    return [(evidence, rows.row(row)) for evidence, row in split]
