"""Sequences, mappings and records: taking items out, and what is left in a variable after items were put in."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from flake8_persist.analysis import calls, environ, operators, records
from flake8_persist.analysis import scopes as s
from flake8_persist.analysis import values as v
from flake8_persist.analysis.frames import Where
from flake8_persist.analysis.invocation import Arguments
from flake8_persist.analysis.text import Text, begins_within, cut, text

if TYPE_CHECKING:
    from flake8_persist.analysis.evaluate import Evaluator

_MOST = 100  # items that are kept
_ADDING = frozenset({"insert", "appendleft", "extendleft", "update"})


def unpack(evaluator: Evaluator, value: v.Value, places: tuple[s.Place, ...]) -> v.Value:
    """What ``a, (b, *c) = value`` gives to the name at these places."""
    for place in places:
        value = v.each(evaluator.items_of(value), lambda one, place=place: _part(one, place))  # type: ignore[misc]
    return value


def _part(value: v.Value, place: s.Place) -> v.Value:
    if not isinstance(value, v.Sequence):
        return v.UNKNOWN
    if isinstance(place, s.Rest):
        if not value.complete:
            return v.some_of(operators.element(value))
        return v.Sequence(value.items[place.before : len(value.items) - place.after])
    found = value.at(place)
    return operators.element(value) if found is None else found


def sliced(value: v.Value, bounds: list[v.Value]) -> v.Value:
    if not all(isinstance(bound, v.Constant) and isinstance(bound.value, int | None) for bound in bounds):
        return v.Sequence(value.items, False) if isinstance(value, v.Sequence) else v.UNKNOWN
    start, end, step = (_as_index(bound) for bound in bounds)
    if isinstance(value, v.Str):
        if step in (None, 1):
            part = cut(value.text, start or 0, end)
            if part is None and begins_within(value.text) and not start:  # str(uuid4())[:8]
                part = Text(value.text.pieces[:1])
            return v.TOO_MANY if part is None else v.Str(part)
        constant = value.text.constant
        return v.TOO_MANY if constant is None or not step else v.Str(text(constant[start:end:step]))
    if isinstance(value, v.Sequence) and step != 0:
        return v.Sequence(value.items[start:end:step]) if value.complete else value
    return v.UNKNOWN


def _as_index(bound: v.Value) -> int | None:
    return bound.value if isinstance(bound, v.Constant) and isinstance(bound.value, int) else None


def item(evaluator: Evaluator, receiver: v.Value, key: v.Value) -> v.Value:
    """``receiver[key]``."""
    name = operators.plain(key)
    if isinstance(receiver, v.Local):
        receiver = v.Mapping(tuple((records.enumerated(evaluator, receiver) or {}).items()), False)
    if isinstance(receiver, v.Object | v.Namespace):
        receiver = records.as_container(evaluator, receiver)
    if isinstance(receiver, v.Mapping):
        return _looked_up(receiver, name)
    if isinstance(receiver, v.Sequence):
        found = receiver.at(name) if isinstance(name, int) else None
        return operators.element(receiver) if found is None else found
    if isinstance(receiver, v.Str) and isinstance(name, int):
        part = cut(receiver.text, name, name + 1 if name != -1 else None)
        return v.UNKNOWN if part is None else v.Str(part)
    if isinstance(receiver, v.Symbol) and receiver.name == "os.environ" and isinstance(name, str):
        return environ.variable(evaluator, name, None)
    return v.UNKNOWN


def _looked_up(receiver: v.Mapping, name: object) -> v.Value:
    found = receiver.get(name)
    if found is not None and name is not operators.NOT_PLAIN:
        return found
    other = receiver.get(operators.NOT_PLAIN)  # what was put there by a key that is not known, either
    if name is operators.NOT_PLAIN and receiver.items:
        values = [value for _, value in receiver.items]
        return v.either(values if receiver.complete or other is not None else [*values, v.UNKNOWN])
    return v.UNKNOWN if other is None else other


def augmented(evaluator: Evaluator, statement: ast.AugAssign, where: Where) -> v.Value:
    """What ``name += value`` leaves in the variable."""
    added = evaluator.value(statement.value, where)
    target = statement.target
    before = evaluator.named(target.id, where) if isinstance(target, ast.Name) else evaluator.value(target, where)
    return operators.binary(statement.op, before, added)


def updated(evaluator: Evaluator, call: ast.Call, where: Where) -> v.Value:
    """What ``cfg.update(...)`` or ``names.append(...)`` leaves in the variable."""
    assert isinstance(call.func, ast.Attribute)
    container = call.func.value
    given = calls.arguments_of(evaluator, call, where)
    if isinstance(container, ast.Name):
        before = evaluator.named(container.id, where)
    else:
        before = evaluator.value(container, where)
    name = call.func.attr
    return v.each(before, lambda one: _after(evaluator, one, name, given))


def _after(evaluator: Evaluator, before: v.Value, name: str, given: Arguments) -> v.Value:
    first = given.positional[0] if given.positional else v.UNKNOWN
    if isinstance(before, v.Mapping):
        return _changed_mapping(before, name, first, given)
    if isinstance(before, v.Sequence):
        return _changed_sequence(before, name, given, evaluator.items_of(first))
    return disturbed(before)


def disturbed(before: v.Value) -> v.Value:
    """What is no container only looked like one: ``os.remove(name)``."""
    return before if isinstance(before, v.Instance | v.Object | v.Symbol | v.Method) else v.UNKNOWN


def _changed_mapping(before: v.Mapping, name: str, first: v.Value, given: Arguments) -> v.Value:
    key = operators.plain(first)
    if name == "update":
        more = first if given.positional else v.Mapping(())
        items = more.items if isinstance(more, v.Mapping) else ()
        complete = before.complete and given.complete and isinstance(more, v.Mapping) and more.complete
        if not complete and not (given.complete and isinstance(more, v.Mapping) and more.complete):
            return v.Mapping(tuple((k, one) for k, one in given.keywords.items()), False, before.origin)
        return v.Mapping((*before.items, *items, *given.keywords.items()), complete, before.origin)
    if name == "setdefault" and key is not operators.NOT_PLAIN and len(given.positional) == 2:
        if before.get(key) is not None:
            return before
        default = given.positional[1]
        return with_item(before, key, default if before.complete else v.either((default, v.UNKNOWN)))
    if name == "pop" and key is not operators.NOT_PLAIN:
        return v.Mapping(tuple(pair for pair in before.items if pair[0] != key), before.complete, before.origin)
    return v.Mapping((), name == "clear", before.origin)


def _changed_sequence(before: v.Sequence, name: str, given: Arguments, more: v.Value) -> v.Value:
    items = before.items
    first = given.positional[0] if given.positional else v.UNKNOWN
    if len(items) > _MOST:
        return v.Sequence((v.UNKNOWN,), False)
    if name in ("pop", "popleft") and before.complete and items:
        place = 0 if name == "popleft" else operators.plain(first) if given.positional else -1
        if isinstance(place, int) and -len(items) <= place < len(items):
            place %= len(items)
            return v.Sequence((*items[:place], *items[place + 1 :]))
    if name in ("insert", "appendleft") and before.complete:
        place = operators.plain(first) if name == "insert" else 0
        if isinstance(place, int) and len(given.positional) == (2 if name == "insert" else 1):
            return v.Sequence((*items[:place], given.positional[-1], *items[place:]))
    if name == "reverse":
        return v.Sequence(items[::-1], before.complete)
    if name in ("append", "add"):
        return v.Sequence((*items, first), before.complete)
    if name == "extend":
        return v.Sequence(
            (*items, *(more.items if isinstance(more, v.Sequence) else (v.UNKNOWN,))),
            before.complete and isinstance(more, v.Sequence) and more.complete,
        )
    if name == "clear":
        return v.Sequence(())
    return v.Sequence((*items, v.UNKNOWN) if name in _ADDING else items, False)


def stored(evaluator: Evaluator, binding: s.Stored, where: Where) -> v.Value:
    """What ``cfg["a"]["b"] = value`` leaves in ``cfg``."""
    keys: list[object] = []
    base: ast.expr = binding.target
    while isinstance(base, ast.Attribute | ast.Subscript):
        keys.append(
            base.attr if isinstance(base, ast.Attribute) else operators.plain(evaluator.value(base.slice, where))
        )
        base = base.value
    assert isinstance(base, ast.Name)
    before = evaluator.named(base.id, where)
    if not any(isinstance(one, v.Mapping | v.Namespace | v.Sequence) for one in v.alternatives(before)):
        return before
    value = _bounded(evaluator.sourced(binding.source, where, base.id))
    if isinstance(binding.source, s.Opaque):
        return v.each(before, lambda one: _without(one, keys))
    keys.reverse()
    return v.each(before, lambda one: _put(one, keys, value))


def _without(value: v.Value, keys: list[object]) -> v.Value:
    if isinstance(value, v.Mapping) and len(keys) == 1 and keys[0] is not operators.NOT_PLAIN:
        return v.Mapping(tuple(pair for pair in value.items if pair[0] != keys[0]), value.complete, value.origin)
    return v.UNKNOWN


def _put(value: v.Value, keys: list[object], new: v.Value) -> v.Value:
    if len(keys) > 1:
        inner = _inner(value, keys[0])
        if inner is None:
            return value if not isinstance(value, v.Mapping | v.Namespace | v.Sequence) else v.UNKNOWN
        new = v.each(inner, lambda one: _put(one, keys[1:], new))
    return with_item(value, keys[0], new)


def _inner(value: v.Value, key: object) -> v.Value | None:
    if isinstance(value, v.Mapping):
        return value.get(key)
    if isinstance(value, v.Namespace) and isinstance(key, str):
        return value.get(key)
    if isinstance(value, v.Sequence) and isinstance(key, int) and -len(value.items) <= key < len(value.items):
        return value.items[key]
    return None


def with_item(value: v.Value, key: object, new: v.Value) -> v.Value:
    if isinstance(value, v.Mapping):
        if key is operators.NOT_PLAIN:
            items = tuple((k, v.either((one, new))) for k, one in value.items)
            is_known = value.get(key) is not None
            return v.Mapping(items if is_known else (*items, (key, new)), False, value.origin)
        kept = tuple(pair for pair in value.items if pair[0] != key)
        return v.Mapping((*kept[-_MOST:], (key, new)), value.complete and len(kept) < _MOST, value.origin)
    if isinstance(value, v.Namespace) and isinstance(key, str):
        kept_names = tuple(pair for pair in value.items if pair[0] != key)
        return value._replace(items=(*kept_names, (key, new)))
    if isinstance(value, v.Sequence):
        if value.complete and isinstance(key, int) and -len(value.items) <= key < len(value.items):
            place = key % len(value.items)
            return v.Sequence((*value.items[:place], new, *value.items[place + 1 :]))
        return v.Sequence((*value.items, new), False)
    return value


def _bounded(value: v.Value) -> v.Value:
    """The value, unless so much lies in it that it would grow without end: then only what kind it is."""
    count = 0
    stack = [value]
    while stack and count <= _MOST:
        one = stack.pop()
        count += 1
        if isinstance(one, v.Either):
            stack.extend(one.alternatives)
        elif isinstance(one, v.Sequence):
            stack.extend(one.items)
        elif isinstance(one, v.Mapping | v.Namespace):
            stack.extend(item for _, item in one.items)
    if count <= _MOST:
        return value
    return v.Mapping((), False, value.origin) if isinstance(value, v.Mapping) else v.UNKNOWN
