"""Python for a notebook with syntax errors: the smallest statements that do not parse are left out, one by one.

What is left out becomes a comment, ``pass`` where a block would be empty, or ``if True:`` for the head of a block,
so that the rest can be analysed. The work is bounded; a file that needs more is given back as it was, and so is one
of which less than two thirds are Python: prose, data. Print statements do not count, which show a program of Python 2.
"""

from __future__ import annotations

import ast
import re
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import NamedTuple

from flake8_persist.notebooks import lines as ln
from flake8_persist.notebooks.document import Omission
from flake8_persist.notebooks.layout import Unit, filler
from flake8_persist.notebooks.masking import Masked
from flake8_persist.notebooks.parsing import parsed

_ATTEMPTS = 1000
_PARTS = 25  # a file of which more has to be left out is a program with errors in it only if far more is Python
_CHARACTERS = 500_000  # parsed in all attempts together, before their errors; in a long file so many times its length:
_TIMES = 5
_UNPARSED = 64  # characters behind an error cost as much as one before it
_STREAK = 3  # after so many bad statements in a row the rest of the paragraph is no Python either
_LONG_STREAK = 8  # nor the rest of the cell

_PYTHON_2 = "Missing parentheses in call to '"  # ... print' or exec'
_STATEMENT_OF_PYTHON_2 = re.compile(r"[ \t\f]*(?:print|exec)(?:[ \t]*[\"'`]|[ \t]+(?!(?:in|is|if|and|or)\b)\w)")
_BLOCK_WANTED = re.compile(r"expected an indented block after .* on line (\d+)")
_HANDLER_WANTED = re.compile(r"expected 'except' or 'finally' block")
_TRY = re.compile(r"[ \t\f]*try[ \t]*:")
_HANDLER = re.compile(r"[ \t\f]*(?:except|finally)\b")
_CONTINUING = re.compile(r"(?:elif|else|except|finally)\b")
_DEFINITION = re.compile(r"[ \t\f]*(?:async[ \t]+def|def|class)\b")
_CELL = re.compile(r"#[ \t]*(?:In[ \t]*\[|%%)")
_HEADER_END = re.compile(r":[ \t]*(?:#.*)?$")


class Span(NamedTuple):
    """Statements, by their number."""

    first: int
    last: int


class Recovery(NamedTuple):
    omissions: tuple[Omission, ...]
    outcome: ast.Module | SyntaxError | None  # of parsing what is left


