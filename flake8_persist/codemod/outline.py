"""What a tree consists of, found in one walk: whatever a plan asks of a tree is answered from this.

The walk costs a fifth of a parse. Operators and contexts, which all nodes share, are passed over.
"""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Mapping
from functools import cached_property
from typing import TypeVar

from flake8_persist.nodes import FIELDS

Node = TypeVar("Node", bound=ast.AST)
Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef

_SCOPES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)


class Outline:
    """The nodes of a tree by their kinds, each kind in one order, and who holds whom."""

    def __init__(self, tree: ast.Module) -> None:
        self.tree = tree
        self.parents: dict[ast.AST, ast.AST] = {}
        self._kinds: defaultdict[type, list[ast.AST]] = defaultdict(list)
        self._walk()

    def _walk(self) -> None:
        parents, kinds = self.parents, self._kinds
        stack: list[ast.AST] = [self.tree]
        while stack:
            node = stack.pop()
            kind = type(node)
            kinds[kind].append(node)
            for field in FIELDS[kind]:
                value = getattr(node, field)
                if type(value) is list:
                    for child in value:
                        if child is not None:
                            parents[child] = node
                            stack.append(child)
                elif value is not None:
                    parents[value] = node
                    stack.append(value)

    def nodes(self, kind: type[Node]) -> list[Node]:
        """All nodes of one class, not of those derived from it."""
        return self._kinds.get(kind, [])  # type: ignore[return-value]  # by the walk

    @cached_property
    def definitions(self) -> list[Definition]:
        """The file's own functions, methods and classes."""
        return [*self.nodes(ast.FunctionDef), *self.nodes(ast.AsyncFunctionDef), *self.nodes(ast.ClassDef)]

    @cached_property
    def names(self) -> Mapping[str, list[ast.Name]]:
        """Every mention of each name."""
        found: defaultdict[str, list[ast.Name]] = defaultdict(list)
        for node in self.nodes(ast.Name):
            found[node.id].append(node)
        return found

    @cached_property
    def bindings(self) -> Mapping[str, list[ast.AST]]:
        """The nodes that bind each name, in whatever scope."""
        found: defaultdict[str, list[ast.AST]] = defaultdict(list)
        for name in self.nodes(ast.Name):
            if not isinstance(name.ctx, ast.Load):
                found[name.id].append(name)
        for argument in self.nodes(ast.arg):
            found[argument.arg].append(argument)
        for definition in self.definitions:
            found[definition.name].append(definition)
        caught: list[ast.ExceptHandler | ast.MatchAs | ast.MatchStar] = [
            *self.nodes(ast.ExceptHandler),
            *self.nodes(ast.MatchAs),
            *self.nodes(ast.MatchStar),
        ]
        for node in caught:
            if node.name is not None:
                found[node.name].append(node)
        for mapping in self.nodes(ast.MatchMapping):
            if mapping.rest is not None:
                found[mapping.rest].append(mapping)
        declarations: list[ast.Global | ast.Nonlocal] = [*self.nodes(ast.Global), *self.nodes(ast.Nonlocal)]
        for declaration in declarations:
            for one in declaration.names:
                found[one].append(declaration)
        for alias in self.nodes(ast.alias):
            found[alias.asname or alias.name.partition(".")[0]].append(alias)
        return found

    def is_at_module_level(self, node: ast.AST) -> bool:
        """Does it stand in no function, class or lambda?"""
        holder = self.parents.get(node)
        while holder is not None:
            if isinstance(holder, _SCOPES):
                return False
            holder = self.parents.get(holder)
        return True
