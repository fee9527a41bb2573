"""How the beginnings of texts change when paths move: with the path as it may be, before and after."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable
from typing import NamedTuple

from flake8_persist.analysis.access import Target
from flake8_persist.analysis.text import BELOW, LISTED, Hole, Literal, Piece, Text
from flake8_persist.codemod.layout import decisive_origin
from flake8_persist.codemod.rewriting import begins, dropped
from flake8_persist.environments.model import Environment, Storage

_SAMPLE = "7"  # for what is not known: most often a number
_LISTINGS = (LISTED, BELOW)


class Beginning(NamedTuple):
    """How the beginning of a text changes."""

    old: str
    new: str
    name: str = ""  # the first name behind it

    def has_moved(self, old: str, new: str) -> bool:
        """Is it the same path, below the root now?"""
        root = self.new.rstrip("/")
        if old.rstrip("/") == self.old.rstrip("/"):
            return new == root or (bool(old) and new == f"{root}/")
        rest = old[len(self.old) :]
        first = rest.partition("/")[0]
        is_there = first == self.name or (first == rest and self.name.startswith(first))
        return is_there and old.startswith(self.old) and new == f"{root}/{rest}"


class Beginnings:
    """The literals that move, and what that does to the texts that begin with one of them."""

    def __init__(self, environment: Environment, moving: Iterable[Target]) -> None:
        self._environment = environment
        targets = [*moving]
        self.literals = {origin.whole for target in targets if (origin := decisive_origin(target)) is not None}
        self.listed = {
            origin.whole: target.text
            for target in targets
            if (origin := decisive_origin(target)) is not None and (is_listed(target.text) or "*" in target.text.show())
        }
        named = {_sample(target.text) for target in targets if not is_listed(target.text)}
        self._written = sorted(one for one in named if "*" not in one)

    def literal(self, path: Text) -> ast.expr | None:
        """The literal that moves and that a text begins with."""
        first = path.pieces[0] if path.pieces else None
        origin = first.origin if isinstance(first, Literal) else None
        if origin is None or not begins(origin) or origin.whole not in self.literals:
            return None
        return origin.whole

    def pattern(self, path: Text) -> ast.expr | None:
        """The literal that moves and that a path was found by."""
        origins = (piece.origin for piece in path.pieces if isinstance(piece, Literal))
        return next((one.whole for one in origins if one is not None and one.whole in self.literals), None)

    def sample(self, path: Text, *, is_top: bool = False) -> str:
        """A path as it may be; what a listing finds there, most often the program has written.

        ``is_top``: a walk is at the directory where it began.
        """
        if is_top:
            return _sample(Text(tuple(piece for piece in path.pieces if not _is_below(piece))))
        if is_listed(path):
            pattern = "".join(_pattern(piece) for piece in path.pieces)
            written = next((one for one in self._written if re.fullmatch(pattern, one)), None)
            if written is not None:
                return written
        return _sample(path)

    def dropped(self, text: str) -> int:
        """How many characters of a text are in the way below the root."""
        value = Text((Literal(text, None),))
        return dropped(Target(value, value, Storage.RELATIVE), self._environment)

    def of(self, text: str, root: str) -> Beginning:
        rest = text[self.dropped(text) :].lstrip("/")
        old = text[: len(text) - len(rest)]
        return Beginning(old, f"{root}/" if rest else root, rest.partition("/")[0])


def is_listed(path: Text) -> bool:
    """Is it of a listing, or one of many?"""
    return any(isinstance(piece, Hole) and (piece.name in _LISTINGS or piece.wide) for piece in path.pieces)


def may_be_top(path: Text) -> bool:
    """Is it of a walk, which begins at the top?"""
    return any(map(_is_below, path.pieces))


def is_name_found(path: Text) -> bool:
    """Is it a name that a listing gives, without its directory?"""
    return len(path.pieces) == 1 and isinstance(path.pieces[0], Hole) and path.pieces[0].name == LISTED


def _is_below(piece: Piece) -> bool:
    return isinstance(piece, Hole) and piece.name == BELOW


def _sample(path: Text) -> str:
    unknown = {BELOW: f"/{_SAMPLE}"}
    return "".join(
        piece.text if isinstance(piece, Literal) else unknown.get(piece.name, _SAMPLE) for piece in path.pieces
    )


def _pattern(piece: Piece) -> str:
    if isinstance(piece, Literal):
        return re.escape(piece.text)
    return "/.+" if piece.name == BELOW else "[^/]*"
