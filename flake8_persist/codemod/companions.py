"""What moves with lost writes: whatever else reads, tests, lists, copies or deletes the same files.

What nothing in the file writes is an input and stays. A directory that the program makes and fills by itself is its
own: whatever is in there moves with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

from flake8_persist.analysis.access import Access, Target
from flake8_persist.analysis.paths import parent
from flake8_persist.analysis.text import split
from flake8_persist.catalog.model import Artifact, Direction, Shape
from flake8_persist.codemod.layout import Layout
from flake8_persist.codemod.locations import Locations
from flake8_persist.codemod.relations import Location, Relation, located, relation
from flake8_persist.environments.model import Storage

Members = dict[int, tuple[Target, ...]]  # accesses by their index, with the targets that move

_AROUND = (Relation.SAME, Relation.ABOVE)
_WITHIN = (Relation.SAME, Relation.BELOW)
_FILES = (
    Shape.FILE,
    Shape.FILE_OR_HANDLE,
    Shape.STEM,
)  # nothing lies below one: a path of more components is another one


class Company(NamedTuple):
    members: Members
    undivided: Mapping[int, Access]  # members in a directory that also holds what stays, and who uses all of it


# What libraries put into a directory that is not theirs alone.
_PUT_THERE = ("lightning_logs", "checkpoint", "runs", "logs")


def is_found_there(target: Target, place: Location, where: Location) -> bool:
    """Is it there without having been written there: in a directory of the machine that a library was left to write to?

    ``place`` is that of the target: the working directory, or one at the top such as ``/content``.
    """
    is_machine = len(place.components) <= 2 or relation(_start(target), place) is Relation.SAME
    if not is_machine or len(where.components) <= len(place.components):
        return False
    name = where.components[len(place.components)]
    return not (name if isinstance(name, str) else name.prefix).startswith(_PUT_THERE)


def _is_of_hub(access: Access, target: Target) -> bool:
    """``allenai/led-large-16384`` is a model of somebody's, where nothing of that name is written; so may a name be."""
    path = target.text.constant or ""
    is_name = access.api.shape is Shape.URL_OR_PATH and "/" not in path
    return (is_name or path.count("/") == 1) and path[:1] not in ("/", ".", "~") and not path.startswith(_PUT_THERE)


def lists(access: Access) -> bool:
    """Does it ask what is there, and take nothing for an answer?"""
    return access.direction is Direction.READ and access.api.shape in (Shape.DIR, Shape.GLOB)


def _asks_for_platform(layout: Layout, index: int) -> bool:
    """``os.path.exists("/kaggle")`` asks where the program runs."""
    if layout.accesses[index].direction is not Direction.EXISTS:
        return False
    places = [layout.place(index, target) for target in layout.lost[index]]
    return any(place.shown.startswith("/") and len(place.components) == 2 for place in places)


def _is_one_file(access: Access) -> bool:
    """Is a file read or asked for? ``data/{…}`` does not lie above ``data/out/a.txt`` then."""
    return access.direction in (Direction.READ, Direction.EXISTS) and access.api.shape in (
        Shape.FILE,
        Shape.FILE_OR_HANDLE,
    )


def makes_directory(access: Access) -> bool:
    return access.direction is Direction.WRITE and access.artifact is Artifact.DIR


def company(layout: Layout, seeds: Members) -> Company:
    """The ``seeds`` and all that belongs to them, and to the copies that are made of them."""
    written = {**seeds, **_settled_beside(layout, seeds)}
    while True:
        found = _Search(layout, written).company()
        more = {**_written_with_them(layout, found.members, written), **dict(_copies(layout, found.members, written))}
        if not more:
            return found
        written.update(more)


def _written_with_them(layout: Layout, moved: Members, written: Members) -> Members:
    """The other writes that move, though nothing is lost by them: what is read after these is theirs as well."""
    found: Members = {}
    for index, targets in moved.items():
        access = layout.accesses[index]
        is_file = access.artifact not in (Artifact.DIR, Artifact.CACHE)
        if access.direction is Direction.WRITE and is_file and index not in written:
            found[index] = targets
    return found


def _copies(layout: Layout, moved: Members, written: Members) -> Iterator[tuple[int, tuple[Target, ...]]]:
    """The places to which calls copy or rename what moves."""
    accesses = layout.accesses
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
            for target in layout.lost[index]
            if target in known or (target.callers in callers and target.storage is not Storage.DEFAULT)
        )
        if len(targets) > len(known):
            yield index, targets


def _is_settled(access: Access) -> bool:
    """Does the library choose the place, and the program itself take what is there to safety?"""
    return bool(access.kept_by) and all(target.storage is Storage.DEFAULT for target in access.targets)


def _is_named_by_others(access: Access, target: Target) -> bool:
    """Is it a directory for what is fetched, under a name that its provider gave? That is none of the program's own."""
    is_fetched = access.direction is Direction.WRITE and access.artifact is Artifact.CACHE
    return is_fetched and target.storage is Storage.DEFAULT and target.absolute.constant is None


def _settled_beside(layout: Layout, written: Members) -> Members:
    """What is settled, but written to the very directory of something that moves: what is read there is of either."""
    places = {layout.place(index, target) for index, targets in written.items() for target in targets}
    found: Members = {}
    for index, access in enumerate(layout.accesses):
        if access.direction is Direction.WRITE and index not in written and _is_settled(access):
            beside = tuple(target for target in layout.lost[index] if layout.place(index, target) in places)
            if beside:
                found[index] = beside
    return found


