"""A notebook file as a program: what :class:`~flake8_persist.notebooks.document.Document` is for other files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from flake8_persist.notebooks.cells import CellProgram, program
from flake8_persist.notebooks.document import Omission
from flake8_persist.notebooks.ipynb import CodeCell, Notebook, parse
from flake8_persist.notebooks.restoring import EditedLine


class Location(NamedTuple):
    cell: CodeCell
    row: int  # 1-based, in the cell


@dataclass(frozen=True)
class NotebookDocument:
    notebook: Notebook
    program: CellProgram

    @property
    def source(self) -> str:
        """The text of the file."""
        return self.notebook.text

    @property
    def python(self) -> str:
        return self.program.python

    @property
    def omissions(self) -> tuple[Omission, ...]:
        return self.program.omissions

    def column(self, line: int, offset: int) -> int:
        return self.program.column(line, offset)

    def location(self, line: int) -> Location:
        """Where a line of the program is; the notebook must have a cell."""
        place = self.program.place(line)
        return Location(self.notebook.cells[place.cell], place.row)

    def restore(self, lines: Sequence[EditedLine]) -> str:
        """The text of the file for the edited Python; raise :class:`ValueError` where that is not possible."""
        edits = self.program.split(lines)
        cells = self.notebook.cells
        numbers = [cell.number for cell in cells] + [cells[-1].number + 1 if cells else 1]
        return self.notebook.replaced(
            {numbers[index]: source for index, source in edits.sources.items()},
            {numbers[index]: source for index, source in edits.inserted.items()},
        )


def read_notebook(text: str) -> NotebookDocument:
    """The notebook of a text; raise :class:`~flake8_persist.notebooks.ipynb.NotebookError` if it is none."""
    notebook = parse(text)
    return NotebookDocument(notebook, program([cell.source for cell in notebook.cells]))
