"""Where statements end, told line by line without a parser, so that it works on what is not Python.

Strings, brackets and backslashes are followed. What was never closed is given up at the end of the line, or at the
next line that can only begin a statement, so that one error does not swallow the rest of the file.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from flake8_persist.notebooks import lines as ln


class Inline(NamedTuple):
    """An escape in the middle of a line: after ``=``, ``:`` or ``;``."""

    line: int
    column: int
    assigned: bool


class Extent(NamedTuple):
    last: int  # the last line of the statement
    inline: Inline | None  # an escape ends the Python of the statement
    unclosed: int | None = None  # the line of the bracket or quotes that nothing closes in the rest of the file


_CODE = re.compile(r"""\"\"\"|'''|["'#()\[\]{}!%\\]""")
_STRING_MARK = {quote: re.compile(rf"\\|{quote}") for quote in ('"""', "'''", '"', "'")}
_BEGINS_STATEMENT = re.compile(
    r"(?:import|def|class|return|while|with|try|raise|del|global|assert|break|continue|pass)\b|@\w|!(?!=)"
)
_COMMAND = re.compile(r"!(?!=)|%%?[A-Za-z_]")
_BEFORE_ASSIGNED = re.compile(r"(?<![=!<>+\-*/%&|^@:~])=[ \t]*$")
_BEFORE_STATEMENT = re.compile(r"[:;][ \t]*$")


def extent(lines: Sequence[str], first: int) -> Extent:
    """How far the statement that begins on line ``first`` goes."""
    quote = ""
    depth = 0
    opened = first
    for index in range(first, len(lines)):
        if index > first and len(quote) < 3 and _starts_anew(lines[index], depth):
            return Extent(index - 1, None)
        walk = _walk(ln.body(lines[index]), quote, depth)
        if walk.command is not None:
            return Extent(index, Inline(index, walk.command, walk.assigned))
        if (walk.quote and walk.quote != quote) or not (quote or depth):
            opened = index
        quote, depth = walk.quote, walk.depth
        if not quote and not depth and not walk.continues:
            return Extent(index, None)
    return Extent(len(lines) - 1, None, opened)


def continued(lines: Sequence[str], first: int) -> int:
    """The last line of a shell line or magic: backslashes alone continue it."""
    last = first
    while last + 1 < len(lines) and ln.body(lines[last]).endswith("\\"):
        last += 1
    return last


def _starts_anew(line: str, depth: int) -> bool:
    """Is a statement that is still open given up before this line?"""
    if not depth:
        return not line.strip()
    return _BEGINS_STATEMENT.match(line) is not None


class _Walk(NamedTuple):
    quote: str
    depth: int
    continues: bool
    command: int | None = None
    assigned: bool = False


def _walk(text: str, quote: str, depth: int) -> _Walk:
    """The state after one line, or the place of a command in it."""
    position = 0
    while True:
        if quote:
            found = _STRING_MARK[quote].search(text, position)
            if found is None:
                return _Walk(quote if len(quote) == 3 else "", depth, False)
            if found[0] == "\\":
                position = found.end() + 1
                if position > len(text) and len(quote) == 1:
                    return _Walk(quote, depth, True)
                continue
            quote = ""
            position = found.end()
            continue
        found = _CODE.search(text, position)
        if found is None or found[0] == "#":
            return _Walk("", depth, False)
        position = found.end()
        sign = found[0]
        if sign[0] in "\"'":
            quote = sign
        elif sign in "([{":
            depth += 1
        elif sign in ")]}":
            depth = max(depth - 1, 0)
        elif sign == "\\":
            if position == len(text):
                return _Walk("", depth, True)
        elif not depth and _COMMAND.match(text, found.start()):
            before = text[max(found.start() - 40, 0) : found.start()]
            assigned = _BEFORE_ASSIGNED.search(before) is not None
            if assigned or _BEFORE_STATEMENT.search(before):
                return _Walk("", depth, False, found.start(), assigned)
