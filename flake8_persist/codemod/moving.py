"""Which accesses move together: as a whole, or not at all and then for a reason."""

from __future__ import annotations

import ast
from collections.abc import Iterable

from flake8_persist.analysis.access import Access
from flake8_persist.catalog.model import Artifact, Direction, Shape
from flake8_persist.codemod.companions import Members, company
from flake8_persist.codemod.finders import LISTED, Finders
from flake8_persist.codemod.gathering import GATHERED, gathers
from flake8_persist.codemod.layout import Layout, decisive_origin
from flake8_persist.codemod.locations import Locations
from flake8_persist.codemod.moments import Moments
from flake8_persist.codemod.reading_first import READ_FIRST, are_read_first
from flake8_persist.codemod.relations import Location, Relation
from flake8_persist.codemod.sessions import APPENDED, ONCE, appends, guarded, works_once
from flake8_persist.codemod.subject import Subject
from flake8_persist.printable import escaped

DATABASE = "a live database does not belong on a network drive; copy it there after each commit"
LIVE = "a live database is not moved unasked: what it holds already would stay behind"

_FILES = (Shape.FILE, Shape.FILE_OR_HANDLE, Shape.STEM)


class Group:  # no dataclass: these would be the only ones that a check loads the module for
    """Accesses that move together, by their index in the program, with the targets that move."""

    def __init__(self) -> None:
        self.members: Members = {}
        self.reason: str | None = None  # why it is left alone
        self.danger: str | None = None  # why moving it may change what the program does
        self.begins: int | None = None  # the line of the module that leads to the first write; None: not known


def groups(
    subject: Subject, layout: Layout, lost: Iterable[int], *, mounts: bool = True, start: str | None = None
) -> list[Group]:
    """The groups of the ``lost`` writes, given by their index in the program's accesses.

    ``mounts``: is what is kept a drive in the network, which the program mounts? ``start`` is the directory in which it
    starts.
    """
    members, undivided = company(layout, {index: layout.lost[index] for index in lost})
    found = _connected(subject, layout, members)
    moments = Moments(subject)
    finders = Finders(layout, start)
    for group in found:
        group.danger = _danger(subject, layout, moments, group)
        group.begins = moments.begins(layout, group.members)
        if group.danger == DATABASE and not mounts:
            group.danger = LIVE
        if group.danger is None and works_once(subject, layout, group.members):
            group.danger = ONCE
        if group.danger is None and appends(subject, layout, group.members):
            group.danger = APPENDED
        if group.danger is None and gathers(subject, layout, moments, group.members):
            group.danger = GATHERED
        group.reason = finders.reason(group.members)
        if users := [undivided[index] for index in group.members if index in undivided]:
            group.reason = LISTED.format(escaped(users[0].name))
    return found


def _connected(subject: Subject, layout: Layout, moved: Members) -> list[Group]:
    """Connected by place, by the call, by the literal that decides the path, or by a question that decides on both."""
    leader = {index: index for index in moved}

    def find(index: int) -> int:
        while leader[index] != index:
            leader[index] = leader[leader[index]]
            index = leader[index]
        return index

    places: Locations[int] = Locations()
    # The first access of each call, with each literal, and at each place: the others need not be tied to one another.
    # What a call reads may stay where what it writes moves, unless it is a copy of that.
    copying = {layout.accesses[index].node for index in moved if layout.accesses[index].artifact is Artifact.CACHE}
    calls: dict[tuple[ast.AST, bool], int] = {}
    literals: dict[ast.AST, int] = {}
    firsts: dict[Location, int] = {}
    for index in sorted(moved):
        access = layout.accesses[index]
        tied = [
            calls.setdefault((access.node, access.direction is Direction.READ and access.node not in copying), index)
        ]
        tied += [other for other in guarded(subject, layout, access) if other in moved]
        for target in moved[index]:
            place, origin = layout.place(index, target), decisive_origin(target)
            if origin is not None:
                tied.append(literals.setdefault(origin.whole, index))
            if place in firsts:
                tied.append(firsts[place])
                continue
            for kind, other in places.find(place):
                upper = {Relation.ABOVE: access, Relation.BELOW: layout.accesses[other]}.get(kind)
                if upper is None or not _is_file(upper):
                    tied.append(other)
            firsts[place] = index
            places.add(place, index)
        for other in tied:
            leader[find(index)] = find(other)
    found: dict[int, Group] = {}
    for index in sorted(moved):
        found.setdefault(find(index), Group()).members[index] = moved[index]
    return list(found.values())


def _is_file(access: Access) -> bool:
    """Is a file written there, in which nothing lies: ``a.npy`` is no directory of ``f"{run}/b.npy"``?"""
    return access.direction is Direction.WRITE and access.api.shape in _FILES


def _danger(subject: Subject, layout: Layout, moments: Moments, group: Group) -> str | None:
    """Why moving the group may change what the program does."""
    accesses = layout.accesses
    if any(not accesses[index].api.moves for index in group.members):
        return DATABASE
    return READ_FIRST if are_read_first(subject, layout, moments, group.members) else None