class _Search:
    """One look for what belongs to written files."""

    def __init__(self, layout: Layout, written: Members) -> None:
        self._layout = layout
        self._accesses = layout.accesses
        self._written = written
        self._seeds: Locations[tuple[int, Target]] = Locations()
        for index, targets in written.items():
            for target in targets:
                self._seeds.add(layout.place(index, target), (index, target))
        self._starts: dict[int, Location] = {}

    def company(self) -> Company:
        moved = dict(self._written)
        above: dict[int, tuple[Target, ...]] = {}
        for index, access in enumerate(self._accesses):
            if index in self._written or _is_settled(access):
                continue
            targets = tuple(target for target in self._layout.lost[index] if not _is_named_by_others(access, target))
            if inside := tuple(target for target in targets if self._belongs(index, target)):
                moved[index] = inside
            elif _asks_for_platform(self._layout, index) or _is_one_file(access):
                continue
            elif around := tuple(target for target in targets if next(self._beneath(index, target), None) is not None):
                above[index] = around
        for index in self._asking_for_others(moved):
            del moved[index]
        undivided: dict[int, Access] = {}
        for index, targets in above.items():
            beneath = {seed for target in targets for seed in self._beneath(index, target)}
            if not any(self._something_stays(moved, above, self._layout.place(index, one)) for one in targets):
                moved[index] = targets
            elif self._needs_all(self._accesses[index], beneath):
                undivided |= dict.fromkeys(beneath, self._accesses[index])
        return Company(moved, undivided)

    def _asking_for_others(self, moved: Members) -> list[int]:
        """The questions for what is not known by its name, and is read where it is: ``exists(f"data/{name}")``."""
        reading = {
            place.shown
            for index, access in enumerate(self._accesses)
            if access.direction is Direction.READ and index not in moved
            for place in (self._layout.place(index, target) for target in self._layout.lost[index])
        }
        return [
            index
            for index, targets in moved.items()
            if self._accesses[index].direction is Direction.EXISTS
            and all(self._layout.place(index, target).shown in reading for target in targets)
        ]

    @cached_property
    def _own(self) -> Locations[None]:
        """The directories that are the program's own."""
        found: Locations[None] = Locations()
        looked_at: set[Location] = set()
        for index, access in enumerate(self._accesses):
            for target in self._layout.lost[index] if makes_directory(access) else ():
                directory = self._layout.absolute(target)
                if directory not in looked_at and self._is_own(directory):
                    found.add(directory, None)
                looked_at.add(directory)
        return found

    def _is_own(self, directory: Location) -> bool:
        """Is everything in a directory, as far as the program says, written by it, and something at all?"""
        filled = False
        for kind, (index, target) in self._layout.lost_places.find(directory):
            access = self._accesses[index]
            if kind is not Relation.ABOVE:
                continue
            if access.direction is Direction.WRITE and not makes_directory(access):
                if target not in self._written.get(index, ()):
                    return False
                filled = filled or relation(self._start(target), directory) not in _WITHIN
            elif access.direction is Direction.READ and not self._matches(self._layout.place(index, target)):
                return False
        return filled

    def _matches(self, where: Location) -> bool:
        """May a written file, or one in a written directory, lie there; or one below?"""
        return any(True for _ in self._seeds.find(where))

    def _belongs(self, index: int, target: Target) -> bool:
        """Is it a written file, or inside a written directory or one of the program's own?"""
        access, where = self._accesses[index], self._layout.place(index, target)
        within = (Relation.BELOW,) if _is_one_file(access) else _WITHIN
        if any(kind in within for kind, _ in self._own.find(where)):
            return True
        for kind, (number, one) in self._seeds.find(where):
            if kind not in _WITHIN:
                continue
            seed = self._accesses[number]
            if kind is Relation.BELOW and seed.api.shape in _FILES:
                continue
            if is_found_there(one, self._layout.place(number, one), where):
                is_later = access.artifact is Artifact.CHECKPOINT and access.order > seed.order
                if is_later and not _is_of_hub(access, target):
                    return True
                continue
            exact = where.shown == self._layout.place(number, one).shown
            if exact or access.order > seed.order or access.direction is not Direction.READ:
                return True
            if lists(access) and access.artifact is Artifact.CHECKPOINT:
                return True  # those of an earlier run
        return False

    def _beneath(self, index: int, target: Target) -> Iterator[int]:
        """The written files below a directory, if they are found by its name."""
        is_made = makes_directory(self._accesses[index])
        for kind, (number, one) in self._absolute_seeds.find(self._layout.place(index, target)):
            if kind is not Relation.ABOVE:
                continue
            if not (is_made and relation(self._layout.absolute(target), self._start(one)) in _AROUND):
                yield number

    @cached_property
    def _absolute_seeds(self) -> Locations[tuple[int, Target]]:
        """As they are named, whatever they match."""
        found: Locations[tuple[int, Target]] = Locations()
        for index, targets in self._written.items():
            for target in targets:
                found.add(self._layout.absolute(target), (index, target))
        return found

    def _something_stays(self, moved: Mapping[int, object], above: Mapping[int, object], directory: Location) -> bool:
        """Does anything that does not move lie in a directory?"""
        return any(
            kind is Relation.ABOVE and index not in moved and index not in above
            for kind, (index, _) in self._layout.lost_places.find(directory)
        )

    def _needs_all(self, access: Access, written: Iterable[int]) -> bool:
        """Does a use of the directory as a whole come after a write into it?"""
        if makes_directory(access) or access.direction is Direction.EXISTS:
            return False
        return any(access.order > self._accesses[index].order for index in written)

    def _start(self, target: Target) -> Location:
        """The directory that a relative path starts from."""
        found = self._starts.get(id(target))
        if found is None:
            found = self._starts[id(target)] = _start(target)
        return found


def _start(target: Target) -> Location:
    place = target.absolute
    for part in split(target.text, "/"):
        if part.constant not in ("", ".", ".."):
            place = parent(place)
    return located(place)
