"""Where the edits are in the ``ast`` tree, and whether they can be carried out side by side."""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from flake8_persist.analysis.access import Span
from flake8_persist.codemod.edits import AddKeyword, Edit, EditError, InsertAt, InsertBefore, RemoveKeyword, Replace

# Beyond some 300 levels libcst gives up with RecursionError; beyond some thousands it takes the process with it.
MAX_DEPTH = 250

_OPENING_QUOTES = r"[A-Za-z]*('''|\"\"\"|'|\")"


class Site(NamedTuple):
    """One place in the tree that an edit speaks of."""

    node: ast.expr | ast.stmt
    parent: ast.AST
    statement: ast.stmt  # the innermost one that holds the node, or is it
    siblings: list[ast.stmt]  # the block that the statement is in
    formatted: ast.JoinedStr | None  # the outermost f-string around the node


Sites = dict[Span, Site]


class _Step(NamedTuple):
    node: ast.AST
    parent: ast.AST
    statement: ast.stmt | None
    siblings: list[ast.stmt]
    formatted: ast.JoinedStr | None
    depth: int


def parse(python: str) -> ast.Module:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about escapes and the like: the author's, not ours
            return ast.parse(python)
    except (SyntaxError, ValueError) as error:
        raise EditError(f"not Python: {error}") from error
    except (RecursionError, MemoryError) as error:
        raise EditError("nested too deeply") from error


def locate(tree: ast.Module, python: str, edits: Sequence[Edit]) -> Sites:
    """The sites of all edits; raise :class:`EditError` where there is none, or where edits collide."""
    wanted = {edit.span for edit in edits if not isinstance(edit, InsertAt)}
    sites = _find(tree, wanted)
    for edit in edits:
        if not isinstance(edit, InsertAt):
            _demand(edit, sites.get(edit.span), python)
    _demand_apart(edits, sites)
    return sites


def first_line(statement: ast.stmt) -> int:
    """The line a statement begins on, its decorators included."""
    if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) and statement.decorator_list:
        return statement.decorator_list[0].lineno
    return statement.lineno


def last_line(statement: ast.stmt) -> int:
    return statement.end_lineno or statement.lineno


def _find(tree: ast.Module, wanted: set[Span]) -> Sites:
    """The outermost node at each span. The stack is explicit because the depth is not known yet."""
    sites: Sites = {}
    stack = [_Step(tree, tree, None, tree.body, None, 1)]
    while stack:
        step = stack.pop()
        if step.depth > MAX_DEPTH:
            raise EditError(f"nested too deeply near line {getattr(step.node, 'lineno', 1)}")
        node = step.node
        if isinstance(node, ast.expr | ast.stmt) and step.statement is not None:
            span = Span.of(node)
            # A statement that is one expression has its span; the expression is what an edit means.
            if span in wanted and (span not in sites or isinstance(sites[span].node, ast.stmt)):
                sites[span] = Site(node, step.parent, step.statement, step.siblings, step.formatted)
        formatted = step.formatted or (node if isinstance(node, ast.JoinedStr) else None)
        for child, siblings, depth in _children(node):
            statement = child if isinstance(child, ast.stmt) else step.statement
            stack.append(
                _Step(
                    child,
                    node,
                    statement,
                    step.siblings if siblings is None else siblings,
                    formatted,
                    step.depth + depth,
                )
            )
    return sites


def _children(node: ast.AST) -> Iterator[tuple[ast.AST, list[ast.stmt] | None, int]]:
    """Each child, the block it is in if it is a statement, and how much deeper it lies in a concrete tree."""
    nests = isinstance(node, ast.BoolOp | ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp)
    for field in node._fields:
        value = getattr(node, field, None)
        if isinstance(value, ast.AST):
            yield value, None, 1
        elif isinstance(value, list):
            for index, item in enumerate(value):
                if isinstance(item, ast.AST):
                    yield item, value if isinstance(item, ast.stmt) else None, 1 + index if nests else 1


def _demand(edit: Replace | AddKeyword | RemoveKeyword | InsertBefore, site: Site | None, python: str) -> None:
    """Refuse an edit that does not fit what is at its place."""
    line = edit.span.line
    if site is None:
        raise EditError("nothing found at the place of an edit")
    if isinstance(edit, InsertBefore):
        return
    if isinstance(edit, Replace):
        if not isinstance(site.node, ast.expr):
            raise EditError("a statement cannot be replaced")
    elif not isinstance(site.node, ast.Call):
        raise EditError("not a call")
    else:
        names = [keyword.arg for keyword in site.node.keywords]
        if isinstance(edit, RemoveKeyword) and edit.name not in names:
            raise EditError(f"line {line}: the call has no argument {edit.name}")
        if isinstance(edit, AddKeyword) and edit.name in names:
            raise EditError(f"line {line}: the call has an argument {edit.name} already")
    if site.formatted is not None and not isinstance(edit, RemoveKeyword):
        _demand_fit_for_fstring(edit.code, site.formatted, python)


def _demand_fit_for_fstring(code: str, formatted: ast.JoinedStr, python: str) -> None:
    """Python before 3.12 knows no quotes of the same kind, no backslashes and no comments inside an f-string."""
    opening = re.match(_OPENING_QUOTES, ast.get_source_segment(python, formatted) or "")
    if opening is None or any(character in code for character in (opening[1][0], "\\", "#", "\n")):
        raise EditError("inside an f-string whose quotes are taken")


def _demand_apart(edits: Sequence[Edit], sites: Sites) -> None:
    """Refuse edits inside what another edit replaces or removes."""
    gone = sorted(_what_goes(edits, sites))
    for before, after in pairwise(gone):
        if _start(after) < _end(before):
            raise EditError("two edits of the same place")
    for edit in edits:
        if isinstance(edit, AddKeyword | RemoveKeyword):
            for span in gone:
                if _start(span) <= _start(edit.span) and _end(edit.span) <= _end(span):
                    raise EditError("two edits of the same place")
    names = [(edit.span, edit.name) for edit in edits if isinstance(edit, AddKeyword)]
    if len(names) != len(set(names)):
        raise EditError("an argument would be added twice")


def _what_goes(edits: Iterable[Edit], sites: Sites) -> Iterator[Span]:
    for edit in edits:
        if isinstance(edit, Replace):
            yield edit.span
        elif isinstance(edit, RemoveKeyword):
            call = sites[edit.span].node
            assert isinstance(call, ast.Call)
            for keyword in call.keywords:
                if keyword.arg == edit.name:
                    yield Span(
                        keyword.lineno,
                        keyword.col_offset,
                        keyword.end_lineno or keyword.lineno,
                        keyword.end_col_offset or keyword.col_offset,
                    )


def _start(span: Span) -> tuple[int, int]:
    return span[:2]


def _end(span: Span) -> tuple[int, int]:
    return span[2:]
