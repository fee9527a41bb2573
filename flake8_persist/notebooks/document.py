"""A source file, as Python that can be parsed.

Every form in which a notebook reaches a repository becomes Python of the same number of lines: shell lines and
magics turn into the ``get_ipython()`` calls that IPython itself would make of them, at the same line, and the way
back is remembered line by line, so that every byte outside an edit comes back unchanged.
"""

from __future__ import annotations

import enum
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from flake8_persist.notebooks import lines as ln
from flake8_persist.notebooks.calls import Spelling
from flake8_persist.notebooks.layout import Layout, fresh_cell

if TYPE_CHECKING:
    import ast

    from flake8_persist.notebooks.restoring import EditedLine


class Form(enum.Enum):
    """How the file came to be."""

    PYTHON = "python"
    COLAB = "colab"
    NBCONVERT = "nbconvert"
    JUPYTEXT = "jupytext"
    PERCENT = "percent"  # cells begin with "# %%", and no header says what wrote them
    DATABRICKS = "databricks"


class Omission(NamedTuple):
    """A part of the file that could not be understood and was left out of the analysis."""

    line: int  # 1-based
    end_line: int
    reason: str
    is_readable: bool = False  # its text shows what is in it, so that it is worth a word only if it may write


class Place(NamedTuple):
    """Where a line of the program is for people."""

    cell: int | None  # its number among all cells of a notebook; None: the file has no cells
    row: int  # 1-based, in the cell or the file

    @property
    def name(self) -> str:
        return f"line {self.row}" if self.cell is None else f"line {self.row} of cell {self.cell}"


class Document:
    names_are_unique = False  # any cell may bind a name again

    def __init__(
        self,
        source: str,
        form: Form,
        python: str,
        omissions: tuple[Omission, ...] = (),
        layout: Layout | None = None,
        tree: ast.Module | None = None,
    ) -> None:
        self.source = source  # as decoded; line ends kept
        self.form = form
        self.python = python  # the same number of lines; it does not parse where the file is beyond repair
        self.omissions = omissions
        self.layout = layout or Layout()
        self.tree = tree  # of ``python``, where it has been parsed already

    def column(self, line: int, offset: int) -> int:
        """The 0-based column in characters, in ``source``, of a UTF-8 ``offset`` in a line of ``python``."""
        if not 0 < line <= len(self._source_lines):
            return 0
        index = line - 1
        column = _characters(self._python_lines[index], max(offset, 0))
        unit = self.layout.units.get(index)
        if unit is not None and not (unit.spelling is Spelling.STATEMENT and unit.first == unit.last):
            column = min(column, unit.column if index == unit.first else 0)
        column += len(self.layout.prefixes.get(index, ""))
        return min(column, len(ln.body(self._source_lines[index])))

    def below(self, line: int, row: int) -> int:
        """The line of a command that stands ``row`` lines below the cell magic on a line, in whose text it is."""
        unit = self.layout.units.get(line - 1)
        if unit is None or unit.spelling not in (Spelling.CELL, Spelling.COMMENTED_CELL):
            return line
        return min(line + row, unit.last + 1)

    @property
    def shown(self) -> str:
        """The program as its author sees it, line by line as in ``python``."""
        return self.source

    def place(self, line: int) -> Place:
        return Place(None, line)

    def fresh_cell(self, line: int, need: int, after: int = 0) -> int | None:
        """As in a notebook, so that a paired script and its notebook stay in step; None: there are no cells."""
        return fresh_cell(self.layout.cells, line, need, after)

    def restore(self, lines: Sequence[EditedLine]) -> str:
        """The edited Python in the form of ``source``; raise :class:`ValueError` where that is not possible."""
        from flake8_persist.notebooks.restoring import Original, restored  # needed for edited files alone

        return restored(lines, Original(self._source_lines, self._python_lines, self.layout))

    @cached_property
    def _source_lines(self) -> list[str]:
        return ln.split(self.source)

    @cached_property
    def _python_lines(self) -> list[str]:
        return self._source_lines if self.python is self.source else ln.split(self.python)


def _characters(line: str, offset: int) -> int:
    """How many characters of a line lie before a UTF-8 offset."""
    if line.isascii():
        return min(offset, len(line))
    return len(line.encode("utf-8", "surrogatepass")[:offset].decode("utf-8", "ignore"))
