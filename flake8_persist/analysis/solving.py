"""Answers to questions that ask one another, some of them in a circle.

An answer is worked out once and kept. A question that comes back to itself (``path = path + "_1"`` in a loop) is told
what has been found of it so far, at first nothing. The outermost question of a circle goes round: it is worked out
again, with all that rests on it, until no question of the circle finds anything new; what does not settle is widened,
so that a few rounds do. Meanwhile, what rests on an unfinished question is a draft: good for this round alone.

Questions that lie deeper than the stack allows are put off: worked out first by themselves, and then the outer one
again.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import NamedTuple

from flake8_persist.analysis import values as v
from flake8_persist.analysis.widening import covers, widened

_DEPTH = 60  # nested questions; each takes a handful of Python frames
_GROWS = 6  # times that a question may find something new
_ROUNDS = 12  # of one circle
_REPEATED = 100_000  # questions that are asked again in later rounds, in one file
_PUT_OFF = 2_000  # questions that lie too deep, in one file
_FIRM = 1 << 30  # rests on nothing unfinished
_CUT = -1  # rests on what no question will settle


class _Asked:
    """A question that is being worked out. ``level``: how many others were when it was asked."""

    __slots__ = ("found", "level")

    def __init__(self, level: int) -> None:
        self.level = level
        self.found: _Found | None = None  # once it has come back to itself


class _Found:
    """What was found in the rounds so far of a question that came back to itself."""

    __slots__ = ("grown", "value")

    def __init__(self) -> None:
        self.value: v.Value = v.NOTHING
        self.grown = 0  # how often

    def grow(self, value: v.Value, *, give_up: bool) -> bool:
        """Take in what a round has found; False where that is nothing new."""
        if covers(self.value, value):
            return False
        if give_up or self.grown == _GROWS:
            self.value = v.UNKNOWN
        else:
            self.value = widened(self.value, value) if self.grown else value
        self.grown += 1
        return True


class _Draft(NamedTuple):
    value: v.Value
    rests_on: int  # the level of the outermost unfinished question


class Solver:
    def __init__(self) -> None:
        self.known: dict[Hashable, v.Value] = {}
        self._drafts: dict[Hashable, _Draft] = {}  # in the order in which they were made
        self._active: dict[Hashable, _Asked] = {}
        self._found: dict[Hashable, _Found] = {}  # of the circles that are not settled yet
        self._rests_on = _FIRM  # of all that has been answered since the innermost question was asked
        self._is_new = False  # has a question found something new in this round?
        self._put_off: dict[Hashable, tuple[Callable[..., v.Value], tuple[object, ...]]] = {}
        self._repeated = 0
        self._postponed = 0

    def solve(self, key: Hashable, work: Callable[..., v.Value], *arguments: object) -> v.Value:
        """``work(*arguments)``, which may ask further questions; the same ``key`` must stand for the same question."""
        known = self.known.get(key)
        if known is not None:
            return known
        draft = self._drafts.get(key)
        if draft is not None:
            self._rests_on = min(self._rests_on, draft.rests_on)
            return draft.value
        asked = self._active.get(key)
        if asked is not None:
            asked.found = asked.found or self._found.get(key) or _Found()
            self._rests_on = min(self._rests_on, asked.level)
            return asked.found.value
        if len(self._active) >= _DEPTH:
            return self._cut(key, work, arguments)
        if not self._active:
            return self._from_inside_out(key, work, arguments)
        return self._worked_out(key, work, arguments)

    def is_firm(self, ask: Callable[[], object]) -> bool:
        """Ask, and say whether the answer rests on nothing unfinished."""
        before, self._rests_on = self._rests_on, _FIRM
        ask()
        firm = self._rests_on == _FIRM
        self._rests_on = before  # an answer that is not firm is not used
        return firm

    def doubt(self) -> None:
        """What is being worked out rests on something unfinished that is no question."""
        self._rests_on = _CUT

    def _cut(self, key: Hashable, work: Callable[..., v.Value], arguments: tuple[object, ...]) -> v.Value:
        if self._postponed < _PUT_OFF:
            self._postponed += 1
            self._put_off[key] = (work, arguments)
            self._rests_on = _CUT
        return v.UNKNOWN

    def _from_inside_out(self, key: Hashable, work: Callable[..., v.Value], arguments: tuple[object, ...]) -> v.Value:
        """Work out an outermost question; what it had to put off comes first, each by itself."""
        pending = [(key, work, arguments)]
        while pending:
            key, work, arguments = pending[-1]
            self._rests_on = _FIRM
            value = _firm(self.known.get(key) or self._worked_out(key, work, arguments))
            self._drafts.clear()
            self._found.clear()
            if not self._put_off:
                pending.pop()
                self.known[key] = value
                continue
            waiting = {one for one, _, _ in pending}
            deeper = [(one, *rest) for one, rest in self._put_off.items() if one not in waiting]
            self._put_off.clear()
            if not deeper:  # in a circle that is wider than the stack is deep
                self._postponed = _PUT_OFF
            pending.extend(deeper)
        return value

    def _worked_out(self, key: Hashable, work: Callable[..., v.Value], arguments: tuple[object, ...]) -> v.Value:
        level = len(self._active)
        outer, self._rests_on = self._rests_on, _FIRM
        asked = self._active[key] = _Asked(level)
        first = len(self._drafts)
        value = work(*arguments)
        if asked.found is not None:
            if self._goes_round(level):
                value = self._settled(asked.found, value, first, work, arguments)
            else:
                self._found[key] = asked.found
                self._is_new |= asked.found.grow(value, give_up=self._repeated > _REPEATED)
                value = asked.found.value
        del self._active[key]
        rests_on = self._rests_on
        if rests_on < level:
            self._drafts[key] = _Draft(value, rests_on)
            self._rests_on = min(outer, rests_on)
            return value
        if len(self._drafts) > first:
            self._confirm(first, level)
        value = self.known[key] = _firm(value)
        self._rests_on = outer
        return value

    def _goes_round(self, level: int) -> bool:
        """Is this the outermost question of its circle? None is while something is put off: all is asked again then."""
        return not self._put_off and not 0 <= self._rests_on < level

    def _settled(
        self, found: _Found, value: v.Value, first: int, work: Callable[..., v.Value], arguments: tuple[object, ...]
    ) -> v.Value:
        """Ask again with what was found, until nothing in the circle is new."""
        outer, is_new = self._is_new, True
        turn = 0
        while is_new:
            turn += 1
            is_new = found.grow(value, give_up=turn > _ROUNDS or self._repeated > _REPEATED) or self._is_new
            if is_new:
                self._is_new = False
                value = self._again(first, work, arguments)
        self._is_new = outer
        return found.value

    def _again(self, first: int, work: Callable[..., v.Value], arguments: tuple[object, ...]) -> v.Value:
        self._repeated += len(self._drafts) - first
        while len(self._drafts) > first:
            self._drafts.popitem()
        rests_on, self._rests_on = self._rests_on, _FIRM
        value = work(*arguments)
        self._rests_on = min(rests_on, self._rests_on)
        return value

    def _confirm(self, first: int, level: int) -> None:
        """What rested on a question that is settled now is no draft any more."""
        while len(self._drafts) > first:
            key, draft = self._drafts.popitem()
            if draft.rests_on >= level:
                self.known[key] = _firm(draft.value)


def _firm(value: v.Value) -> v.Value:
    """Nothing at all was found where a function only calls itself."""
    return v.UNKNOWN if value is v.NOTHING else value
