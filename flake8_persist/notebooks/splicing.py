"""The JSON of a cell's source after an edit: what did not change is written as it was.

A source is one string, or a list of strings which mostly, but not always, hold one line each. The form stays, and so
does the spelling of every line that is still there.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from flake8_persist.notebooks.json_positions import Value
from flake8_persist.notebooks.json_style import Style, margin_at

_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_RAW_LINE = re.compile(r"(?:[^\\]|\\[^nu]|\\u(?!000[aA]))*(?:\\n|\\u000[aA])|(?:[^\\]|\\.)+")


class _Piece(NamedTuple):
    text: str
    raw: str  # how it is spelled in JSON


def lines_of(source: str) -> list[str]:
    """The strings that a list of lines is made of: as in every notebook, ``\\n`` alone ends one."""
    return _LINE.findall(source)


def respelled(value: Value, source: str, style: Style) -> str:
    """JSON for ``source`` in the place of ``value``."""
    if isinstance(value.data, str):
        return _string(value, source, style)
    items = value.items()
    old = [_Piece(str(item.data), item.raw) for item in items]
    new = [piece.raw for piece in _pieces(old, source, style)]
    if not new:
        return "[]"
    if not items:
        return style.written(lines_of(source), margin_at(value.text, value.start))
    before = value.text[value.start : items[0].start]
    after = value.text[items[-1].end : value.end]
    if len(items) > 1:
        between = value.text[items[0].end : items[1].start]
    else:
        between = f",{before[1:]}" if "\n" in before else style.comma
    return before + between.join(new) + after


def _string(value: Value, source: str, style: Style) -> str:
    raw_lines = _RAW_LINE.findall(value.raw[1:-1])
    texts = lines_of(str(value.data))
    old = [_Piece(text, f'"{raw}"') for text, raw in zip(texts, raw_lines, strict=True)]
    return '"' + "".join(piece.raw[1:-1] for piece in _pieces(old, source, style)) + '"'


def _pieces(old: Sequence[_Piece], source: str, style: Style) -> list[_Piece]:
    """The strings that make up ``source``: as many as possible of the old ones at both ends, lines between them."""
    head, start = _kept_head(old, source)
    tail, end = _kept_tail(old[head:], source, start)
    known = {piece.text: piece.raw for piece in reversed(old)}
    middle = [_Piece(line, known.get(line) or style.written(line)) for line in lines_of(source[start:end])]
    return [*old[:head], *middle, *old[len(old) - tail :]]


def _kept_head(old: Sequence[_Piece], source: str) -> tuple[int, int]:
    """How many of the first pieces stay, and where they end; they end with a line, or with the source."""
    position = count = end = 0
    for number, piece in enumerate(old, 1):
        if not source.startswith(piece.text, position):
            break
        position += len(piece.text)
        if source[:position].endswith("\n") if position < len(source) else number == len(old):
            count, end = number, position
    return count, end


def _kept_tail(old: Sequence[_Piece], source: str, start: int) -> tuple[int, int]:
    """How many of the last pieces stay, and where they begin: at the beginning of a line."""
    position, count, end = len(source), 0, len(source)
    for number, piece in enumerate(reversed(old), 1):
        if position - len(piece.text) < start or not source.endswith(piece.text, start, position):
            break
        position -= len(piece.text)
        if position == start or source[position - 1] == "\n":
            count, end = number, position
    return count, end
