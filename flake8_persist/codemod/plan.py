"""From findings to edits: what moves, which literals are rewritten, what has to be there first.

A plan is made from findings and accesses alone. Whole groups of edits are in it or left out, with the reason.
"""

from __future__ import annotations

import ast
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from flake8_persist.analysis.access import Access, Program, Span, Target
from flake8_persist.analysis.text import Literal, begins_anywhere, begins_within
from flake8_persist.catalog.model import Kind
from flake8_persist.codemod import archives, directories, mounting, preparing, rewriting, variables
from flake8_persist.codemod.crossing import ONE_SIDE, crossings, is_renamed_by_handle
from flake8_persist.codemod.defaults import default_place, is_told_elsewhere, shares_its_place
from flake8_persist.codemod.destinations import Destinations
from flake8_persist.codemod.edits import AddKeyword, Edit, Replace
from flake8_persist.codemod.escapes import Escapes
from flake8_persist.codemod.expressions import text_of
from flake8_persist.codemod.finders import UNFOLLOWED
from flake8_persist.codemod.layout import Layout, decisive_origin
from flake8_persist.codemod.mentions import UNCLEAR, Mentions
from flake8_persist.codemod.moving import Group, groups
from flake8_persist.codemod.outsiders import Outsiders
from flake8_persist.codemod.preamble import Form
from flake8_persist.codemod.reading_first import READ_FIRST
from flake8_persist.codemod.relations import Relation, located, relation
from flake8_persist.codemod.roots import root_name
from flake8_persist.codemod.sharing import Sharing
from flake8_persist.codemod.subject import Subject
from flake8_persist.codemod.taking_apart import PARTED, may_take_apart
from flake8_persist.codemod.uses import Others, Uses
from flake8_persist.codemod.words import Words, is_command
from flake8_persist.environments.model import Environment
from flake8_persist.rules.model import Finding
from flake8_persist.rules.unreadable import UNREADABLE

if TYPE_CHECKING:
    from flake8_persist.codemod.partings import Parting, Partings

NO_PARAMETER = "the library chooses the place, and no parameter changes that"

COMMAND = "a command that names it cannot be edited"

SHARED = "the library makes a directory for each of several, and there would be one for all of them"

NO_DIRECTORY = "the directory it is written to is not known, and nothing makes it"
INSIDE = "its directory would have to be made before a statement that stands inside a line"


class Task(NamedTuple):
    """What is to be repaired, and how the user wants it."""

    subject: Subject
    program: Program
    layout: Layout  # of the program's accesses
    findings: Sequence[Finding]
    environment: Environment
    root: str  # the persistent directory
    unsafe: bool = False
    wanted: frozenset[int] | None = None  # the findings to repair, by their index; None: all
    form: Form = Form.GUARDED

    def wants(self, number: int) -> bool:
        return self.wanted is None or number in self.wanted


class Plan(NamedTuple):
    edits: tuple[Edit, ...]
    repaired: tuple[int, ...]  # findings, by their index
    refused: dict[int, str]  # findings that are left alone, and why
    is_cautious: bool = False  # would it be another one if it were not to be safe?
    moved: frozenset[int] = frozenset()  # the accesses that move, by their index in the program


