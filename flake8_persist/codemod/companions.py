"""What moves with lost writes: whatever else reads, tests, lists, copies or deletes the same files.

What nothing in the file writes is an input and stays. A directory that the program makes and fills by itself is its
own: whatever is in there moves with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from flake8_persist.analysis.access import Access, Target
from flake8_persist.analysis.paths import parent
from flake8_persist.analysis.text import Hole, Literal, Text, concat, split
from flake8_persist.catalog.model import Artifact, Direction, Shape
from flake8_persist.codemod.relations import Relation, pattern, relation
from flake8_persist.environments.model import Storage

Members = dict[int, tuple[Target, ...]]  # accesses by their index, with the targets that move

_NAMES = (Shape.NAME, Shape.URL_OR_PATH)  # of what is copied out to somewhere
_AROUND = (Relation.SAME, Relation.ABOVE)
_WITHIN = (Relation.SAME, Relation.BELOW)


class Company(NamedTuple):
    members: Members
    undivided: Mapping[int, Access]  # members in a directory that also holds what stays, and who uses all of it


def lost_targets(access: Access) -> tuple[Target, ...]:
    """The places that do not outlive the machine; the name of something elsewhere is no place."""
    if access.direction is Direction.COPY_OUT and access.api.shape in _NAMES:
        return ()
    return tuple(target for target in access.targets if target.storage.is_lost)


def place(access: Access, target: Target) -> Text:
    """Where the target is; what a glob matches is not known, nor which suffix a library gives a name without one."""
    if access.api.shape is Shape.GLOB:
        return pattern(target.absolute)
    tail = split(target.absolute, "/")[-1].suffix
    if access.api.shape is Shape.STEM and tail and "." not in tail:
        return concat(target.absolute, Text((Literal(".", None), Hole(""))))
    return target.absolute


def lists(access: Access) -> bool:
    """Does it ask what is there, and take nothing for an answer?"""
    return access.direction is Direction.READ and access.api.shape in (Shape.DIR, Shape.GLOB)


def makes_directory(access: Access) -> bool:
    return access.direction is Direction.WRITE and access.artifact is Artifact.DIR


def company(accesses: Sequence[Access], seeds: Members) -> Company:
    """The ``seeds`` and all that belongs to them, and to the copies that are made of them."""
    written = dict(seeds)
    while True:
        found = _Search(accesses, written).company()
        copies = dict(_copies(accesses, found.members, written))
        if not copies:
            return found
        written.update(copies)


def _copies(accesses: Sequence[Access], moved: Members, written: Members) -> Iterator[tuple[int, tuple[Target, ...]]]:
    """The places to which calls copy or rename what moves."""
    sources: dict[int, set[tuple[int, ...]]] = {}
    for index, targets in moved.items():
        if accesses[index].direction in (Direction.READ, Direction.DELETE):
            sources.setdefault(id(accesses[index].node), set()).update(target.callers for target in targets)
    for index, access in enumerate(accesses):
        if access.direction is not Direction.WRITE or access.artifact is not Artifact.CACHE:
            continue
        callers = sources.get(id(access.node), ())
        known = written.get(index, ())
        targets = tuple(
            target
            for target in lost_targets(access)
            if target in known or (target.callers in callers and target.storage is not Storage.DEFAULT)
        )
        if len(targets) > len(known):
            yield index, targets


def _is_settled(access: Access) -> bool:
    """Does the library choose the place, and the program itself take what is there to safety?"""
    return bool(access.kept_by) and all(target.storage is Storage.DEFAULT for target in access.targets)


class _Search:
    """One look for what belongs to written files."""

    def __init__(self, accesses: Sequence[Access], written: Members) -> None:
        self._accesses = accesses
        self._written = written
        self._own = [
            (access.order, target.absolute)
            for access in accesses
            if makes_directory(access)
            for target in lost_targets(access)
            if self._is_own(target.absolute)
        ]

    def company(self) -> Company:
        moved = dict(self._written)
        above: Members = {}
        for index, access in enumerate(self._accesses):
            if index in self._written or _is_settled(access):
                continue
            targets = lost_targets(access)
            if inside := tuple(target for target in targets if self._belongs(access, target)):
                moved[index] = inside
            elif around := tuple(target for target in targets if self._beneath(access, target)):
                above[index] = around
        undivided: dict[int, Access] = {}
        for index, targets in above.items():
            beneath = {seed for target in targets for seed in self._beneath(self._accesses[index], target)}
            if not self._something_stays(moved, above, [place(self._accesses[index], one) for one in targets]):
                moved[index] = targets
            elif self._needs_all(self._accesses[index], beneath):
                undivided |= dict.fromkeys(beneath, self._accesses[index])
        return Company(moved, undivided)

    def _is_own(self, directory: Text) -> bool:
        """Is everything in a directory, as far as the program says, written by it, and something at all?"""
        filled = False
        for index, access in enumerate(self._accesses):
            for target in lost_targets(access):
                where = place(access, target)
                if relation(where, directory) is not Relation.BELOW:
                    continue
                if access.direction is Direction.WRITE and not makes_directory(access):
                    if target not in self._written.get(index, ()):
                        return False
                    filled = filled or relation(_start(target), directory) not in _WITHIN
                elif access.direction is Direction.READ and not self._matches(where):
                    return False
        return filled

    def _matches(self, where: Text) -> bool:
        """May a written file, or one in a written directory, lie there; or one below?"""
        return any(relation(where, one) is not Relation.APART for one in self._places())

    def _places(self) -> Iterator[Text]:
        for index, targets in self._written.items():
            for target in targets:
                yield place(self._accesses[index], target)

    def _belongs(self, access: Access, target: Target) -> bool:
        """Is it a written file, or inside a written directory or one of the program's own?"""
        where = place(access, target)
        if any(relation(where, directory) in _WITHIN for _, directory in self._own):
            return True
        for index, written in self._written.items():
            seed = self._accesses[index]
            for one in written:
                if relation(where, place(seed, one)) not in _WITHIN:
                    continue
                exact = where.show() == place(seed, one).show()
                if exact or access.order > seed.order or access.direction is not Direction.READ:
                    return True
                if lists(access) and access.artifact is Artifact.CHECKPOINT:
                    return True  # those of an earlier run
        return False

    def _beneath(self, access: Access, target: Target) -> list[int]:
        """The written files below a directory, if they are found by its name."""
        return [
            index
            for index, written in self._written.items()
            if any(
                relation(place(access, target), one.absolute) is Relation.ABOVE
                and not (makes_directory(access) and relation(target.absolute, _start(one)) in _AROUND)
                for one in written
            )
        ]

    def _something_stays(
        self, moved: Mapping[int, object], above: Mapping[int, object], directories: Sequence[Text]
    ) -> bool:
        """Does anything that does not move lie in one of the directories?"""
        return any(
            relation(place(access, target), one) is Relation.BELOW
            for index, access in enumerate(self._accesses)
            if index not in moved and index not in above
            for target in lost_targets(access)
            for one in directories
        )

    def _needs_all(self, access: Access, written: Iterable[int]) -> bool:
        """Does a use of the directory as a whole come after a write into it?"""
        if makes_directory(access) or access.direction is Direction.EXISTS:
            return False
        return any(access.order > self._accesses[index].order for index in written)


def _start(target: Target) -> Text:
    """The directory that a relative path starts from."""
    place = target.absolute
    for part in split(target.text, "/"):
        if part.constant not in ("", ".", ".."):
            place = parent(place)
    return place
