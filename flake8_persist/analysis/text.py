"""What is known of a string without running the program: literal pieces with their origins, and holes between them.

``f"ckpt/epoch_{n}.pth"`` becomes ``Text((Literal("ckpt/epoch_", …), Hole("n"), Literal(".pth", …)))``.
"""

from __future__ import annotations

import ast
import itertools
import os.path
from collections.abc import Iterable, Sequence
from typing import NamedTuple

_PIECES = 64

# Names of holes that no variable can have.
LISTED = "*"  # any one of the names that a listing gives
BELOW = "**"  # any path below a directory
BLANK = "_ _"  # an empty field of a form: empty as the program stands, and filled in by whoever runs it
SCRATCH = "~"  # and where it was made: a place that the program removes itself


class Origin(NamedTuple):
    """Where text comes from in the source: characters ``start:end`` of the value of a constant or a call."""

    node: ast.expr  # a string constant, or a call that gives a directory of the machine: os.getcwd()
    whole: ast.expr  # the expression to edit: the f-string of which ``node`` is a part, else ``node`` itself
    start: int
    end: int


class Literal(NamedTuple):
    text: str
    origin: Origin | None  # None: the text is not in the source (a default, a joined separator)

    @property
    def is_written(self) -> bool:
        """Does it stand in the source letter for letter? Not so the home directory that ``~`` stands for."""
        return self.origin is not None and self.origin.end - self.origin.start == len(self.text)

    def cut(self, start: int, end: int) -> Literal:
        """Characters ``start:end``, with the origin cut alike where they are written there."""
        origin = self.origin
        if origin is not None and self.is_written:
            origin = Origin(origin.node, origin.whole, origin.start + start, origin.start + end)
        return Literal(self.text[start:end], origin)


class Hole(NamedTuple):
    """A part that is not known, under the name that the source gives it."""

    name: str  # "" when there is none to show
    wide: bool = False  # known alternatives, too many to list: no single component, as what is not known is taken for
    within: bool = False  # a number, a date, a name from a listing: no absolute path begins with it


Piece = Literal | Hole


class Text(NamedTuple):
    pieces: tuple[Piece, ...]

    def show(self) -> str:
        """The text for people: ``ckpt/epoch_{…}.pth``."""
        return "".join(piece.text if isinstance(piece, Literal) else "{…}" for piece in self.pieces)

    @property
    def prefix(self) -> str:
        """The known beginning."""
        pieces = self.pieces
        if len(pieces) == 1:  # as most texts have
            return pieces[0].text if isinstance(pieces[0], Literal) else ""
        known: list[str] = []
        for piece in pieces:
            if isinstance(piece, Hole):
                break
            known.append(piece.text)
        return "".join(known)

    @property
    def suffix(self) -> str:
        """The known end."""
        known: list[str] = []
        for piece in reversed(self.pieces):
            if isinstance(piece, Hole):
                break
            known.append(piece.text)
        return "".join(reversed(known))

    @property
    def constant(self) -> str | None:
        """The whole text if all of it is known."""
        pieces = self.pieces
        if len(pieces) == 1:
            return pieces[0].text if isinstance(pieces[0], Literal) else ("" if pieces[0].name == BLANK else None)
        known: list[str] = []
        for piece in pieces:
            if isinstance(piece, Hole):
                return None
            known.append(piece.text)
        return "".join(known)


def begins_anywhere(value: Text) -> bool:
    """May it be an absolute path as well as a relative one, as it begins with what is not known?"""
    return bool(value.pieces) and isinstance(value.pieces[0], Hole) and not value.pieces[0].within


def begins_within(value: Text) -> bool:
    """Does it begin with a part of a name that is not known?"""
    return bool(value.pieces) and isinstance(value.pieces[0], Hole) and value.pieces[0].within


def begins_in_scratch(value: Text) -> bool:
    """Does it lie in a place that the program removes itself?"""
    return bool(value.pieces) and isinstance(value.pieces[0], Hole) and value.pieces[0].name.startswith(SCRATCH)


def text(value: str) -> Text:
    """Known text that does not stand in the source."""
    return Text((Literal(value, None),) if value else ())


def pattern(value: str) -> Text:
    """Known text in which every ``*`` stands for something unknown."""
    pieces: list[Piece] = []
    for number, part in enumerate(value.split("*")):
        pieces += [Hole("")] if number else []
        pieces += [Literal(part, None)] if part else []
    return Text(tuple(pieces))


def without_origins(value: Text) -> Text:
    """The same text, as if none of it stood in the source."""
    return Text(tuple(Literal(piece.text, None) if isinstance(piece, Literal) else piece for piece in value.pieces))


