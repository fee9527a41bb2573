"""Proof that an edited source means what it should: the same edits, made on the ``ast``, must give the same tree."""

from __future__ import annotations

import ast
from collections.abc import Sequence

from flake8_persist.codemod.edits import AddKeyword, Edit, EditError, InsertAt, InsertBefore, RemoveKeyword, Replace
from flake8_persist.codemod.locating import Site, Sites, first_line, parse


def prove(tree: ast.Module, sites: Sites, edits: Sequence[Edit], result: str) -> None:
    """Raise :class:`EditError` unless ``result`` is the program ``tree`` with ``edits``; ``tree`` is used up."""
    _insert_blocks(tree, [edit for edit in edits if isinstance(edit, InsertAt)])
    for edit in edits:
        if not isinstance(edit, InsertAt):
            _apply(edit, sites[edit.span])
    if not same(tree, parse(result)):
        raise EditError("the edited program would differ in more than the edits")


def expression(code: str) -> ast.expr:
    body = parse(f"({code}\n)").body
    if len(body) != 1 or not isinstance(body[0], ast.Expr):
        raise EditError(f"not an expression: {code}")
    return body[0].value


def same(one: ast.AST, other: ast.AST) -> bool:
    """Whether two trees are equal in everything but positions."""
    stack: list[tuple[object, object]] = [(one, other)]
    while stack:
        left, right = stack.pop()
        if type(left) is not type(right):
            return False
        if isinstance(left, ast.AST):
            stack.extend((getattr(left, field, None), getattr(right, field, None)) for field in left._fields)
        elif isinstance(left, list) and isinstance(right, list):
            if len(left) != len(right):
                return False
            stack.extend(zip(left, right, strict=True))
        elif left != right:
            return False
    return True


def put(parent: ast.AST, old: ast.AST, new: ast.AST) -> None:
    """Put ``new`` in the place of ``old`` among the children of ``parent``."""
    for field in parent._fields:
        value = getattr(parent, field, None)
        if value is old:
            setattr(parent, field, new)
        elif isinstance(value, list):
            value[:] = [new if item is old else item for item in value]


def _insert_blocks(tree: ast.Module, edits: Sequence[InsertAt]) -> None:
    places = [(next((s for s in tree.body if first_line(s) >= edit.line), None), edit) for edit in edits]
    for following, edit in sorted(places, key=lambda place: place[1].line):
        index = len(tree.body) if following is None else _index(tree.body, following)
        tree.body[index:index] = parse(edit.code).body


def _apply(edit: Replace | AddKeyword | RemoveKeyword | InsertBefore, site: Site) -> None:
    if isinstance(edit, Replace):
        put(site.parent, site.node, expression(edit.code))
        return
    if isinstance(edit, InsertBefore):
        index = _index(site.siblings, site.statement)
        site.siblings[index:index] = parse(edit.code).body
        return
    assert isinstance(site.node, ast.Call)
    keywords = site.node.keywords
    if isinstance(edit, RemoveKeyword):
        keywords[:] = [keyword for keyword in keywords if keyword.arg != edit.name]
        return
    unpacked = [number for number, keyword in enumerate(keywords) if keyword.arg is None]
    keywords.insert(unpacked[0] if unpacked else len(keywords), ast.keyword(edit.name, expression(edit.code)))


def _index(block: Sequence[ast.stmt], statement: ast.stmt) -> int:
    return next(index for index, other in enumerate(block) if other is statement)
