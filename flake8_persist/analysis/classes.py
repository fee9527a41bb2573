"""Attributes: of instances and classes of the file, of paths and namespaces, of what the catalogue knows."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from flake8_persist.analysis import calls, known
from flake8_persist.analysis import scopes as s
from flake8_persist.analysis import values as v
from flake8_persist.analysis.frames import CallSite, Frame, Where
from flake8_persist.analysis.text import text
from flake8_persist.catalog import factories

if TYPE_CHECKING:
    from flake8_persist.analysis.evaluate import Evaluator

_END = 1 << 60  # a point behind everything
_MANY = 16  # assignments to one attribute, and classes of one lineage, that are looked at
_RECORD_BASES = frozenset({"typing.NamedTuple", "pydantic.BaseModel"})
_RECORD_DECORATORS = frozenset({"dataclass", "define", "frozen", "s", "attrs"})
_CONSTANTS = {"os.devnull": "/dev/null", "os.sep": "/", "os.path.sep": "/", "os.curdir": ".", "os.path.curdir": "."}


def attribute(evaluator: Evaluator, value: v.Value, name: str) -> v.Value:
    """``value.name``."""
    if isinstance(value, v.Symbol):
        return _symbol_attribute(evaluator, value, name)
    if isinstance(value, v.PathOf):
        found = known.path_attribute(value.text, name)
        return v.Method(value, name) if found is None else found
    if isinstance(value, v.Namespace):
        found = value.get(name)
        return v.Unknown(name) if found is None else found
    if isinstance(value, v.Object):
        return _member(evaluator, value, value, name)
    if isinstance(value, v.Local) and value.scope.kind is s.ScopeKind.CLASS:
        return _member(evaluator, v.Object(value.scope, value.frame, None), None, name)
    if isinstance(value, v.Method):
        value = _property_of_outside(evaluator, value)
    if isinstance(value, v.Mapping):
        found = value.get(name)
        if found is not None and name not in ("get", "items", "keys", "values", "update", "pop", "copy"):
            return found
    return v.Method(value, name)


def _property_of_outside(evaluator: Evaluator, value: v.Method) -> v.Value:
    """``axes.figure`` in ``axes.figure.savefig``: no method has attributes of interest, so this is no method."""
    if isinstance(value.receiver, v.Instance):
        result = evaluator.catalog.returns(f"{value.receiver.type}.{value.name}")
        if isinstance(result, factories.InstanceOf):
            return v.Instance(result.name)
    return value


def _symbol_attribute(evaluator: Evaluator, value: v.Symbol, name: str) -> v.Value:
    full = f"{value.name}.{name}"
    if full in _CONSTANTS:
        return v.Str(text(_CONSTANTS[full]))
    return v.Symbol(full)


def _member(evaluator: Evaluator, value: v.Object, receiver: v.Value | None, name: str) -> v.Value:
    """An attribute of an instance (``receiver``) or of a class: what methods store, else what the class body says."""
    passed = _field(evaluator, value, name)
    if passed is not None:
        return passed
    for owner in _lineage(evaluator, value):
        stored = _stored(evaluator, owner, name)
        if stored:
            return v.either(stored)
        if name in owner.scope.body.entries:
            return _class_level(evaluator, owner, receiver, name)
    return v.Method(value, name)


def _class_level(evaluator: Evaluator, owner: v.Object, receiver: v.Value | None, name: str) -> v.Value:
    frame = evaluator.frames.enter(owner.scope, owner.frame)
    found = evaluator.bound(name, Where(owner.scope.body, _END, frame))
    values: list[v.Value] = []
    for one in v.alternatives(v.Unknown(name) if found is None else found):
        if not isinstance(one, v.Local) or one.scope.kind is not s.ScopeKind.FUNCTION or receiver is None:
            values.append(one)
        elif _is_property(one.scope):
            values.append(_property(evaluator, one.scope, evaluator.frames.enter(one.scope, frame, None, receiver)))
        elif self_name(one.scope) is None:
            values.append(one)
        else:
            values.append(v.Bound(one, receiver))
    return v.either(values)


def _is_property(scope: s.Scope) -> bool:
    decorators = getattr(scope.node, "decorator_list", [])
    return any(s.last_name(decorator) in ("property", "cached_property") for decorator in decorators)


def _property(evaluator: Evaluator, scope: s.Scope, frame: Frame) -> v.Value:
    values = [
        evaluator.value(one.value, Where(one.block, one.point, frame))
        for one in scope.returns[:_MANY]
        if one.value is not None
    ]
    return v.either(values)


def _stored(evaluator: Evaluator, owner: v.Object, name: str) -> list[v.Value]:
    """What the methods of a class assign to ``self.name``."""
    values: list[v.Value] = []
    for store in owner.scope.stores.get(name, ())[:_MANY]:
        method = store.block.scope
        if not isinstance(store.base, ast.Name) or store.base.id != self_name(method):
            continue
        frame = method_frame(evaluator, owner, method)
        values.append(evaluator.sourced(store.source, Where(store.block, store.point - 1, frame), name))
    return values


def method_frame(evaluator: Evaluator, owner: v.Object, method: s.Scope) -> Frame:
    """The frame of a method on one object; ``__init__`` was called where the object was made."""
    class_frame = evaluator.frames.enter(owner.scope, owner.frame)
    site: CallSite | None = None
    if method.name == "__init__" and owner.origin is not None:
        site = evaluator.origins.get(owner.origin)
    return evaluator.frames.enter(method, class_frame, site, owner)


def _field(evaluator: Evaluator, value: v.Object, name: str) -> v.Value | None:
    """A field of a dataclass or NamedTuple that the constructor call sets."""
    if value.origin is None or not _is_record(evaluator, value):
        return None
    site = evaluator.origins.get(value.origin)
    if site is None:
        return None
    fields = [
        statement.target.id
        for owner in reversed(list(_lineage(evaluator, value)))
        for statement in getattr(owner.scope.node, "body", ())
        if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name)
    ]
    if name not in fields:
        return None
    passed = calls.arguments_of(evaluator, site.call, site.where)
    found = passed.get(fields.index(name), name)
    if found is not None:
        return found
    if not passed.complete:
        return v.Unknown(name)
    return None


def _is_record(evaluator: Evaluator, value: v.Object) -> bool:
    node = value.scope.node
    for decorator in getattr(node, "decorator_list", []):
        name = decorator.func if isinstance(decorator, ast.Call) else decorator
        if s.last_name(name) in _RECORD_DECORATORS:
            return True
    return any(
        base.name in _RECORD_BASES
        if isinstance(base, v.Symbol)
        else isinstance(base, v.Local) and _is_record(evaluator, v.Object(base.scope, base.frame, None))
        for base in _bases(evaluator, value.scope, value.frame)
    )


def _lineage(evaluator: Evaluator, value: v.Object) -> list[v.Object]:
    """The object seen as an instance of its class and of each base class of the file, in order of look-up."""
    lineage: list[v.Object] = []
    pending: list[v.Value] = [v.Local(value.scope, value.frame)]
    while pending and len(lineage) < _MANY:
        one = pending.pop(0)
        if isinstance(one, v.Local) and all(one.scope is not seen.scope for seen in lineage):
            lineage.append(v.Object(one.scope, one.frame, value.origin))
            pending.extend(_bases(evaluator, one.scope, one.frame))
    return lineage


def _bases(evaluator: Evaluator, scope: s.Scope, frame: Frame) -> list[v.Value]:
    node = scope.node
    if not isinstance(node, ast.ClassDef) or scope.block is None:
        return []
    where = Where(scope.block, scope.point - 1, frame)
    return [evaluator.value(base, where) for base in node.bases]


def outside_bases(evaluator: Evaluator, scope: s.Scope, frame: Frame) -> list[str]:
    """The outside classes that a class of the file derives from."""
    names: list[str] = []
    for owner in _lineage(evaluator, v.Object(scope, frame, None)):
        names.extend(base.name for base in _bases(evaluator, owner.scope, owner.frame) if isinstance(base, v.Symbol))
    return names


def superclass(evaluator: Evaluator, where: Where) -> v.Value:
    """``super()`` in a method: the same object, seen as an instance of the next class."""
    receiver = where.frame.receiver
    owner = where.frame.scope.parent
    if owner is None or not isinstance(receiver, v.Object):
        return v.UNKNOWN
    for base in _bases(evaluator, owner, receiver.frame):
        if isinstance(base, v.Local):
            return v.Object(base.scope, base.frame, receiver.origin)
        if isinstance(base, v.Symbol):
            return v.Instance(base.name)
    return v.UNKNOWN


def self_name(scope: s.Scope) -> str | None:
    node = scope.node
    if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        return None
    if any(s.last_name(decorator) == "staticmethod" for decorator in node.decorator_list):
        return None
    positional = [*node.args.posonlyargs, *node.args.args]
    return positional[0].arg if positional else None


def nobody(evaluator: Evaluator, scope: s.Scope) -> v.Value | None:
    """``self`` of a method that nobody is known to call: any instance of its class."""
    owner = scope.parent
    if owner is None or owner.kind is not s.ScopeKind.CLASS or scope.kind is not s.ScopeKind.FUNCTION:
        return None
    outer = evaluator.root(owner.parent) if owner.parent is not None else evaluator.frames.module
    return v.Object(owner, outer, None)
