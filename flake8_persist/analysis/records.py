"""Classes that are containers: dataclasses and NamedTuples by their fields, Enums by members, own dictionaries."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, NamedTuple

from flake8_persist.analysis import calls, classes, known_collections, operators, parameters
from flake8_persist.analysis import scopes as s
from flake8_persist.analysis import values as v
from flake8_persist.analysis.frames import CallSite, Where
from flake8_persist.analysis.invocation import Arguments, Call
from flake8_persist.analysis.text import text

if TYPE_CHECKING:
    from flake8_persist.analysis.evaluate import Evaluator

_END = 1 << 60  # a point behind everything
_MANY = 16  # calls of one class that are looked at
_ENUMS = frozenset({"enum.Enum", "enum.StrEnum", "enum.IntEnum"})
_DICTIONARIES = frozenset({"builtins.dict", "collections.OrderedDict", "collections.UserDict"})
_RECORD_BASES = frozenset({"typing.NamedTuple", "pydantic.BaseModel"})
_RECORD_DECORATORS = frozenset({"dataclass", "define", "frozen", "s", "attrs"})


def made(evaluator: Evaluator, callee: v.Local, site: CallSite) -> v.Value:
    """What calling a class of the file gives."""
    members = enumerated(evaluator, callee)
    if members is not None:
        key = operators.plain(next(iter(calls.site_arguments(evaluator, site).positional), v.UNKNOWN))
        found = [
            one for one in members.values() if key is operators.NOT_PLAIN or operators.plain(one.items[0][1]) == key
        ]
        return v.either(found) if found else v.UNKNOWN
    if any(base in _DICTIONARIES for base in classes.outside_bases(evaluator, callee.scope, callee.frame)):
        handler = known_collections.FUNCTIONS["builtins.dict"]
        return handler(Call(evaluator, site.call, calls.site_arguments(evaluator, site), site.where))
    return v.Object(callee.scope, callee.frame, site.call)


def as_container(evaluator: Evaluator, value: v.Value) -> v.Value:
    """What a loop goes through: fields of a NamedTuple, members of an Enum, items of a known collection."""
    if isinstance(value, v.Namespace):
        return v.Sequence(tuple(one for _, one in value.items)) if value.positional else value
    if isinstance(value, v.Object) and "typing.NamedTuple" in classes.outside_bases(
        evaluator, value.scope, value.frame
    ):
        return v.Sequence(tuple(classes.member(evaluator, value, value, name) for name in fields(evaluator, value)))
    if isinstance(value, v.Local):
        members = enumerated(evaluator, value)
        if members is not None:
            return v.Sequence(tuple(members.values()))
    return value


def enumerated(evaluator: Evaluator, value: v.Local) -> dict[str, v.Namespace] | None:
    """The members of an Enum class; None: it is no Enum."""
    scope = value.scope
    if scope.kind is not s.ScopeKind.CLASS or not _ENUMS.intersection(
        classes.outside_bases(evaluator, scope, value.frame)
    ):
        return None
    members: dict[str, v.Namespace] = {}
    frame = evaluator.frames.enter(scope, value.frame)
    for name, entries in scope.body.entries.items():
        first = entries[0]
        if isinstance(first, s.Binding) and isinstance(first.source, s.Assigned) and name.isidentifier():
            held = evaluator.bound(name, Where(scope.body, _END, frame)) or v.UNKNOWN
            members[name] = v.Namespace((("value", held), ("name", v.Str(text(name)))))
    return members


def fields(evaluator: Evaluator, value: v.Object) -> dict[str, ast.expr | None]:
    """The fields of a record class that its constructor takes, in order, with what stands behind ``=``."""
    found: dict[str, ast.expr | None] = {}
    for owner in reversed(classes.ancestry(evaluator, value)):
        for statement in getattr(owner.scope.node, "body", ()):
            if not isinstance(statement, ast.AnnAssign) or not isinstance(statement.target, ast.Name):
                continue
            if s.last_name(statement.annotation) != "ClassVar" and not _left_out(statement.value):
                found[statement.target.id] = statement.value
    return found


def _left_out(default: ast.expr | None) -> bool:
    """``field(init=False)``."""
    return isinstance(default, ast.Call) and any(
        keyword.arg == "init" and isinstance(keyword.value, ast.Constant) and not keyword.value.value
        for keyword in default.keywords
    )


class Passed(NamedTuple):
    """What constructor calls give a field."""

    value: v.Value
    always: bool = True  # False: the default may hold as well


def passed_field(evaluator: Evaluator, value: v.Object, name: str) -> Passed | None:
    """A field of a dataclass or NamedTuple that the constructor call sets; for any object of the class, all calls."""
    if not _is_record(evaluator, value):
        return None
    names = list(fields(evaluator, value))
    if name not in names:
        return None
    if value.origin is not None:
        site = evaluator.origins.get(value.origin)
        sites = [] if site is None else [site]
    else:
        sites = parameters.callers(evaluator, value.scope)
    found: list[v.Value] = []
    for site in sites[:_MANY]:
        passed = calls.site_arguments(evaluator, site)
        one = passed.get(names.index(name), name)
        if one is not None or not passed.complete:
            found.append(v.Unknown(name) if one is None else one)
    return Passed(v.either(found), len(found) == len(sites)) if found else None


def field_default(evaluator: Evaluator, value: v.Value, node: ast.expr | None, where: Where) -> v.Value:
    """``field(default=..., default_factory=...)`` as the value that an instance has."""
    if not isinstance(node, ast.Call) or s.last_name(node.func) not in ("field", "Field", "ib", "attrib"):
        return value
    given = calls.arguments_of(evaluator, node, where)
    if "default" in given.keywords or given.positional:
        return given.get(0, "default") or v.UNKNOWN
    factory = given.keywords.get("default_factory", given.keywords.get("factory"))
    if factory is None:
        return v.UNKNOWN
    site = CallSite(node, where, Arguments((), {}), node)
    return v.either(calls.through(evaluator, one, site) for one in v.alternatives(factory))


def _is_record(evaluator: Evaluator, value: v.Object) -> bool:
    return any(
        _is_decorated(owner.scope) or _has_record_base(evaluator, owner) for owner in classes.ancestry(evaluator, value)
    )


def _is_decorated(scope: s.Scope) -> bool:
    decorators = getattr(scope.node, "decorator_list", [])
    names = (one.func if isinstance(one, ast.Call) else one for one in decorators)
    return any(s.last_name(name) in _RECORD_DECORATORS for name in names)


def _has_record_base(evaluator: Evaluator, owner: v.Object) -> bool:
    return any(
        isinstance(base, v.Symbol) and base.name in _RECORD_BASES
        for base in classes.bases(evaluator, owner.scope, owner.frame)
    )
