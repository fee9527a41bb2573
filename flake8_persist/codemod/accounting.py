"""Which line of the edited source stands for which line of the original.

Every edit says what it does to the lines, as a :class:`LineChange`. Together these give the correspondence without
comparing texts, and the texts then prove it: a line that no edit claims must have stayed exactly as it was.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from flake8_persist.codemod.edits import EditError
from flake8_persist.notebooks.restoring import EditedLine

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_NEWLINE = re.compile(r"\r\n|\r|\n")


class LineChange(NamedTuple):
    """What one edit does to the lines of the original, which are counted from 1."""

    touched: Iterable[int] = ()  # there still, with another text
    vanished: Iterable[int] = ()
    grown_after: int = 0  # the line below which new ones appear; 0: at the top
    growth: int = 0  # how many


def lines_of(text: str) -> list[str]:
    """The lines with their ends, as Python counts them: unlike ``str.splitlines``, a form feed ends none."""
    return _LINE.findall(text)


def newlines_in(text: str) -> int:
    return len(_NEWLINE.findall(text))


def rewritten(first: int, last: int, height: int) -> LineChange:
    """Lines ``first`` to ``last`` hold an expression that now takes ``height`` lines."""
    lines = range(first, last + 1)
    return LineChange(lines[:height], lines[height:], last, max(0, height - len(lines)))


def account(before: str, after: str, changes: Iterable[LineChange]) -> list[EditedLine]:
    """The lines of ``after``, each with the line of ``before`` that it stands for."""
    touched: set[int] = set()
    vanished: set[int] = set()
    growth: Counter[int] = Counter()
    for change in changes:
        touched.update(change.touched)
        vanished.update(change.vanished)
        growth[change.grown_after] += change.growth
    old, new = lines_of(before), lines_of(after)
    numbers: list[int | None] = [None] * growth[0]
    for number in range(1, len(old) + 1):
        if number not in vanished:
            numbers.append(number)
        numbers.extend([None] * growth[number])
    if len(numbers) != len(new):
        raise EditError("the edited lines do not add up")
    return [_edited_line(text, number, old, touched) for text, number in zip(new, numbers, strict=True)]


def _edited_line(text: str, number: int | None, old: Sequence[str], touched: set[int]) -> EditedLine:
    if number is None:
        return EditedLine(text, None, True)
    changed = text != old[number - 1]
    if changed and number not in touched:
        raise EditError(f"an edit would also change line {number}")
    return EditedLine(text, number, changed)
