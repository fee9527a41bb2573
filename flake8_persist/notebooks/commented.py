"""Which comments of an export are commands or cells of the notebook: candidates, decided where the reader meets them.

A line of a string may look like such a comment; only the reader knows what is one.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from flake8_persist.notebooks import lines as ln


class LanguageCell(NamedTuple):
    """A cell of another language, with every line of it commented out."""

    last: int
    head: str  # what follows the ``%%`` of its first line
    body: str


@dataclass(frozen=True, slots=True)
class Commented:
    commands: dict[int, str] = field(default_factory=dict)  # line -> the comment sign to take away
    cells: dict[int, LanguageCell] = field(default_factory=dict)  # by their first line
    regions: dict[int, int] = field(default_factory=dict)  # line of a commented Python cell -> the cell's last line
    ends: dict[int, int] = field(default_factory=dict)  # line of a cell magic -> last line of its cell
    sealed: dict[int, int] = field(default_factory=dict)  # see Layout
    alone: set[int] = field(default_factory=set)  # see Layout
    separator: str = ""  # what begins a cell
    markers: dict[int, int] = field(default_factory=dict)  # line that begins a code cell -> last line that is not blank


def bared(line: str, sign: str) -> str:
    """The line without its comment sign, which stands after the indentation."""
    indentation = ln.indentation(line)
    return indentation + line[len(indentation) + len(sign) :]


def signed(line: str, sign: str, like: str) -> str:
    """The line with a comment sign where the line ``like`` has it: before the indentation or after it."""
    indentation = "" if like.startswith(sign) else ln.indentation(line)
    return indentation + sign + line[len(indentation) :]
