"""A marimo notebook as a file of cells; people count the lines of the file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flake8_persist.notebooks.cells import CellProgram
from flake8_persist.notebooks.document import Place
from flake8_persist.notebooks.marimo import Kind, Marimo


@dataclass(frozen=True)
class MarimoFile:
    notebook: Marimo
    names_are_unique: bool = True
    listed: tuple[tuple[int, str], ...] = ()

    @property
    def text(self) -> str:
        return self.notebook.text

    @property
    def sources(self) -> tuple[str, ...]:
        return tuple(cell.source for cell in self.notebook.cells)

    @property
    def unread(self) -> Mapping[int, str]:
        cells = enumerate(self.notebook.cells)
        return {index: "marimo keeps this cell as text" for index, cell in cells if cell.kind is Kind.UNPARSABLE}

    def place(self, cell: int, row: int) -> Place:
        return Place(None, self.notebook.cells[cell].first + row if self.notebook.cells else row)

    def margin(self, cell: int, row: int) -> int:
        if not self.notebook.cells:
            return 0
        one = self.notebook.cells[cell]
        is_indented = row <= len(one.lines) and one.lines[row - 1].startswith(one.indentation)
        return len(one.indentation) if is_indented else 0

    def fresh_cell(self, cells: CellProgram, line: int, need: int, after: int) -> int | None:
        """In the setup, where there is one; else a cell of its own, unless what is above belongs to the same cell."""
        here, there = cells.cell_at(line - 1), cells.cell_at(need)
        if self.notebook.setup is not None:
            return cells.end(0) if there > 0 and after < cells.end(0) else None
        if self.notebook.wants_setup and after < cells.beginning(0):
            return cells.beginning(0)
        if there > here:
            return cells.beginning(here + 1)
        return cells.beginning(there) if cells.place(line).row == 1 and after < line - 1 else None

    def edited(self, sources: Mapping[int, str], inserted: Mapping[int, str]) -> str:
        from flake8_persist.notebooks.marimo_writing import edited  # needed for edited files alone

        return edited(self.notebook, sources, inserted)
