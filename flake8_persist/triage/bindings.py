"""What the names of a scope are bound to, whenever that happens: in no order, and only as far as texts may be in it."""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import Any, NamedTuple

from flake8_persist.nodes import BLOCKS
from flake8_persist.triage.spots import SCOPES, Scope


class Parameter(NamedTuple):
    """A parameter of a function: what callers pass, or the default."""

    function: ast.FunctionDef | ast.AsyncFunctionDef
    name: str
    position: int | None  # None: by keyword only, or any number of them
    default: ast.expr | None


class Imported(NamedTuple):
    """A module or what is in it: no text, or none that is known."""

    name: str  # dotted; relative imports begin with a dot


class Opaque(NamedTuple):
    """Something that holds no text: an exception."""


class Anything(NamedTuple):
    """Something that is not looked at any closer."""


class Added(NamedTuple):
    """What is put into a variable: an item, an attribute, what a method of it is given."""

    value: ast.expr


Binding = ast.expr | Added | Parameter | Imported | Opaque | Anything


def bindings(scope: Scope) -> dict[str, list[Binding]]:
    """All bindings of a scope; what is put into a container or an object counts as bound to its variable."""
    found: dict[str, list[Binding]] = {}
    if isinstance(scope, ast.FunctionDef | ast.AsyncFunctionDef):
        _parameters(scope, found)
    pending: list[ast.AST] = list(scope.body)
    for statement in pending:
        bind = _BINDERS.get(statement.__class__)
        if bind is not None:
            bind(statement, found)
        if not isinstance(statement, SCOPES):
            for field in BLOCKS[statement.__class__]:
                pending += getattr(statement, field)
    return found


_Found = dict[str, list[Binding]]


def _assign(node: ast.Assign, found: _Found) -> None:
    for target in node.targets:
        _target(target, node.value, found)


def _annotated(node: ast.AnnAssign, found: _Found) -> None:
    _target(node.target, node.value if node.value is not None else Anything(), found)


def _augmented(node: ast.AugAssign, found: _Found) -> None:
    _target(node.target, node.value, found)


def _loop(node: ast.For | ast.AsyncFor, found: _Found) -> None:
    _target(node.target, node.iter, found)


def _with(node: ast.With | ast.AsyncWith, found: _Found) -> None:
    for item in node.items:
        if item.optional_vars is not None:
            _target(item.optional_vars, item.context_expr, found)


def _import(node: ast.Import, found: _Found) -> None:
    for alias in node.names:
        root = alias.name.partition(".")[0]
        found.setdefault(alias.asname or root, []).append(Imported(alias.name if alias.asname else root))


def _import_from(node: ast.ImportFrom, found: _Found) -> None:
    module = f"{'.' * node.level}{node.module or ''}"
    for alias in node.names:
        found.setdefault(alias.asname or alias.name, []).append(Imported(f"{module}.{alias.name}"))


def _definition(node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef, found: _Found) -> None:
    found.setdefault(node.name, []).append(Anything())


def _handler(node: ast.ExceptHandler, found: _Found) -> None:
    if node.name is not None:
        found.setdefault(node.name, []).append(Opaque())


def _case(node: ast.match_case, found: _Found) -> None:
    for part in ast.walk(node.pattern):
        captured = getattr(part, "name", None) or getattr(part, "rest", None)
        if isinstance(captured, str):
            found.setdefault(captured, []).append(Anything())


def _expression(node: ast.Expr, found: _Found) -> None:
    """``names.append("x")``."""
    call = node.value
    if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute):
        for argument in (*call.args, *(keyword.value for keyword in call.keywords)):
            _target(call.func.value, Added(argument), found)


_BINDERS: dict[type, Callable[[Any, _Found], None]] = {
    ast.Assign: _assign,
    ast.AnnAssign: _annotated,
    ast.AugAssign: _augmented,
    ast.For: _loop,
    ast.AsyncFor: _loop,
    ast.With: _with,
    ast.AsyncWith: _with,
    ast.Import: _import,
    ast.ImportFrom: _import_from,
    ast.FunctionDef: _definition,
    ast.AsyncFunctionDef: _definition,
    ast.ClassDef: _definition,
    ast.ExceptHandler: _handler,
    ast.match_case: _case,
    ast.Expr: _expression,
}


def _target(target: ast.expr, value: Binding, found: dict[str, list[Binding]]) -> None:
    if isinstance(target, ast.Name):  # as most are
        found.setdefault(target.id, []).append(value)
        return
    stack = [(target, value)]
    while stack:
        one, held = stack.pop()
        if isinstance(one, ast.Tuple | ast.List):
            stack.extend((each, held) for each in one.elts)
        elif isinstance(one, ast.Starred):
            stack.append((one.value, held))
        elif isinstance(one, ast.Attribute | ast.Subscript):  # binds nothing: the variable may be one of a scope around
            stack.append((one.value, Added(held) if isinstance(held, ast.expr) else held))
        elif isinstance(one, ast.Name):
            found.setdefault(one.id, []).append(held)


def _parameters(function: ast.FunctionDef | ast.AsyncFunctionDef, found: dict[str, list[Binding]]) -> None:
    arguments = function.args
    positional = (*arguments.posonlyargs, *arguments.args)
    defaults = (*[None] * (len(positional) - len(arguments.defaults)), *arguments.defaults)
    for position, (argument, default) in enumerate(zip(positional, defaults, strict=True)):
        found.setdefault(argument.arg, []).append(Parameter(function, argument.arg, position, default))
    for argument, default in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True):
        found.setdefault(argument.arg, []).append(Parameter(function, argument.arg, None, default))
    for rest in (arguments.vararg, arguments.kwarg):
        if rest is not None:
            found.setdefault(rest.arg, []).append(Parameter(function, rest.arg, None, None))
