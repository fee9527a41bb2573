"""From findings to edits: what moves, which literals are rewritten, what has to be there first.

A plan is made from findings and accesses alone. Whole groups of edits are in it or left out, with the reason.
"""

from __future__ import annotations

import ast
from collections.abc import Sequence
from typing import NamedTuple

from flake8_persist.analysis.access import Access, Program, Target
from flake8_persist.codemod import directories, mounting, preparing, rewriting
from flake8_persist.codemod.defaults import default_place
from flake8_persist.codemod.edits import AddKeyword, Edit, Replace
from flake8_persist.codemod.moving import Group, decisive_origin, groups, lost_targets
from flake8_persist.codemod.roots import root_name
from flake8_persist.codemod.subject import Subject
from flake8_persist.codemod.uses import is_used_elsewhere
from flake8_persist.codemod.words import Words, is_command
from flake8_persist.environments.model import Environment
from flake8_persist.rules.model import Finding

NO_PARAMETER = "the library chooses the place, and no parameter changes that"


class Task(NamedTuple):
    """What is to be repaired, and how the user wants it."""

    subject: Subject
    program: Program
    findings: Sequence[Finding]
    environment: Environment
    root: str  # the persistent directory
    unsafe: bool = False


class Plan(NamedTuple):
    edits: tuple[Edit, ...]
    repaired: tuple[int, ...]  # findings, by their index
    refused: dict[int, str]  # findings that are left alone, and why


def plan(task: Task) -> Plan:
    """The edits that repair as many findings as can be repaired."""
    drafting = _Draft(task)
    by_access = {
        finding.access: number
        for number, finding in enumerate(task.findings)
        if finding.access is not None and finding.code.startswith("PST1")
    }
    repaired: list[int] = []
    refused: dict[int, str] = {}
    for group in groups(task.program, by_access, unsafe=task.unsafe):
        numbers = [by_access[index] for index in group.members if index in by_access]
        reason = drafting.move(group)
        if reason is None:
            repaired.extend(numbers)
        else:
            refused.update(dict.fromkeys(numbers, reason))
    mounts = mounting.repairs(task.subject, task.program, task.findings, task.environment)
    repaired.extend(mounts.repaired)
    refused.update(mounts.refused)
    edits = tuple(dict.fromkeys((*drafting.edits(), *mounts.edits)))
    above = preparing.preparation(task.subject, task.program, task.environment, drafting.root, edits, mounts, task.root)
    if above is None:
        return Plan((), (), {**refused, **dict.fromkeys(repaired, preparing.NO_PLACE)})
    return Plan((*edits, *above), tuple(sorted(repaired)), refused)


def _earliest(program: Program) -> int:
    """A line above which no edit will be."""
    lines = [1 << 60]
    for access in program.accesses:
        for target in lost_targets(access):
            origin = decisive_origin(target)
            lines.append(min(access.node.lineno, origin.whole.lineno if origin is not None else access.node.lineno))
    return min(lines)


class _Draft:
    """The edits of the groups that move, gathered group by group."""

    def __init__(self, task: Task) -> None:
        self._task = task
        self.root = preparing.reached(task.subject, root_name(task.subject, task.program), _earliest(task.program))
        self._edits: list[Edit] = []
        self._words = Words(task.subject, task.environment, self.root.names)
        self._moved: dict[int, tuple[Target, ...]] = {}

    def edits(self) -> list[Edit]:
        accesses = self._task.program.accesses
        made = directories.missing(self._task.subject, accesses, self._moved, self._task.environment, self.root.names)
        return [*self._edits, *self._words.edits(), *made]

    def move(self, group: Group) -> str | None:
        """Take in the edits that move a group; return why that cannot be done, if so."""
        if group.reason is not None:
            return group.reason
        accesses = self._task.program.accesses
        edits: list[Edit] = []
        words = self._words.copy()
        for index, targets in group.members.items():
            access = accesses[index]
            if not any(decisive_origin(target) for target in targets):
                given = self._default_argument(access)
                if given is None:
                    return rewriting.UNPROVED if access.argument is not None else NO_PARAMETER
                edits.append(given)
                continue
            for target in targets:
                if is_command(access):
                    if not words.move(access, target):
                        return rewriting.UNPROVED
                    continue
                found = self._rewritten(access, target, group)
                if found is None:
                    return rewriting.UNPROVED
                edits.append(found)
            edits.extend(directories.tolerant_creation(self._task.subject, access, self.root.names))
        self._edits.extend(edits)
        self._words = words
        self._moved.update(group.members)
        return None

    def _rewritten(self, access: Access, target: Target, group: Group) -> Edit | None:
        subject, environment = self._task.subject, self._task.environment
        found = None
        if self._literal_moves_alone(access, target, group):
            found = rewriting.by_literal(subject, target, environment, self.root.names)
        if found is None:
            found = rewriting.by_expression(subject, access, target, environment, self.root.names)
        return None if found is None else Replace(*found)

    def _literal_moves_alone(self, access: Access, target: Target, group: Group) -> bool:
        """Do all uses of the literal that decides the path move with the group?"""
        origin = decisive_origin(target)
        if origin is None:
            return False
        accesses = self._task.program.accesses
        for index, other in enumerate(accesses):
            for one in other.targets:
                theirs = decisive_origin(one)
                if theirs is not None and theirs.whole is origin.whole and one not in group.members.get(index, ()):
                    return False
        if access.argument in [origin.whole, *self._task.subject.around(origin.whole)]:
            return True
        if target.text.constant is not None and len(target.text.pieces) == 1:
            return True  # the literal is the path of the very file that moves
        calls = {accesses[index].node for index in group.members}
        return not is_used_elsewhere(self._task.subject, origin.whole, calls)

    def _default_argument(self, access: Access) -> Edit | None:
        """The keyword that gives a call the place at which it writes by default, below the root."""
        if access.argument is not None or not access.api.parameter or not isinstance(access.node, ast.Call):
            return None
        place = default_place(self._task.program, access)
        name = self.root.names.name
        return AddKeyword(access.span, access.api.parameter, f'f"{{{name}}}/{place}"' if place else name)
