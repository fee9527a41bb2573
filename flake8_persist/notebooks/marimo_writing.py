"""marimo cells after an edit, written back: their code, what they take from other cells, and what they return.

marimo lets one cell alone define a name, and runs cells in the order that follows from the names. Both are checked,
so that an edited notebook runs as the program that was planned.
"""

from __future__ import annotations

import ast
import builtins
import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from flake8_persist.notebooks import dataflow
from flake8_persist.notebooks import lines as ln
from flake8_persist.notebooks.dataflow import Names
from flake8_persist.notebooks.marimo import Cell, Kind, Marimo, parse
from flake8_persist.notebooks.parsing import parsed

_INDENT = "    "
_WIDTH = 80  # of a signature on one line
_BUILTINS = frozenset(dir(builtins)) | {"__file__", "__name__"}


class _Change(NamedTuple):
    first: int
    after: int  # the lines of the file from ``first`` up to here are replaced
    lines: list[str]


class _New(NamedTuple):
    """What a cell is to become; an old one that does not change is one, too."""

    cell: Cell | None  # None: inserted
    source: str
    names: Names

    @property
    def added(self) -> frozenset[str]:
        """The names that it did not need before."""
        return self.names.needed - (self.cell.names.needed if self.cell is not None else frozenset())

    @property
    def is_at_top(self) -> bool:
        """Can every cell use its names as they are?"""
        return self.cell is not None and self.cell.kind is not Kind.CELL


def edited(notebook: Marimo, sources: Mapping[int, str], inserted: Mapping[int, str]) -> str:
    """The text with new sources, by the index of the cell, and new cells, by that of the cell behind them.

    Raise :class:`ValueError` where the result would not run as these cells, one after the other.
    """
    becomes_setup = notebook.wants_setup and 0 in inserted
    expected: list[_New] = []
    for index, cell in enumerate(notebook.cells):
        if index in inserted:
            expected.append(_New(None, inserted[index], _names(inserted[index])))
        source = sources.get(index, cell.source)
        expected.append(_New(cell, source, _names(source) if index in sources else cell.names))
    if len(notebook.cells) in inserted:
        raise ValueError("nothing can be put behind the last cell")
    dormant = [_New(cell, cell.source, cell.names) for cell in notebook.dormant]
    makers = _makers([*expected, *dormant])
    top = {name for new in expected if new.is_at_top or (becomes_setup and new.cell is None) for name in _public(new)}
    for new in expected:
        _demand_known(new, makers, top)
    lines = ln.split(notebook.text)
    result = "".join(_carried_out(lines, _changes(notebook, expected, top, becomes_setup=becomes_setup)))
    _demand_same_program(result, expected)
    return result


def _names(source: str) -> Names:
    tree = parsed(source)
    if not isinstance(tree, ast.Module):
        raise ValueError("an edited cell is not Python")
    return dataflow.names_of(tree)


def _public(new: _New) -> frozenset[str]:
    return frozenset(name for name in new.names.defined if not name.startswith("_"))


def _makers(cells: Iterable[_New]) -> set[str]:
    makers: set[str] = set()
    for new in cells:
        twice = makers & _public(new)
        if twice:
            raise ValueError(f"two cells would define {min(twice)}, which marimo does not allow")
        makers |= _public(new)
    return makers


def _demand_known(new: _New, makers: set[str], top: set[str]) -> None:
    """Raise the reason if a cell would use a name that it cannot see."""
    at_top = new.cell is not None and new.cell.kind is not Kind.CELL
    unknown = new.added - (top if at_top else makers) - _BUILTINS
    if unknown:
        where = "the function or setup" if at_top else "a cell"
        raise ValueError(f"{where} would use {min(unknown)}, which it cannot see")


def _demand_same_program(result: str, expected: Sequence[_New]) -> None:
    """Do the cells run in the order in which they were analysed?"""
    found = parse(result)
    if found is None:
        raise ValueError("the edited cells would need one another in a circle")
    sources = [_ended(cell.source) for cell in found.cells]
    wanted = [_ended(new.source) for new in expected]
    new = {_ended(one.source) for one in expected if one.cell is None}
    if sorted(sources) != sorted(wanted):
        raise ValueError("the edited cells did not come back from the new text")
    if [one for one in sources if one not in new] != [one for one in wanted if one not in new]:
        raise ValueError("marimo would run the cells in another order")
    for index, source in enumerate(wanted[:-1]):
        if source in new and sources.index(source) > sources.index(wanted[index + 1]):
            raise ValueError("marimo would run the new cell too late")


def _ended(source: str) -> str:
    """With one kind of line end."""
    return "".join(ln.body(line) + "\n" for line in ln.split(source))


