"""The text of an ``.ipynb`` file: its Python cells, and the same text with other sources in them.

Nothing else changes: outputs, metadata, other cells and the spelling of what was not edited stay as they are.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from flake8_persist.notebooks.json_positions import NotJsonError, Value, value_of
from flake8_persist.notebooks.json_style import Style, margin_at, style_of
from flake8_persist.notebooks.splicing import lines_of, respelled

_PYTHON = frozenset({"python", "python2", "python3", "ipython", "ipython2", "ipython3"})
_ID_SINCE = (4, 5)


class NotebookError(ValueError):
    """A file that is no notebook, or an edit that does not fit; ``line`` is where in the file."""

    def __init__(self, message: str, line: int = 1) -> None:
        super().__init__(message)
        self.line = line


class CodeCell(NamedTuple):
    number: int  # among the code cells, from 1
    position: int  # among all cells, from 1
    source: str
    sheet: int = 0  # of the older format, which has worksheets
    offset: int = 0  # in its sheet, from 0


@dataclass(frozen=True)
class Notebook:
    text: str
    version: tuple[int, int]
    cells: tuple[CodeCell, ...]  # those in Python; their numbers have gaps where a code cell is in another language
    language: str | None  # of a notebook that is not Python; it has no cells here
    ids: frozenset[str]

    def replaced(self, sources: Mapping[int, str], inserted: Mapping[int, str] | None = None) -> str:
        """The text with new ``sources`` (cell number -> source), and new cells directly before others.

        One more than the number of the last cell inserts behind that. Raise :class:`NotebookError` if the result
        would not hold what it should.
        """
        wanted = {cell.number: sources.get(cell.number, cell.source) for cell in self.cells}
        changed = {cell.number for cell in self.cells if wanted[cell.number] != cell.source}
        if not changed and not inserted:
            return self.text
        splice = _Splice(self)
        edits = [splice.source(cell, wanted[cell.number]) for cell in self.cells if cell.number in changed]
        edits.extend(splice.cell(number, source) for number, source in sorted((inserted or {}).items()))
        result = self.text
        for start, end, new in sorted(edits, reverse=True):
            result = result[:start] + new + result[end:]
        expected: list[str] = []
        for cell in self.cells:
            expected += [*_listed(inserted, cell.number), wanted[cell.number]]
        expected += _listed(inserted, self.cells[-1].number + 1)
        if [cell.source for cell in parse(result).cells] != expected:
            raise NotebookError("the edited cells did not come back from the new text")
        return result


def parse(text: str) -> Notebook:
    """The notebook of a text; raise :class:`NotebookError` if it is none."""
    try:
        whole = value_of(text)
    except NotJsonError as error:
        raise NotebookError(f"this is no notebook: {error}", error.line) from None
    data = whole.data
    if not isinstance(data, dict):
        raise NotebookError("this is JSON, but no notebook: it is not an object", whole.line)
    is_old = "cells" not in data
    sheets = _sheets(whole, data)
    language = _other_language(data.get("metadata"))
    cells: list[CodeCell] = []
    number = position = 0
    ids: set[str] = set()
    for sheet, contents in enumerate(sheets):
        for index, cell in enumerate(contents):
            position += 1
            if not isinstance(cell, dict):
                raise _misplaced(whole, sheet, index, f"cell {position} is not an object")
            ids.update(one for one in (cell.get("id"),) if isinstance(one, str))
            if cell.get("cell_type") != "code":
                continue
            number += 1
            source = _joined(cell.get("input" if is_old else "source"))
            if source is None:
                raise _misplaced(whole, sheet, index, f"the source of cell {position} is no text")
            if language is None and not _is_foreign(cell, is_old=is_old):
                cells.append(CodeCell(number, position, source, sheet, index))
    version = (_number(data.get("nbformat")), _number(data.get("nbformat_minor")))
    return Notebook(text, version, tuple(cells), language, frozenset(ids))


def _listed(sources: Mapping[int, str] | None, number: int) -> list[str]:
    return [sources[number]] if sources and number in sources else []


def _sheets(whole: Value, data: dict[str, object]) -> list[list[object]]:
    """The cells, sheet by sheet; newer notebooks are one sheet."""
    if "cells" in data:
        cells = data["cells"]
        if not isinstance(cells, list):
            raise NotebookError("the cells of the notebook are not a list", whole.member("cells").line)
        return [cells]
    if "worksheets" not in data:
        raise NotebookError("this is JSON, but no notebook: it has no cells", whole.line)
    sheets = data["worksheets"]
    line = whole.member("worksheets").line
    if not isinstance(sheets, list):
        raise NotebookError("the worksheets of the notebook are not a list", line)
    found: list[list[object]] = []
    for sheet in sheets:
        cells = sheet.get("cells", []) if isinstance(sheet, dict) else None
        if not isinstance(cells, list):
            raise NotebookError("a worksheet of the notebook has no list of cells", line)
        found.append(cells)
    return found


def _cell_values(whole: Value, sheet: int) -> list[Value]:
    data = whole.data
    if isinstance(data, dict) and "cells" in data:
        return whole.member("cells").items()
    return whole.member("worksheets").items()[sheet].member("cells").items()


def _misplaced(whole: Value, sheet: int, index: int, message: str) -> NotebookError:
    return NotebookError(message, _cell_values(whole, sheet)[index].line)


def _joined(source: object) -> str | None:
    if isinstance(source, str):
        return source
    if not isinstance(source, list):
        return None
    texts = [part for part in source if isinstance(part, str)]
    return "".join(texts) if len(texts) == len(source) else None


def _number(value: object) -> int:
    return value if isinstance(value, int) else 0


def _text_at(data: object, *names: str) -> str | None:
    for name in names:
        data = data.get(name) if isinstance(data, dict) else None
    return data if isinstance(data, str) and data else None


def _other_language(metadata: object) -> str | None:
    """What a notebook that is not Python is written in."""
    named = _text_at(metadata, "kernelspec", "language") or _text_at(metadata, "language_info", "name")
    return None if named is None or named.lower() in _PYTHON else named


def _is_foreign(cell: dict[str, object], *, is_old: bool) -> bool:
    """Is this one cell in another language than the notebook?"""
    named = _text_at(cell, "language") if is_old else _text_at(cell, "metadata", "vscode", "languageId")
    return named is not None and named.lower() not in _PYTHON


class _Splice:
    """Edits of the text of a notebook: start, end, new text."""

    def __init__(self, notebook: Notebook) -> None:
        self._notebook = notebook
        self._whole = value_of(notebook.text)
        self._style: Style = style_of(notebook.text)
        self._is_old = isinstance(self._whole.data, dict) and "cells" not in self._whole.data
        self._values: dict[int, list[Value]] = {}
        self._taken = set(notebook.ids)

    def source(self, cell: CodeCell, source: str) -> tuple[int, int, str]:
        value = self._value(cell).member("input" if self._is_old else "source")
        return value.start, value.end, respelled(value, source, self._style)

    def cell(self, number: int, source: str) -> tuple[int, int, str]:
        """A new cell directly before that of a number, or behind the last."""
        cells = self._notebook.cells
        next_cell = next((cell for cell in cells if cell.number == number), None)
        if next_cell is None and not (cells and number == cells[-1].number + 1):
            raise NotebookError(f"there is no code cell {number} in Python to insert a cell before")
        neighbour = next_cell or cells[-1]
        value = self._value(neighbour)
        text, start = self._notebook.text, value.start
        gap = text[len(text[:start].rstrip(" \t\r\n")) : start]
        comma = f",{gap}" if "\n" in gap else self._style.comma.strip("\n")
        new = self._style.written(self._new_cell(source, value), margin_at(text, start))
        return (start, start, new + comma) if next_cell is not None else (value.end, value.end, comma + new)

    def _value(self, cell: CodeCell) -> Value:
        if cell.sheet not in self._values:
            self._values[cell.sheet] = _cell_values(self._whole, cell.sheet)
        return self._values[cell.sheet][cell.offset]

    def _new_cell(self, source: str, neighbour: Value) -> dict[str, object]:
        """The members of a cell in the order in which notebooks are saved."""
        name = "input" if self._is_old else "source"
        is_string = isinstance(neighbour.member(name).data, str)
        body: str | list[str] = source if is_string else lines_of(source)
        if self._is_old:
            rest: dict[str, object] = {"language": "python", "metadata": {}, "outputs": []}
            return {"cell_type": "code", "collapsed": False, "input": body, **rest}
        identity = {"id": self._new_id(source)} if self._notebook.version >= _ID_SINCE else {}
        rest = {"metadata": {}, "outputs": [], "source": body}
        return {"cell_type": "code", "execution_count": None, **identity, **rest}

    def _new_id(self, source: str) -> str:
        """Always the same for the same notebook and source."""
        count = 0
        while True:
            digest = hashlib.sha256(f"{count}:{source}".encode("utf-8", "surrogatepass")).hexdigest()[:8]
            if digest not in self._taken:
                self._taken.add(digest)
                return digest
            count += 1
