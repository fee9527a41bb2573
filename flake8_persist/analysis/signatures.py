"""The names that parameter lists and patterns bind, and the defaults that stand in them."""

from __future__ import annotations

import ast


def parameters(arguments: ast.arguments) -> list[str]:
    names = [argument.arg for argument in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs)]
    names.extend(extra.arg for extra in (arguments.vararg, arguments.kwarg) if extra is not None)
    return names


def defaults(arguments: ast.arguments) -> list[ast.expr]:
    return [default for default in (*arguments.defaults, *arguments.kw_defaults) if default is not None]


def captures(pattern: ast.pattern) -> list[str]:
    names: list[str] = []
    stack: list[ast.AST] = [pattern]
    while stack:
        node = stack.pop()
        for attribute in ("name", "rest"):
            name = getattr(node, attribute, None)
            if isinstance(name, str):
                names.append(name)
        stack.extend(child for child in ast.iter_child_nodes(node) if isinstance(child, ast.pattern))
    return names
