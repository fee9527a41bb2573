"""What an expression does besides having a value: calls, names that it binds, yields, and scopes of its own.

Expressions may be nested much deeper than Python's stack, so they are walked with one of their own. This is the
innermost loop of the recording: nearly every node of a file passes through it.
"""

from __future__ import annotations

import ast
from typing import Any

from flake8_persist.nodes import FIELDS

_SCOPES = frozenset({ast.Lambda, ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp})
_NOTED = _SCOPES | {ast.Call, ast.NamedExpr, ast.Yield, ast.YieldFrom}
_SIMPLE = frozenset({ast.Constant, ast.Name, type(None)})


def noted(root: ast.AST) -> list[ast.AST]:
    """Outer ones before inner ones, later ones before earlier ones; what is in a scope of its own is left to that."""
    found: list[ast.AST] = []
    stack: list[Any] = [root]
    while stack:
        node = stack.pop()
        kind = node.__class__
        while kind is ast.Attribute or kind is ast.keyword:
            node = node.value
            kind = node.__class__
        if kind in _SIMPLE:
            continue
        if kind is ast.Call:
            found.append(node)
            stack.append(node.func)
            stack += node.args
            stack += node.keywords
            continue
        if kind in _NOTED:
            found.append(node)
            if kind in _SCOPES:
                continue
        for field in FIELDS[kind]:
            value = getattr(node, field, None)
            if value.__class__ is list:
                stack += value
            elif value is not None:
                stack.append(value)
    return found
