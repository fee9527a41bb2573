"""The cells of a notebook as one program, and its edited lines as cells again.

Each cell is read by itself, as it will be run by itself: what one leaves open, or what is wrong in it, does not reach
the next. Two comments stand before each cell. Lines that are put between them are to become a cell of their own::

    # %% before cell 2
    # %% cell 2
    import torch
"""

from __future__ import annotations

import ast
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from flake8_persist.notebooks import calls, escapes
from flake8_persist.notebooks import lines as ln
from flake8_persist.notebooks.calls import Spelling
from flake8_persist.notebooks.document import Document, Form, Omission
from flake8_persist.notebooks.layout import Layout, Unit, filler
from flake8_persist.notebooks.masking import Dialect, Masked, masked
from flake8_persist.notebooks.parsing import parsed
from flake8_persist.notebooks.recovery import recovered
from flake8_persist.notebooks.restoring import EditedLine


class Place(NamedTuple):
    cell: int  # its index
    row: int  # 1-based, in the cell


class CellEdits(NamedTuple):
    sources: dict[int, str]  # index of a cell -> its new source; only those that changed
    inserted: dict[int, str]  # index of a cell -> the cell to insert before it; the number of cells: behind the last


@dataclass(frozen=True)
class CellProgram:
    sources: tuple[str, ...]
    documents: tuple[Document, ...]  # of each cell, with its second comment as the first line

    @cached_property
    def source(self) -> str:
        return self._joined(document.source for document in self.documents)

    @cached_property
    def python(self) -> str:
        return self._joined(document.python for document in self.documents)

    @cached_property
    def omissions(self) -> tuple[Omission, ...]:
        return tuple(
            Omission(start + one.line - 1, start + one.end_line - 1, one.reason)
            for start, document in zip(self._starts, self.documents, strict=True)
            for one in document.omissions
        )

    def place(self, line: int) -> Place:
        """Where a line of the program is for the user."""
        cell = self.cell_at(line)
        return Place(cell, max(line - self._starts[cell], 1)) if self.documents else Place(0, 1)

    def column(self, line: int, offset: int) -> int:
        """The 0-based column in characters of a UTF-8 ``offset`` in a line of ``python``."""
        if not self.documents:
            return 0
        cell = self.cell_at(line)
        return self.documents[cell].column(line - self._starts[cell] + 1, offset)

    def below(self, line: int, row: int) -> int:
        """See :meth:`Document.below`."""
        cell = self.cell_at(line)
        first = self._starts[cell] - 1
        return self.documents[cell].below(line - first, row) + first

    def fresh_cell(self, line: int, need: int, after: int = 0) -> int | None:
        """The line to put a block before so that it becomes a cell of its own.

        ``line`` is where it would go in a file without cells; line ``need`` needs it, and it must come below line
        ``after``. None: it has to stand inside the cell of ``need``.
        """
        if not self.documents:
            return None
        here, there = self.cell_at(line), self.cell_at(need)
        if there > here:
            return self.beginning(here + 1)
        return self.beginning(there) if after < self.beginning(there) - 1 else None

    def cell_at(self, line: int) -> int:
        """The index of the cell that a line of the program belongs to."""
        return max(bisect_right(self._starts, line + 1) - 1, 0)

    def beginning(self, cell: int) -> int:
        """The line to put a block before so that it becomes a cell before this one."""
        return self._starts[cell]

    def end(self, cell: int) -> int:
        """The line to put a block before so that it becomes the end of this cell."""
        return self._starts[cell] + len(ln.split(self.documents[cell].source))

    def split(self, lines: Sequence[EditedLine]) -> CellEdits:
        """The cells of the edited program; raise :class:`ValueError` where they cannot be told apart."""
        slots, bodies = self._sorted(lines)
        sources: dict[int, str] = {}
        for index, document in enumerate(self.documents):
            body = bodies[index]
            if _is_of_another_language(document):
                slots[index + 1][:0] = _cut_trailing(body)
            above, source = self._restored(index, body)
            slots[index].extend(EditedLine(line, None, True) for line in above)
            if source != self.sources[index]:
                sources[index] = source
        texts = {index: "".join(line.text for line in slot).strip("\r\n") for index, slot in enumerate(slots)}
        return CellEdits(sources, {index: text for index, text in texts.items() if text.strip()})

    def _sorted(self, lines: Sequence[EditedLine]) -> tuple[list[list[EditedLine]], list[list[EditedLine]]]:
        """The lines that are to be new cells, and those of each cell, numbered as in its document."""
        slots: list[list[EditedLine]] = [[] for _ in range(len(self.documents) + 1)]
        bodies: list[list[EditedLine]] = [[] for _ in self.documents]
        current, seen = slots[0], 0
        for line in lines:
            if line.number is None:
                current.append(line)
                continue
            cell = self.cell_at(line.number)
            own = line.number - self._starts[cell]
            if own < 1:
                if line.changed or seen != 2 * cell + own + 1:
                    raise ValueError(f"the beginning of cell {cell + 1} was edited")
                seen += 1
                current = slots[cell] if own < 0 else bodies[cell]
                if own < 0:
                    continue
            elif current is not bodies[cell]:
                raise ValueError(f"a line of cell {cell + 1} was moved to another cell")
            current.append(line._replace(number=own + 1))
        if seen != 2 * len(self.documents):
            raise ValueError("the beginning of a cell was removed")
        return slots, bodies

    def _restored(self, index: int, body: Sequence[EditedLine]) -> tuple[list[str], str]:
        """What has to go above a cell, and its source."""
        document, old = self.documents[index], self.sources[index]
        is_edited = any(line.changed or line.number is None for line in body)
        if not is_edited and len(body) == len(ln.split(document.python)):
            return [], old
        lines = ln.split(document.restore(_trimmed(body)))
        marker = lines.index(ln.split(document.source)[0])
        source = "".join(lines[marker + 1 :])
        if not ln.ending(old):
            source = source[: len(source) - len(ln.ending(lines[-1]))] if marker + 1 < len(lines) else source
        return lines[:marker], source

    @cached_property
    def _starts(self) -> list[int]:
        """The line of the second comment before each cell."""
        starts: list[int] = []
        line = 1
        for document in self.documents:
            starts.append(line + 1)
            line += 1 + len(ln.split(document.source))
        return starts

    @cached_property
    def _newline(self) -> str:
        return _newline(self.sources)

    def _joined(self, texts: Iterable[str]) -> str:
        return "".join(f"# %% before cell {number}{self._newline}{text}" for number, text in enumerate(texts, 1))


