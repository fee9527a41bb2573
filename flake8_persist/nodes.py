"""Trees of Python: the last name of an expression, and walks that pass over what can hold no node.

:func:`ast.walk` asks for every field of every node, which takes longer than to parse the file.
"""

from __future__ import annotations

import ast

_PLAIN = frozenset(
    {
        *("arg", "asname", "attr", "conversion", "ctx", "id", "is_async", "kind", "kwd_attrs", "level", "module"),
        *("name", "op", "ops", "rest", "simple", "str", "tag", "type_comment", "type_ignores"),
    }
)
_WITHOUT_NODES = (ast.Constant, ast.Global, ast.MatchSingleton, ast.Nonlocal)


class _Fields(dict[type, tuple[str, ...]]):
    """The fields of each class of node that may hold nodes, in order."""

    def __missing__(self, kind: type[ast.AST]) -> tuple[str, ...]:
        plain = _PLAIN - {"name"} if kind.__name__ == "TypeAlias" else _PLAIN  # whose name is a node
        found = () if kind in _WITHOUT_NODES else tuple(name for name in kind._fields if name not in plain)
        self[kind] = found
        return found


FIELDS = _Fields()


class _Blocks(dict[type, tuple[str, ...]]):
    """The fields of each class of statement that hold statements, or clauses that hold some."""

    def __missing__(self, kind: type[ast.AST]) -> tuple[str, ...]:
        compound = issubclass(kind, ast.stmt | ast.mod | ast.excepthandler | ast.match_case)
        found = tuple(name for name in ("body", "handlers", "cases", "orelse", "finalbody") if name in kind._fields)
        self[kind] = found if compound else ()
        return self[kind]


BLOCKS = _Blocks()


def last_name(expression: ast.AST) -> str:
    """``save`` of ``torch.save``; empty for what has no name."""
    if isinstance(expression, ast.Attribute):
        return expression.attr
    return expression.id if isinstance(expression, ast.Name) else ""


def walk(*roots: ast.AST) -> list[ast.AST]:
    """All nodes of some trees, roots first, in no order that means anything; without operators and contexts."""
    found: list[ast.AST] = []
    stack: list[ast.AST | None] = [*roots]
    while stack:
        node = stack.pop()
        if node is None:  # the key of a ** in a dictionary, or a missing default
            continue
        found.append(node)
        for field in FIELDS[node.__class__]:
            value = getattr(node, field, None)
            if value.__class__ is list:
                stack += value
            elif value is not None:
                stack.append(value)
    return found
