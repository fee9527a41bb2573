"""Attributes: of instances and classes of the file, of paths and namespaces, of what the catalogue knows."""

from __future__ import annotations

import ast
import itertools
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from flake8_persist.analysis import calls, command_line, known_paths, records
from flake8_persist.analysis import scopes as s
from flake8_persist.analysis import values as v
from flake8_persist.analysis.frames import CallSite, Frame, Where
from flake8_persist.analysis.invocation import Arguments
from flake8_persist.analysis.text import text
from flake8_persist.catalog import factories
from flake8_persist.catalog.model import Direction, Shape

if TYPE_CHECKING:
    from flake8_persist.analysis.evaluate import Evaluator

_END = 1 << 60  # a point behind everything
_MANY = 16  # assignments to one attribute, and classes of one lineage, that are looked at
_CONSTRUCTORS = frozenset({"__init__", "__post_init__"})
_NAMES = frozenset({"__name__", "__qualname__"})  # of classes and functions, which hold no slash
_FLAGS = frozenset({"absl.flags.FLAGS", "tensorflow.app.flags.FLAGS"})
_CONSTANTS = {
    "os.devnull": "/dev/null",
    "os.sep": "/",
    "os.path.sep": "/",
    "os.curdir": ".",
    "os.path.curdir": ".",
    "os.pardir": "..",
    "os.path.pardir": "..",
    "os.extsep": ".",
}


def attribute(evaluator: Evaluator, value: v.Value, name: str, within: s.Scope | None = None) -> v.Value:
    """``value.name``; ``within`` is the constructor in which it is asked for, if it is."""
    if name in ("__class__", "__name__") and (found := _of_class(value, name)) is not None:
        return found
    if isinstance(value, v.Symbol):
        return _symbol_attribute(evaluator, value, name)
    if isinstance(value, v.Scratch) and name == "name":
        return value
    if isinstance(value, v.PathOf):
        found = known_paths.path_attribute(value.text, name)
        return v.Method(value, name) if found is None else found
    if isinstance(value, v.Namespace):
        found = value.get(name)
        return (v.Method(value, name) if name.startswith("_") else v.Unknown(name)) if found is None else found
    if isinstance(value, v.Object):
        return member(evaluator, value, value, name, within)
    if isinstance(value, v.Local) and value.scope.kind is s.ScopeKind.CLASS:
        return member(evaluator, v.Object(value.scope, value.frame, None), None, name)
    if isinstance(value, v.Method):
        value = _property_of_outside(evaluator, value)
    if isinstance(value, v.Instance) and (found := _made_with(evaluator, value, name)) is not None:
        return found
    if isinstance(value, v.Mapping):
        found = value.get(name)
        if found is not None and name not in ("get", "items", "keys", "values", "update", "pop", "copy"):
            return found
    return v.NUMBER if name in _NAMES else v.Method(value, name)


def _of_class(value: v.Value, name: str) -> v.Value | None:
    """``self.__class__``, and the name of a class or function of the file; None: nothing out of the ordinary."""
    if name == "__class__":
        return class_of(value)
    named = isinstance(value, v.Local) and value.scope.kind in (s.ScopeKind.CLASS, s.ScopeKind.FUNCTION)
    return v.Str(text(value.scope.name)) if isinstance(value, v.Local) and named else None


def class_of(value: v.Value) -> v.Value | None:
    return v.Local(value.scope, value.frame) if isinstance(value, v.Object) else None


def _property_of_outside(evaluator: Evaluator, value: v.Method) -> v.Value:
    """``axes.figure`` in ``axes.figure.savefig``: no method has attributes of interest, so this is no method.

    ``self.model`` of a class that derives from ``keras.callbacks.Callback`` is such an attribute, too.
    """
    receiver = value.receiver
    owners: list[str] = []
    if isinstance(receiver, v.Instance):
        owners = [receiver.type]
    elif isinstance(receiver, v.Object):
        owners = outside_bases(evaluator, receiver.scope, receiver.frame)
    for owner in owners:
        result = evaluator.catalog.returns(f"{owner}.{value.name}")
        if isinstance(result, factories.InstanceOf):
            return v.Instance(result.name)
    return value


def _made_with(evaluator: Evaluator, value: v.Instance, name: str) -> v.Value | None:
    """``args.output_dir`` of ``TrainingArguments("out")``."""
    site = evaluator.made.get(value.origin) if isinstance(value.origin, ast.Call) else None
    if site is None:
        return None
    for api in evaluator.catalog.calls(value.type):
        if api.parameter == name and api.shape is Shape.DIR and api.direction is Direction.WRITE:
            position = api.position if isinstance(api.position, int) else None
            return calls.site_arguments(evaluator, site).get(position, name)
    return None


def _symbol_attribute(evaluator: Evaluator, value: v.Symbol, name: str) -> v.Value:
    full = f"{value.name}.{name}"
    if full in _CONSTANTS:
        return v.Str(text(_CONSTANTS[full]))
    if value.name in _FLAGS and (found := command_line.flag(evaluator, name)) is not None:
        return found
    return v.Symbol(full)


