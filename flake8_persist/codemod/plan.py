"""From findings to edits: what moves, which literals are rewritten, what has to be there first.

A plan is made from findings and accesses alone. Whole groups of edits are in it or left out, with the reason.
"""

from __future__ import annotations

import ast
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from flake8_persist.analysis.access import Access, Program, Target
from flake8_persist.codemod import directories, mounting, rewriting, storing
from flake8_persist.codemod.edits import AddKeyword, Edit, Replace
from flake8_persist.codemod.moving import Group, decisive_origin, groups
from flake8_persist.codemod.subject import Subject
from flake8_persist.codemod.uses import is_used_elsewhere
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
    refused: Mapping[int, str]  # findings that are left alone, and why


def plan(task: Task) -> Plan:
    """The edits that repair as many findings as can be repaired."""
    by_access: dict[int, int] = {}
    for number, finding in enumerate(task.findings):
        if finding.access is not None and finding.code.startswith("PST1"):
            by_access[finding.access] = number
    root = storing.root_of(task.subject, task.program)
    edits: list[Edit] = []
    moved: dict[int, tuple[Target, ...]] = {}
    refused: dict[int, str] = {}
    repaired: list[int] = []
    for group in groups(task.program, by_access, unsafe=task.unsafe):
        own = _group_edits(task, group, root.names)
        numbers = [by_access[index] for index in group.members if index in by_access]
        if isinstance(own, str):
            refused.update(dict.fromkeys(numbers, own))
        else:
            edits.extend(own)
            moved.update(group.members)
            repaired.extend(numbers)
    edits.extend(directories.missing(task.subject, task.program.accesses, moved, task.environment, root.names))
    mounts = mounting.repairs(task.subject, task.program, task.findings, task.environment)
    edits.extend(mounts.edits)
    repaired.extend(mounts.repaired)
    refused.update(mounts.refused)
    unique = tuple(dict.fromkeys(edits))
    if unique or mounts.mounts:
        unique += storing.preamble_edits(task, root, unique, mounts)
    return Plan(unique, tuple(sorted(repaired)), refused)


def _group_edits(task: Task, group: Group, root: rewriting.Root) -> list[Edit] | str:
    """The edits that move a group, or why it cannot be moved."""
    if group.reason is not None:
        return group.reason
    accesses = task.program.accesses
    calls = {accesses[index].node for index in group.members}
    edits: list[Edit] = []
    for index, targets in group.members.items():
        access = accesses[index]
        if access.argument is None and not _names_place(access):
            given = _default_argument(task, group, access, root)
            if given is None:
                return NO_PARAMETER
            edits.append(given)
            continue
        for target in targets:
            found = _rewritten(task, access, target, group, calls, root)
            if found is None:
                return rewriting.UNPROVED
            edits.append(found)
        edits.extend(directories.tolerant_creation(task.subject, access, root))
    return edits


def _names_place(access: Access) -> bool:
    """A shell word or a receiver is a place in the source although it is no argument."""
    return any(decisive_origin(target) is not None for target in access.targets)


def _rewritten(
    task: Task, access: Access, target: Target, group: Group, calls: set[ast.expr | ast.stmt], root: rewriting.Root
) -> Edit | None:
    origin = decisive_origin(target)
    if storing.is_command(access):
        return storing.word_edit(task.subject, access, target, task.environment, root)
    if origin is not None and _literal_moves_alone(task, access, target, group, calls):
        found = rewriting.by_literal(task.subject, target, task.environment, root)
        if found is not None:
            return Replace(*found)
    found = rewriting.by_expression(task.subject, access, target, task.environment, root)
    return None if found is None else Replace(*found)


def _literal_moves_alone(
    task: Task, access: Access, target: Target, group: Group, calls: set[ast.expr | ast.stmt]
) -> bool:
    """Do all uses of the literal that decides the path move with the group?"""
    origin = decisive_origin(target)
    assert origin is not None
    for index, other in enumerate(task.program.accesses):
        for one in other.targets:
            theirs = decisive_origin(one)
            if theirs is not None and theirs.whole is origin.whole and one not in group.members.get(index, ()):
                return False
    if access.argument is not None and access.argument in [origin.whole, *task.subject.around(origin.whole)]:
        return True
    exact = target.text.constant is not None and len(target.text.pieces) == 1
    return exact or not is_used_elsewhere(task.subject, origin.whole, calls)


def _default_argument(task: Task, group: Group, access: Access, root: rewriting.Root) -> Edit | None:
    """The keyword that gives a call the place at which it writes by default, below the root."""
    if not access.api.parameter or not isinstance(access.node, ast.Call):
        return None
    place = storing.default_place(task, group, access)
    code = f'f"{{{root.name}}}/{place}"' if place else root.name
    return AddKeyword(access.span, access.api.parameter, code)
