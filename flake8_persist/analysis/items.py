"""Attributes and items of variables: what was last assigned to them, else what their owner holds.

``cfg['out']`` is a name of its own while nothing but such assignments happens to ``cfg``. What reaches the same
object under another name (``def setup(c): c['out'] = ...``) is joined in.
"""

from __future__ import annotations

import ast
import itertools
from typing import TYPE_CHECKING, NamedTuple

from flake8_persist.analysis import classes, containers
from flake8_persist.analysis import scopes as s
from flake8_persist.analysis import values as v
from flake8_persist.analysis.frames import Where

if TYPE_CHECKING:
    from flake8_persist.analysis.evaluate import Evaluator

_MANY = 16  # assignments under other names that are looked at


class _Last(NamedTuple):
    value: v.Value
    through: bool  # what the owner held before may still be there


def attribute(evaluator: Evaluator, node: ast.Attribute, where: Where) -> v.Value:
    last = _last(evaluator, node, where)
    if last is not None and not last.through:
        return with_aliases(evaluator, node.value, s.part_of(node), last.value, where)
    receiver = evaluator.value(node.value, where)
    within = classes.constructor(where.block.scope, node.value)
    held = v.each(receiver, lambda value: classes.attribute(evaluator, value, node.attr, within))
    if last is not None and not isinstance(receiver, v.Mapping | v.Namespace):
        held = v.either((last.value, held))
    return with_aliases(evaluator, node.value, s.part_of(node), held, where)


def subscript(evaluator: Evaluator, node: ast.Subscript, where: Where) -> v.Value:
    last = _last(evaluator, node, where)
    if last is not None and not last.through:
        return with_aliases(evaluator, node.value, s.part_of(node), last.value, where)
    receiver = evaluator.value(node.value, where)
    if isinstance(node.slice, ast.Slice):
        bounds = [
            evaluator.value(bound, where) if bound is not None else v.NONE
            for bound in (node.slice.lower, node.slice.upper, node.slice.step)
        ]
        return v.each(receiver, lambda value: containers.sliced(value, bounds))
    index = evaluator.value(node.slice, where)
    held = v.either(containers.item(evaluator, value, key) for value, key in v.pairs(_filled(receiver), index))
    if last is not None and not isinstance(receiver, v.Mapping | v.Sequence):
        held = v.either((last.value, held))
    return with_aliases(evaluator, node.value, s.part_of(node), held, where)


def _filled(value: v.Value) -> v.Value:
    """Without the dictionary that it may be before anything is put there: nothing is found in that."""
    if not isinstance(value, v.Either):
        return value
    filled = [one for one in value.alternatives if not (isinstance(one, v.Mapping) and one.complete and not one.items)]
    return v.either(filled) if filled else value


def _last(evaluator: Evaluator, node: ast.Attribute | ast.Subscript, where: Where) -> _Last | None:
    """The last assignments to ``cfg['out']`` in the scope that owns ``cfg``; None: there are none that hold."""
    if s.part_of(node) not in evaluator.recording.stores:
        return None
    key = s.item_key(node)
    if key is None:
        return None
    root = s.root_name(key)
    block, point, frame = where
    while True:
        scope = block.scope
        if root in scope.body.entries or root in scope.derived:
            break
        outer = evaluator.outward(scope, frame)
        if outer is None:
            return None
        block, point, frame = outer
    if key not in scope.derived.get(root, ()) and key not in scope.outside:
        return None
    found = evaluator.reaching.at(key, block, point)
    bindings = (*found.bindings, *scope.outside.get(key, ()))
    if not bindings:
        return None
    rebound = evaluator.reaching.at(root + "=", block, point)
    first = min(binding.point for binding in bindings)
    if any(one.point >= first for one in rebound.bindings) or rebound.overflow:
        return None
    value = v.either(evaluator.binding(binding, frame) for binding in bindings)
    if found.overflow:
        value = v.either((value, v.UNKNOWN))
    return _Last(value, found.through or not found.bindings)


def with_aliases(evaluator: Evaluator, base: ast.expr, part: str | None, value: v.Value, where: Where) -> v.Value:
    """Join what is assigned to the same place of the same object under another name."""
    if part is None:
        return value
    groups = evaluator.stores_by_owner(part)
    own = (where.block.scope, ast.dump(base)) if groups else None
    elsewhere = (store for owner, stores in groups.items() if owner != own for store in stores)
    others = list(itertools.islice(elsewhere, _MANY + 1))
    if not others:
        return value
    owner = evaluator.value(base, where)
    value = (
        v.either(
            (
                value,
                *(
                    held
                    for one in v.alternatives(owner)
                    if isinstance(one, v.Object)
                    for held in classes.changed_by_methods(evaluator, one, part[1:], where.block.scope)
                ),
            )
        )
        if any(isinstance(one, v.Object) for one in v.alternatives(owner))
        else value
    )
    origins = {one.origin for one in v.alternatives(owner) if isinstance(one, v.Mapping | v.Namespace)} - {None}
    if not origins:
        return value
    found = [value]
    for store in others[:_MANY]:
        there = Where(store.block, store.point - 1, evaluator.root(store.block.scope))
        bases = v.alternatives(evaluator.value(store.base, there))
        if any(isinstance(one, v.Mapping | v.Namespace) and one.origin in origins for one in bases):
            found.append(evaluator.sourced(store.source, there, ""))
    if len(others) > _MANY:
        found.append(v.UNKNOWN)
    return v.either(found)
