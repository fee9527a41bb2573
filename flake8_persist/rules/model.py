"""What a rule is, and what it finds.

A rule is declared once, as a record with all its texts; the README's table, ``--explain``, the documentation pages
and SARIF's rule list are made from it.
"""

from __future__ import annotations

import enum
from typing import NamedTuple

from flake8_persist.analysis.access import Span


class Fixable(enum.Enum):
    """Whether ``persist-fix`` repairs what a rule finds."""

    ALWAYS = "always"
    SOMETIMES = "sometimes"  # where an edit can be proved safe
    UNSAFE = "unsafe"  # with --unsafe-fixes
    NEVER = "never"


class Rule(NamedTuple):
    """One code with everything that is said about it."""

    code: str
    name: str  # kebab-case, for SARIF and documentation: "checkpoint-relative-path"
    summary: str  # one line, for tables
    explanation: str  # why data is lost, what the platform does
    bad: str  # a short program that gets this code
    good: str  # the same program as it should be
    fixable: Fixable
    default: bool = True  # reported unless selected otherwise


class Fault(NamedTuple):
    """What is wrong about a write, besides its place."""

    code: str
    effect: str  # continues "torch.save writes a checkpoint to 'model.pth'"
    help: str


class Repair(NamedTuple):
    """What ``persist-fix`` would do about a finding."""

    safe: bool
    message: str


class Finding(NamedTuple):
    """One violation, placed at the start of the call that writes.

    Flat and picklable. In what the rules return, columns count UTF-8 bytes of the analysed Python; in a
    :class:`~flake8_persist.api.Report` they count characters of the source.
    """

    code: str
    message: str  # one line, without the code
    span: Span
    origin: Span | None  # where the path was decided, if that is elsewhere
    note: str | None  # for the excerpt: 'the directory was chosen on line 5: CKPT = "checkpoints"'
    help: str | None  # what to do, in one line
    artifact: str | None
    storage: str | None
    path: str | None  # the value as far as it is known: "ckpt/epoch_{…}.pth"
    access: int | None  # index in Program.accesses; None: the finding is about the file
    repair: Repair | None = None
    cell: int | None = None  # its number among all cells of a notebook; lines count within it
