"""A source file, as Python that can be parsed.

Every form in which a notebook reaches a repository becomes Python of the same number of lines: shell lines and
magics turn into the ``get_ipython()`` calls that IPython itself would make of them, at the same line, and the way
back is remembered line by line, so that every byte outside an edit comes back unchanged.
"""

from __future__ import annotations

import enum
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple


class Form(enum.Enum):
    """How the file came to be."""

    PYTHON = "python"
    COLAB = "colab"
    NBCONVERT = "nbconvert"


class Omission(NamedTuple):
    """A part of the file that could not be understood and was left out of the analysis."""

    line: int  # 1-based
    end_line: int
    reason: str


class EditedLine(NamedTuple):
    """One line of the edited Python."""

    text: str  # with its line end
    number: int | None  # the line of ``Document.python`` (1-based) that it stands for; None: inserted
    changed: bool  # False: exactly the line ``number`` as it was


@dataclass(frozen=True, slots=True)
class Document:
    source: str  # as decoded; line ends kept
    form: Form
    python: str  # the same number of lines
    omissions: tuple[Omission, ...]

    def column(self, line: int, offset: int) -> int:
        """The 0-based column in characters, in ``source``, of a UTF-8 ``offset`` in a line of ``python``."""
        raise NotImplementedError

    def restore(self, lines: Sequence[EditedLine]) -> str:
        """The edited Python in the form of ``source``; raise :class:`ValueError` where that is not possible."""
        raise NotImplementedError