def recovered(masked: Masked) -> Recovery:
    """What had to be left out of ``masked``, which is changed in place; nothing is where that does not help."""
    first = outcome = parsed("".join(masked.python))
    if not isinstance(outcome, SyntaxError) or not masked.statements:
        return Recovery((), outcome)
    repair = _Repair(list(masked.python), masked.statements)
    length = sum(map(len, repair.lines))
    budget = max(_CHARACTERS, _TIMES * length)
    start = 0  # the line from which on the program is parsed: all that is before it is Python
    old = False  # a program of Python 2, whose print statements have been left out all at once
    for _ in range(_ATTEMPTS):
        span = repair.blamed(outcome)
        budget -= sum(map(len, repair.lines[start : outcome.lineno])) + length // _UNPARSED
        if span is None or budget < 0:
            return Recovery((), first)
        if not isinstance(outcome, IndentationError):  # which may come from a bracket that is open since long before
            start = repair.beginning(span.first - 1)  # a statement earlier, for a bracket that it may have left open
        repair.leave_out(span, outcome.msg)
        if outcome.msg.startswith(_PYTHON_2) and not old:
            old = True
            repair.leave_out_all(_STATEMENT_OF_PYTHON_2, outcome.msg)
        outcome = _parsed_from(repair.lines, start)
        if start and not isinstance(outcome, SyntaxError):
            start, outcome = 0, parsed("".join(repair.lines))
        if not isinstance(outcome, SyntaxError):
            break
    omissions = repair.omissions()
    bad = sum(not one.is_readable for one in omissions)
    if not isinstance(outcome, ast.Module) or bad > max(_PARTS, (len(repair.statements) - len(repair.left_out)) // 2):
        return Recovery((), first)
    masked.python[:] = repair.lines
    masked.layout.units.update(repair.units)
    return Recovery(omissions, outcome)


def _parsed_from(lines: list[str], start: int) -> ast.Module | SyntaxError | None:
    """As :func:`parsed`, of the lines from ``start`` on; errors are told by their lines in the whole."""
    return parsed("\n" * start + "".join(lines[start:]))


@dataclass(slots=True)
class _Repair:
    lines: list[str]
    statements: list[tuple[int, int]]
    left_out: dict[int, Span] = field(default_factory=dict)  # statement -> what was left out with it
    reasons: dict[int, str] = field(default_factory=dict)  # statement -> why
    comments: set[int] = field(default_factory=set)  # statements that are comments now
    units: dict[int, Unit] = field(default_factory=dict)
    streak: int = 0
    previous: int = -2  # the last statement that was left out last

    def blamed(self, error: SyntaxError) -> Span | None:
        """The statements that are to be left out next; None: there are none."""
        number = self._statement_at((error.lineno or 1) - 1)
        if wanted := _BLOCK_WANTED.search(error.msg):
            number = self._statement_at(int(wanted[1]) - 1)
            span = Span(number, number)
        elif _HANDLER_WANTED.search(error.msg):
            number = self._try_before(number)
            span = Span(number, number)
        elif isinstance(error, IndentationError):
            span = Span(number, self._block_end(number, self._depth(number)))
        elif self._has_block(number) and _DEFINITION.match(self._text(number)):
            span = Span(number, self._block_end(number + 1, self._depth(number) + 1))
        else:
            span = self._paragraph(number)
        if number in self.left_out:
            return self._wider(self.left_out[number])
        return span._replace(first=self._decorated(span.first))

    def leave_out(self, span: Span, reason: str) -> None:
        keeps_block = span.first == span.last and self._has_block(span.first)
        self.streak = self.streak + 1 if span.first == self.previous + 1 else 0
        self.previous = span.last
        for number in range(span.first, span.last + 1):
            self.left_out[number] = span
            self.reasons[number] = reason
            self.comments.add(number)
            first, last = self.statements[number]
            indentation = ln.indentation(self.lines[first])
            unit = Unit(None, len(indentation), first, last)
            for line in range(first, last + 1):
                self.units[line] = unit
                self.lines[line] = indentation + filler(line) + ln.ending(self.lines[line])
        if keeps_block:
            self._begin(span.first, "if True:")
        elif self._is_whole_block(span):
            self._begin(span.first, "pass")

    def leave_out_all(self, pattern: re.Pattern[str], reason: str) -> None:
        for number in range(len(self.statements)):
            if number not in self.left_out and pattern.match(self._text(number)):
                self.leave_out(Span(number, number), reason)
        self.streak = 0  # they are a program yet

    def beginning(self, number: int) -> int:
        """The first line of the statement of the module's own body that a statement belongs to."""
        number = max(number, 0)
        while number > 0 and (self._depth(number) or _CONTINUING.match(self._text(number))):
            number -= 1
        return self.statements[self._decorated(number)][0]

    def omissions(self) -> tuple[Omission, ...]:
        found: list[Omission] = []
        for number in sorted(self.left_out):
            first, last = self.statements[number]
            is_readable = self.reasons[number].startswith(_PYTHON_2)
            if found and number - 1 in self.left_out and found[-1].is_readable is is_readable:
                found[-1] = found[-1]._replace(end_line=last + 1)
            else:
                found.append(Omission(first + 1, last + 1, f"this is not Python: {self.reasons[number]}", is_readable))
        return tuple(found)

    def _begin(self, number: int, code: str) -> None:
        """Put code before the comment that a statement has become."""
        self.comments.discard(number)
        line = self.statements[number][0]
        comment = self.lines[line]
        indentation = ln.indentation(comment)
        self.lines[line] = f"{indentation}{code}  {comment[len(indentation) :]}"

    def _statement_at(self, line: int) -> int:
        return max(bisect_right(self.statements, (line, len(self.lines))) - 1, 0)

    def _text(self, number: int) -> str:
        return self.lines[self.statements[number][0]]

    def _depth(self, number: int) -> int:
        return len(ln.indentation(self._text(number)).expandtabs(8))

    def _decorated(self, number: int) -> int:
        """The first decorator of a statement, or the statement."""
        while number > 0 and self._text(number - 1).lstrip().startswith("@"):
            number -= 1
        return number

    def _has_block(self, number: int) -> bool:
        return number + 1 < len(self.statements) and self._depth(number + 1) > self._depth(number)

    def _block_end(self, number: int, depth: int) -> int:
        """The last statement, from ``number`` on, before one that is indented less than ``depth``."""
        last = number
        while last + 1 < len(self.statements) and self._depth(last + 1) >= depth:
            last += 1
        return last

    def _try_before(self, number: int) -> int:
        """The nearest ``try`` that has no handler."""
        for candidate in range(number, -1, -1):
            if _TRY.match(self._text(candidate)):
                after = self._block_end(candidate + 1, self._depth(candidate) + 1) + 1
                if after >= len(self.statements) or not _HANDLER.match(self._text(after)):
                    return candidate
        return number

    def _paragraph(self, number: int) -> Span:
        """One statement; after a streak of bad ones, all up to the next blank line or the next cell."""
        last = number
        if self.streak >= _STREAK and number == self.previous + 1:
            depth = self._depth(number)
            while last + 1 < len(self.statements) and self._depth(last + 1) >= depth:
                between = self.lines[self.statements[last][1] + 1 : self.statements[last + 1][0]]
                if any(map(_CELL.match, between)) if self.streak >= _LONG_STREAK else between:
                    break
                last += 1
        return Span(number, last)

    def _wider(self, span: Span) -> Span | None:
        """Statements that were left out to no avail, with the block below them, or else with the one around them."""
        depth = self._depth(span.first)
        with_block = Span(span.first, self._block_end(span.last, depth + 1))
        if with_block != span:
            return with_block
        head = span.first
        while head > 0 and self._depth(head) >= depth:
            head -= 1
        return Span(head, self._block_end(span.last, depth)) if self._depth(head) < depth else None

    def _is_whole_block(self, span: Span) -> bool:
        """Would a block be empty if these statements were comments?"""
        before, after = span.first - 1, span.last + 1
        while before in self.comments:
            before -= 1
        while after in self.comments:
            after += 1
        if before < 0 or not _HEADER_END.search(ln.body(self.lines[self.statements[before][1]])):
            return False
        depth = self._depth(before)
        return self._depth(span.first) > depth and (after >= len(self.statements) or self._depth(after) <= depth)
