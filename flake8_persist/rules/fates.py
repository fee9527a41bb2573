"""What becomes of the checkpoints of a training: copied, moved or uploaded meanwhile, read back, or none of it."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import NamedTuple

from flake8_persist.analysis.access import Access, Program, Target
from flake8_persist.analysis.carriers import covers
from flake8_persist.analysis.progress import Progress
from flake8_persist.catalog.model import Artifact, Direction
from flake8_persist.environments.model import Storage

_KEPT = (Storage.PERSISTENT, Storage.REMOTE)


class Numbered(NamedTuple):
    number: int  # its index in Program.accesses
    access: Access


class Fates:
    """Of one program, gone through once."""

    def __init__(self, program: Program, progress: Progress) -> None:
        numbered = [Numbered(index, access) for index, access in enumerate(program.accesses)]
        copiers = {id(access.node) for access in program.accesses if _copies(access)}
        self._during = progress.during
        self._readers = [one for _, one in numbered if one.direction in (Direction.READ, Direction.EXISTS)]
        self._takers: list[Numbered] = []  # of the calls that copy, move or upload: what they take
        self._copies: dict[int, list[Access]] = {}  # by node: where they put it
        self._by_line: dict[int, list[Numbered]] = {}
        for one in numbered:
            if id(one.access.node) in copiers:
                self._by_line.setdefault(one.access.node.lineno, []).append(one)
                if one.access.direction is Direction.WRITE:
                    self._copies.setdefault(id(one.access.node), []).append(one.access)
                else:
                    self._takers.append(one)
        self.checkpoints = [one for one in numbered if _is_checkpoint(one.access)]
        self.written: dict[int, list[Numbered]] = {}  # by training
        for one in self.checkpoints:
            for training in progress.during[one.number]:
                self.written.setdefault(training, []).append(one)

    def takers(self, access: Access) -> Iterator[Numbered]:
        """What copies, moves or uploads a written file; plain reads do not."""
        for one in self._takers:
            uploads = one.access.direction is Direction.COPY_OUT and not one.access.targets
            if uploads or _meet(one.access, access):
                yield one

    def carriers(self, access: Access) -> list[Numbered]:
        """What takes it to storage that is kept; a program that reads it and keeps something of its own does not."""
        return [one for line in access.kept_by for one in self._by_line.get(line, ())]

    def is_kept_meanwhile(self, index: int, access: Access) -> bool:
        """Is it on such storage as soon as it is written, or taken there while the training goes on?"""
        if access.node.lineno in access.kept_by or is_on_kept(access):
            return True
        return any(self._during[one.number] & self._during[index] for one in self.carriers(access))

    def is_read_back(self, access: Access) -> bool:
        """Does anything read the file, or what it was copied or moved to, or look for it?"""
        taken = {id(one.access.node) for one in self.takers(access)}
        places = [access, *(copy for node in taken for copy in self._copies.get(node, ()))]
        readers = [one for one in self._readers if id(one.node) not in taken and one.node is not access.node]
        return any(_may_read(one, place) for one in readers for place in places)


def is_on_kept(access: Access) -> bool:
    return any(target.storage in _KEPT for target in access.targets)


def _copies(access: Access) -> bool:
    if access.direction is Direction.COPY_OUT:
        return True
    return access.direction is Direction.WRITE and access.artifact is Artifact.CACHE


def _is_checkpoint(access: Access) -> bool:
    return (
        access.direction is Direction.WRITE
        and access.artifact is Artifact.CHECKPOINT
        and not access.deleted_by
        and any(target.storage is not Storage.MEMORY for target in access.targets)
    )


def _may_read(reader: Access, access: Access) -> bool:
    if reader.artifact is Artifact.CHECKPOINT and any(not target.absolute.prefix for target in reader.targets):
        return True
    return _meet(reader, access)


def _meet(other: Access, access: Access) -> bool:
    return any(_related(one, target) for one in other.targets for target in access.targets)


def _related(one: Target, other: Target) -> bool:
    """Is the one the file or directory of the other, or may it be?"""
    if covers(one.absolute, other.absolute) or covers(other.absolute, one.absolute):
        return True
    if one.absolute.constant is not None and other.absolute.constant is not None:
        return False
    first, second = one.absolute.prefix, other.absolute.prefix
    return bool(first and second) and posixpath.dirname(first) == posixpath.dirname(second)
