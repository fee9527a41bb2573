"""Which line of the file that nbQA makes of a notebook stands for which line of the notebook.

nbQA passes over cells of shell lines and magics alone, and over those of other languages. In the others it puts a
token in the place of each command, so that nothing tells what it did::

    # %%NBQA-CELL-SEP1f2e3d
    hash("4b5c6d7e")
    torch.save(model, "model.pt")
"""

from __future__ import annotations

import ast
import re
from collections.abc import Sequence
from typing import NamedTuple

from flake8_persist.notebooks import lines as ln
from flake8_persist.notebooks.parsing import parsed

_FILE = re.compile(r"(?P<stem>.*)[a-z0-9_]{8}_nbqa_ipynb\.py", re.DOTALL)
_SEPARATOR = re.compile(r"# %%NBQA-CELL-SEP[0-9a-f]{6}\s*$")
_NUMBER = r"(?:\"[0-9a-f]{8}\"|0x[0-9A-F]{1,8})"
_TOKEN = re.compile(rf"hash\({_NUMBER}\)|# CELL MAGIC {_NUMBER}")
_SHOWN_MAGICS = frozenset({"time", "timeit", "capture", "pypy", "python", "python3"})
_SPELLED_OUT = re.compile(r"get_ipython\(\)\.(?:run_cell_magic|system|getoutput|run_line_magic)")


class Cell(NamedTuple):
    position: int  # among all cells
    source: str


class Shown(NamedTuple):
    line: int  # 1-based, of nbQA's file
    is_itself: bool  # False: nbQA does not show the line; this one is next to where it would be


def notebook_of(filename: str) -> str | None:
    """The notebook that a file of this name is made of; None: nbQA does not name its files so."""
    found = _FILE.fullmatch(filename)
    return f"{found['stem']}.ipynb" if found else None


class Lines:
    """The lines of nbQA's file, by those of the notebook."""

    def __init__(self, lines: Sequence[str], cells: Sequence[tuple[int, str]]) -> None:
        self._lines = lines
        self._cells = [Cell(*cell) for cell in cells]
        self._starts = [index for index, line in enumerate(lines) if _SEPARATOR.match(line)]
        self._chunks = self._matched()  # index of a cell -> the number of its part of the file

    def of(self, position: int, row: int) -> Shown | None:
        """None: the user has told nbQA to pass over the cell."""
        index = self._index(position)
        if index is None:
            return Shown(1, False)
        if index in self._chunks:
            chunk = self._chunks[index]
            is_itself = row <= len(self._content(chunk))  # else one token stands for all lines of the cell
            return Shown(self._starts[chunk] + 1 + (row if is_itself else 1), is_itself)
        if not is_passed_over(self._cells[index].source):
            return None
        after = (chunk for other, chunk in self._chunks.items() if other > index)
        chunk = min(after, default=-1)
        return Shown(self._starts[chunk] + 1 if self._starts else 1, False)

    def number(self, position: int) -> int | None:
        """The number of a cell as nbQA counts: cells of code, also those that it passes over."""
        index = self._index(position)
        return None if index is None else index + 1

    def _index(self, position: int) -> int | None:
        return next((index for index, cell in enumerate(self._cells) if cell.position == position), None)

    def _matched(self) -> dict[int, int]:
        found: dict[int, int] = {}
        index = 0
        for chunk in range(len(self._starts)):
            content = self._content(chunk)
            match = next((i for i in range(index, len(self._cells)) if _matches(content, self._cells[i].source)), None)
            if match is not None:
                found[match] = chunk
                index = match + 1
        return found

    def _content(self, chunk: int) -> list[str]:
        after = self._starts[chunk + 1] if chunk + 1 < len(self._starts) else len(self._lines)
        return _trimmed(self._lines[self._starts[chunk] + 1 : after])


def _trimmed(lines: Sequence[str]) -> list[str]:
    kept = [ln.body(line) for line in lines]
    while kept and not kept[-1].strip():
        kept.pop()
    return kept


def _matches(shown: Sequence[str], source: str) -> bool:
    """Can nbQA have made these lines of a cell?"""
    if is_passed_over(source):
        return False
    if len(shown) == 1 and _TOKEN.fullmatch(shown[0]):
        return not isinstance(parsed(source), ast.Module)
    lines = _trimmed(ln.split(source))
    return len(lines) == len(shown) and all(
        one.strip() == other.strip() or _TOKEN.search(other) for one, other in zip(lines, shown, strict=True)
    )


def is_passed_over(source: str) -> bool:
    """Is there nothing in a cell that nbQA would show?"""
    lines = [line for line in ln.split(source) if line.strip()]
    if _SPELLED_OUT.search(source) or all(line.startswith(("%", "?", "!")) for line in lines):
        return True
    if not lines[0].startswith("%%") or isinstance(parsed(source), ast.Module):
        return False
    return lines[0][2:].split(maxsplit=1)[:1] not in [[name] for name in _SHOWN_MAGICS]
