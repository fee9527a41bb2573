"""A file of cells as a program: what :class:`~flake8_persist.notebooks.document.Document` is for other files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from flake8_persist.notebooks import ipynb, marimo
from flake8_persist.notebooks.cells import CellProgram, program
from flake8_persist.notebooks.document import Omission, Place
from flake8_persist.notebooks.marimo_file import MarimoFile
from flake8_persist.notebooks.notebook_file import NotebookFile
from flake8_persist.notebooks.restoring import EditedLine


class CellFile(Protocol):
    """What holds the cells; they are counted from 0, in the order in which they run."""

    @property
    def names_are_unique(self) -> bool:
        """May one cell alone bind a global name?"""
        ...

    @property
    def text(self) -> str: ...

    @property
    def sources(self) -> tuple[str, ...]:
        """Of each cell."""
        ...

    @property
    def listed(self) -> tuple[tuple[int, str], ...]:
        """The number among all cells, and the source, of each; empty where people count the lines of the file."""
        ...

    def place(self, cell: int, row: int) -> Place: ...

    def margin(self, cell: int, row: int) -> int:
        """How far a line of a cell is indented in the file."""
        ...

    @property
    def unread(self) -> Mapping[int, str]:
        """Cells that are no part of the program, and why."""
        ...

    def fresh_cell(self, cells: CellProgram, line: int, need: int, after: int) -> int | None: ...

    def edited(self, sources: Mapping[int, str], inserted: Mapping[int, str]) -> str: ...


@dataclass(frozen=True)
class NotebookDocument:
    file: CellFile
    program: CellProgram

    @property
    def source(self) -> str:
        """The text of the file."""
        return self.file.text

    @property
    def python(self) -> str:
        return self.program.python

    @property
    def omissions(self) -> tuple[Omission, ...]:
        unread = (
            Omission(self.program.beginning(cell) + 1, self.program.end(cell) - 1, reason, True)
            for cell, reason in self.file.unread.items()
        )
        return (*self.program.omissions, *unread)

    def column(self, line: int, offset: int) -> int:
        cell, row = self.program.place(line)
        return self.program.column(line, offset) + self.file.margin(cell, row)

    def below(self, line: int, row: int) -> int:
        """See :meth:`Document.below`."""
        return self.program.below(line, row)

    @property
    def shown(self) -> str:
        return self.program.source

    def place(self, line: int) -> Place:
        return self.file.place(*self.program.place(line))

    @property
    def cells(self) -> tuple[tuple[int, str], ...]:
        """The number among all cells, and the source, of each."""
        return self.file.listed

    @property
    def names_are_unique(self) -> bool:
        return self.file.names_are_unique

    def fresh_cell(self, line: int, need: int, after: int = 0) -> int | None:
        """See :meth:`CellProgram.fresh_cell`."""
        return self.file.fresh_cell(self.program, line, need, after)

    def restore(self, lines: Sequence[EditedLine]) -> str:
        """The text of the file for the edited Python; raise :class:`ValueError` where that is not possible."""
        edits = self.program.split(lines)
        return self.file.edited(edits.sources, edits.inserted)


def read_notebook(text: str) -> NotebookDocument:
    """The notebook of a text; raise :class:`~flake8_persist.notebooks.ipynb.NotebookError` if it is none."""
    notebook = ipynb.parse(text)
    return NotebookDocument(NotebookFile(notebook), program([cell.source for cell in notebook.cells]))


def read_marimo(text: str) -> NotebookDocument | None:
    """None: it is none, or none as marimo writes them."""
    notebook = marimo.parse(text) if marimo.may_be(text) else None
    if notebook is None:
        return None
    sources = [cell.source for cell in notebook.cells]
    return NotebookDocument(MarimoFile(notebook), program(sources, automagic=False))
