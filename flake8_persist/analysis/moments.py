"""What may happen after what. The clock runs through the program once; some things happen again, or nobody knows when.

A loop goes round again, so that its first statement may follow its last one. What a thread does, or is registered to
be done at exit, may follow anything. Functions that nobody in the file calls may be called by others, at any time, or
not at all. What stands behind an exit follows nothing that stands before it, and what stands in one arm of an ``if``
follows nothing of another arm of it, unless it is come by again.
"""

from __future__ import annotations

import bisect
from collections.abc import Callable, Sequence, Sized
from typing import NamedTuple

_NEVER_ENDING = 1 << 60


class Span(NamedTuple):
    start: int
    end: int


class Uncalled(NamedTuple):
    """The run of a function that nobody in the file calls."""

    start: int
    end: int
    known: bool  # it is passed on, or decorated, or overrides a method: somebody may call it


class _Choice:
    """One run of a statement of which one arm alone is entered."""

    __slots__ = ("around", "ends", "runs", "start")

    def __init__(self, start: int, around: int, runs: Sized) -> None:
        self.start = start
        self.runs = runs  # of the function that it is made in: all of them, once the program is over
        self.ends: list[int] = []  # of its arms
        self.around = around  # the number of the choice in whose arm it is made; -1: of none


class Moments:
    def __init__(self) -> None:
        self._choices: list[_Choice] = []  # in order
        self._begun: list[int] = []  # those that are not over
        self._rounds: list[Span] = []  # outermost loops, in order
        self._late: list[Span] = []
        self._uncalled: list[Uncalled] = []  # in order, behind all else
        self._exits: list[int] = []

    def went_round(self, start: int, end: int) -> None:
        self._rounds.append(Span(start, end))

    def happens_late(self, start: int, end: int) -> None:
        self._late.append(Span(start, end))

    def uncalled(self, run: Uncalled) -> None:
        self._uncalled.append(run)

    def exited(self, moment: int) -> None:
        self._exits.append(moment)

    def chooses(self, start: int, runs: Sized) -> _Choice:
        choice = _Choice(start, self._begun[-1] if self._begun else -1, runs)
        self._begun.append(len(self._choices))
        self._choices.append(choice)
        return choice

    def chose(self) -> None:
        self._begun.pop()

    def rescued(self, written: Sequence[int], carried: Sequence[int]) -> bool:
        """May what is written at some moments be followed by what happens at one of the moments ``carried``?"""
        last = self._last_write(written)
        return any(
            self._follows(last, one, self._last_round(self._latest(one)), False)
            and not self._is_other_arm(written, one, self._may_come_again)
            for one in carried
        )

    def deleted(self, written: Sequence[int], removed: Sequence[int]) -> bool:
        """The same of a removal: one at the start of each round makes room, and leaves what the last round writes."""
        last = self._last_write(written)
        return any(
            self._follows(last, one, self._latest(one), True) and not self._is_other_arm(written, one, _is_made_again)
            for one in removed
        )

    def are_called(self, moments: Sequence[int]) -> bool:
        """Is any of them in a run of something that the file itself calls?"""
        return any(self._run(one) is None for one in moments)

    def _last_write(self, written: Sequence[int]) -> int:
        """The last moment; where functions that nobody calls write there, too, that of all else."""
        return max([one for one in written if self._run(one) is None] or written)

    def _follows(self, before: int, after: int, last: int, surely: bool) -> bool:
        earlier, later = self._run(before), self._run(after)
        if earlier is None and later is None:
            return last > before and not any(before < one < after for one in self._exits)
        if earlier is None or later is None:
            run = earlier or later
            return run is not None and run.known and not (surely and earlier is not None)
        return (later.known or not earlier.known) and (later is not earlier or last > before)

    def _is_other_arm(self, written: Sequence[int], after: int, comes_again: Callable[[_Choice], bool]) -> bool:
        """Does it stand in another arm than all that is written before it?"""
        earlier = [before for before in written if before < after]
        return bool(earlier) and all(self._are_apart(before, after, comes_again) for before in earlier)

    def _are_apart(self, before: int, after: int, comes_again: Callable[[_Choice], bool]) -> bool:
        number = bisect.bisect(self._choices, before, key=lambda choice: choice.start) - 1
        while number >= 0:
            choice = self._choices[number]
            if (
                choice.ends
                and after < choice.ends[-1]
                and bisect.bisect(choice.ends, before) != bisect.bisect(choice.ends, after)
            ):
                return not comes_again(choice)
            number = choice.around
        return False

    def _may_come_again(self, choice: _Choice) -> bool:
        """Is it made again, in the next round of a loop, or in a function that others may call?"""
        number = bisect.bisect(self._rounds, Span(choice.start, choice.start)) - 1
        in_loop = number >= 0 and choice.start < self._rounds[number].end
        return in_loop or self._run(choice.start) is not None or _is_made_again(choice)

    def _latest(self, moment: int) -> int:
        return _NEVER_ENDING if any(span.start < moment < span.end for span in self._late) else moment

    def _last_round(self, moment: int) -> int:
        number = bisect.bisect(self._rounds, Span(moment, moment)) - 1
        return max(moment, self._rounds[number].end) if number >= 0 else moment

    def _run(self, moment: int) -> Uncalled | None:
        number = bisect.bisect(self._uncalled, Uncalled(moment, moment, False)) - 1
        return self._uncalled[number] if number >= 0 else None


def _is_made_again(choice: _Choice) -> bool:
    """Is the function run several times? Nobody knows which arms are taken in which of its runs."""
    return len(choice.runs) > 1
