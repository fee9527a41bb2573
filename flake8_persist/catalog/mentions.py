"""Which names matter to a file, by the index alone: the tables are not read for it, nor is the file parsed."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Set

from flake8_persist.catalog import customary, data
from flake8_persist.catalog.schemes import SCHEMES

FILE = "names.csv"

_WORD = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz"
_BREAKS = bytes(byte if byte in _WORD else 32 for byte in range(256))  # what is not ASCII ends a word, too
_EFFECTS = frozenset({"get_ipython", "subprocess", "system", "popen", "chdir", "colab"})  # shell, directory, mounts
_CODE_IN_TEXTS = "_unparsable_cell"  # of marimo
_NAMED = rb"""getattr\([^"']{0,200}["'](\w+)["']"""
_IN_COMMENTS = (b"# %%", b"#%%", b"# +", b"jupytext:", b"# Databricks")  # notebooks whose cells may be commented out
_SHELL_LINE = rb"\n[ \t]*(?:#+[ \t]*(?:MAGIC[ \t]+)?)?(?:!|%%?[A-Za-z])"  # exports comment them out
_STRINGS = (
    rb'''"""[^"\\]*(?:(?:\\.|"(?!""))[^"\\]*)*"""'''
    rb"""|'''[^'\\]*(?:(?:\\.|'(?!''))[^'\\]*)*'''"""
    rb"""|"[^"\\\n]*(?:\\.[^"\\\n]*)*"|'[^'\\\n]*(?:\\.[^'\\\n]*)*'"""
)
_TEXTS = rb"(?s)#[^\r\n]*|(\b(?:[fFtT][rR]?|[rR][fFtT])(?:" + _STRINGS + rb"))|" + _STRINGS
_REMOTE = tuple(scheme.encode() for scheme in SCHEMES)


def last_name(name: str) -> str:
    """``save`` of ``torch.save``, ``HF_HOME`` of ``os.environ['HF_HOME']``."""
    return name.rpartition(".")[2].removeprefix("environ['").removesuffix("']")


class Names:
    """Last names by the top-level name that has to be there for them to matter; a set of names either way."""

    def __init__(self, by_root: dict[str, str]) -> None:
        self._by_root = by_root
        self._sets: dict[str, frozenset[str]] = {}
        self.anyhow = self.of("*")

    def among(self, roots: Iterable[str]) -> frozenset[str]:
        """The names that matter to a file with these roots."""
        return self.anyhow.union(*map(self.of, roots))

    def in_words(self, words: Set[str]) -> bool:
        """Is one of the names among the words, and what it needs as well?"""
        if not words.isdisjoint(self.anyhow):
            return True
        return any(not words.isdisjoint(self.of(root)) for root in words & self._by_root.keys())

    def has(self, root: str) -> bool:
        """Is anything known of a top-level module?"""
        return root in self._by_root

    def of(self, root: str) -> frozenset[str]:
        """The names of one root alone."""
        found = self._sets.get(root)
        if found is None:
            found = self._sets[root] = frozenset(self._by_root.get(root, "").split())
        return found


@functools.cache
def _rows() -> list[list[str]]:
    return [line.split(",") for line in data.lines(FILE)]


@functools.cache
def writing() -> Names:
    return Names({root: writes for root, _, writes in _rows()})


@functools.cache
def others() -> Names:
    return Names({root: names for root, names, _ in _rows()})


@functools.cache
def _shell_line() -> re.Pattern[bytes]:
    return re.compile(_SHELL_LINE)


@functools.cache
def _named() -> re.Pattern[bytes]:
    return re.compile(_NAMED)


@functools.lru_cache(maxsize=2)  # the same text is asked for again when it has been parsed
def words_of(source: bytes) -> frozenset[str]:
    """The words of a text of Python, as far as they are ASCII."""
    return frozenset(source.translate(_BREAKS).decode("ascii").split())


def relevant(source: bytes, more: frozenset[str]) -> bool:
    """May this text of Python write anything, or change what writing means? ``more`` are names that write, too."""
    if not mentioned(source, more):
        return False
    if _holds_command(source) or any(sign in source for sign in _IN_COMMENTS):
        return True
    code = code_of(source)
    if code is None:
        return True
    words = words_of(code)
    if _CODE_IN_TEXTS in words:
        return True
    if "getattr" in words:
        words |= frozenset(name.decode() for name in _named().findall(source))
    if "environ" in words:
        words |= frozenset(word for word in words_of(source) if word.isupper())
    return _matter(words, more) or is_remote(source)


def mentioned(source: bytes, more: frozenset[str] = frozenset()) -> bool:
    """The same of a text that may hold the program in strings or comments."""
    return _matter(words_of(source), more) or is_remote(source) or _holds_command(source)


def is_remote(source: bytes) -> bool:
    return any(before.endswith(_REMOTE) for before in source.split(b"://")[:-1])


def _holds_command(source: bytes) -> bool:
    return _shell_line().search(b"\n" + source.replace(b"\r", b"\n")) is not None


def _matter(words: frozenset[str], more: frozenset[str]) -> bool:
    if not words.isdisjoint(_EFFECTS) or any(name in words or not name.isascii() for name in more):
        return True
    return writing().in_words(words | customary.roots(words))


def code_of(source: bytes) -> bytes | None:
    """The text without comments and strings, but with f-strings; None where it cannot be told apart by looks."""
    parts = _texts().split(source)
    for formatted in parts[1::2]:
        if formatted is not None and formatted.count(b"{") != formatted.count(b"}"):
            return None  # quotes within quotes: the string goes on
    return b" ".join(filter(None, parts))


@functools.cache
def _texts() -> re.Pattern[bytes]:
    return re.compile(_TEXTS)