def program(sources: Sequence[str], *, automagic: bool = True) -> CellProgram:
    """The cells, in order, as one program; ``automagic``: a line such as ``cd x`` may be a command."""
    bound = escapes.bound_commands("\n".join(sources))
    newline = _newline(sources)
    documents = (
        _document(f"# %% cell {number}{newline}", source, newline, bound, automagic=automagic)
        for number, source in enumerate(sources, 1)
    )
    return CellProgram(tuple(sources), tuple(documents))


def _newline(sources: Iterable[str]) -> str:
    return next((end for source in sources for line in ln.split(source)[:1] if (end := ln.ending(line))), "\n")


def _document(marker: str, source: str, newline: str, bound: frozenset[str], *, automagic: bool) -> Document:
    lines = [marker, *ln.split(source)]
    if not ln.ending(lines[-1]):
        lines[-1] += newline
    text = "".join(lines)
    indentation = _indentation(lines)
    lines = [lines[0], *(line.removeprefix(indentation) for line in lines[1:])]
    outcome = parsed("".join(lines))
    is_plain = isinstance(outcome, ast.Module)
    dialect = Dialect(raw=not is_plain, automagic=automagic, notices=False, bound=bound)
    if indentation:
        return _indented(text, indentation, masked(lines, dialect))
    if not is_plain and (whole := _in_another_language(lines, dialect)):
        return Document(text, Form.PYTHON, whole[0], (), whole[1])
    result = masked(lines, dialect)
    omissions: tuple[Omission, ...] = ()
    if not is_plain or result.layout.units:
        omissions, outcome = recovered(result)
    if not isinstance(outcome, ast.Module):
        return _left_out(lines, outcome)
    return Document(text, Form.PYTHON, "".join(result.python), omissions, result.layout)


