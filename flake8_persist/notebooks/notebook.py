"""A notebook file as a program: what :class:`~flake8_persist.notebooks.document.Document` is for other files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flake8_persist.notebooks.cells import CellProgram, program
from flake8_persist.notebooks.document import Omission, Place
from flake8_persist.notebooks.ipynb import Notebook, parse
from flake8_persist.notebooks.restoring import EditedLine


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

    @property
    def shown(self) -> str:
        return self.program.source

    def place(self, line: int) -> Place:
        if not self.notebook.cells:
            return Place(None, line)
        index, row = self.program.place(line)
        return Place(self.notebook.cells[index].position, row)

    @property
    def cells(self) -> tuple[tuple[int, str], ...]:
        """The number among all cells, and the source, of each."""
        return tuple((cell.position, cell.source) for cell in self.notebook.cells)

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