def member(
    evaluator: Evaluator, value: v.Object, receiver: v.Value | None, name: str, within: s.Scope | None = None
) -> v.Value:
    """An attribute of an instance (``receiver``) or of a class: what methods store, else what the class body says."""
    lineage = ancestry(evaluator, value)
    passed = records.passed_field(evaluator, value, name)
    if any(_is_set_anew(owner, name, within) for owner in lineage):
        passed = None
    found: list[v.Value] = [] if passed is None else [passed.value]
    if value.above is not None:
        lineage = lineage[next((n + 1 for n, one in enumerate(lineage) if one.scope is value.above), 0) :]
        value = value._replace(above=None)
        receiver = value if receiver is not None else None
    found.extend(_set_elsewhere(evaluator, value, lineage, name))
    stored = [one for owner in lineage for one in _stored(evaluator, owner, value, name, within)]
    found.extend(stored)
    if stored or (passed is not None and passed.always):
        return v.either(found)
    for owner in lineage:
        if name in owner.scope.body.entries:
            return v.either([*found, _class_level(evaluator, owner, receiver, name)])
    return v.either(found) if found else v.Method(value, name)


def _is_set_anew(owner: v.Object, name: str, within: s.Scope | None) -> bool:
    """Does ``__post_init__`` put another value in the place of what the constructor was given?"""
    stores = owner.scope.stores.get(name, ())
    return any(
        one.block.scope.name == "__post_init__" and one.block is one.block.scope.body and one.block.scope is not within
        for one in stores
    )


def _set_elsewhere(evaluator: Evaluator, value: v.Object, lineage: list[v.Object], name: str) -> list[v.Value]:
    """What statements outside the class assign to the attribute: ``saver.directory = ...``."""
    found: list[v.Value] = []
    scopes = {owner.scope for owner in lineage}
    for store in evaluator.recording.stores.get("." + name, ())[:_MANY]:
        if store.block.scope.parent in scopes and store.block.scope.kind is s.ScopeKind.FUNCTION:
            continue
        where = Where(store.block, store.point - 1, evaluator.root(store.block.scope))
        for base in v.alternatives(evaluator.value(store.base, where)):
            same_class = isinstance(base, v.Object | v.Local) and base.scope in scopes
            if same_class and (isinstance(base, v.Local) or _may_be_same(base, value)):
                found.append(evaluator.sourced(store.source, where, name))
                break
    return found


def _may_be_same(one: v.Value, other: v.Object) -> bool:
    origins = (getattr(one, "origin", None), other.origin)
    return None in origins or origins[0] is origins[1]


def _class_level(evaluator: Evaluator, owner: v.Object, receiver: v.Value | None, name: str) -> v.Value:
    members = records.enumerated(evaluator, v.Local(owner.scope, owner.frame))
    if members is not None and name in members:
        return members[name]
    frame = evaluator.frames.enter(owner.scope, owner.frame)
    where = Where(owner.scope.body, _END, frame)
    found = evaluator.bound(name, where)
    if found is not None and receiver is not None:
        found = records.field_default(evaluator, found, records.fields(evaluator, owner).get(name), where)
    values: list[v.Value] = []
    for one in v.alternatives(v.Unknown(name) if found is None else found):
        if (
            not isinstance(one, v.Local)
            or one.scope.kind is not s.ScopeKind.FUNCTION
            or one.scope.parent is not owner.scope
        ):
            values.append(one)
        elif _decorated_as(one.scope, "classmethod"):
            values.append(v.Bound(one, v.Local(owner.scope, owner.frame)))
        elif receiver is None:
            values.append(one)
        elif _decorated_as(one.scope, "property", "cached_property"):
            values.append(calls.outcome(evaluator, one.scope, evaluator.frames.enter(one.scope, frame, None, receiver)))
        else:
            values.append(one if self_name(one.scope) is None else v.Bound(one, receiver))
    return v.either(values)


def _decorated_as(scope: s.Scope, *names: str) -> bool:
    return any(s.last_name(decorator) in names for decorator in getattr(scope.node, "decorator_list", []))


def _stored(
    evaluator: Evaluator, owner: v.Object, receiver: v.Object, name: str, within: s.Scope | None
) -> list[v.Value]:
    """What the methods of a class assign to ``self.name``; a constructor finds what was there before it."""
    values: list[v.Value] = []
    stores = _lasting(owner.scope.stores.get(name, ()))
    for store in stores[:_MANY]:
        method = store.block.scope
        if method is within:
            continue
        if not isinstance(store.base, ast.Name) or store.base.id != self_name(method):
            continue
        for frame in method_frames(evaluator, owner, receiver, method):
            values.append(evaluator.sourced(store.source, Where(store.block, store.point - 1, frame), name))
    if len(stores) > _MANY:
        values.append(v.Unknown(name))
    return values


