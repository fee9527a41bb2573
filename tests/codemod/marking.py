"""Edits said by the text they mean: ``spot("save('a')", "'a'")`` is the span of ``'a'`` in that source."""

from __future__ import annotations

import ast
from collections.abc import Sequence

from flake8_persist.analysis.access import Span
from flake8_persist.codemod.edits import Edit
from flake8_persist.codemod.engine import carry_out


def spot(source: str, marker: str, nth: int = 0) -> Span:
    """The span of the ``nth`` expression or statement whose source is ``marker``."""
    found = {
        Span.of(node)
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.expr | ast.stmt) and ast.get_source_segment(source, node) == marker
    }
    return sorted(found)[nth]


def edited(source: str, edits: Sequence[Edit]) -> str:
    return "".join(line.text for line in carry_out(source, edits))


def numbers(source: str, edits: Sequence[Edit]) -> str:
    """Which line each line of the result stands for: ``"1 2* + 3"``, where ``*`` is changed and ``+`` is new."""
    lines = carry_out(source, edits)
    return " ".join("+" if line.number is None else f"{line.number}{'*' * line.changed}" for line in lines)
