"""Blocks of statements that are put between others, and the blank lines that belong around them."""

from __future__ import annotations

import ast
import re
from collections.abc import Sequence
from typing import NamedTuple

from flake8_persist.codemod.edits import EditError
from flake8_persist.codemod.locating import first_line, last_line, parse

# The comment that begins a notebook's cell: its code may follow without a blank line.
CELL_MARKER = r"#\s*(%%|In\s*\[|COMMAND ----------|<codecell>|\+(\s|$))"


class Block(NamedTuple):
    """Statements to insert above a statement, or at the end."""

    code: str  # without a newline at either end
    kept: int | None  # how many of the lines above the statement stay above the block; None: all
    blank_before: int = 0
    blank_after: int = 0

    @property
    def height(self) -> int:
        return self.blank_before + self.code.count("\n") + 1 + self.blank_after


def joined(codes: Sequence[str]) -> str:
    """Pieces of top-level code as one."""
    whole = codes[0]
    for code in codes[1:]:
        gap = distance(statements(whole)[-1], statements(code)[0])
        whole += "\n" * (gap + 1) + code
    return whole


def spaced(code: str, kept: int, line: int, tree: ast.Module, lines: Sequence[str]) -> Block:
    """``code`` for the place above top-level ``line``, with the blank lines that are still missing around it."""
    body = statements(code)
    before = next((statement for statement in reversed(tree.body) if last_line(statement) < line), None)
    after = next((statement for statement in tree.body if first_line(statement) >= line), None)
    upwards, downwards = lines[: line - 1][::-1], lines[line - 1 :]
    if all(_is_import(statement) for statement in (*body, after)):
        return Block(code, kept)  # it stands where an import stood, and as far from what is above
    blank_before = _distance_above(before, body[0], upwards) - _blanks(upwards)
    blank_after = _distance_below(body[-1], after, downwards) - _blanks(downwards)
    return Block(code, kept, max(0, blank_before), max(0, blank_after))


def statements(code: str) -> list[ast.stmt]:
    body = parse(code).body
    if not body:
        raise EditError("nothing to insert")
    return body


def distance(one: ast.stmt, other: ast.stmt) -> int:
    """How many blank lines belong between two top-level statements."""
    if _is_import(one) and _is_import(other):
        return 0
    definitions = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
    return 2 if isinstance(one, definitions) or isinstance(other, definitions) else 1


def _is_import(statement: ast.stmt | None) -> bool:
    return isinstance(statement, ast.Import | ast.ImportFrom)


def _distance_above(before: ast.stmt | None, first: ast.stmt, upwards: Sequence[str]) -> int:
    text = next((line for line in upwards if line.strip()), None)
    if text is None or re.match(CELL_MARKER, text):
        return 0
    return 1 if before is None else distance(before, first)


def _distance_below(last: ast.stmt, after: ast.stmt | None, downwards: Sequence[str]) -> int:
    if not any(line.strip() for line in downwards):
        return 0
    return 1 if after is None else distance(last, after)


def _blanks(lines: Sequence[str]) -> int:
    return next((count for count, line in enumerate(lines) if line.strip()), len(lines))
