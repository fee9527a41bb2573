"""How two paths lie to each other, where parts of them may be unknown."""

from __future__ import annotations

import enum
import re
from collections.abc import Sequence
from typing import NamedTuple

from flake8_persist.analysis.text import Hole, Literal, Piece, Text

_WILD = r"\*+|\?|\[[^\]]*\]"
_FIELD = r"\{[^{}/]*\}"


class Relation(enum.Enum):
    APART = "apart"
    SAME = "same"  # may be the same file or directory
    BELOW = "below"  # the first may lie below the second
    ABOVE = "above"


class Partial(NamedTuple):
    """A component of which parts are not known."""

    parts: tuple[str | None, ...]  # None: not known
    prefix: str
    suffix: str


Component = str | Partial


class Location(NamedTuple):
    """A normalised path, taken apart so that it can be compared with many."""

    shown: str
    prefix: str  # the known beginning
    components: tuple[Component, ...]


def located(path: Text) -> Location:
    whole = path.constant
    if whole is not None:
        first, *others = whole.split("/")
        return Location(whole, whole, (first, *filter(None, others)))
    names: list[list[str | None]] = [[]]  # None: not known
    for piece in path.pieces:
        if isinstance(piece, Hole):
            names[-1].append(None)
            continue
        begun, *others = piece.text.split("/")
        names[-1].append(begun)
        names.extend([other] for other in others)
    top, *below = map(_component, names)
    return Location(path.show(), path.prefix, (top, *(component for component in below if component)))


def _component(parts: list[str | None]) -> Component:
    if None not in parts:
        return "".join(filter(None, parts))
    first, last = parts.index(None), len(parts) - parts[::-1].index(None)
    known = tuple(part for part in parts if part != "")
    return Partial(known, "".join(filter(None, parts[:first])), "".join(filter(None, parts[last:])))


def relation(first: Location, second: Location) -> Relation:
    """The relation of two paths. A hole stands for any part of one component."""
    one, other = first.components, second.components
    if not begin_alike(first, second) or not all(agree(a, b) for a, b in zip(one, other, strict=False)):
        return Relation.APART
    if len(one) == len(other):
        return Relation.SAME
    return Relation.BELOW if len(one) > len(other) else Relation.ABOVE


def begin_alike(first: Location, second: Location) -> bool:
    return _common(first.prefix, second.prefix)


def agree(first: Component, second: Component) -> bool:
    """May two components be the same name?"""
    if isinstance(first, str):
        return first == second if isinstance(second, str) else _fits(first, second)
    if isinstance(second, str):
        return _fits(second, first)
    return _common(first.prefix, second.prefix) and _common(first.suffix[::-1], second.suffix[::-1])


def pattern(path: Text) -> Text:
    """A glob's path: what a wildcard stands for is not known; what lies below ``**`` is left out."""
    return _with_holes(path, _WILD)


def filled_in(path: Text) -> Text:
    """A template's path, ``epoch_{epoch:02d}.h5``: what a library puts into its fields is not known."""
    return _with_holes(path, _FIELD)


def _with_holes(path: Text, unknown: str) -> Text:
    pieces: list[Piece] = []
    for piece in path.pieces:
        if isinstance(piece, Hole):
            pieces.append(piece)
            continue
        start = 0
        for found in re.finditer(unknown, piece.text):
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


def _fits(name: str, pattern: Partial) -> bool:
    """Whether something can stand for each hole, so that the name comes out. What is known is looked for from left to
    right, each part where it first fits: it is never better to take a later place.
    """
    first, last = pattern.prefix, pattern.suffix
    if len(first) + len(last) > len(name) or not (name.startswith(first) and name.endswith(last)):
        return False
    position, end = len(first), len(name) - len(last)
    for known in _between_holes(pattern.parts):
        position = name.find(known, position, end)
        if position < 0:
            return False
        position += len(known)
    return True


def _between_holes(parts: Sequence[str | None]) -> list[str]:
    """The known parts that have a hole on either side."""
    known = [""]
    for part in parts:
        if part is None:
            known.append("")
        else:
            known[-1] += part
    return known[1:-1]


def _common(first: str, second: str) -> bool:
    return first.startswith(second) or second.startswith(first)
