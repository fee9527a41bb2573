"""Which names matter to a file, by the index alone: the tables are not read for it, nor is the file parsed."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Set

from flake8_persist.catalog import data
from flake8_persist.catalog.model import Api, Artifact, Direction, Place

FILE = "names.csv"

_WORD = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz"
_BREAKS = bytes(byte if byte in _WORD or byte >= 128 else 32 for byte in range(256))
_EFFECTS = frozenset({"get_ipython", "subprocess", "system", "popen", "chdir", "colab"})  # shell, directory, mounts
_SHELL_LINE = rb"\n[ \t]*(?:#+[ \t]*(?:MAGIC[ \t]+)?)?(?:!|%%?[A-Za-z])"  # exports comment them out
_REMOTE = rb"(?:s3|gs|gcs|abfss?|hdfs|dbfs)://"


def last_name(name: str) -> str:
    """``save`` of ``torch.save``, ``HF_HOME`` of ``os.environ['HF_HOME']``."""
    return name.rpartition(".")[2].removeprefix("environ['").removesuffix("']")


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
    return frozenset(found - {"", "None"})


class Names:
    """Last names, each with the top-level names that have to be there for it to matter; a set of names either way."""

    def __init__(self, rows: list[tuple[str, str]]) -> None:
        self.anyhow = frozenset(name for name, roots in rows if roots == "*")
        self._roots = {name: roots for name, roots in rows if roots not in ("", "*")}

    def among(self, roots: Set[str], words: Set[str]) -> frozenset[str]:
        """Those of the words that matter to a file with these roots."""
        needy = words & self._roots.keys()
        return frozenset([name for name in needy if not roots.isdisjoint(self._roots[name].split(" "))]) | (
            self.anyhow & words
        )

    def in_words(self, words: Set[str]) -> bool:
        """Is one of the names among the words, and what it needs as well?"""
        if not words.isdisjoint(self.anyhow):
            return True
        return any(not words.isdisjoint(self._roots[word].split(" ")) for word in words & self._roots.keys())


@functools.cache
def _rows() -> list[list[str]]:
    return [line.split(",") for line in data.lines(FILE)]


@functools.cache
def writing() -> Names:
    return Names([(name, writes) for name, _, writes, _ in _rows()])


@functools.cache
def others() -> Names:
    return Names([(name, roots) for name, roots, _, _ in _rows()])


@functools.cache
def _paths() -> dict[str, str]:
    return {name: found for name, _, _, found in _rows() if found}


def paths_among(roots: Set[str], words: Set[str]) -> dict[str, frozenset[str]]:
    """Those among the words that name calls which write something of worth, and where these are given the path."""
    names = writing().among(roots, words)
    return {name: frozenset(_paths()[name].split(" ")) for name in names if name in _paths()}


@functools.cache
def _shell_line() -> re.Pattern[bytes]:
    return re.compile(_SHELL_LINE)


@functools.cache
def _remote() -> re.Pattern[bytes]:
    return re.compile(_REMOTE)


@functools.cache
def writing_programs() -> frozenset[str]:
    """The shell commands that write something of worth."""
    rows = (
        line.split(",", 1)[0] for line in data.lines("commands.csv") if not line.endswith(f",{Artifact.CACHE.value}")
    )
    return frozenset(row.split(" ")[0] for row in rows)


@functools.lru_cache(maxsize=1)  # the same text is asked for again when it has been parsed
def words_of(source: bytes) -> frozenset[str]:
    """The words of a text of Python."""
    return frozenset(source.translate(_BREAKS).decode("utf-8", "replace").split())


def relevant(source: bytes, more: frozenset[str]) -> bool:
    """May this text of Python write anything, or change what writing means? ``more`` are names that write, too."""
    words = words_of(source)
    if not words.isdisjoint(_EFFECTS) or not words.isdisjoint(more) or writing().in_words(words):
        return True
    if b"://" in source and _remote().search(source):
        return True
    return _shell_line().search(b"\n" + source.replace(b"\r", b"\n")) is not None
