"""One row of the tables in ``calls``: a call that writes, and how to see what it did.

Every case runs in an empty working directory and is handed a path relative to it. What the call does there is held
against the row of the catalogue for ``api``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple


class Back(NamedTuple):
    """The call that reads what was written, and its name: a fix that moves the write has to know this name too."""

    api: str
    read: Callable[[str], Any]


class Case(NamedTuple):
    api: str  # dotted, as in the catalogue
    path: str  # what the call is given; empty: it takes none, and only its default place can be looked at
    write: Callable[[str], object]
    lands: str = ""  # what is there afterwards, if it is not at the path itself: "out.npz" for "out"
    beside: str = ""  # what else is written, next to it
    parameter: str = ""  # which path argument it is about, if more than one is written to
    artifact: str = ""  # which of the things that are written below that one path, if the catalogue tells them apart
    needs: Callable[[], object] | None = None  # makes what the call takes as its input
    there: bool = False  # the directory that is given has to exist, whatever is true of its parents
    although: str = ""  # why missing parents are created here, if other uses of the same call do not
    omitted: Callable[[], object] | None = None  # the same call without the path; what decides instead is "decided"
    back: Back | None = None
    opens: Callable[[str, str], object] | None = None  # opens (path, mode) and closes again, writing if it may

    @property
    def landing(self) -> str:
        return self.lands or self.path
