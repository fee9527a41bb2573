"""Command lines as text: split into words by the shell's own rules, ``{name}`` and ``$name`` resolved as IPython does.

A word keeps its origin, so that a path in it can be moved.
"""

from __future__ import annotations

import ast
import itertools
import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from flake8_persist.analysis import environ
from flake8_persist.analysis import values as v
from flake8_persist.analysis.formats import rendered
from flake8_persist.analysis.invocation import Call
from flake8_persist.analysis.text import Hole, Literal, Piece, Text, concat
from flake8_persist.notebooks import parsing
from flake8_persist.notebooks.shell import Word, commands

_LINES = 8  # that one command line may come to, by what its variables may hold
# What the shell puts in by itself: $name, ${name}, ${name%.*}, $(command), `command`.
_SUBSTITUTION = re.compile(r"\$(?:([A-Za-z_]\w*|[0-9])|\{(\w+)\}|\{[^}]*\}|\([^)]*\))|`[^`]*`")
_OPEN, _CLOSE = "\ue000", "\ue001"  # around the number of a piece that is not known


class Line(NamedTuple):
    """A command line: its characters, with what is not literal behind numbered marks."""

    flat: str
    pieces: tuple[Piece, ...]


def words_of(line: Text) -> list[Text]:
    flat = flattened(line)
    return [word_of(word, flat) for command in commands(flat.flat) for word in command.words]


def flattened(line: Text) -> Line:
    flat = "".join(
        piece.text if isinstance(piece, Literal) else f"{_OPEN}{number}{_CLOSE}"
        for number, piece in enumerate(line.pieces)
    )
    return Line(flat, line.pieces)


def word_of(word: Word, line: Line) -> Text:
    """A word of the line as text; it keeps its origin where it stands in the source letter for letter."""
    start = line.flat.find(word.text, word.start, word.end) if word.text else -1
    pieces = _pieces(word.text, start, line)
    if start < 0 and (at := _behind_option(word, line)) >= 0:
        option, equals, value = word.text.partition("=")
        pieces = [Literal(option + equals, None), *_pieces(value, at, line)]
    if pieces and isinstance(first := pieces[0], Hole) and first.within and not _is_name(pieces):
        pieces[0] = first._replace(within=False)  # a number on a command line is rarely the name of a file
    return Text(tuple(pieces))


def _is_name(pieces: list[Piece]) -> bool:
    """Does a suffix, or what lies below, tell a file from a number?"""
    return any(isinstance(piece, Literal) and ("/" in piece.text or "." in piece.text) for piece in pieces[1:])


def _behind_option(word: Word, line: Line) -> int:
    """Where the value of ``--output="my out"`` stands, which is quoted by itself; -1: it is no such word."""
    option, equals, value = word.text.partition("=")
    if not equals or not value or not line.flat.startswith(option, word.start):
        return -1
    return line.flat.find(value, word.start + len(option), word.end)


def _pieces(value: str, offset: int, line: Line) -> list[Piece]:
    """A stretch of the line that begins at ``offset``; -1: it does not stand there letter for letter."""
    pieces: list[Piece] = []
    rest = value
    while rest:
        before, mark, after = rest.partition(_OPEN)
        if before:
            pieces.extend(_literals(before, offset, line))
        if not mark:
            break
        number, _, rest = after.partition(_CLOSE)
        pieces.append(line.pieces[int(number)])
        if offset >= 0:
            offset += len(before) + len(number) + 2
    return pieces


def _literals(value: str, offset: int, line: Line) -> list[Literal]:
    """The pieces that a stretch of the line consists of, ``{OUT}/m`` of a variable's and its own."""
    found: list[Literal] = []
    position = 0
    for number, piece in enumerate(line.pieces):
        end = position + (len(str(number)) + 2 if isinstance(piece, Hole) else len(piece.text))
        if isinstance(piece, Literal) and position < offset + len(value) and offset < end:
            found.append(piece.cut(max(offset - position, 0), min(offset + len(value), end) - position))
        position = end
    return found if "".join(piece.text for piece in found) == value else [Literal(value, None)]


def substituted(word: Text, variables: Mapping[str, Text], call: Call) -> Text:
    """A word with the values of the shell's own variables in it, and of those that the program gives its processes."""
    if not any(isinstance(piece, Literal) and ("$" in piece.text or "`" in piece.text) for piece in word.pieces):
        return word
    parts: list[Text] = []
    for piece in word.pieces:
        parts.extend(_substituted(piece, variables, call) if isinstance(piece, Literal) else [Text((piece,))])
    return concat(*parts)


def _substituted(piece: Literal, variables: Mapping[str, Text], call: Call) -> Iterator[Text]:
    start = 0
    for found in _SUBSTITUTION.finditer(piece.text):
        yield Text((piece.cut(start, found.start()),))
        name = found[1] or found[2] or found[0]
        yield variables.get(name) or _of_environment(name, call) or Text((Hole(name),))
        start = found.end()
    yield Text((piece.cut(start, len(piece.text)),))


def _of_environment(name: str, call: Call) -> Text | None:
    value = environ.variable(call.evaluator, name, None) if name.isidentifier() else v.UNKNOWN
    return value.text if isinstance(value, v.Str) else None


def interpolated(line: Text, call: Call) -> list[Text]:
    """``{name}`` and ``$name`` replaced by what the variables hold: a line for each of a few alternatives."""
    held: dict[str, list[Text]] = {}
    parts: list[str | Text] = []  # an expression, or what stands between two of them
    for piece in line.pieces:
        parts.extend(_parts(piece, call, held) if isinstance(piece, Literal) else [Text((piece,))])
    names = list(held)
    count = 1
    for name in names:
        count *= len(held[name])
    if count > _LINES:
        held = {name: texts if len(texts) == 1 else [Text((Hole(name),))] for name, texts in held.items()}
    return [
        concat(*(one if isinstance(one, Text) else chosen[names.index(one)] for one in parts))
        for chosen in itertools.product(*held.values())
    ]


def _parts(piece: Literal, call: Call, held: dict[str, list[Text]]) -> Iterator[str | Text]:
    source = piece.text
    start = position = 0
    while position < len(source):
        end = position
        expression = ""
        if source[position] == "{" and (close := source.find("}", position)) > 0:
            expression, end = source[position + 1 : close], close + 1
        elif source[position] == "$":
            end = position + 1
            while end < len(source) and (source[end].isalnum() or source[end] == "_"):
                end += 1
            expression = source[position + 1 : end]
        if expression and expression not in held:
            held.update(_evaluated(expression, call))
        if expression not in held:
            position += 1
            continue
        if position > start:
            yield Text((piece.cut(start, position),))
        yield expression
        start = position = end
    if start < len(source):
        yield Text((piece.cut(start, len(source)),))


def _evaluated(expression: str, call: Call) -> dict[str, list[Text]]:
    """What an interpolated Python expression may hold; nothing where it is none, and the shell's affair."""
    node = parsing.expression(expression)
    if node is None:
        return {}
    value = call.evaluator.value(node, call.where)
    if isinstance(value, v.Unknown) and isinstance(node, ast.Name):
        if _of_environment(node.id, call) is not None:
            return {}  # it is left to the shell
        return {expression: [Text((Hole(node.id, False, value.within),))]}
    return {expression: list(dict.fromkeys(rendered(one) for one in v.alternatives(value)))}
