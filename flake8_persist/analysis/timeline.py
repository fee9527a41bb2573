"""What happens when: a run through the program in its own order.

The module from top to bottom; functions at their calls, once for each way in; branches joined; loops once around, and
again where a round ends in another state than it began. Context managers run around their block. Every call that can
matter is handed to :mod:`sightings` together with the state at that moment. Functions that nobody calls come last,
with the state at the end.
"""

from __future__ import annotations

import ast
import functools
from collections.abc import Callable
from typing import Protocol

from flake8_persist.analysis import calls, classes, indirect, state
from flake8_persist.analysis import scopes as s
from flake8_persist.analysis import values as v
from flake8_persist.analysis.callers import Callers
from flake8_persist.analysis.evaluate import Evaluator
from flake8_persist.analysis.frames import CallSite, Frame, Where
from flake8_persist.analysis.moments import Moments, Uncalled
from flake8_persist.analysis.relevance import ENTERING, relevance
from flake8_persist.analysis.state import State

_DEEP = 8  # nested calls of local functions
_WAYS_IN = 32  # frames of one function
_RUNS = 3000  # function bodies run in all
_ROUNDS = 3  # nested loops that go round again
_CALLABLE = (s.ScopeKind.FUNCTION, s.ScopeKind.LAMBDA)


class Observer(Protocol):
    """Who is told of each event, and says what state it leaves. The clock goes on with each ``tick``."""

    def tick(self) -> int: ...

    def called(self, callee: v.Value, site: CallSite, now: State) -> State: ...

    def stored(self, target: ast.Attribute | ast.Subscript, value: ast.expr, where: Where, now: State) -> State: ...

    def entered(self, context: ast.Call, where: Where, now: State) -> State: ...