def concat(*parts: Text) -> Text:
    """One behind the other."""
    return bounded([piece for part in parts for piece in part.pieces if isinstance(piece, Hole) or piece.text])


def bounded(pieces: Sequence[Piece]) -> Text:
    """Of very many pieces the first ones are kept: they say where a path leads."""
    return Text(tuple(pieces)) if len(pieces) <= _PIECES else Text((*pieces[: _PIECES // 2], Hole("", True)))


def shared_beginning(one: tuple[Piece, ...], other: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """The pieces with which both begin; letters that stand in two places of the source have no origin."""
    found: list[Piece] = []
    for first, second in zip(one, other, strict=False):
        if first == second:
            found.append(first)
            continue
        if isinstance(first, Literal) and isinstance(second, Literal):
            letters = os.path.commonprefix((first.text, second.text))  # noqa: RUF071  letters are meant
            if letters:
                found.append(Literal(letters, None))
        break
    return tuple(found)


def split(value: Text, separator: str) -> list[Text]:
    """As ``str.split``; a hole holds no separator."""
    parts: list[list[Piece]] = [[]]
    for piece in value.pieces:
        if isinstance(piece, Hole):
            parts[-1].append(piece)
            continue
        start = 0
        while (end := piece.text.find(separator, start)) >= 0:
            if end > start:
                parts[-1].append(piece.cut(start, end))
            parts.append([])
            start = end + len(separator)
        if start < len(piece.text):
            parts[-1].append(piece.cut(start, len(piece.text)))
    return [Text(tuple(part)) for part in parts]


def wide_from(value: Text) -> int | None:
    """The place of the last hole that may hold slashes."""
    places = [number for number, piece in enumerate(value.pieces) if isinstance(piece, Hole) and piece.wide]
    return places[-1] if places else None


def last_component(value: Text) -> Text:
    """What is behind the last slash, of text that was split there."""
    place = wide_from(value)
    return value if place is None else Text(value.pieces[place:])


def glue(parts: Iterable[Text], separator: str) -> Text:
    """As ``str.join``."""
    pieces: list[Piece] = []
    for number, part in enumerate(parts):
        if number:
            pieces.append(Literal(separator, None))
        pieces.extend(part.pieces)
    return Text(tuple(pieces))


def rooted(value: Text, directory: str, origin: Origin) -> Text:
    """``/content/out``, made of what stands at ``origin``: where that decides, it decides the directory as well."""
    known = f"{directory.rstrip('/')}/"
    rest = _drop(value, len(known)) if value.prefix.startswith(known) else None
    if rest is None or not rest.pieces or not isinstance(first := rest.pieces[0], Literal) or first.origin is None:
        return value
    if first.origin.node is not origin.node:
        return value
    start = first.origin.start
    return Text((Literal(known, first.origin._replace(end=start)), *rest.pieces))


def cut(value: Text, start: int, end: int | None) -> Text | None:
    """As ``value[start:end]`` where the known beginning or end suffices; None where it does not."""
    constant = value.constant
    if constant is not None:
        low, high, _ = slice(start, end).indices(len(constant))
        head = _drop_last(value, len(constant) - high)
        return _drop(head, low) if head is not None and high >= low else text("")
    if start < 0:
        if -start > len(value.suffix) or (end is not None and end >= 0):
            return None
        tail = _known_end(value)
        return cut(tail, len(value.suffix) + start, end)
    if end is None:
        return _drop(value, start)
    if end >= 0:
        return cut(_known_start(value), start, end) if end <= len(value.prefix) else None
    rest = _drop(value, start)
    return None if rest is None else _drop_last(rest, -end)


def _known_start(value: Text) -> Text:
    return Text(tuple(itertools.takewhile(lambda piece: isinstance(piece, Literal), value.pieces)))


def _known_end(value: Text) -> Text:
    known = list(itertools.takewhile(lambda piece: isinstance(piece, Literal), reversed(value.pieces)))
    return Text(tuple(reversed(known)))


def _drop(value: Text, count: int) -> Text | None:
    for number, piece in enumerate(value.pieces):
        if not count:
            return Text(value.pieces[number:])
        if isinstance(piece, Hole):
            return None
        if len(piece.text) > count:
            return Text((piece.cut(count, len(piece.text)), *value.pieces[number + 1 :]))
        count -= len(piece.text)
    return Text(())


def _drop_last(value: Text, count: int) -> Text | None:
    pieces = value.pieces
    for number in range(len(pieces), 0, -1):
        piece = pieces[number - 1]
        if not count:
            return Text(pieces[:number])
        if isinstance(piece, Hole):
            return None
        if len(piece.text) > count:
            return Text((*pieces[: number - 1], piece.cut(0, len(piece.text) - count)))
        count -= len(piece.text)
    return Text(())
