"""What happens when: a run through the program in its own order.

The module from top to bottom; functions at their calls, once for each way in; branches joined; loops once around.
Every call that can matter is handed to :mod:`sightings` together with the state at that moment. Functions that
nobody calls come last, with the state at the end.
"""

from __future__ import annotations

import ast
from typing import Protocol

from flake8_persist.analysis import calls, classes, indirect, state
from flake8_persist.analysis import scopes as s
from flake8_persist.analysis import values as v
from flake8_persist.analysis.evaluate import Evaluator
from flake8_persist.analysis.frames import CallSite, Frame, Where
from flake8_persist.analysis.relevance import relevance
from flake8_persist.analysis.state import State

_DEEP = 8  # nested calls of local functions
_WAYS_IN = 32  # frames of one function
_RUNS = 3000  # function bodies run in all
_CALLABLE = (s.ScopeKind.FUNCTION, s.ScopeKind.LAMBDA)


class Observer(Protocol):
    """Who is told of each event, and says what state it leaves."""

    def called(self, callee: v.Value, site: CallSite, now: State) -> State: ...

    def stored(self, target: ast.Attribute | ast.Subscript, value: ast.expr, where: Where, now: State) -> State: ...

    def left(self, statement: ast.With | ast.AsyncWith, where: Where, now: State) -> State: ...


class Timeline:
    """``names`` are the last names of outside calls that matter."""

    def __init__(self, evaluator: Evaluator, observer: Observer, names: frozenset[str]) -> None:
        self._evaluator = evaluator
        self._observer = observer
        self._names, self._relevant = relevance(evaluator.recording, names)
        self._runs: dict[s.Scope, set[Frame]] = {}
        self._count = 0
        self._active: set[s.Scope] = set()

    def run(self, start: State) -> None:
        module = self._evaluator.recording.module
        end = self._block(module.body, self._evaluator.frames.module, start)
        for scope in self._evaluator.recording.scopes:
            if scope in self._relevant and scope not in self._runs and scope.kind in _CALLABLE:
                self._enter(scope, self._evaluator.root(scope), end)

    def _block(self, block: s.Block, frame: Frame, now: State) -> State:
        for event in block.events:
            if isinstance(event, s.CallEvent):
                now = self._call(event, block, frame, now)
            elif isinstance(event, s.Compound):
                now = self._compound(event, frame, now)
            elif isinstance(event, s.StoreEvent):
                now = self._observer.stored(event.target, event.value, Where(block, event.point, frame), now)
            elif isinstance(event, s.ExitEvent):
                now = self._observer.left(event.statement, Where(block, event.point, frame), now)
            elif event in self._relevant:
                now = self._block(event.body, self._evaluator.frames.enter(event, frame), now)
        return now

    def _call(self, event: s.CallEvent, block: s.Block, frame: Frame, now: State) -> State:
        if s.last_name(event.call.func) not in self._names:
            return now
        where = Where(block, event.point, frame)
        callee = self._evaluator.value(event.call.func, where)
        site = CallSite(event.call, where)
        now = state.join([self._one_call(one, site, now) for one in v.alternatives(callee)])
        called_back = indirect.callback(self._evaluator, event.call, where)
        if called_back is not None:
            function, given = called_back
            site = CallSite(event.call, where, given, event.call)
            ends = [
                self._one_call(one, site, now) for one in v.alternatives(function) if not isinstance(one, v.Unknown)
            ]
            now = state.join([now, *ends])
        return now

    def _one_call(self, callee: v.Value, site: CallSite, now: State) -> State:
        callee, site = indirect.unwrapped(self._evaluator, callee, site)
        if isinstance(callee, v.Object):
            callee = classes.attribute(self._evaluator, callee, "__call__")
        if isinstance(callee, v.Bound):
            function, receiver = callee.function, callee.receiver
        elif isinstance(callee, v.Local) and callee.scope.kind is s.ScopeKind.CLASS:
            return self._construct(callee, site, now)
        elif isinstance(callee, v.Local):
            function, receiver = callee, None
        else:
            return self._observer.called(callee, site, now)
        if function.scope not in self._relevant:
            return now
        frame = self._evaluator.frames.enter(function.scope, function.frame, site, receiver)
        return self._enter(function.scope, frame, now)

    def _construct(self, callee: v.Local, site: CallSite, now: State) -> State:
        calls.through(self._evaluator, callee, site)
        made = v.Object(callee.scope, callee.frame, site.call)
        for name in ("__init__", "__post_init__"):
            start = classes.attribute(self._evaluator, made, name)
            if isinstance(start, v.Bound):
                if start.function.scope in self._relevant:
                    owner = made._replace(scope=start.function.scope.parent or made.scope)
                    for frame in classes.method_frames(self._evaluator, owner, made, start.function.scope)[:1]:
                        now = self._enter(start.function.scope, frame, now)
            elif name == "__init__":
                now = self._observer.called(start, site, now)
        return now

    def _enter(self, scope: s.Scope, frame: Frame, now: State) -> State:
        """Run a function's body in one frame, unless it was or its callers have had their share."""
        seen = self._runs.setdefault(scope, set())
        if scope in self._active or len(self._active) >= _DEEP or len(seen) >= _WAYS_IN or self._count >= _RUNS:
            return now
        seen.add(frame)
        self._count += 1
        self._active.add(scope)
        end = self._block(scope.body, frame, now)
        self._active.discard(scope)
        return end

    def _compound(self, compound: s.Compound, frame: Frame, now: State) -> State:
        if compound.kind is s.CompoundKind.LOOP:
            return self._loop(compound, frame, now)
        if compound.kind is s.CompoundKind.TRY:
            return self._attempt(compound, frame, now)
        ends: list[State] = []
        for number, arm in enumerate(compound.arms):
            if self._evaluator.taken(compound, number):
                end = self._block(arm, frame, now)
                if not arm.leaves:
                    ends.append(end)
        if not compound.exhaustive and self._evaluator.taken(compound, len(compound.arms)):
            ends.append(now)
        return state.join(ends) if ends else now

    def _loop(self, loop: s.Compound, frame: Frame, now: State) -> State:
        body = loop.arms[0]
        inner = frame
        if body.scope is not frame.scope:  # a comprehension
            inner = self._evaluator.frames.enter(body.scope, frame)
        end = state.join([now, self._block(body, inner, now)])
        return self._block(loop.orelse, frame, end) if loop.orelse is not None else end

    def _attempt(self, compound: s.Compound, frame: Frame, now: State) -> State:
        ends: list[State] = []
        tried = now
        if self._evaluator.taken(compound, 0):
            tried = self._block(compound.arms[0], frame, now)
            after = self._block(compound.orelse, frame, tried) if compound.orelse is not None else tried
            if not compound.arms[0].leaves and not (compound.orelse and compound.orelse.leaves):
                ends.append(after)
        for number, arm in enumerate(compound.arms[1:], 1):
            if arm is compound.orelse or arm is compound.final or not self._evaluator.taken(compound, number):
                continue
            end = self._block(arm, frame, state.join([now, tried]))
            if not arm.leaves:
                ends.append(end)
        end = state.join(ends) if ends else tried
        return self._block(compound.final, frame, end) if compound.final is not None else end