def plan(task: Task) -> Plan:
    """The edits that repair as many findings as can be repaired."""
    by_access = {
        finding.access: number
        for number, finding in enumerate(task.findings)
        if finding.access is not None and finding.code.startswith("PST1") and task.wants(number)
    }
    repaired: list[int] = []
    moved: set[int] = set()
    refused: dict[int, str] = {}
    found = groups(
        task.subject, task.layout, by_access, mounts=task.environment.mounts, start=task.environment.start_directory
    )
    findings = {number: finding for number, finding in enumerate(task.findings) if task.wants(number)}
    mounts = mounting.repairs(
        task.subject, task.program, task.layout, findings, task.environment, may_mount=task.form is not Form.NONE
    )
    drafting = _Draft(task, found, mounts)
    destinations = Destinations(task.layout, task.environment, found)
    is_cautious = False
    for number, group in enumerate(found):
        if group.reason is None and group.danger is not None and not task.unsafe:
            group.reason = group.danger
            is_cautious = True
        group.reason = group.reason or destinations.conflict(number)
        numbers = [by_access[index] for index in group.members if index in by_access]
        reason = drafting.move(group)
        if reason is None:
            repaired.extend(numbers)
            moved.update(group.members)
        else:
            refused.update(dict.fromkeys(numbers, reason))
    repaired.extend(mounts.repaired)
    refused.update(mounts.refused)
    edits = tuple(dict.fromkeys((*drafting.edits(), *mounts.edits)))
    above = preparing.preparation(
        task.subject,
        task.program,
        task.environment,
        drafting.root,
        edits,
        mounts,
        task.root,
        drafting.need,
        task.form,
    )
    for number in findings.keys() - {*repaired}:
        if findings[number].code != UNREADABLE.code:
            refused.setdefault(number, mounting.NO_EDIT)
    if isinstance(above, str):
        return Plan((), (), {**refused, **dict.fromkeys(repaired, above)}, is_cautious)
    return Plan((*edits, *above), tuple(sorted(repaired)), refused, is_cautious, frozenset(moved))


def _earliest(program: Program, found: Sequence[Group]) -> int:
    """A line above which no access will be edited."""
    lines = [1 << 60]
    for group in found:
        for index, targets in group.members.items():
            lines.append(program.accesses[index].node.lineno)
            origins = (decisive_origin(target) for target in targets)
            lines.extend(origin.whole.lineno for origin in origins if origin is not None)
    return min(lines)


def _begins_unknown(target: Target) -> bool:
    return begins_anywhere(target.text) or begins_within(target.text)


def _outermost(access: Access, edits: list[Edit]) -> list[Edit]:
    """Where one of the places of an access asks for another argument, what the others ask for is in it."""
    argument = None if access.argument is None else Span.of(access.argument)
    whole: list[Edit] = [edit for edit in edits if isinstance(edit, Replace) and edit.span == argument]
    return whole or edits


