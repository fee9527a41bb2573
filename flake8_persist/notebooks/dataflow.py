"""In which order cells run that are joined by the names they use: what defines a name runs before what needs it.

>>> names_of(ast.parse("y = f(x)"))
Names(defined=frozenset({'y'}), needed=frozenset({'f', 'x'}))
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from heapq import heapify, heappop, heappush
from typing import NamedTuple

_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
_COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)


class Names(NamedTuple):
    """The global names of one cell. One that begins with an underscore is the cell's own."""

    defined: frozenset[str]
    needed: frozenset[str]


@dataclass(eq=False, slots=True)
class _Scope:
    node: ast.AST
    outer: _Scope | None = None
    bound: set[str] = field(default_factory=set)
    handled: set[str] = field(default_factory=set)  # exceptions, whose names go with their handler
    loaded: set[str] = field(default_factory=set)
    shared: set[str] = field(default_factory=set)  # declared global


def names_of(tree: ast.Module) -> Names:
    top = _Scope(tree)
    scopes = [top]
    stack: list[tuple[ast.AST, _Scope]] = [(tree, top)]
    while stack:
        node, scope = stack.pop()
        _bind(node, scope)
        inner = scope
        if isinstance(node, (*_FUNCTIONS, ast.ClassDef, *_COMPREHENSIONS)):
            inner = _Scope(node, scope)
            scopes.append(inner)
        if isinstance(node, ast.arguments | ast.arg):  # defaults and annotations belong outside the function
            scope = scope.outer or scope
        outside = set(map(id, _evaluated_outside(node)))
        stack.extend((child, scope if id(child) in outside else inner) for child in ast.iter_child_nodes(node))
    shared = {name for scope in scopes for name in scope.shared & scope.bound}
    defined = top.bound | shared
    needed = {name for scope in scopes for name in scope.loaded if _is_global(name, scope)}
    return Names(frozenset(defined), frozenset(needed - defined - top.handled))


def order(cells: Sequence[Names]) -> list[int] | None:
    """The cells by the order in which they run; the first in the file comes first where both could. None: a cycle."""
    makers = {name: index for index, cell in enumerate(cells) for name in cell.defined if not name.startswith("_")}
    users: list[set[int]] = [set() for _ in cells]
    waiting = [0] * len(cells)
    for index, cell in enumerate(cells):
        before = {makers[name] for name in cell.needed if name in makers} - {index}
        waiting[index] = len(before)
        for maker in before:
            users[maker].add(index)
    ready = [index for index, count in enumerate(waiting) if not count]
    heapify(ready)
    found: list[int] = []
    while ready:
        index = heappop(ready)
        found.append(index)
        for user in users[index]:
            waiting[user] -= 1
            if not waiting[user]:
                heappush(ready, user)
    return found if len(found) == len(cells) else None


def _evaluated_outside(node: ast.AST) -> Iterator[ast.AST]:
    """The parts of a definition that belong to the scope around it."""
    match node:
        case ast.FunctionDef() | ast.AsyncFunctionDef():
            yield from node.decorator_list
            if node.returns is not None:
                yield node.returns
        case ast.ClassDef():
            yield from (*node.decorator_list, *node.bases, *node.keywords)
        case ast.arguments():
            yield from (*node.defaults, *(default for default in node.kw_defaults if default is not None))
        case ast.arg(annotation=ast.expr() as annotation):
            yield annotation


def _bind(node: ast.AST, scope: _Scope) -> None:
    match node:
        case ast.Name(id=name, ctx=ast.Load()):
            scope.loaded.add(name)
        case ast.NamedExpr(target=ast.Name(id=name)):
            while isinstance(scope.node, _COMPREHENSIONS) and scope.outer is not None:
                scope = scope.outer
            scope.bound.add(name)
        case ast.Name(id=name) | ast.arg(arg=name) | ast.MatchAs(name=str(name)) | ast.MatchStar(name=str(name)):
            scope.bound.add(name)
        case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
            scope.bound.add(name)
        case ast.alias(name=name, asname=asname):
            scope.bound.add(asname or name.partition(".")[0])
        case ast.ExceptHandler(name=str(name)):
            scope.handled.add(name)
        case ast.MatchMapping(rest=str(name)):
            scope.bound.add(name)
        case ast.Global(names=names):
            scope.shared.update(names)


def _is_global(name: str, scope: _Scope) -> bool:
    here: _Scope | None = scope
    while here is not None and here.outer is not None:
        if name in here.shared:
            return True
        is_visible = here is scope or not isinstance(here.node, ast.ClassDef)
        if is_visible and (name in here.bound or name in here.handled):
            return False
        here = here.outer
    return True