def _lasting(stores: Sequence[s.Store]) -> Sequence[s.Store]:
    """The assignments that no later one of the same constructor replaces: ``self.out = Path(self.out)``."""
    always = (one for one in stores if one.block is one.block.scope.body and _constructs(one.block.scope))
    last = {one.block.scope: one.point for one in always}
    return [one for one in stores if one.point >= last.get(one.block.scope, 0)] if last else stores


def _constructs(scope: s.Scope) -> bool:
    return scope.name in _CONSTRUCTORS


def constructor(scope: s.Scope, base: ast.expr) -> s.Scope | None:
    """The scope, if that is a constructor and ``base`` its object."""
    is_own = isinstance(base, ast.Name) and base.id == self_name(scope)
    return scope if is_own and _constructs(scope) else None


def changed_by_methods(evaluator: Evaluator, value: v.Object, name: str, but: s.Scope) -> list[v.Value]:
    """What methods other than ``__init__`` may assign to an attribute of the object meanwhile."""
    found: list[v.Value] = []
    for owner in ancestry(evaluator, value):
        for store in owner.scope.stores.get(name, ())[:_MANY]:
            method = store.block.scope
            if method is but or method.name == "__init__" or s.last_name(store.base) != self_name(method):
                continue
            for frame in method_frames(evaluator, owner, value, method):
                found.append(evaluator.sourced(store.source, Where(store.block, store.point - 1, frame), name))
    return found


def method_frames(evaluator: Evaluator, owner: v.Object, receiver: v.Object, method: s.Scope) -> list[Frame]:
    """The frames of a method on one object; ``__init__`` is called where it is made, or by those of subclasses."""
    class_frame = evaluator.frames.enter(owner.scope, owner.frame)
    sites: list[CallSite] = []
    if method.name == "__init__" and receiver.origin is not None:
        lineage = [one for one in ancestry(evaluator, receiver) if "__init__" in one.scope.body.entries]
        site = evaluator.origins.get(receiver.origin)
        if site is not None and (not lineage or lineage[0].scope is owner.scope):
            sites.append(site)
        elif lineage:
            sites.extend(_from_subclasses(evaluator, lineage, owner, receiver))
    if not sites:
        return [evaluator.frames.enter(method, class_frame, None, receiver)]
    return [evaluator.frames.enter(method, class_frame, site, receiver) for site in sites]


def _from_subclasses(
    evaluator: Evaluator, lineage: list[v.Object], owner: v.Object, receiver: v.Object
) -> Iterator[CallSite]:
    """The calls ``super().__init__(...)`` and ``Base.__init__(self, ...)`` that lead to the owner's."""
    below = {one.scope: one for one in itertools.takewhile(lambda one: one.scope is not owner.scope, lineage)}
    for site in evaluator.recording.calls.get("__init__", ()):
        method = site.block.scope
        subclass = below.get(method.parent) if method.parent is not None else None
        if subclass is None:
            continue
        for frame in method_frames(evaluator, subclass, receiver, method):
            where = Where(site.block, site.point, frame)
            given = calls.arguments_of(evaluator, site.call, where)
            if given.positional and given.positional[0] == receiver:
                given = Arguments(given.positional[1:], given.keywords, given.complete)
            yield CallSite(site.call, where, given, site.call)


def ancestry(evaluator: Evaluator, value: v.Object) -> list[v.Object]:
    """The object seen as an instance of its class and of each base class of the file, in order of look-up."""
    lineage: list[v.Object] = []
    pending: list[v.Value] = [v.Local(value.scope, value.frame)]
    while pending and len(lineage) < _MANY:
        one = pending.pop(0)
        if isinstance(one, v.Local) and all(one.scope is not seen.scope for seen in lineage):
            lineage.append(v.Object(one.scope, one.frame, value.origin))
            pending.extend(bases(evaluator, one.scope, one.frame))
    return lineage


def bases(evaluator: Evaluator, scope: s.Scope, frame: Frame) -> list[v.Value]:
    node = scope.node
    if not isinstance(node, ast.ClassDef) or scope.block is None:
        return []
    where = Where(scope.block, scope.point - 1, frame)
    return [evaluator.value(base, where) for base in node.bases]


def outside_bases(evaluator: Evaluator, scope: s.Scope, frame: Frame) -> list[str]:
    """The outside classes that a class of the file derives from."""
    names: list[str] = []
    for owner in ancestry(evaluator, v.Object(scope, frame, None)):
        names.extend(base.name for base in bases(evaluator, owner.scope, owner.frame) if isinstance(base, v.Symbol))
    return names


def superclass(evaluator: Evaluator, where: Where) -> v.Value:
    """``super()`` in a method: the same object, seen as an instance of the next class."""
    receiver = where.frame.receiver
    owner = where.frame.scope.parent
    if owner is None or not isinstance(receiver, v.Object):
        return v.UNKNOWN
    parents = bases(evaluator, owner, receiver.frame)
    if any(isinstance(base, v.Local) for base in parents):
        return receiver._replace(above=owner)
    return next((v.Instance(base.name) for base in parents if isinstance(base, v.Symbol)), v.UNKNOWN)


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