class _Draft:
    """The edits of the groups that move, gathered group by group."""

    def __init__(self, task: Task, found: Sequence[Group], mounts: mounting.Repairs) -> None:
        self._task = task
        self._groups = found
        first = _earliest(task.program, found)
        root = root_name(task.subject, task.program, task.layout, task.environment, first)
        place = task.root if root.set_on is None else None
        self.need = preparing.needed_by(task.subject, task.program, task.environment, mounts, place)
        self.root = preparing.reached(task.subject, root, task.root, min(first, self.need))
        self._uses = Uses(task.subject)
        self._outsiders = Outsiders(task.subject, task.layout, task.environment)
        self._escapes = Escapes(task.subject, task.layout.by_node)
        self._edits: list[Edit] = []
        self._words = Words(task.subject, task.environment, self.root.names)
        self._needs: list[directories.Need] = []
        self._repairs: list[Edit] = []  # of what takes the paths of the group at hand apart

    @cached_property
    def _partings(self) -> Partings | None:
        lookup, task = self._task.program.lookup, self._task
        if lookup is None or not may_take_apart(task.subject):
            return None
        from flake8_persist.codemod.beginnings import Beginnings
        from flake8_persist.codemod.partings import Partings  # with pathlib, which nothing else loads

        moving = (target for group in self._groups for targets in group.members.values() for target in targets)
        beginnings = Beginnings(task.environment, moving)
        return Partings(task.subject, lookup, beginnings, task.root, self.root.names.name)

    @cached_property
    def _mentions(self) -> Mentions:
        layout, members = self._task.layout, [member for group in self._groups for member in group.members.items()]
        moving = [layout.place(index, target) for index, targets in members for target in targets]
        return Mentions(self._uses, layout, self._task.environment, self.root.names, moving)

    def edits(self) -> list[Edit]:
        made = directories.insertions(self._task.subject, self._needs)
        return [*self._edits, *self._words.edits(), *made]

    def move(self, group: Group) -> str | None:
        """Take in the edits that move a group; return why that cannot be done, if so."""
        if group.reason is not None:
            return group.reason
        words = self._words.copy()
        subject, layout, environment = self._task.subject, self._task.layout, self._task.environment
        sharing = Sharing(self._uses, layout, environment, group.members)
        edits: list[Edit] = []
        self._repairs.clear()
        for index, targets in group.members.items():
            moved = self._member(self._task.program.accesses[index], targets, sharing, words)
            if isinstance(moved, str):
                return moved
            edits.extend(moved)
        renames = list(crossings(layout, group.members, self.root.names))
        if None in renames or is_renamed_by_handle(subject, layout, group.members):
            return ONE_SIDE
        if not self._task.unsafe and self._mentions.are_read_first(group.members, group.begins):
            return READ_FIRST
        along = self._mentions.along(group.members, words, [*edits, *self._repairs])
        if along.reason is not None:
            return along.reason
        outsider = self._outsiders.reason(group.members, is_named=bool(along.edits) or along.is_in_words)
        if outsider is not None:
            return outsider
        edits += [*along.edits, *(edit for edit in renames if edit is not None), *self._repairs]
        needs = directories.needs(subject, layout, group.members, edits, environment, self.root.names)
        if needs is None:
            return NO_DIRECTORY
        if any(subject.is_inside_line(need.access.node) for need in needs):
            return INSIDE
        self._edits.extend(edits)
        self._words = words
        self._needs.extend(needs)
        return None

    def _member(self, access: Access, targets: Sequence[Target], sharing: Sharing, words: Words) -> list[Edit] | str:
        """The edits that move one access, or why there are none."""
        subject, layout = self._task.subject, self._task.layout
        if not any(decisive_origin(target) for target in targets):
            if is_command(access) and access.api.parameter:
                place = (access.api.default or "").removeprefix("./")
                relative = place and not place.startswith(("/", "..")) and "{" not in place
                return [] if relative and words.extend(access.node, access, place) else COMMAND
            given = self._default_argument(access)
            if given is not None:
                if layout.reads_unknown and is_told_elsewhere(access):
                    return UNFOLLOWED
                return SHARED if shares_its_place(subject, layout, access) else [given]
            if access.argument is None:
                return COMMAND if is_command(access) and not access.api.default else NO_PARAMETER
        edits: list[Edit] = []
        for target in targets:
            if is_command(access) and (not self._is_put_in(access, target) or words.move(access.node, target)):
                if target.text.prefix.startswith("../"):  # from where the line has gone: the root may be relative, too
                    return COMMAND
                stays = archives.packs(access) and archives.is_relative(target)
                if stays and not archives.packs_together(self._task.layout, access, sharing.members):
                    return archives.NAMES
                if not (words.enter if stays else words.move)(access.node, target):
                    return COMMAND
                continue
            if _begins_unknown(target) and self._comes_from_another(access, target, sharing):
                continue  # which begins with the root then: f of "for f in glob('*.txt')"
            found = self._rewritten(access, target, sharing)
            if found == rewriting.UNPROVED and self._comes_from_another(access, target, sharing):
                continue
            if isinstance(found, str):
                return found
            edits.append(found)
        edits = _outermost(access, edits)
        named = archives.named_as_before(self._task.subject, access, targets, edits, self.root.names)
        if named is None:
            return archives.NAMES
        edits += named
        edits.extend(directories.tolerant_creation(self._task.subject, access, self.root.names))
        return edits

    def _rewritten(self, access: Access, target: Target, sharing: Sharing) -> Edit | str:
        """The edit of the literal; else where the path leaves a variable that stays; else at the access."""
        subject, environment = self._task.subject, self._task.environment
        others = sharing.others(target)
        if others is Others.UNCLEAR:
            return UNCLEAR
        parted = self._parted(target, all_of_it=others is Others.FOLLOW)
        if others is Others.FOLLOW and all(one.repairs for one in parted):
            found = rewriting.by_literal(subject, target, environment, self.root.names)
            if found is not None:
                self._repairs.extend(repair for one in parted for repair in one.repairs)
                return Replace(*found)
        origin = decisive_origin(target)
        if origin is not None and self._partings is not None and self._partings.leads_up(origin.whole):
            return PARTED
        if parted:  # the path keeps its value, and the root is put before it where it is used
            found_there = any(one.is_found for one in parted)
            return (None if found_there else self._at_access(access, target, sharing)) or PARTED
        branch = variables.branch(subject, access, target)
        if branch is None:
            return self._at_access(access, target, sharing) or rewriting.UNPROVED
        branched = variables.by_variable(subject, branch, target, environment, self.root.names)
        if branch.path is access.argument:
            at_variable = Replace(*branched) if branched and sharing.moves_wholly(access) else None
            return self._at_access(access, target, sharing) or at_variable or rewriting.UNPROVED
        if branched is not None and sharing.others_of_branch(target, branch) is Others.FOLLOW:
            return Replace(*branched)
        return self._at_access(access, target, sharing) or UNCLEAR

    def _parted(self, target: Target, *, all_of_it: bool) -> Sequence[Parting]:
        """Where the path is taken apart, or any that begins with the same literal."""
        origin = decisive_origin(target)
        found = () if origin is None or self._partings is None else self._partings.of(origin.whole, stays=not all_of_it)
        if all_of_it or not found:
            return found
        place = located(target.text)
        return [one for one in found if relation(located(one.path), place) is not Relation.APART]

    def _at_access(self, access: Access, target: Target, sharing: Sharing) -> Edit | str | None:
        """The edit of the argument, or why it would leave something behind; None: it cannot be put below the root."""
        if is_command(access) or access.argument is None or not sharing.moves_wholly(access):
            return None
        subject, environment = self._task.subject, self._task.environment
        found = rewriting.by_expression(subject, access, target, environment, self.root.names)
        if found is None:
            return None
        if self._escapes.is_given_away(access.argument):
            return UNCLEAR
        if self._task.layout.reads_unknown and self._escapes.is_kept(access.argument):
            return UNFOLLOWED
        made = text_of(subject, access.argument)
        alike = self._task.layout.read_by_unknown_name.get(made.show(), set()) if len(made.pieces) > 1 else set()
        if alike - sharing.members.keys():
            return UNFOLLOWED  # by a name that was written down, perhaps
        return Replace(*found)

    def _comes_from_another(self, access: Access, target: Target, sharing: Sharing) -> bool:
        """Does the path come out of a call that is given it, and moves: ``for path in glob(f"{HOME}/runs/*.jpg")``?"""
        accesses = (self._task.program.accesses[index] for index in sharing.members)
        given = {one.argument for one in accesses if one.argument is not None and one.node is not access.node}
        return any(
            not given.isdisjoint((piece.origin.whole, *self._task.subject.around(piece.origin.whole)))
            for piece in target.text.pieces
            if isinstance(piece, Literal) and piece.origin is not None
        )

    def _is_put_in(self, access: Access, target: Target) -> bool:
        """Does a command get the beginning of its path from a variable?"""
        origin = decisive_origin(target)
        return origin is not None and access.node not in self._task.subject.around(origin.whole)

    def _default_argument(self, access: Access) -> Edit | None:
        """The keyword that gives a call the place at which it writes by default, below the root."""
        if access.argument is not None or not access.api.parameter or not isinstance(access.node, ast.Call):
            return None
        place = default_place(self._task.layout, access)
        name = self.root.names.name
        given = f'f"{{{name}}}/{place}"' if place else name
        call = access.node
        if access.api.kind is Kind.METHOD and access.api.position == 0 and not (call.args or call.keywords):
            return Replace(access.span, f"{self._task.subject.source(call.func)}({given})")  # whatever it is called
        return AddKeyword(access.span, access.api.parameter, given)
