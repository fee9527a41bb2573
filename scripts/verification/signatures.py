"""The parameters of a call, as its definition shows them.

Where ``*args`` or ``**kwargs`` hide some, those of the base class's constructor are taken in. Dataclasses, pydantic
models and named tuples have no written constructor: their fields are its parameters.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import NamedTuple

from verification.names import Callable, Class, Function, Instance, Names, Target

_FIELDS = ("dataclass", "attr.s", "attrs", "define", "frozen", "mutable", "attr.attrs")
_MODELS = ("BaseModel", "BaseSettings")


class Parameter(NamedTuple):
    name: str
    position: int | None  # None: keyword only
    required: bool
    default: str | None  # as ``str`` shows the literal; None: required, or no literal


class Signature(NamedTuple):
    parameters: dict[str, Parameter]
    variadic: str | None = None  # the name of *args
    keywords: bool = False  # **kwargs


def of(target: Target, names: Names) -> list[Signature]:
    """The signatures of a function, method or class; an instance is called as ``__call__`` says."""
    match target:
        case Callable():
            return [written(target.node, bound=target.bound)]
        case Class():
            return [constructor(names.lineage(target), names) or Signature({}, "args", keywords=True)]
        case Instance(cls):
            return [one for member in names.members(cls, "__call__") for one in of(member, names)]
    return []


def written(node: Function, *, bound: bool) -> Signature:
    arguments = node.args
    positional = [*arguments.posonlyargs, *arguments.args]
    defaults = [None] * (len(positional) - len(arguments.defaults)) + list(arguments.defaults)
    pairs = list(zip(positional, defaults, strict=True))
    if bound and not any(ast.unparse(decorator) == "staticmethod" for decorator in node.decorator_list):
        pairs = pairs[1:]
    found = [_parameter(argument.arg, place, default) for place, (argument, default) in enumerate(pairs)]
    named = zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True)
    found += [_parameter(argument.arg, None, default) for argument, default in named]
    variadic = arguments.vararg.arg if arguments.vararg is not None else None
    return Signature({one.name: one for one in found}, variadic, arguments.kwarg is not None)


def constructor(lineage: list[Class], names: Names) -> Signature | None:
    for number, cls in enumerate(lineage):
        rest = lineage[number + 1 :]
        own = _own(cls, "__init__")
        if _is_dataclass(cls) and not own:
            return _from_fields(list(reversed(lineage[number:])), positional=True)
        own = own or _own(cls, "__new__")
        if own:
            return _completed(_overloads(own), rest, names)
        if _is_model(cls):
            return _from_fields(list(reversed(lineage[number:])), positional=False)
        if any(ast.unparse(base).endswith("NamedTuple") for base in cls.node.bases):
            return _from_fields([cls], positional=True)
    return None


def _own(cls: Class, name: str) -> list[ast.FunctionDef]:
    nested = (node for statement in cls.node.body for node in _shallow(statement))
    return [node for node in nested if isinstance(node, ast.FunctionDef) and node.name == name]


def _shallow(statement: ast.stmt) -> Iterator[ast.stmt]:
    yield statement
    if isinstance(statement, (ast.If, ast.Try)):
        yield from (*statement.body, *statement.orelse)


def _overloads(definitions: list[ast.FunctionDef]) -> Signature:
    """The last one that is no ``@overload``; of overloads alone, the one with most parameters."""
    plain = [one for one in definitions if not is_overload(one)]
    if plain:
        return written(plain[-1], bound=True)
    return max((written(one, bound=True) for one in definitions), key=lambda one: len(one.parameters))


def is_overload(node: Function) -> bool:
    return any(ast.unparse(mark).endswith("overload") for mark in node.decorator_list)


def _completed(own: Signature, rest: list[Class], names: Names) -> Signature:
    """With what ``*args`` and ``**kwargs`` hand on to the next constructor, or else to anything."""
    if own.variadic is None and not own.keywords:
        return own
    following = constructor(rest, names) if rest else None
    if following is None:
        return own
    merged = dict(own.parameters)
    repeated = [one for one in following.parameters.values() if one.position is not None and one.name in merged]
    first = sum(one.position is not None for one in merged.values()) - len(repeated)
    for one in following.parameters.values():
        if one.name not in merged:
            passed = own.variadic is not None and one.position is not None
            merged[one.name] = one._replace(position=first + (one.position or 0) if passed else None)
    return own._replace(parameters=merged)


def _is_dataclass(cls: Class) -> bool:
    marks = (ast.unparse(mark).partition("(")[0] for mark in cls.node.decorator_list)
    return any(mark.endswith(_FIELDS) for mark in marks)


def _is_model(cls: Class) -> bool:
    return any(ast.unparse(base).partition("[")[0].endswith(_MODELS) for base in cls.node.bases)


def _from_fields(lineage: list[Class], *, positional: bool) -> Signature:
    """The fields of classes, bases first."""
    fields: dict[str, tuple[ast.expr | None, bool]] = {}
    for cls in lineage:
        by_name = not positional or "kw_only=True" in "".join(ast.unparse(one) for one in cls.node.decorator_list)
        for statement in cls.node.body:
            if not isinstance(statement, ast.AnnAssign) or not isinstance(statement.target, ast.Name):
                continue
            annotation = ast.unparse(statement.annotation)
            if annotation.endswith("KW_ONLY"):
                by_name = True
            elif "ClassVar" not in annotation and not _is_no_parameter(statement.value):
                fields[statement.target.id] = (statement.value, by_name)
    found: dict[str, Parameter] = {}
    for name, (value, by_name) in fields.items():
        place = None if by_name else sum(one.position is not None for one in found.values())
        found[name] = _parameter(name, place, _field_default(value))
    return Signature(found)


def _is_no_parameter(value: ast.expr | None) -> bool:
    return isinstance(value, ast.Call) and any(
        keyword.arg == "init" and isinstance(keyword.value, ast.Constant) and keyword.value.value is False
        for keyword in value.keywords
    )


def _field_default(value: ast.expr | None) -> ast.expr | None:
    if not isinstance(value, ast.Call) or not ast.unparse(value.func).lower().endswith(("field", "ib", "attrib")):
        return value
    for keyword in value.keywords:
        if keyword.arg == "default":
            return keyword.value
        if keyword.arg in ("default_factory", "factory"):
            return keyword.value
    if value.args and ast.unparse(value.func).endswith("Field"):
        return None if ast.unparse(value.args[0]) == "..." else value.args[0]
    return None


def _parameter(name: str, position: int | None, default: ast.expr | None) -> Parameter:
    if default is None:
        return Parameter(name, position, required=True, default=None)
    return Parameter(name, position, required=False, default=_literal(default))


def _literal(node: ast.expr) -> str | None:
    """The default as ``str`` shows it, if it is a literal that can name a place or a mode."""
    try:
        value = ast.literal_eval(node)
    except (ValueError, TypeError, SyntaxError, MemoryError, RecursionError):
        return None
    return str(value) if value is None or isinstance(value, (str, int)) else None
