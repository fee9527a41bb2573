"""Whether an expression needs parentheses to stand where another one stood.

``Path(ROOT) / "a.txt"`` in the place of ``"a.txt"`` needs them in ``"a.txt".strip()``, but not in ``open("a.txt")``.
"""

from __future__ import annotations

import ast
from collections.abc import Sequence

from flake8_persist.analysis.access import Span
from flake8_persist.codemod.edits import EditError
from flake8_persist.codemod.locating import Site
from flake8_persist.codemod.proof import expression, put, same

_TIGHTEST = (ast.Constant, ast.JoinedStr, ast.Name, ast.Attribute, ast.Subscript, ast.Call, ast.List, ast.Dict, ast.Set)
_LOOSEST = (ast.NamedExpr, ast.Tuple, ast.Yield, ast.YieldFrom)


def needed(code: str, site: Site, lines: Sequence[bytes]) -> bool:
    """Whether ``code`` needs them in the place of ``site.node``; ``lines`` are the source's, in UTF-8."""
    assert isinstance(site.node, ast.expr)
    span = Span.of(site.node)
    if _runs_into_a_word(code, span, lines):
        return True
    new = expression(code)
    if isinstance(new, _TIGHTEST):
        return False
    if not isinstance(site.parent, ast.expr) or isinstance(site.parent, ast.FormattedValue):
        return isinstance(new, _LOOSEST)
    return not _reads_alike(code, new, site, site.parent, lines)


def _runs_into_a_word(code: str, span: Span, lines: Sequence[bytes]) -> bool:
    """``return"a"`` would become ``returnROOT``."""
    before = lines[span.line - 1][: span.column].decode()[-1:]
    after = lines[span.end_line - 1][span.end_column :].decode()[:1]
    return (_in_word(before) and (_in_word(code[0]) or code[0] in "\"'")) or (_in_word(after) and _in_word(code[-1]))


def _in_word(character: str) -> bool:
    return character.isalnum() or character == "_"


def _reads_alike(code: str, new: ast.expr, site: Site, parent: ast.expr, lines: Sequence[bytes]) -> bool:
    """Whether the parent, written with the bare ``code``, is still the parent with just that child exchanged."""
    outer, inner = Span.of(parent), Span.of(site.node)
    head = _stretch(lines, outer.line, outer.column, inner.line, inner.column)
    tail = _stretch(lines, inner.end_line, inner.end_column, outer.end_line, outer.end_column)
    try:
        read = expression(head + code + tail)
    except EditError:
        return False
    put(parent, site.node, new)
    alike = same(read, parent)
    put(parent, new, site.node)
    return alike


def _stretch(lines: Sequence[bytes], line: int, column: int, end_line: int, end_column: int) -> str:
    if line == end_line:
        return lines[line - 1][column:end_column].decode()
    parts = [lines[line - 1][column:], *lines[line : end_line - 1], lines[end_line - 1][:end_column]]
    return b"".join(parts).decode()
