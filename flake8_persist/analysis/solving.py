"""Answers to questions that ask one another, some of them in a circle.

An answer is worked out once and kept. A question that comes back to itself (``path = path + "_1"`` in a loop) is told
what has been found of it so far, at first nothing, and is worked out again until nothing new is found; what does not
settle is widened, so that a few rounds do. Meanwhile, what rests on an unfinished question is a draft: good for this
round alone. A circle within a circle goes on in the next round from where it was, else every circle around it would
multiply its rounds.

Questions that lie deeper than the stack allows are put off: worked out first by themselves, and then the outer one
again.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import NamedTuple

from flake8_persist.analysis import values as v
from flake8_persist.analysis.widening import covers, widened

_DEPTH = 60  # nested questions; each takes a handful of Python frames
_REPEATED = 10_000  # questions that are asked again in later rounds, in one file
_PUT_OFF = 2_000  # questions that lie too deep, in one file
_FIRM = 1 << 30  # rests on nothing unfinished
_CUT = -1  # rests on a question that was put off


class _Asked:
    """A question that is being worked out. ``level``: how many others were when it was asked."""

    __slots__ = ("came_back", "level", "value")

    def __init__(self, level: int, value: v.Value) -> None:
        self.level = level
        self.value = value
        self.came_back = False


class _Draft(NamedTuple):
    value: v.Value
    rests_on: int  # the level of the outermost unfinished question


class Solver:
    def __init__(self) -> None:
        self.known: dict[Hashable, v.Value] = {}
        self._drafts: dict[Hashable, _Draft] = {}  # in the order in which they were made
        self._active: dict[Hashable, _Asked] = {}
        self._found: dict[Hashable, v.Value] = {}  # of inner questions, in the last round of the outer ones
        self._rests_on = _FIRM  # of all that has been answered since the innermost question was asked
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
            asked.came_back = True
            self._rests_on = min(self._rests_on, asked.level)
            return asked.value
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
            value = self.known.get(key) or self._worked_out(key, work, arguments)
            self._drafts.clear()
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
        asked = self._active[key] = _Asked(level, self._beginning(key))
        first = len(self._drafts)
        value = work(*arguments)
        if asked.came_back:
            value = self._settled(asked, value, first, work, arguments)
        del self._active[key]
        rests_on = self._rests_on
        if rests_on >= level:
            rests_on = _FIRM
            value = self._firm(value)
            self._confirm(first)
            self.known[key] = value
            self._found.pop(key, None)
        else:
            self._drafts[key] = _Draft(value, rests_on)
            if asked.came_back:
                self._found[key] = asked.value
        self._rests_on = min(outer, rests_on)
        return value

    def _beginning(self, key: Hashable) -> v.Value:
        """What a question is told that comes back to itself before anything of this round is known."""
        return v.UNKNOWN if self._repeated > _REPEATED else self._found.get(key, v.NOTHING)

    def _settled(
        self,
        asked: _Asked,
        value: v.Value,
        first: int,
        work: Callable[..., v.Value],
        arguments: tuple[object, ...],
    ) -> v.Value:
        """Ask again with what was found, until nothing new is."""
        for turn in range(4):
            if covers(asked.value, value):
                return asked.value
            if self._repeated > _REPEATED or turn == 3:
                break
            asked.value = widened(asked.value, value) if turn else value
            value = self._again(first, work, arguments)
        asked.value = v.UNKNOWN
        return self._again(first, work, arguments)

    def _again(self, first: int, work: Callable[..., v.Value], arguments: tuple[object, ...]) -> v.Value:
        self._repeated += len(self._drafts) - first
        while len(self._drafts) > first:
            self._drafts.popitem()
        rests_on, self._rests_on = self._rests_on, _FIRM
        value = work(*arguments)
        self._rests_on = min(rests_on, self._rests_on)
        return value

    def _confirm(self, first: int) -> None:
        """What rested on a question that is settled now is no draft any more."""
        while len(self._drafts) > first:
            key, draft = self._drafts.popitem()
            self.known[key] = self._firm(draft.value)

    @staticmethod
    def _firm(value: v.Value) -> v.Value:
        """Nothing at all was found where a function only calls itself."""
        return v.UNKNOWN if value == v.NOTHING else value
