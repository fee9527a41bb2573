"""Patterns of ``match`` statements that libcst would take too long for: twice to four times as long for each bracket.

Brackets are counted in the text, since the tree does not show those that only group. What is counted too much (the
subject, guards, brackets in strings) can lead to a refusal, and to nothing else.
"""

from __future__ import annotations

import ast
from collections.abc import Sequence

from flake8_persist.codemod.edits import EditError

MAX_BRACKETS = 8


def demand_shallow(tree: ast.Module, lines: Sequence[str]) -> None:
    """Raise :class:`EditError` where brackets in a pattern are nested too deeply."""
    for statement in ast.walk(tree):
        if isinstance(statement, ast.Match):
            start = statement.lineno
            for case in statement.cases:
                if _depth("".join(lines[start - 1 : case.body[0].lineno])) > MAX_BRACKETS:
                    raise EditError(f"nested too deeply near line {case.pattern.lineno}")
                start = case.body[-1].end_lineno or start


def _depth(text: str) -> int:
    depth = deepest = 0
    for character in text:
        if character in "([{":
            depth += 1
            deepest = max(deepest, depth)
        elif character in ")]}":
            depth = max(depth - 1, 0)  # the text may begin inside of another statement
    return deepest
