"""What the names of a scope are bound to, whenever that happens: in no order, and only as far as texts may be in it."""

from __future__ import annotations

import ast
from typing import NamedTuple

from flake8_persist.triage.spots import SCOPES, Scope, blocks


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
        _bind(statement, found)
        if not isinstance(statement, SCOPES):
            for block in blocks(statement):
                pending.extend(block)
    return found


def _bind(statement: ast.AST, found: dict[str, list[Binding]]) -> None:
    match statement:
        case ast.Assign(targets=targets, value=value):
            for target in targets:
                _target(target, value, found)
        case ast.AnnAssign(target=target, value=value):
            _target(target, value if value is not None else Anything(), found)
        case ast.AugAssign(target=target, value=value) | ast.For(target=target, iter=value):
            _target(target, value, found)
        case ast.AsyncFor(target=target, iter=value):
            _target(target, value, found)
        case ast.With(items=items) | ast.AsyncWith(items=items):
            for item in items:
                if item.optional_vars is not None:
                    _target(item.optional_vars, item.context_expr, found)
        case ast.Import(names=names):
            for alias in names:
                root = alias.name.partition(".")[0]
                found.setdefault(alias.asname or root, []).append(Imported(alias.name if alias.asname else root))
        case ast.ImportFrom(names=names, module=module, level=level):
            for alias in names:
                name = f"{'.' * level}{module or ''}.{alias.name}"
                found.setdefault(alias.asname or alias.name, []).append(Imported(name))
        case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
            found.setdefault(name, []).append(Anything())
        case ast.ExceptHandler(name=str(name)):
            found.setdefault(name, []).append(Opaque())
        case ast.match_case(pattern=pattern):
            for node in ast.walk(pattern):
                captured = getattr(node, "name", None) or getattr(node, "rest", None)
                if isinstance(captured, str):
                    found.setdefault(captured, []).append(Anything())
        case ast.Expr(value=ast.Call(func=ast.Attribute(value=owner)) as call):  # names.append("x")
            for argument in (*call.args, *(keyword.value for keyword in call.keywords)):
                _target(owner, Added(argument), found)


def _target(target: ast.expr, value: Binding, found: dict[str, list[Binding]]) -> None:
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
