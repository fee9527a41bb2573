"""How two paths lie to each other, where parts of them may be unknown."""

from __future__ import annotations

import enum
import re

from flake8_persist.analysis.text import Hole, Literal, Piece, Text, split

_WILD = r"\*+|\?|\[[^\]]*\]"


class Relation(enum.Enum):
    APART = "apart"
    SAME = "same"  # may be the same file or directory
    BELOW = "below"  # the first may lie below the second
    ABOVE = "above"


def relation(first: Text, second: Text) -> Relation:
    """The relation of two normalised paths. A hole stands for any part of one component."""
    if not _common(first.prefix, second.prefix):
        return Relation.APART
    one, other = _components(first), _components(second)
    if not one or not other or not all(_agree(a, b) for a, b in zip(one, other, strict=False)):
        return Relation.APART
    if len(one) == len(other):
        return Relation.SAME
    return Relation.BELOW if len(one) > len(other) else Relation.ABOVE


def pattern(path: Text) -> Text:
    """A glob's path: what a wildcard stands for is not known; what lies below ``**`` is left out."""
    pieces: list[Piece] = []
    for piece in path.pieces:
        if isinstance(piece, Hole):
            pieces.append(piece)
            continue
        start = 0
        for found in re.finditer(_WILD, piece.text):
            if found.start() > start:
                pieces.append(piece.cut(start, found.start()))
            if found[0] == "**":
                return _without_last_slash(pieces)
            pieces.append(Hole(""))
            start = found.end()
        if start < len(piece.text):
            pieces.append(piece.cut(start, len(piece.text)))
    return Text(tuple(pieces))


def _without_last_slash(pieces: list[Piece]) -> Text:
    last = pieces[-1] if pieces else None
    if isinstance(last, Literal) and last.text.endswith("/") and len(last.text) > 1:
        pieces[-1] = last.cut(0, len(last.text) - 1)
    return Text(tuple(pieces))


def _components(path: Text) -> list[Text]:
    parts = split(path, "/")
    return [part for number, part in enumerate(parts) if part.pieces or number == 0]


def _agree(first: Text, second: Text) -> bool:
    one, other = first.constant, second.constant
    if one is not None and other is not None:
        return one == other
    if one is not None:
        return _fits(one, second)
    if other is not None:
        return _fits(other, first)
    head = _common(first.prefix, second.prefix)
    tail = _common(first.suffix[::-1], second.suffix[::-1])
    return head and tail


def _fits(name: str, pattern: Text) -> bool:
    """Whether something can stand for each hole, so that the name comes out. What is known is looked for from left to
    right, each part where it first fits: it is never better to take a later place.
    """
    first, last = pattern.prefix, pattern.suffix
    if len(first) + len(last) > len(name) or not (name.startswith(first) and name.endswith(last)):
        return False
    position, end = len(first), len(name) - len(last)
    for known in _between_holes(pattern):
        position = name.find(known, position, end)
        if position < 0:
            return False
        position += len(known)
    return True


def _between_holes(pattern: Text) -> list[str]:
    """The known parts that have a hole on either side."""
    parts = [""]
    for piece in pattern.pieces:
        if isinstance(piece, Hole):
            parts.append("")
        else:
            parts[-1] += piece.text
    return parts[1:-1]


def _common(first: str, second: str) -> bool:
    return first.startswith(second) or second.startswith(first)