class Timeline:
    """``names`` are the last names of outside calls, and of settings, that matter."""

    def __init__(self, evaluator: Evaluator, observer: Observer, names: frozenset[str]) -> None:
        self._evaluator = evaluator
        self._observer = observer
        self._relevance = relevance(evaluator.recording, names)
        self._runs: dict[s.Scope, set[Frame]] = {}
        self._count = 0
        self._active: set[s.Scope] = set()
        self._suspended: dict[Frame, Callable[[State], State]] = {}  # what goes on where a generator yields
        self._loops = 0  # in progress, one in the other
        self._again = 0  # those of them that go round again
        self.moments = Moments()

    def run(self, start: State) -> None:
        module = self._evaluator.recording.module
        end = self._block(module.body, self._evaluator.frames.module, start)
        callers = Callers(self._evaluator)
        for scope in self._evaluator.recording.scopes:
            if scope in self._relevance.scopes and scope not in self._runs and scope.kind in _CALLABLE:
                begin = self._observer.tick()
                self._enter(scope, self._evaluator.root(scope), end)
                self.moments.uncalled(Uncalled(begin, self._observer.tick(), callers.may_call(scope)))

    def _block(self, block: s.Block, frame: Frame, now: State) -> State:
        return self._events(block, 0, len(block.events), frame, now)

    def _events(self, block: s.Block, number: int, stop: int, frame: Frame, now: State) -> State:
        """What happens from one event of a block to another."""
        gone_on = False
        while number < stop:
            event = block.events[number]
            number += 1
            if block.left is not None and event.point > block.left and not gone_on:
                if block is not self._evaluator.recording.module.body:
                    break
                self.moments.exited(self._observer.tick())  # the next cells of a notebook may be run all the same
                gone_on = True
            if isinstance(event, s.CallEvent):
                if self._relevance.of_call(event.call):
                    now = self._call(event, block, frame, now)
            elif isinstance(event, s.Compound):
                if self._relevance.of_compound(event):
                    now = self._compound(event, frame, now)
            elif isinstance(event, s.StoreEvent):
                if self._relevance.of_store(event.target):
                    now = self._observer.stored(event.target, event.value, Where(block, event.point, frame), now)
            elif isinstance(event, s.EnterEvent):
                end = _exit_of(event, block, number)
                body = functools.partial(self._events, block, number, end, frame)
                now = self._with(event.item.context_expr, Where(block, event.point, frame), body, now)
                number = end + 1
            elif isinstance(event, s.YieldEvent):
                if frame in self._suspended:
                    now = self._suspended[frame](now)
            elif isinstance(event, s.Scope) and event in self._relevance.scopes:
                now = self._block(event.body, self._evaluator.frames.enter(event, frame), now)
        return now

    def _with(self, context: ast.expr, where: Where, body: Callable[[State], State], now: State) -> State:
        """The body of a ``with`` block, between what its context manager does at entry and at exit."""
        value = self._evaluator.value(context, where)
        if isinstance(value, v.Managed):
            return self._around(value.frame, body, now)
        if isinstance(value, v.Object):
            end = body(self._method(value, ("__enter__", "__aenter__"), now))
            return self._method(value, ("__exit__", "__aexit__"), end)
        inside = self._observer.entered(context, where, now) if isinstance(context, ast.Call) else now
        end = body(inside)
        return end if inside is now else end._replace(directories=now.directories, doomed=now.doomed)

    def _entered_for_good(self, context: ast.expr, where: Where, now: State) -> State:
        """``stack.enter_context(...)``: what comes next happens inside."""
        inside: list[State] = []

        def body(now: State) -> State:
            inside.append(now)
            return now

        self._with(context, where, body, now)
        return inside[-1]

    def _around(self, frame: Frame, body: Callable[[State], State], now: State) -> State:
        """The body of a generator, with a ``with`` block in the place of its ``yield``."""
        scope = frame.scope
        ends: list[State] = []

        def inside(now: State) -> State:
            if not ends:
                self._active.discard(scope)
                ends.append(body(now))
                self._active.add(scope)
            return ends[0]

        before = self._suspended.get(frame)
        self._suspended[frame] = inside
        end = self._enter(scope, frame, now) if scope in self._relevance.scopes else now
        if before is None:
            del self._suspended[frame]
        else:
            self._suspended[frame] = before
        return end if ends else body(end)

    def _method(self, receiver: v.Object, names: tuple[str, ...], now: State) -> State:
        """A method that Python calls without being told so."""
        for name in names:
            method = classes.attribute(self._evaluator, receiver, name)
            if isinstance(method, v.Bound) and method.function.scope in self._relevance.scopes:
                scope, closure = method.function
                return self._enter(scope, self._evaluator.frames.enter(scope, closure, None, receiver), now)
        return now

    def _call(self, event: s.CallEvent, block: s.Block, frame: Frame, now: State) -> State:
        where = Where(block, event.point, frame)
        if s.last_name(event.call.func) in ENTERING and event.call.args:
            return self._entered_for_good(event.call.args[0], where, now)
        callee = self._evaluator.value(event.call.func, where)
        site = CallSite(event.call, where)
        now = state.join([self._one_call(one, site, now) for one in v.alternatives(callee)])
        called_back = indirect.callback(self._evaluator, event.call, where) if self._hands_on(event.call) else None
        if called_back is not None:
            function, given = called_back
            begin = self._observer.tick()
            site = CallSite(event.call, where, given, event.call)
            ends = [
                self._one_call(one, site, now) for one in v.alternatives(function) if not isinstance(one, v.Unknown)
            ]
            now = state.join([now, *ends])
            if s.last_name(event.call.func) in indirect.LATER:
                self.moments.happens_late(begin, self._observer.tick())
        return now

    def _hands_on(self, call: ast.Call) -> bool:
        """May the function that a call is given, to call it in turn, do anything that matters?"""
        return any(map(self._may_matter, indirect.functions(call)))

    def _may_matter(self, function: ast.expr) -> bool:
        if isinstance(function, ast.Lambda):
            return self._evaluator.scopes_by_node[function] in self._relevance.scopes
        name = s.last_name(function)
        return not name or name in self._relevance.names or name in self._evaluator.recording.aliases

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
        if function.scope not in self._relevance.scopes or indirect.is_context_manager(function.scope):
            return now
        frame = self._evaluator.frames.enter(function.scope, function.frame, site, receiver)
        return self._enter(function.scope, frame, now)

    def _construct(self, callee: v.Local, site: CallSite, now: State) -> State:
        calls.through(self._evaluator, callee, site)
        made = v.Object(callee.scope, callee.frame, site.call)
        for name in ("__init__", "__post_init__"):
            start = classes.attribute(self._evaluator, made, name)
            if isinstance(start, v.Bound):
                if start.function.scope in self._relevance.scopes:
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
        choice = self.moments.chooses(self._observer.tick(), self._runs.get(frame.scope, ()))
        for number, arm in enumerate(compound.arms):
            if self._evaluator.taken(compound, number):
                end = self._block(arm, frame, now)
                choice.ends.append(self._observer.tick())
                if not arm.leaves:
                    ends.append(end)
        if not compound.exhaustive and self._evaluator.taken(compound, len(compound.arms)):
            ends.append(now)
        self.moments.chose()
        return state.join(ends) if ends else now

    def _loop(self, loop: s.Compound, frame: Frame, now: State) -> State:
        if not self._evaluator.taken(loop, 0):
            return self._block(loop.orelse, frame, now) if loop.orelse is not None else now
        body = loop.arms[0]
        inner = frame
        if body.scope is not frame.scope:  # a comprehension
            inner = self._evaluator.frames.enter(body.scope, frame)
        begin = self._observer.tick()
        self._loops += 1
        end = state.join([now, self._block(body, inner, now)])
        if not end.is_like(now) and not body.leaves and self._again < _ROUNDS:
            self._again += 1
            end = state.join([end, self._block(body, inner, end)])
            self._again -= 1
        self._loops -= 1
        if not self._loops:
            self.moments.went_round(begin, self._observer.tick())
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


def _exit_of(enter: s.EnterEvent, block: s.Block, number: int) -> int:
    """The place of the event that ends a ``with`` block."""
    while True:
        event = block.events[number]
        if isinstance(event, s.ExitEvent) and event.item is enter.item:
            return number
        number += 1
