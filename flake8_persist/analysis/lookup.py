"""What an expression of the program may hold, asked after the run through it: whoever calls the function it stands in.

A repair asks this of the few expressions that take a path apart.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from flake8_persist.analysis import operators
from flake8_persist.analysis import scopes as s
from flake8_persist.analysis import values as v
from flake8_persist.analysis.access import Held
from flake8_persist.analysis.evaluate import Evaluator
from flake8_persist.analysis.frames import Where
from flake8_persist.nodes import last_name

_END = 1 << 60  # a point behind everything
_SORTING = frozenset({"sorted", "max", "min", "sort"})
_MAPPING = frozenset({"map", "filter"})


class _Place(NamedTuple):
    """Where an expression or a statement stands."""

    block: s.Block
    point: int
    body: s.Block | None = None  # of a compound statement: the first block in it


class Lookup:
    """Where an expression stands in the recorded program is told by the nearest node around it that is recorded."""

    def __init__(self, evaluator: Evaluator) -> None:
        self._evaluator = evaluator
        self._places: dict[ast.AST, _Place] | None = None

    def texts(self, node: ast.expr, holders: Sequence[ast.AST]) -> tuple[Held, ...]:
        """The texts and paths that it may be; ``holders`` are the nodes around it, from inside out."""
        values = v.alternatives(self._value(node, holders))
        return tuple(Held(one.text, isinstance(one, v.PathOf)) for one in values if isinstance(one, v.Str | v.PathOf))

    def name(self, node: ast.expr, holders: Sequence[ast.AST]) -> str:
        """The dotted name of what it stands for, of something from outside the file."""
        value = self._value(node, holders)
        return value.name if isinstance(value, v.Symbol) else ""

    def _value(self, node: ast.expr, holders: Sequence[ast.AST]) -> v.Value:
        where = self._where([node, *holders])
        if where is None:
            return v.UNKNOWN
        value = self._evaluator.value(node, where)
        if isinstance(value, v.Unknown) and isinstance(node, ast.Name):
            return self._sorted(node.id, holders) or self._handed_on(node.id, holders) or value
        return value

    def _where(self, around: Sequence[ast.AST]) -> Where | None:
        places = self._recorded()
        for inner, one in zip((None, *around), around, strict=False):
            scope = self._evaluator.scopes_by_node.get(one)
            if scope is not None and inner is not None and _is_inside(one, inner):
                return Where(scope.body, _END, self._evaluator.root(scope))
            if one in places:
                block, point, body = places[one]
                if body is not None and inner in getattr(one, "body", ()):
                    block, point = body, _END
                return Where(block, point, self._evaluator.root(block.scope))
        return None

    def _sorted(self, name: str, holders: Sequence[ast.AST]) -> v.Value | None:
        """``p`` of ``max(paths, key=lambda p: …)``: any of the paths."""
        for number, holder in enumerate(holders[:-2]):
            if not isinstance(holder, ast.Lambda) or [one.arg for one in holder.args.args] != [name]:
                continue
            keyword, call = holders[number + 1 : number + 3]
            if not isinstance(keyword, ast.keyword) or keyword.arg != "key" or not isinstance(call, ast.Call):
                return None
            if last_name(call.func) not in _SORTING:
                return None
            rows = call.args[0] if call.args else call.func
            if isinstance(rows, ast.Attribute):  # paths.sort(key=…)
                rows = rows.value
            return operators.element(self._evaluator.items_of(self._value(rows, holders[number + 2 :])))
        return None

    def _handed_on(self, name: str, holders: Sequence[ast.AST]) -> v.Value | None:
        """``p`` of ``def epoch(p)`` after ``max(paths, key=epoch)`` or ``map(epoch, paths)``: any of the paths."""
        function = next((one for one in holders if isinstance(one, ast.FunctionDef)), None)
        if function is None or name not in [one.arg for one in function.args.args]:
            return None
        found = [
            operators.element(self._evaluator.items_of(self._evaluator.value(rows, where)))
            for called in (*_SORTING, *_MAPPING)
            for event in self._evaluator.recording.calls.get(called, ())
            if (rows := _rows(event.call, function.name)) is not None
            for where in [Where(event.block, event.point, self._evaluator.root(event.block.scope))]
        ]
        return v.either(found) if found else None

    def _recorded(self) -> dict[ast.AST, _Place]:
        if self._places is None:
            self._places = {}
            for scope in self._evaluator.recording.scopes:
                for node, place in _places(scope):
                    self._places.setdefault(node, place)
        return self._places


def _rows(call: ast.Call, function: str) -> ast.expr | None:
    """What a call goes through that hands each of it to a function of this name."""
    if last_name(call.func) in _MAPPING:
        return call.args[1] if len(call.args) == 2 and last_name(call.args[0]) == function else None
    if not any(one.arg == "key" and last_name(one.value) == function for one in call.keywords):
        return None
    return call.args[0] if call.args else getattr(call.func, "value", None)


def _is_inside(holder: ast.AST, node: ast.AST) -> bool:
    """Is it evaluated in the scope that a function, lambda or comprehension opens, and not around it?"""
    if isinstance(holder, ast.Lambda):
        return node is holder.body
    if isinstance(holder, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        return node in holder.body
    return True


def _places(scope: s.Scope) -> Iterator[tuple[ast.AST, _Place]]:
    """The nodes of a scope of which it is recorded where they stand."""
    for found in (*scope.returns, *scope.yields):
        if found.value is not None:
            yield found.value, _Place(found.block, found.point)
    pending = [scope.body]
    for block in pending:  # grows while it is worked off
        for event in block.events:
            if isinstance(event, s.CallEvent):
                yield event.call, _Place(block, event.point)
            elif isinstance(event, s.Compound) and isinstance(event.statement, ast.stmt):
                yield event.statement, _Place(block, event.point, event.arms[0])
        bindings = (one for entries in block.entries.values() for one in entries if isinstance(one, s.Binding))
        for binding in bindings:
            if isinstance(binding.source, s.Assigned):
                yield binding.source.value, _Place(block, binding.point - 1)
            elif isinstance(binding.source, s.Augmented):
                yield binding.source.statement, _Place(block, binding.point - 1)
        compounds = (event for event in block.events if isinstance(event, s.Compound))
        pending += [arm for compound in compounds for arm in compound.arms if arm.scope is scope]
