"""What is read before it is written: an input that is updated in place, which may not be where the files go."""

from __future__ import annotations

import ast
import re

from flake8_persist.analysis.access import Access, Target
from flake8_persist.catalog.model import Artifact, Direction, Shape
from flake8_persist.codemod.companions import Members, lists, makes_directory
from flake8_persist.codemod.layout import Layout
from flake8_persist.codemod.locations import Locations
from flake8_persist.codemod.moments import Moments
from flake8_persist.codemod.relations import Relation
from flake8_persist.codemod.subject import Subject
from flake8_persist.codemod.words import is_command

READ_FIRST = "it is read before it is written: an input that is updated in place"

_HERE = (Relation.SAME, Relation.BELOW)
_MISSING_FILE = frozenset({"FileNotFoundError", "OSError", "IOError", "EnvironmentError", "Exception", "BaseException"})


def are_read_first(subject: Subject, layout: Layout, moments: Moments, members: Members) -> bool:
    """Is any of the members read before the program writes it, and not only tried?"""
    accesses = layout.accesses
    reads = [
        index
        for index in members
        if (accesses[index].direction is Direction.READ or _updates(accesses[index]))
        and not is_attempted(subject, accesses[index].node)
    ]
    if not reads:
        return False
    past = _Past(layout, moments, members)
    return any(past.is_read_first(index, target) for index in reads for target in members[index])


class _Past:
    """What the members of a group have done before one of them reads."""

    def __init__(self, layout: Layout, moments: Moments, members: Members) -> None:
        self._layout = layout
        self._moments = moments
        self._questions: list[tuple[Access, Target]] = []
        self._writes: Locations[tuple[Access, Target]] = Locations()
        for index, targets in members.items():
            access = layout.accesses[index]
            for target in targets:
                if _asks(access):
                    self._questions.append((access, target))
                if access.direction is Direction.WRITE:
                    self._writes.add(layout.place(index, target), (access, target))

    def is_read_first(self, index: int, target: Target) -> bool:
        """Is it read before anything writes it, without a question whether it is there?"""
        access = self._layout.accesses[index]
        if any(self._moments.earlier(other, one, access, target) for other, one in self._questions):
            return False
        if lists(access) and access.artifact is Artifact.CHECKPOINT:
            return False  # the checkpoints of an earlier run
        if is_command(access) and access.artifact is Artifact.LOG:
            return False  # TensorBoard shows what there is, and waits for what will come
        found = [*self._writes.find(self._layout.place(index, target))]
        if lists(access) and any(kind in _HERE and makes_directory(other) for kind, (other, _) in found):
            return False
        kinds = (Relation.SAME, Relation.ABOVE) if access.api.shape is Shape.DIR else (Relation.SAME,)
        files = [write for kind, write in found if kind in kinds]  # what lists a directory wants it to be there
        return bool(files) and not any(self._moments.earlier(other, one, access, target) for other, one in files)


def _updates(access: Access) -> bool:
    """``open(path, "r+")``: what is written to has to be there."""
    if access.direction is not Direction.WRITE:
        return False
    modes = _modes(access)
    if access.api.name == "pandas.ExcelWriter" and "a" in modes:
        return True
    return any(re.fullmatch(r"r[bt]?\+[bt]?", mode) for mode in modes)


def _modes(access: Access) -> list[str]:
    """The texts that a call is given where modes are."""
    call = access.node
    if not isinstance(call, ast.Call):
        return []
    given = [*call.args, *(one.value for one in call.keywords if one.arg == "mode")]
    values = [one.value for one in given if isinstance(one, ast.Constant) and one is not access.argument]
    return [value for value in values if isinstance(value, str)]


def _asks(access: Access) -> bool:
    return access.direction is Direction.EXISTS or lists(access)


def is_attempted(subject: Subject, node: ast.AST) -> bool:
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
