"""What a file imports."""

from __future__ import annotations

import ast

from flake8_persist.nodes import BLOCKS


def imported_roots(tree: ast.Module) -> frozenset[str]:
    """The top-level modules that a file imports anywhere."""
    roots: set[str] = set()
    stack: list[ast.stmt] = list(tree.body)
    while stack:
        node = stack.pop()
        if isinstance(node, ast.Import):
            roots.update(alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            if node.module and not node.level:
                roots.add(node.module.partition(".")[0])
        else:
            for field in BLOCKS[node.__class__]:
                stack += getattr(node, field)
    return frozenset(roots)
