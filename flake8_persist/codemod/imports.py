"""Which names of a file stand for a module throughout."""

from __future__ import annotations

import ast
from collections.abc import Container, Iterator

from flake8_persist.codemod.locating import last_line
from flake8_persist.codemod.outline import Outline


def free_name(wanted: str, taken: Container[str]) -> str:
    """``wanted``, or a name like it that is not taken: ``os_``."""
    while wanted in taken:
        wanted += "_"
    return wanted


class Imports:
    """How modules, and what is in them, are reached: ``os.path`` by ``path``.

    Only what an unconditional import has bound, to a name that the module binds to nothing else.
    """

    def __init__(self, outline: Outline) -> None:
        self._outline = outline
        self._first: dict[str, tuple[int, str]] = {}  # the last line of the first import, and the expression
        for statement in outline.tree.body:
            if isinstance(statement, ast.Import | ast.ImportFrom):
                for target, expression in _imports(statement):
                    self._first.setdefault(target, (last_line(statement), expression))

    def expression(self, target: str, before_line: int) -> str | None:
        """What reaches a module at the top level, at a line; None: nothing is known to."""
        line, expression = self._first.get(target, (before_line, ""))
        if line >= before_line or len(self._meanings(expression.partition(".")[0])) != 1:
            return None
        return expression

    def everywhere(self, target: str, before_line: int) -> str | None:
        """What reaches a module from a line on, in functions also; None: nothing is known to."""
        expression = self.expression(target, before_line)
        name = "" if expression is None else expression.partition(".")[0]
        return expression if self._has_one_meaning(name, target if name == expression else name) else None

    def means(self, module: str) -> bool:
        """Is everything that its name is bound to the module itself, and in functions from their first line on?"""
        return self._has_one_meaning(module, module)

    def _has_one_meaning(self, name: str, target: str) -> bool:
        return all(self._is_import_of(target, name, node) for node in self._outline.bindings.get(name, ()))

    def _is_import_of(self, target: str, name: str, node: ast.AST) -> bool:
        statement = self._outline.parents[node]
        if not isinstance(node, ast.alias) or not isinstance(statement, ast.Import | ast.ImportFrom):
            return False
        if (target, name) not in _imports(statement):
            return False
        owner = self._outline.parents[statement]
        body = owner.body if isinstance(owner, ast.FunctionDef | ast.AsyncFunctionDef) else []
        above = body[: body.index(statement)] if statement in body else []
        is_first = statement in body and all(isinstance(one, ast.Import | ast.ImportFrom) for one in above)
        return is_first or self._outline.is_at_module_level(node)

    def _meanings(self, name: str) -> set[str]:
        """What a global name is bound to: the thing imported, or the place where it is bound otherwise."""
        found: set[str] = set()
        for node in self._outline.bindings.get(name, ()):
            holder = self._outline.parents[node]
            if not isinstance(node, ast.Global) and not self._outline.is_at_module_level(node):
                continue
            if isinstance(node, ast.alias) and isinstance(holder, ast.Import | ast.ImportFrom):
                found.update(target for target, expression in _imports(holder) if expression == name)
            else:
                found.add(f"line {getattr(node, 'lineno', 0)}")
        return found


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
