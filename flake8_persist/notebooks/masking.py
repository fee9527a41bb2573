"""Notebook lines in, Python lines out: each command becomes a call on its first line, fillers take its other lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from flake8_persist.notebooks import calls, cell_ends, colab, escapes, logical
from flake8_persist.notebooks import lines as ln
from flake8_persist.notebooks.calls import Spelling
from flake8_persist.notebooks.commented import Commented, LanguageCell, bared
from flake8_persist.notebooks.document import Omission
from flake8_persist.notebooks.escapes import Escape
from flake8_persist.notebooks.layout import CodeCell, Layout, Unit, filler

# Cell magics whose body runs as Python in the notebook's own namespace.
PYTHON_CELLS = frozenset(
    {"capture", "cudf.pandas.profile", "debug", "heat", "lprun", "matplotlib", "memit", "mprun", "prun", "pyinstrument"}
    | {"scalene", "skip", "snakeviz", "time", "timeit", "wandb"}
)
_CELL_MARKER = re.compile(r"#[ ]?%%|# In\[|# <codecell>|# COMMAND -")
NOTHING = Commented()
_DOCSTRING = re.compile(r"[rRuU]?(?:\"\"\"|''')")


class Dialect(NamedTuple):
    """What is looked for."""

    raw: bool  # shell lines and magics that are not commented out; False: the file is Python without them
    automagic: bool
    notices: bool = True  # what stands under a notice of Colab's export
    bound: frozenset[str] = frozenset()  # names of commands that other cells use for something else


class Masked(NamedTuple):
    python: list[str]
    layout: Layout
    statements: list[tuple[int, int]]  # first and last line, in order; comments and blank lines are in none
    omissions: list[Omission]


def masked(lines: Sequence[str], dialect: Dialect, commented: Commented = NOTHING) -> Masked:
    """Python for the lines of a notebook or of its export."""
    scan = _Scan(list(lines), dialect, commented)
    index = 0
    while index < len(scan.raw):
        index = scan.advance(index)
    return Masked(scan.python, scan.layout, scan.statements, scan.omissions)


@dataclass(slots=True)
class _Scan:
    raw: list[str]  # the lines as they were in the notebook, as far as known
    dialect: Dialect
    commented: Commented
    python: list[str] = field(init=False)
    layout: Layout = field(default_factory=Layout)
    statements: list[tuple[int, int]] = field(default_factory=list)
    omissions: list[Omission] = field(default_factory=list)
    bound: frozenset[str] | None = None  # names of commands that are used for something else; None: not looked for yet
    noticed: bool = False  # under a notice that magics were commented out
    run_end: int = -1  # the last line of the run of comments that was looked at last
    run_is_live: bool = False
    second_looks: int = 3  # at what follows something unclosed, which means to scan the rest of the file again
    marked: bool | None = None  # has the file markers between its cells?

    def __post_init__(self) -> None:
        self.python = list(self.raw)
        self.layout.sealed.update(self.commented.sealed)
        self.layout.alone.update(self.commented.alone)
        self.layout.separators.extend([self.commented.separator] if self.commented.separator else [])

    def advance(self, index: int) -> int:
        """Take in what begins on a line; the line after it."""
        text = ln.body(self.raw[index])
        content = text.lstrip(" \t\f")
        if not content:
            return index + 1
        if content.startswith("#"):
            return self._comment(index)
        if self.dialect.raw or index in self.layout.prefixes:
            if escapes.CELL_MAGIC.match(text):
                return self._cell(index, None)
            last = logical.continued(self.raw, index) if content[0] in "!%?" else index
            found = escapes.escape(escapes.joined(self.raw, index, last, len(text) - len(content)))
            if found is not None:
                return self._command(index, len(text) - len(content), index, last, found)
        if self.dialect.automagic:
            last = logical.continued(self.raw, index)
            found = escapes.automagic(escapes.joined(self.raw, index, last, 0), self._is_bound)
            if found is not None:
                return self._command(index, 0, index, last, found)
        return self._statement(index)

    def _is_bound(self, command: str) -> bool:
        """Is the name of a command used for something else?"""
        if self.bound is None:
            self.bound = self.dialect.bound | escapes.bound_commands("".join(self.raw))
        return command in self.bound

    def _statement(self, index: int) -> int:
        if _DOCSTRING.match(self.raw[index]):
            self.noticed = False
        extent = logical.extent(self.raw, index)
        inline = extent.inline
        if inline is None or not (self.dialect.raw or index in self.layout.prefixes):
            last = extent.last
            if extent.unclosed is not None and self.second_looks:
                self.second_looks -= 1
                last = extent.unclosed
            self.statements.append((index, last))
            return last + 1
        last = logical.continued(self.raw, inline.line)
        text = escapes.joined(self.raw, inline.line, last, inline.column)
        found = escapes.inline_escape(text, assigned=inline.assigned)
        return self._command(index, inline.column, inline.line, last, found)

    def _command(self, start: int, column: int, first: int, last: int, found: Escape) -> int:
        """A command on the lines ``first`` to ``last``, in a statement that begins on line ``start``."""
        self.statements.append((start, last))
        if found.is_unread:
            reason = "what is measured here is no simple statement"
            self.omissions.append(Omission(first + 1, last + 1, reason, True))
        head = self.raw[first]
        self._put(Unit(found.spelling, column, first, last, found.lead), head[:column] + found.call)
        return last + 1

    def _put(self, unit: Unit, code: str) -> None:
        indentation = ln.indentation(self.raw[unit.first])
        for index in range(unit.first, unit.last + 1):
            content = code if index == unit.first else indentation + filler(index)
            self.python[index] = content + ln.ending(self.raw[index])
            self.layout.units[index] = unit

    def _comment(self, index: int) -> int:
        line = self.raw[index]
        if index in self.layout.prefixes:
            return index + 1
        if index in self.commented.markers:
            self.layout.cells.append(CodeCell(index, self.commented.markers[index]))
        if index in self.commented.cells:
            return self._language_cell(index, self.commented.cells[index])
        if index in self.commented.commands:
            self._uncomment(index, self.commented.commands[index])
            if index in self.commented.regions:
                self.layout.regions[index] = self.commented.regions[index]
            else:
                self._uncomment_rest(index)
            return index
        if not self.dialect.notices:
            return index + 1
        if colab.is_notice(line):
            self.noticed = True
            self.layout.notices.add(index)
            self.run_end = index
            return self._noticed_cell(index + 1)
        if not self.noticed or not line.startswith("#"):
            return index + 1
        if index > self.run_end:
            self.run_is_live = index - 1 in self.layout.notices
            self.run_end = colab.comments_end(self.raw, index)
            self.run_is_live |= not colab.is_disabled(self.raw, index, self.run_end)
        if not self.run_is_live or not colab.is_line_magic(line):
            return index + 1
        self._uncomment(index, colab.prefix(line))
        return index

    def _noticed_cell(self, first: int) -> int:
        """Under a notice: if the whole cell is commented out, take it in."""
        if first >= len(self.raw) or not self.raw[first].startswith("#"):
            return first
        last = colab.comments_end(self.raw, first)
        head = colab.cell_magic(self.raw, first, last)
        if head is None:
            return first
        for index in range(head, last + 1):
            self._uncomment(index, colab.prefix(self.raw[index]))
        if self._is_python_cell(head):
            self.layout.regions.update(dict.fromkeys(range(head, last + 1), last))
            self.layout.heads.update(dict.fromkeys(range(first, head), head))
        return self._cell(head, last)

    def _uncomment(self, index: int, sign: str) -> None:
        self.layout.prefixes[index] = sign
        self.raw[index] = self.python[index] = bared(self.raw[index], sign)

    def _uncomment_rest(self, index: int) -> None:
        """The lines that continue a command are commented out like it."""
        while ln.body(self.raw[index]).endswith("\\") and index + 1 in self.commented.commands:
            index += 1
            self._uncomment(index, self.commented.commands[index])

    def _language_cell(self, first: int, cell: LanguageCell) -> int:
        self.statements.append((first, cell.last))
        self._put(Unit(Spelling.COMMENTED_CELL, 0, first, cell.last), calls.cell_call(cell.head, cell.body))
        return cell.last + 1

    def _is_python_cell(self, head: int) -> bool:
        name = ln.body(self.raw[head])[2:].rstrip().partition(" ")[0]
        return name in PYTHON_CELLS

    def _cell(self, head: int, last: int | None) -> int:
        """A cell magic: Python under it is read on, anything else up to line ``last`` is its argument."""
        if self._is_python_cell(head):
            self.layout.heads[head] = head
            self._put(Unit(None, 0, head, head), filler(head))
            return head + 1
        if last is None:
            last = self.commented.ends[head] if head in self.commented.ends else self._raw_cell_end(head)
        body = "".join(ln.body(line) + "\n" for line in self.raw[head + 1 : last + 1])
        self.statements.append((head, last))
        call = calls.cell_call(ln.body(self.raw[head])[2:].rstrip(), body)
        self._put(Unit(Spelling.CELL, 0, head, last), call)
        if head > 0 and _CELL_MARKER.match(self.raw[head - 1]):
            self.layout.notices.add(head - 1)
        self._seal(head, last)
        return last + 1

    def _seal(self, head: int, last: int) -> None:
        """Nothing can be put between the end of a cell and the marker of the next."""
        if not self.commented.separator:
            return
        after = last + 1
        while after < len(self.raw) and not self.raw[after].strip():
            after += 1
        self.layout.sealed.update(dict.fromkeys(range(head + 1, after + 1), after))

    def _raw_cell_end(self, head: int) -> int:
        """The last line of a cell that is not commented out."""
        if head in self.layout.regions:
            return self.layout.regions[head]
        if self.marked is None:
            self.marked = any(_CELL_MARKER.match(line) for line in self.raw)
        if not self.marked:
            found = cell_ends.end(self.raw, head)
            if found.doubt is not None:
                reason = f"nothing shows whether this belongs to the cell that begins on line {head + 1}"
                self.omissions.append(Omission(found.doubt + 1, found.last + 1, reason, True))
            return found.last
        last = head
        for index in range(head + 1, len(self.raw)):
            if _CELL_MARKER.match(self.raw[index]):
                break
            if self.raw[index].strip():
                last = index
        return last
