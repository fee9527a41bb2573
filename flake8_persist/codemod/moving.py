"""Which accesses move together: as a whole, or not at all and then for a reason."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from flake8_persist.analysis.access import Access, Program, Target
from flake8_persist.analysis.text import Hole, Literal, Origin, Text
from flake8_persist.catalog.model import Artifact, Direction
from flake8_persist.codemod.companions import Members, company, lists, lost_targets, makes_directory, place
from flake8_persist.codemod.relations import Relation, relation
from flake8_persist.codemod.subject import Subject
from flake8_persist.printable import escaped

READ_FIRST = "it is read before it is written: an input that is updated in place"
DATABASE = "a live database does not belong on a network drive; copy it there after each commit"
LISTED = "{} is given the whole directory, in which other files stay"

_MISSING_FILE = frozenset({"FileNotFoundError", "OSError", "IOError", "EnvironmentError", "Exception", "BaseException"})


@dataclass(slots=True)
class Group:
    """Accesses that move together, by their index in the program, with the targets that move."""

    members: Members = field(default_factory=dict)
    reason: str | None = None  # why it is left alone
    danger: str | None = None  # why moving it may change what the program does


def groups(subject: Subject, program: Program, lost: Iterable[int]) -> list[Group]:
    """The groups of the ``lost`` writes, given by their index in the program's accesses."""
    accesses = program.accesses
    members, undivided = company(accesses, {index: lost_targets(accesses[index]) for index in lost})
    found = _connected(accesses, members)
    for group in found:
        group.danger = _danger(subject, accesses, group)
        if users := [undivided[index] for index in group.members if index in undivided]:
            group.reason = LISTED.format(escaped(users[0].name))
    return found


def _connected(accesses: Sequence[Access], moved: Members) -> list[Group]:
    """Connected by place, by the call, or by the literal that decides the path."""
    leader = {index: index for index in moved}

    def find(index: int) -> int:
        while leader[index] != index:
            leader[index] = leader[leader[index]]
            index = leader[index]
        return index

    places = {index: [(place(accesses[index], one), one) for one in targets] for index, targets in moved.items()}
    indexes = sorted(moved)
    for number, one in enumerate(indexes):
        for other in indexes[:number]:
            if find(one) == find(other):
                continue
            if accesses[one].node is accesses[other].node or _tied(places[one], places[other]):
                leader[find(one)] = find(other)
    found: dict[int, Group] = {}
    for index in indexes:
        found.setdefault(find(index), Group()).members[index] = moved[index]
    return list(found.values())


def _tied(first: Iterable[tuple[Text, Target]], second: Sequence[tuple[Text, Target]]) -> bool:
    return any(
        relation(where, there) is not Relation.APART or _same_origin(one, other)
        for where, one in first
        for there, other in second
    )


def _same_origin(first: Target, second: Target) -> bool:
    one, other = decisive_origin(first), decisive_origin(second)
    return one is not None and other is not None and one.whole is other.whole


def decisive_origin(target: Target) -> Origin | None:
    """Where the beginning of the path stands in the source."""
    first = target.text.pieces[0] if target.text.pieces else None
    return first.origin if isinstance(first, Literal) else None


def stands_inside(path: Text, origin: Origin) -> bool:
    """May the literal that begins another path stand within this one: ``f"{NAME}/{NAME}.pth"``?"""
    end: int | None = None  # of its last part, where a part that follows goes on
    begins = False
    for number, piece in enumerate(path.pieces):
        if isinstance(piece, Hole):
            if piece.wide and begins:
                return True  # of so many texts that it may be in one of them
        elif piece.origin is not None and piece.origin.node is origin.node:
            if number and (end is None or piece.origin.start < end):
                return True
            begins, end = True, piece.origin.end
    return False


def _danger(subject: Subject, accesses: Sequence[Access], group: Group) -> str | None:
    """Why moving the group may change what the program does."""
    if any(not accesses[index].api.moves for index in group.members):
        return DATABASE
    moments = _Moments(subject)
    for index, targets in group.members.items():
        access = accesses[index]
        if access.direction is not Direction.READ or _is_attempted(subject, access.node):
            continue
        for target in targets:
            if _is_read_first(moments, accesses, group, access, target):
                return READ_FIRST
    return None


def _is_read_first(moments: _Moments, accesses: Sequence[Access], group: Group, access: Access, target: Target) -> bool:
    """Is it read before anything writes it, without a question whether it is there?"""
    members = [(accesses[index], one) for index, targets in group.members.items() for one in targets]
    if any(_asks(other) for other, one in members if moments.earlier(other, one, access, target)):
        return False
    if lists(access) and access.artifact is Artifact.CHECKPOINT:
        return False  # the checkpoints of an earlier run
    where = place(access, target)
    writes = [
        (other, one)
        for other, one in members
        if other.direction is Direction.WRITE and relation(place(other, one), where) in (Relation.SAME, Relation.ABOVE)
    ]
    if lists(access) and any(makes_directory(other) for other, _ in writes):
        return False
    files = [(other, one) for other, one in writes if relation(place(other, one), where) is Relation.SAME]
    return bool(files) and not any(moments.earlier(other, one, access, target) for other, one in files)


def _asks(access: Access) -> bool:
    return access.direction is Direction.EXISTS or lists(access)


def _is_attempted(subject: Subject, node: ast.AST) -> bool:
    """``try: state = load(path)`` … ``except FileNotFoundError``: it may be missing."""
    inner = node
    for holder in subject.around(node):
        if isinstance(holder, ast.Try) and inner in holder.body:
            return any(_catches_missing_file(handler) for handler in holder.handlers)
        inner = holder
    return False


def _catches_missing_file(handler: ast.ExceptHandler) -> bool:
    if handler.type is None:
        return True
    return any(isinstance(node, ast.Name) and node.id in _MISSING_FILE for node in ast.walk(handler.type))


class _Moments:
    """Which of two accesses to a place comes first. A helper has one order for all callers, but their lines tell."""

    def __init__(self, subject: Subject) -> None:
        self._in_functions = [
            range(statement.lineno, (statement.end_lineno or statement.lineno) + 1)
            for statement in subject.tree.body
            if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
        ]

    def earlier(self, first: Access, one: Target, second: Access, other: Target) -> bool:
        if first is second:
            return False
        lines, others = self._lines(first, one), self._lines(second, other)
        if lines and others and lines != others:
            return lines < others
        return first.order < second.order

    def _lines(self, access: Access, target: Target) -> list[int]:
        """The lines on the way from the module to the access; empty where nobody is known to lead there."""
        way = [*reversed(target.callers), access.node.lineno]
        return [] if any(way[0] in lines for lines in self._in_functions) else way
