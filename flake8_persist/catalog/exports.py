"""Names that a library shows in more places than one: ``keras.src.callbacks.ModelCheckpoint`` is that of the table.

A class is known by its last name, if the library has no other of that name. A function's last name says less
(``save``, ``load``): it must be long and alone (``plot_model``), or the part before it must agree as well.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable
from typing import NamedTuple

from flake8_persist.catalog import library as libraries
from flake8_persist.catalog.library import Library

Names = dict[tuple[str, str], tuple[str, ...]]  # top-level name and last name: the full names


class Exports(NamedTuple):
    classes: Names
    functions: Names


@functools.cache
def read(root: str) -> Exports:
    """The exports of the library below a top-level name."""
    return _standard() if libraries.is_standard(root) else exports(libraries.read(root))


@functools.cache
def _standard() -> Exports:
    return exports(libraries.standard())


def exports(library: Library) -> Exports:
    functions = library.functions.union(name for name in library.returns if not _is_method(name))
    return Exports(_by_last_name(library.classes), _by_last_name(functions - library.classes))


def _is_method(name: str) -> bool:
    return name.rpartition(".")[0].rpartition(".")[2][:1].isupper()


def original(found: Exports, name: str) -> str:
    """The name in the tables for a name that is not there itself; the same name where there is none."""
    root = name.partition(".")[0]
    owner, _, last = name.rpartition(".")
    known = _nearest(found.classes.get((root, last), ()), name, alone=True)
    if known is not None:
        return known
    known = _nearest(found.functions.get((root, last), ()), name, alone="_" in last.strip("_"))
    if known is not None:
        return known
    known = _nearest(found.classes.get((root, owner.rpartition(".")[2]), ()), owner, alone=True)
    return name if known is None else f"{known}.{last}"


def _nearest(candidates: tuple[str, ...], name: str, *, alone: bool) -> str | None:
    """The candidate with the longest ending in common, if it is one; ``alone``: a single candidate needs no more."""
    if len(candidates) == 1 and alone:
        return candidates[0]
    lengths = [_common_ending(candidate, name) for candidate in candidates]
    longest = max(lengths, default=0)
    return candidates[lengths.index(longest)] if longest > 1 and lengths.count(longest) == 1 else None


def _common_ending(one: str, other: str) -> int:
    left, right = one.split("."), other.split(".")
    count = 0
    while count < min(len(left), len(right)) and left[-1 - count] == right[-1 - count]:
        count += 1
    return count


def _by_last_name(names: Iterable[str]) -> Names:
    grouped: Names = {}
    for name in sorted(names):
        key = (name.partition(".")[0], name.rpartition(".")[2])
        grouped[key] = (*grouped.get(key, ()), name)
    return grouped
