"""Which calls and commands write something of worth, and where the path stands in them: what triage asks."""

from __future__ import annotations

import functools
from bisect import bisect_left
from collections.abc import Iterable, Set

from flake8_persist.catalog import data, mentions
from flake8_persist.catalog.commands import SAME_PROGRAM
from flake8_persist.catalog.model import Api, Artifact, Direction, Place

FILE = "paths.csv"

_WRITES, _TAKES = Direction.WRITE.value, Direction.COPY_OUT.value


def may_write(api: Api) -> bool:
    return api.direction is Direction.WRITE or (api.mode is not None and bool(api.mode.writes))


def places(apis: Iterable[Api]) -> frozenset[str]:
    """Where calls are given the paths to which they write something of worth, as the index has it."""
    worth = [api for api in apis if may_write(api) and api.artifact is not Artifact.CACHE]
    found: set[str] = set()
    for api in worth:
        found.add(api.position.value if isinstance(api.position, Place) else str(api.position))
        found.update({api.parameter, "" if api.default in (None, "-") else "default"})
    if any(api.name == "builtins.open" for api in worth):
        found.add("+mode")
    if worth and all(api.artifact is Artifact.DIR for api in worth):
        found.add("+dir")
    return frozenset(found - {"", "None"})


@functools.cache
def _paths() -> list[str]:
    return data.lines(FILE)


def _paths_of(name: str) -> frozenset[str]:
    """The row of the name; the lines are sorted, and few of them are asked for."""
    beginning = f"{name},"
    place = bisect_left(_paths(), beginning)
    line = _paths()[place] if place < len(_paths()) else ""
    return frozenset(line[len(beginning) :].split(" ")) if line.startswith(beginning) else frozenset()


def paths_among(roots: Iterable[str], words: Set[str]) -> dict[str, frozenset[str]]:
    """Those among the words that name calls which write something of worth, and where these are given the path."""
    names = mentions.writing()
    named = frozenset().union(names.anyhow & words, *(names.of(root) & words for root in roots))
    return {name: found for name in named if (found := _paths_of(name))}


def writing_by_root(roots: Iterable[str], names: Set[str]) -> dict[str, frozenset[str]]:
    """Those among the names that write, by the modules in which they do."""
    by_root = {root: mentions.writing().of(root) & names for root in roots}
    return {**by_root, "builtins": mentions.writing().anyhow & names}


@functools.cache
def writing_programs() -> dict[str, bool]:
    """The shell commands that write: is what they write worth something, or only an empty directory?"""
    found: dict[str, bool] = {}
    for line in data.lines("commands.csv"):
        command, _, _, first, others, last, outputs, _, sent, _, _, default, _, _, artifact = line.split(",")
        writes = outputs or _WRITES in f"{first} {others} {last}".split() or (default and not sent and others != _TAKES)
        if artifact != Artifact.CACHE.value and writes:
            name = command.partition(" ")[0]
            found[name] = found.get(name, False) or artifact != Artifact.DIR.value
    return found | {name: found[same] for name, same in SAME_PROGRAM.items() if same in found}
