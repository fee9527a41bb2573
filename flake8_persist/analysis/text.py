"""What is known of a string without running the program: literal pieces with their origins, and holes between them.

``f"ckpt/epoch_{n}.pth"`` becomes ``Text((Literal("ckpt/epoch_", …), Hole("n"), Literal(".pth", …)))``.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable
from typing import NamedTuple


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
        """Characters ``start:end``, with the origin cut alike."""
        origin = self.origin
        if origin is not None:
            origin = Origin(origin.node, origin.whole, origin.start + start, origin.start + end)
        return Literal(self.text[start:end], origin)


class Hole(NamedTuple):
    """A part that is not known, under the name that the source gives it."""

    name: str  # "" when there is none to show


Piece = Literal | Hole


class Text(NamedTuple):
    pieces: tuple[Piece, ...]

    def show(self) -> str:
        """The text for people: ``ckpt/epoch_{…}.pth``."""
        return "".join(piece.text if isinstance(piece, Literal) else "{…}" for piece in self.pieces)

    @property
    def prefix(self) -> str:
        """The known beginning."""
        known: list[str] = []
        for piece in self.pieces:
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
        return None if any(isinstance(piece, Hole) for piece in self.pieces) else self.prefix


def text(value: str) -> Text:
    """Known text that does not stand in the source."""
    return Text((Literal(value, None),) if value else ())


def concat(*parts: Text) -> Text:
    return Text(tuple(piece for part in parts for piece in part.pieces if isinstance(piece, Hole) or piece.text))


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


def glue(parts: Iterable[Text], separator: str) -> Text:
    """As ``str.join``."""
    pieces: list[Piece] = []
    for number, part in enumerate(parts):
        if number:
            pieces.append(Literal(separator, None))
        pieces.extend(part.pieces)
    return Text(tuple(pieces))


def cut(value: Text, start: int, end: int | None) -> Text | None:
    """As ``value[start:end]`` where the known beginning or end suffices; None where it does not."""
    if end is None and start >= 0:
        return _drop(value, start)
    if start == 0 and end is not None and end < 0:
        return _drop_last(value, -end)
    constant = value.constant
    if constant is None:
        return None
    low, high, _ = slice(start, end).indices(len(constant))
    head = _drop_last(value, len(constant) - high)
    return _drop(head, low) if head is not None and high >= low else text("")


def _drop(value: Text, count: int) -> Text | None:
    pieces = list(value.pieces)
    while count and pieces:
        first = pieces.pop(0)
        if isinstance(first, Hole):
            return None
        if len(first.text) > count:
            pieces.insert(0, first.cut(count, len(first.text)))
            count = 0
        else:
            count -= len(first.text)
    return Text(tuple(pieces))


def _drop_last(value: Text, count: int) -> Text | None:
    pieces = list(value.pieces)
    while count and pieces:
        last = pieces.pop()
        if isinstance(last, Hole):
            return None
        if len(last.text) > count:
            pieces.append(last.cut(0, len(last.text) - count))
            count = 0
        else:
            count -= len(last.text)
    return Text(tuple(pieces))
