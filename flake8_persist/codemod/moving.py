"""Which accesses move together: a lost write, and all that reads, tests, lists or deletes the same file.

Groups move as a whole or not at all. What nothing in the file writes is an input and stays.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from flake8_persist.analysis.access import Access, Program, Target
from flake8_persist.analysis.text import Literal, Origin
from flake8_persist.catalog.model import Artifact, Direction
from flake8_persist.codemod.relations import Relation, relation

READ_FIRST = "it is read before it is written: an input that is updated in place"
DATABASE = "a live database does not belong on a network drive; copy it there after each commit"
LISTED = "its directory also holds files that stay, and is used as a whole"


@dataclass(slots=True)
class Group:
    """Accesses that move together, by their index in the program, with the targets that move."""

    members: dict[int, tuple[Target, ...]] = field(default_factory=dict)
    reason: str | None = None  # why it is left alone


def groups(program: Program, lost: Iterable[int], *, unsafe: bool) -> list[Group]:
    """The groups of the ``lost`` writes, given by their index in the program's accesses."""
    seeds = {index: lost_targets(program.accesses[index]) for index in lost}
    moved, conflicts = _with_companions(program.accesses, seeds)
    found = _connected(program.accesses, moved)
    for group in found:
        if not unsafe:
            group.reason = _danger(program.accesses, group)
        if conflicts & group.members.keys():
            group.reason = LISTED
    return found


def lost_targets(access: Access) -> tuple[Target, ...]:
    return tuple(target for target in access.targets if target.storage.is_lost)


def _with_companions(
    accesses: Sequence[Access], seeds: dict[int, tuple[Target, ...]]
) -> tuple[dict[int, tuple[Target, ...]], set[int]]:
    """The seeds and what belongs to them; and the seeds whose directory cannot be told apart."""
    moved = dict(seeds)
    above: dict[int, tuple[Target, ...]] = {}
    for index, access in enumerate(accesses):
        if index in seeds:
            continue
        targets = lost_targets(access)
        inside = tuple(target for target in targets if _belongs(accesses, seeds, access, target))
        if inside:
            moved[index] = inside
        elif around := tuple(target for target in targets if _beneath(seeds, target)):
            above[index] = around
    conflicts: set[int] = set()
    for index, targets in above.items():
        beneath = {seed for target in targets for seed in _beneath(seeds, target)}
        if not _something_stays(accesses, moved, above, targets):
            moved[index] = targets
        elif _needs_all(accesses[index], [accesses[seed] for seed in beneath]):
            conflicts |= beneath
    return moved, conflicts


def _belongs(accesses: Sequence[Access], seeds: dict[int, tuple[Target, ...]], access: Access, target: Target) -> bool:
    """Is the target a written file, or inside a written directory?"""
    for index, written in seeds.items():
        for one in written:
            kind = relation(target.absolute, one.absolute)
            if kind not in (Relation.SAME, Relation.BELOW):
                continue
            exact = target.absolute.show() == one.absolute.show()
            if exact or access.order > accesses[index].order or access.direction is not Direction.READ:
                return True
    return False


def _beneath(seeds: dict[int, tuple[Target, ...]], target: Target) -> list[int]:
    """The seeds below a directory."""
    return [
        index
        for index, written in seeds.items()
        if any(relation(target.absolute, one.absolute) is Relation.ABOVE for one in written)
    ]


def _something_stays(
    accesses: Sequence[Access],
    moved: dict[int, tuple[Target, ...]],
    above: dict[int, tuple[Target, ...]],
    directories: tuple[Target, ...],
) -> bool:
    """Does anything that does not move lie in one of the directories?"""
    for index, access in enumerate(accesses):
        if index in moved or index in above:
            continue
        for target in lost_targets(access):
            if any(relation(target.absolute, one.absolute) is Relation.BELOW for one in directories):
                return True
    return False


def _needs_all(access: Access, written: Sequence[Access]) -> bool:
    """Does a use of the directory as a whole come after a write into it?"""
    if access.direction is Direction.WRITE and access.artifact is Artifact.DIR:
        return False
    if access.direction is Direction.EXISTS:
        return False
    return any(access.order > one.order for one in written)


def _connected(accesses: Sequence[Access], moved: dict[int, tuple[Target, ...]]) -> list[Group]:
    """Connected by place or by the literal that decides the path."""
    leader = {index: index for index in moved}

    def find(index: int) -> int:
        while leader[index] != index:
            leader[index] = leader[leader[index]]
            index = leader[index]
        return index

    indexes = sorted(moved)
    for number, one in enumerate(indexes):
        for other in indexes[:number]:
            if find(one) != find(other) and _tied(moved[one], moved[other]):
                leader[find(one)] = find(other)
    found: dict[int, Group] = {}
    for index in indexes:
        found.setdefault(find(index), Group()).members[index] = moved[index]
    return list(found.values())


def _tied(first: tuple[Target, ...], second: tuple[Target, ...]) -> bool:
    return any(
        relation(one.absolute, other.absolute) is not Relation.APART or _same_origin(one, other)
        for one in first
        for other in second
    )


def _same_origin(first: Target, second: Target) -> bool:
    one, other = decisive_origin(first), decisive_origin(second)
    return one is not None and other is not None and one.whole is other.whole


def decisive_origin(target: Target) -> Origin | None:
    """Where the beginning of the path stands in the source."""
    first = target.text.pieces[0] if target.text.pieces else None
    return first.origin if isinstance(first, Literal) else None


def _danger(accesses: Sequence[Access], group: Group) -> str | None:
    """Why moving the group may change what the program does."""
    members = [accesses[index] for index in group.members]
    if any(not access.api.moves for access in members):
        return DATABASE
    for access in members:
        if access.direction is not Direction.READ:
            continue
        earlier = [one for one in members if one.order < access.order]
        writes = [one for one in members if one.direction is Direction.WRITE and _same_file(one, access)]
        tested = any(one.direction is Direction.EXISTS for one in earlier)
        if writes and not tested and all(one.order >= access.order for one in writes):
            return READ_FIRST
    return None


def _same_file(first: Access, second: Access) -> bool:
    return any(
        relation(one.absolute, other.absolute) is Relation.SAME for one in first.targets for other in second.targets
    )
