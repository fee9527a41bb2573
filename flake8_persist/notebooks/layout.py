"""What the reader has done to which line: all that is needed to find a column and to go back."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from flake8_persist.notebooks.calls import Spelling


class Unit(NamedTuple):
    """Consecutive lines of the source for which one line of Python stands; the others hold a filler comment."""

    spelling: Spelling | None  # None: nothing can be changed here
    column: int  # where it begins in its first line, without the prefix of that line
    first: int  # 0-based, as all lines here
    last: int
    lead: str = ""  # a magic before it, in place of which the Python holds something that takes as much room


class CodeCell(NamedTuple):
    marker: int  # its line
    last: int  # the last line that is not blank


class Layout:
    __slots__ = ("alone", "cells", "heads", "notices", "prefixes", "regions", "sealed", "separators", "units")

    def __init__(self, units: dict[int, Unit] | None = None, notices: set[int] | None = None) -> None:
        self.prefixes: dict[int, str] = {}  # line -> what an export has put before it: "# "
        self.regions: dict[int, int] = {}  # line of a commented Python cell -> the cell's last line
        self.heads: dict[int, int] = {}  # line of a Python cell up to its "%%time" -> line of that
        self.units = units or {}  # every line that does not stand for itself
        self.notices = notices or set()  # comments that must stay directly before a unit
        # Lines before which an insertion would land in a cell that holds no Python -> the line where that cell ends
        self.sealed: dict[int, int] = {}
        self.alone: set[int] = set()  # lines that must stay the first of their cell
        self.cells: list[CodeCell] = []  # those that a marker begins
        self.separators: list[str] = []  # what begins a cell, if the file has cells of text


def filler(line: int) -> str:
    """The comment that takes the place of a line; no two are alike."""
    return f"# notebook line {line + 1}"


def fresh_cell(cells: Sequence[CodeCell], line: int, need: int, after: int) -> int | None:
    """The line to put a block before so that it becomes a cell of its own; see ``CellProgram.fresh_cell``."""
    if not cells:
        return None
    ends = [cell.last + 1 for cell in cells]
    here, there = (min(bisect_left(ends, one), len(cells) - 1) for one in (line, need))
    if there > here:
        return cells[here + 1].marker + 1
    return cells[there].marker + 1 if after < cells[there].marker + 1 else None