def _changes(notebook: Marimo, expected: Sequence[_New], top: set[str], *, becomes_setup: bool) -> Iterator[_Change]:
    lines = ln.split(notebook.text)
    newline = next((end for line in lines if (end := ln.ending(line))), "\n")
    starts = [cell.start for cell in (*notebook.cells, *notebook.dormant)]
    for index, new in enumerate(expected):
        if new.cell is not None:
            continue
        following = expected[index + 1].cell
        assert following is not None
        used = {name for other in expected if other is not new for name in other.names.needed}
        start = min(starts) if becomes_setup else following.start
        after = start
        if becomes_setup and not "".join(lines[max(start - 2, 0) : start]).strip():
            start -= 1  # a single blank line stands above the setup
        taken = None if becomes_setup else sorted(_taken(new, expected, top))
        yield _Change(start, after, _fresh(new, notebook.app, taken, sorted(_public(new) & used), newline))
    added = {name for new in expected for name in new.added} - top
    for new in expected:
        if new.cell is not None and new.cell.kind is Kind.CELL:
            yield from _around(new, new.cell, _taken(new, expected, top), added, newline)
        if new.cell is not None and new.source != new.cell.source:
            yield _body(new.cell, new.source, newline)


def _taken(new: _New, expected: Sequence[_New], top: set[str]) -> set[str]:
    """The names that it did not take from other cells before."""
    made = {name for other in expected if other is not new for name in _public(other)}
    return {name for name in new.added if name in made and name not in top}


def _around(new: _New, cell: Cell, taken: set[str], added: set[str], newline: str) -> Iterator[_Change]:
    """The signature and the return statement, where they change."""
    node = cell.node
    assert isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    spelled = {one.arg: ast.unparse(one) for one in node.args.args}
    gone = cell.names.needed - new.names.needed
    kept = {name: text for name, text in spelled.items() if name not in gone} | {name: name for name in taken}
    if kept.keys() != spelled.keys():
        prefix = "async def" if isinstance(node, ast.AsyncFunctionDef) else "def"
        head = _signature(f"{prefix} {node.name}", [kept[name] for name in sorted(kept)])
        yield _Change(cell.head.start, cell.head.stop, [line + newline for line in head])
    before = cell.returned
    wanted = sorted({*before, *(added & _public(new))})
    if wanted != sorted(before):
        margin = cell.indentation or _INDENT
        yield _Change(cell.returns.start, cell.returns.stop, [margin + line + newline for line in _return(wanted)])


def _signature(beginning: str, names: Sequence[str]) -> list[str]:
    return _bracketed(f"{beginning}(", names, "):", 0)


def _return(names: Sequence[str]) -> list[str]:
    if len(names) < 2:
        return [f"return ({names[0]},)" if names else "return"]
    line = f"return {', '.join(names)}"
    return [line] if len(_INDENT + line) < _WIDTH else _bracketed("return (", names, ")", _WIDTH)


def _bracketed(beginning: str, names: Sequence[str], end: str, margin: int) -> list[str]:
    """Names between brackets, on a line each where one line is too short."""
    line = f"{beginning}{', '.join(names)}{end}"
    if margin + len(line) < _WIDTH or not names:
        return [line]
    return [beginning, *(f"{_INDENT}{name}," for name in names), end]


def _fresh(new: _New, app: str, taken: Sequence[str] | None, used: Sequence[str], newline: str) -> list[str]:
    """A cell of its own; ``taken`` is None for the one that runs before all others."""
    body = [line.rstrip() for line in ln.split(textwrap.indent(new.source, _INDENT))]
    if taken is None:
        lines = [f"with {app}.setup:", *body]
    else:
        end = [_INDENT + line for line in _return(used)]
        lines = [f"@{app}.cell", *_signature("def _", taken), *body, *end]
    return [line + newline for line in (*lines, "", "")]


def _body(cell: Cell, source: str, newline: str) -> _Change:
    """The lines of a cell: as they were at both ends, where they are the same there."""
    margin = cell.indentation if cell.kind is Kind.TOP_LEVEL or cell.indentation else _INDENT
    new = ln.split(source)
    old = [line.removeprefix(cell.indentation) for line in cell.lines]
    head = 0
    while head < min(len(old), len(new)) and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    spelled = dict(zip(old, cell.lines, strict=True))
    middle = (
        spelled.get(line, (margin if line.strip() else "") + ln.body(line) + (ln.ending(line) or newline))
        for line in new[head : len(new) - tail]
    )
    lines = [*cell.lines[:head], *middle, *cell.lines[len(old) - tail :]]
    after = cell.first + len(old)
    if tail or not cell.returns:
        return _Change(cell.first, after, lines)
    gap = [newline] if _ends_in_block_of_its_own(source) else []
    return _Change(cell.first, cell.returns.start, [*lines, *gap])


def _ends_in_block_of_its_own(source: str) -> bool:
    """Does a blank line follow the last statement, as formatters want it?"""
    tree = parsed(source)
    last = tree.body[-1] if isinstance(tree, ast.Module) and tree.body else None
    return isinstance(last, ast.Import | ast.ImportFrom | ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)


def _carried_out(lines: Sequence[str], changes: Iterable[_Change]) -> list[str]:
    result = list(lines)
    for change in sorted(changes, key=lambda change: (change.first, change.after), reverse=True):
        result[change.first : change.after] = change.lines
    return result