def _indentation(lines: Sequence[str]) -> str:
    """What IPython takes away from every line: what the first line of the cell begins with."""
    first = next((line for line in lines[1:] if line.strip()), "")
    return first[: len(first) - len(first.lstrip(" \t"))]


def _indented(text: str, indentation: str, result: Masked) -> Document:
    """A cell that begins with an indentation."""
    lines = ln.split(text)
    omissions, outcome = recovered(result)
    python = "".join(result.python)
    if not isinstance(outcome, ast.Module):
        return _left_out(lines, outcome)
    inside = [index for index, line in enumerate(lines) if index and line.startswith(indentation)]
    result.layout.prefixes.update(dict.fromkeys(inside, indentation))
    result.layout.regions.update(dict.fromkeys(range(inside[0], len(lines)), inside[-1]))
    return Document(text, Form.PYTHON, python, omissions, result.layout)


def _in_another_language(lines: Sequence[str], dialect: Dialect) -> tuple[str, Layout] | None:
    """The call for a cell that begins with a magic which takes all of it, whatever it looks like."""
    head = next((index for index, line in enumerate(lines) if index and line.strip()), None)
    if head is None or not escapes.CELL_MAGIC.match(lines[head]):
        return None
    probe = masked([lines[0], lines[head]], dialect).layout.units.get(1)
    if probe is None or probe.spelling is not Spelling.CELL:
        return None
    body = "".join(ln.body(line) + "\n" for line in lines[head + 1 :])
    code = calls.cell_call(ln.body(lines[head])[2:].rstrip(), body)
    unit = Unit(Spelling.CELL, 0, head, len(lines) - 1)
    python = list(_filled(lines, head))
    python[head] = code + ln.ending(lines[head])
    return "".join(python), Layout(units=dict.fromkeys(range(head, len(lines)), unit), notices=set(range(head)))


def _left_out(lines: Sequence[str], error: object) -> Document:
    """A cell that is beyond repair."""
    reason = error.msg if isinstance(error, SyntaxError) else "the parser gives up on it"
    unit = Unit(None, 0, 1, len(lines) - 1)
    layout = Layout(units=dict.fromkeys(range(1, len(lines)), unit))
    omission = Omission(2, len(lines), f"this cell is not Python: {reason}")
    return Document("".join(lines), Form.PYTHON, "".join(_filled(lines, 1)), (omission,), layout)


def _filled(lines: Sequence[str], first: int) -> Iterator[str]:
    """The lines, from ``first`` on as comments."""
    for index, line in enumerate(lines):
        yield line if index < first else filler(index) + ln.ending(line)


def _is_of_another_language(document: Document) -> bool:
    units = document.layout.units
    last = units[max(units)] if units else None
    return last is not None and last.spelling is Spelling.CELL


def _cut_trailing(body: list[EditedLine]) -> list[EditedLine]:
    """Take away the new lines at the end, which cannot stand in a cell of another language."""
    count = 0
    while count < len(body) and body[-1 - count].number is None:
        count += 1
    cut = body[len(body) - count :]
    del body[len(body) - count :]
    return cut


def _trimmed(body: Sequence[EditedLine]) -> list[EditedLine]:
    """Without new blank lines at either end, which keep a distance that the border of the cell keeps already."""
    kept = list(body)
    while kept and kept[-1].number is None and not kept[-1].text.strip():
        kept.pop()
    while len(kept) > 1 and kept[1].number is None and not kept[1].text.strip():
        del kept[1]
    return kept
