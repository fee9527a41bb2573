"""Which names a file binds, and which of them stand for a module throughout."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from flake8_persist.codemod.locating import last_line

_SCOPES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)


def bound_names(tree: ast.Module) -> frozenset[str]:
    """Every name that is bound anywhere in the file, in whatever scope."""
    return frozenset(name for node in _nodes(tree, into_scopes=True) for name in _bound_by(node))


def free_name(wanted: str, taken: frozenset[str]) -> str:
    """``wanted``, or a name like it that is not taken: ``os_``."""
    while wanted in taken:
        wanted += "_"
    return wanted


def imported_names(tree: ast.Module, before_line: int) -> dict[str, str]:
    """How modules, and what is in them, are reached at top-level line ``before_line``: ``{"os.path": "path"}``.

    Only what an unconditional import has bound by then, to a name that the module binds to nothing else.
    """
    reached: dict[str, str] = {}
    for statement in tree.body:
        if last_line(statement) < before_line and isinstance(statement, ast.Import | ast.ImportFrom):
            for target, expression in _imports(statement):
                reached.setdefault(target, expression)
    meanings = _meanings_at_module_level(tree)
    return {
        target: expression for target, expression in reached.items() if len(meanings[expression.partition(".")[0]]) == 1
    }


def _imports(statement: ast.Import | ast.ImportFrom) -> Iterator[tuple[str, str]]:
    """What is imported, and the expression that it is reached by."""
    for alias in statement.names:
        if isinstance(statement, ast.ImportFrom):
            package = "." * statement.level + (statement.module or "")
            yield f"{package}.{alias.name}", alias.asname or alias.name
        elif alias.asname:
            yield alias.name, alias.asname
        else:
            parts = alias.name.split(".")
            for count in range(1, len(parts) + 1):
                yield ".".join(parts[:count]), ".".join(parts[:count])


def _meanings_at_module_level(tree: ast.Module) -> dict[str, set[str]]:
    """What each global name is bound to: the thing imported, or the place where it is bound otherwise."""
    meanings: dict[str, set[str]] = {}
    for node in _nodes(tree, into_scopes=False):
        if isinstance(node, ast.Import | ast.ImportFrom):
            for target, expression in _imports(node):
                if "." not in expression:  # "import os.path" binds os alone
                    meanings.setdefault(expression, set()).add(target)
        elif not isinstance(node, ast.alias):
            for name in _bound_by(node):
                meanings.setdefault(name, set()).add(f"line {getattr(node, 'lineno', 0)}")
    for node in _nodes(tree, into_scopes=True):
        if isinstance(node, ast.Global):
            for name in node.names:
                meanings.setdefault(name, set()).add(f"line {node.lineno}")
    return meanings


def _nodes(tree: ast.Module, *, into_scopes: bool) -> Iterator[ast.AST]:
    stack: list[ast.AST] = [tree]
    while stack:
        node = stack.pop()
        yield node
        if into_scopes or not isinstance(node, _SCOPES):
            stack.extend(ast.iter_child_nodes(node))


def _bound_by(node: ast.AST) -> list[str]:
    """The names that one node binds, apart from those that its parts bind."""
    match node:
        case ast.Name(id=name, ctx=ast.Store() | ast.Del()) | ast.arg(arg=name):
            return [name]
        case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
            return [name]
        case ast.ExceptHandler(name=str(name)) | ast.MatchAs(name=str(name)) | ast.MatchStar(name=str(name)):
            return [name]
        case ast.MatchMapping(rest=str(name)):
            return [name]
        case ast.Global(names=names) | ast.Nonlocal(names=names):
            return list(names)
        case ast.alias(name=name, asname=asname):
            return [asname or name.partition(".")[0]]
    return []
