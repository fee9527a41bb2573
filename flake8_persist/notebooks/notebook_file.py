"""An ``.ipynb`` file as a file of cells; people count lines in each cell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flake8_persist.notebooks.cells import CellProgram
from flake8_persist.notebooks.document import Place
from flake8_persist.notebooks.ipynb import Notebook


@dataclass(frozen=True)
class NotebookFile:
    notebook: Notebook
    names_are_unique: bool = False

    @property
    def text(self) -> str:
        return self.notebook.text

    @property
    def sources(self) -> tuple[str, ...]:
        return tuple(cell.source for cell in self.notebook.cells)

    @property
    def listed(self) -> tuple[tuple[int, str], ...]:
        return tuple((cell.position, cell.source) for cell in self.notebook.cells)

    @property
    def unread(self) -> Mapping[int, str]:
        return {}

    def place(self, cell: int, row: int) -> Place:
        cells = self.notebook.cells
        return Place(cells[cell].position if cells else None, row)

    def margin(self, cell: int, row: int) -> int:
        return 0

    def fresh_cell(self, cells: CellProgram, line: int, need: int, after: int) -> int | None:
        return cells.fresh_cell(line, need, after)

    def edited(self, sources: Mapping[int, str], inserted: Mapping[int, str]) -> str:
        cells = self.notebook.cells
        numbers = [cell.number for cell in cells] + [cells[-1].number + 1 if cells else 1]
        return self.notebook.replaced(
            {numbers[index]: source for index, source in sources.items()},
            {numbers[index]: source for index, source in inserted.items()},
        )
