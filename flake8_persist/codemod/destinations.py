"""Where below the root each file ends: two at one place, or one at two, is no repair."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Sequence
from itertools import chain

from flake8_persist.analysis.access import Target
from flake8_persist.codemod.layout import Layout
from flake8_persist.codemod.moving import Group
from flake8_persist.codemod.rewriting import dropped
from flake8_persist.codemod.words import is_command
from flake8_persist.environments.model import Environment, Storage

COLLISION = "another file would end at the same place below the root"
ELSEWHERE = "it is also named from another working directory"


class Destinations:
    """The ends of all that may move."""

    def __init__(self, layout: Layout, environment: Environment, groups: Sequence[Group]) -> None:
        self._layout = layout
        self._environment = environment
        self._ends: dict[str, set[str]] = {}
        self._starts: dict[str, set[str]] = {}
        self._is_there: dict[str, set[bool]] = {}  # named as seen from where the program starts?
        self._ways = [[*self._ways_of(group)] for group in groups]
        for start, end in chain.from_iterable(self._ways):
            self._ends.setdefault(start, set()).add(end)
            self._starts.setdefault(end, set()).add(start)

    def conflict(self, number: int) -> str | None:
        """Why a group cannot go where it would."""
        ways = self._ways[number]
        if any(len(self._starts[end]) > 1 for _, end in ways):
            return COLLISION
        if any(len(self._is_there.get(start, ())) > 1 for start, _ in ways):
            return ELSEWHERE  # where there is no Drive, the root is the directory in which the program is at the time
        return ELSEWHERE if any(len(self._ends[start]) > 1 or self._parts(start, end) for start, end in ways) else None

    def _parts(self, start: str, end: str) -> bool:
        """Would it part from the directory that it lies in?"""
        above = posixpath.dirname(start)
        while above not in ("", "/"):
            rest = start[len(above) + 1 :]
            if any(posixpath.normpath(posixpath.join(one, rest)) != end for one in self._ends.get(above, ())):
                return True
            above = posixpath.dirname(above)
        return False

    def _ways_of(self, group: Group) -> Iterator[tuple[str, str]]:
        """Where the files are, and where below the root they would be; defaults are directories of the library's."""
        for index, targets in group.members.items():
            access = self._layout.accesses[index]
            if access.argument is None and not is_command(access):
                continue
            for target in targets:
                self._note_where(target)
                rest = target.text.show()[dropped(target, self._environment) :]
                yield self._layout.absolute(target).shown, posixpath.normpath(rest.strip("/"))

    def _note_where(self, target: Target) -> None:
        """Take down whether a relative path says the same as it would in the directory that the program starts in."""
        start, place = self._environment.start_directory, target.absolute
        if start is None or target.storage is not Storage.RELATIVE or place.constant is None:
            return
        from_start = posixpath.normpath(posixpath.join(start, target.text.show()))
        self._is_there.setdefault(self._layout.absolute(target).shown, set()).add(from_start == place.constant)
