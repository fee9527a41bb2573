"""The way back: edited Python in the form in which the notebook was exported.

A line that was not edited gives its original bytes; an edited call becomes the shell line or magic that it stands
for; new lines in a cell that an export has commented out get the comment sign of their neighbours.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from flake8_persist.notebooks import calls, continuations
from flake8_persist.notebooks import lines as ln
from flake8_persist.notebooks.calls import Spelling
from flake8_persist.notebooks.commented import bared, signed
from flake8_persist.notebooks.layout import Layout, Unit

COMMENT = "# "


class EditedLine(NamedTuple):
    """One line of the edited Python."""

    text: str  # with its line end
    number: int | None  # the line of ``Document.python`` (1-based) that it stands for; None: inserted
    changed: bool  # False: exactly the line ``number`` as it was


class Original(NamedTuple):
    """The lines before the edit, and how they belong together."""

    source: list[str]
    python: list[str]
    layout: Layout

    def unit(self, line: EditedLine) -> Unit | None:
        return None if line.number is None else self.layout.units.get(line.number - 1)

    def region(self, line: EditedLine) -> int | None:
        return None if line.number is None else self.layout.regions.get(line.number - 1)

    def is_edited(self, line: EditedLine) -> bool:
        return line.number is None or (line.changed and line.text != self.python[line.number - 1])


def restored(lines: Sequence[EditedLine], original: Original) -> str:
    """The source for edited Python; raise :class:`ValueError` where there is none."""
    placed = _placed(lines, original)
    pieces: list[str] = []
    for line, region in zip(placed, _regions(placed, original), strict=True):
        pieces.extend(_source_of(line, region, original))
    newline = next((end for line in original.source if (end := ln.ending(line))), "\n")
    return "".join(
        piece if ln.ending(piece) or number == len(pieces) else piece + newline
        for number, piece in enumerate(pieces, 1)
        if piece
    )


def _source_of(line: EditedLine, region: int | None, original: Original) -> Iterator[str]:
    unit = original.unit(line)
    if unit is None:
        if line.number is not None and not original.is_edited(line):
            yield original.source[line.number - 1]
        else:
            yield _commented(line.text, region, original) if region is not None else line.text
        return
    index = unit.first if line.number is None else line.number - 1
    if original.is_edited(line):
        if index != unit.first:
            raise ValueError(f"line {index + 1} belongs to the command of line {unit.first + 1}")
        yield from _edited_unit(line.text, unit, region, original)
    elif index == unit.first:  # the fillers come with it
        yield from original.source[unit.first : unit.last + 1]


def _edited_unit(text: str, unit: Unit, region: int | None, original: Original) -> Iterator[str]:
    """What becomes of the lines of a unit whose call was edited."""
    if unit.spelling is None:
        raise ValueError(f"line {unit.first + 1} could not be understood")
    prefix = original.layout.prefixes.get(unit.first, "")
    if unit.spelling is Spelling.CELL:
        yield from _edited_cell(text, unit, prefix, original)
        return
    if unit.spelling is Spelling.COMMENTED_CELL:
        yield from _edited_language_cell(text, unit, original)
        return
    end = ln.ending(original.source[unit.last])
    body = _with_lead(ln.body(text), unit)
    if unit.spelling is Spelling.STATEMENT:
        yield signed(body, prefix, original.source[unit.first]) + end
        return
    start = _start_of_call(body)
    if start is not None:
        head = signed(body[:start], prefix, original.source[unit.first])
        yield from _commands(head, calls.escaped(unit.spelling, body[start:]), unit, original)
    else:  # it is plain Python now
        yield (_commented(body, region, original) if region is not None else body) + end


def _with_lead(body: str, unit: Unit) -> str:
    """The line with the magic in its place."""
    if not unit.lead:
        return body
    statement = unit.column + len(unit.lead)
    if body[unit.column : statement] != calls.held(unit.lead):
        raise ValueError(f"what is measured on line {unit.first + 1} is not there any more")
    return body[: unit.column] + unit.lead + body[statement:]


def _commands(head: str, command: str, unit: Unit, original: Original) -> Iterator[str]:
    """An edited command, on as many lines as it was if its words show where to break it."""
    assert unit.spelling is not None
    lines = original.source[unit.first : unit.last + 1]
    end = ln.ending(lines[-1])
    if len(lines) > 1:
        signs = [original.layout.prefixes.get(index, "") for index in range(unit.first, unit.last + 1)]
        was = ln.body(original.python[unit.first])
        first, *rest = (ln.body(bared(line, sign)) for line, sign in zip(lines, signs, strict=True))
        before = calls.escaped(unit.spelling, was[unit.column :])
        again = continuations.broken_again(before, command, [first[unit.column :], *rest])
        if again is not None:
            yield head + again[0] + ln.ending(lines[0])
            for text, source, sign in zip(again[1:], lines[1:], signs[1:], strict=True):
                yield signed(text, sign, source) + ln.ending(source)
            return
    yield head + command + end


def _start_of_call(text: str) -> int | None:
    """Where the call stands that may become a command again; None: there is none."""
    start = text.find(calls.SHELL_OBJECT)
    return start if start >= 0 else None


def _edited_cell(text: str, unit: Unit, prefix: str, original: Original) -> Iterator[str]:
    before = calls.cell(original.python[unit.first])
    after = calls.cell(text)
    lines = original.source[unit.first : unit.last + 1]
    yield prefix + after.head + (ln.ending(lines[0]) or ln.ending(text))
    if after.body == before.body:
        yield from lines[1:]
        return
    end = ln.ending(lines[0]) or "\n"
    for line in ln.split(after.body):
        body = ln.body(line)
        yield ((prefix + body).rstrip() if not body else prefix + body) + end


def _edited_language_cell(text: str, unit: Unit, original: Original) -> Iterator[str]:
    """A cell of another language of which every line is a comment: the words of its body alone can change."""
    before, after = calls.cell(original.python[unit.first]), calls.cell(text)
    lines = original.source[unit.first : unit.last + 1]
    old, new = ln.split(before.body), ln.split(after.body)
    if after.head != before.head or len(old) != len(new):
        raise ValueError(f"the cell of line {unit.first + 1} can only be changed line by line")
    own = len(lines) - len(old)  # 0: the magic has the first line of the body beside it
    yield from lines[:own]
    for line, was, now in zip(lines[own:], old, new, strict=True):
        content, body = ln.body(line), ln.body(was)
        yield content[: len(content) - len(body)] + ln.body(now) + ln.ending(line)


def _commented(line: str, region: int, original: Original) -> str:
    """A line of a cell of which an export has commented out, or indented, every line."""
    sign = original.layout.prefixes.get(region, COMMENT)
    sign = sign if sign.strip() in ("", "#") and sign != "#" else f"{sign.rstrip()} "
    return (sign + line) if ln.body(line).strip() else sign.rstrip() + ln.ending(line)


def _regions(lines: Sequence[EditedLine], original: Original) -> list[int | None]:
    """The commented Python cell that each line is in; a new line is in that of the line before or after it."""
    found: list[int | None] = [original.region(line) for line in lines]
    for order in (range(len(lines)), range(len(lines) - 1, -1, -1)):
        current: int | None = None
        for index in order:
            if lines[index].number is not None:
                current = original.region(lines[index])
            elif found[index] is None:
                found[index] = current
    return found


def _placed(lines: Sequence[EditedLine], original: Original) -> list[EditedLine]:
    """The lines, those inserted before a commented cell moved to where they do not tear it from its notice."""
    layout = original.layout
    markers = {cell.marker for cell in layout.cells}
    placed: list[EditedLine] = []
    inserted: list[EditedLine] = []
    for line in lines:
        if line.number is None:
            inserted.append(line)
            continue
        index = line.number - 1
        unit = layout.units.get(index)
        before = placed[-1].number if placed else None
        if inserted and (index in markers or index in layout.sealed):
            if index in markers or layout.sealed[index] == index:
                placed.extend(_as_cell(inserted, original))
                inserted = []
            placed.append(line)
            continue
        if inserted and _is_open_cell(before, original) and unit is not original.unit(placed[-1]):
            raise ValueError(f"line {before} ends a cell of another language: nothing can be inserted after it")
        if index in layout.heads:
            placed.append(line)
            if layout.heads[index] > index:
                continue
            placed.extend(inserted)
        elif inserted and _announces(before, unit, original):
            is_sealed = before is not None and before - 1 in layout.sealed
            placed[-1:] = [*(_as_cell(inserted, original) if is_sealed else inserted), placed[-1], line]
        elif inserted and index in layout.alone:
            separator, *rest = _as_cell(inserted, original)
            placed.extend([*rest, separator, rest[-1], line])
        else:
            placed.extend([*inserted, line])
        inserted = []
    if not inserted:
        return placed
    if len(original.source) in layout.sealed:
        return [*placed, *_as_cell(inserted, original)]
    if _is_open_cell(placed[-1].number if placed else None, original):
        raise ValueError("a cell of another language ends the file: nothing can be inserted after it")
    return [*placed, *inserted]


def _as_cell(lines: Sequence[EditedLine], original: Original) -> list[EditedLine]:
    """The inserted lines as a cell of their own."""
    newline = next((end for line in original.source if (end := ln.ending(line))), "\n")
    mark = original.layout.separators[0] + newline
    kept = list(lines)
    while kept and not kept[-1].text.strip():
        kept.pop()
    while kept and not kept[0].text.strip():
        del kept[0]
    texts = [mark, *(line.text for line in kept), newline]
    return [EditedLine(text if ln.ending(text) else text + newline, None, True) for text in texts]


def _announces(number: int | None, unit: Unit | None, original: Original) -> bool:
    """Is this line a comment that must stay directly before the unit?"""
    return number is not None and unit is not None and number - 1 in original.layout.notices and unit.first == number


def _is_open_cell(number: int | None, original: Original) -> bool:
    """Would a line after this one become part of a cell that is not Python?"""
    if number is None or number - 1 in original.layout.prefixes:
        return False
    unit = original.layout.units.get(number - 1)
    return unit is not None and unit.spelling is Spelling.CELL
