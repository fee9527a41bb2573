"""From findings to a new source that has been proved: planned, carried out, written back, looked at again."""

from __future__ import annotations

import ast
import os
import sys
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from flake8_persist.analysis.access import Program
from flake8_persist.catalog import mentions
from flake8_persist.catalog.model import Direction
from flake8_persist.codemod.edits import EditError, InsertAt
from flake8_persist.codemod.layout import Layout
from flake8_persist.codemod.plan import Plan, Task, plan
from flake8_persist.codemod.preamble import Form
from flake8_persist.codemod.subject import Subject
from flake8_persist.codemod.words import is_command
from flake8_persist.codemod.working import with_directories
from flake8_persist.environments.model import Storage
from flake8_persist.environments.placing import place
from flake8_persist.inspection import Inspection, UnreadableError, cells_of, inspect, placed, without_silenced
from flake8_persist.rules.model import Finding, Repair
from flake8_persist.rules.mounting import persistent_root
from flake8_persist.triage.roots import imported_roots

_SINGLY = 24  # more repairs than these are not tried one by one
_ACCESSES = 2000  # nobody writes so many by hand, and what names are used for still takes the square of their number
_EXCHANGED = frozenset({"os.mkdir", "os.rename", "os.replace"})  # for os.makedirs and shutil.move
TOO_MANY = "the file names too many places to find out which of them belong together"
FOLDED = "the source has it in the string of a cell magic"
LOST_ROOT = "the root is not kept on this platform either: name another one with --root"
NO_ROOT = "no persistent directory is known for this platform: name one with --root"


class Outcome(NamedTuple):
    source: str
    fixed: tuple[Finding, ...]  # at their places in the old source
    remaining: tuple[Finding, ...]  # at their places in the new one
    refusals: tuple[str, ...]
    cells: tuple[tuple[int, str], ...] = ()  # of a notebook


def repairs(inspection: Inspection, filename: str | None) -> list[Repair | None]:
    """What a fix would do about each finding."""
    if not inspection.findings:
        return []
    planning = _Planning.of(inspection, filename)
    if planning is None:
        return [None] * len(inspection.findings)
    made = planning.plan(unsafe=False)
    bold = planning.plan(unsafe=True) if made.is_cautious else made
    found: list[Repair | None] = []
    for number, finding in enumerate(inspection.findings):
        if number in made.repaired:
            found.append(Repair(True, finding.help or "repair it"))
        elif number in bold.repaired:
            found.append(Repair(False, f"{finding.help or 'repair it'}, although {made.refused.get(number, '')}"))
        else:
            found.append(None)
    return found


def repaired(inspection: Inspection, filename: str | None, *, stays: bool = False) -> Outcome:
    """The source with every repair that can be proved, and the reasons for the others.

    Where the old source ``stays``, for the new one is only shown, the others are told by their places in the old one.
    """
    planning = _Planning.of(inspection, filename)
    if planning is None:
        root = _root(inspection, filename)
        reason = NO_ROOT if root is None else LOST_ROOT if _is_lost(root, inspection) else TOO_MANY
        return _unchanged(inspection, dict.fromkeys(range(len(inspection.findings)), reason))
    made = planning.plan(unsafe=inspection.settings.unsafe_fixes)
    if not made.edits:
        return _unchanged(inspection, made.refused)
    refused = dict(made.refused)
    best = _all_at_once(planning, made, refused) or _one_by_one(planning, made, refused)
    if best is None:
        return _unchanged(inspection, refused)
    fixed = tuple(placed(inspection.document, inspection.findings[number]) for number in best.repaired)
    if stays:
        left = _left(inspection, best)
        why = {number: refused[number] for number in left if number in refused}
        return _unchanged(inspection, why, left)._replace(source=best.after.document.source, fixed=fixed)
    remaining = tuple(placed(best.after.document, finding) for finding in best.after.findings)
    document = best.after.document
    return Outcome(document.source, fixed, remaining, _reasons(best.after, inspection, refused), cells_of(document))


class _Proved(NamedTuple):
    repaired: tuple[int, ...]
    after: Inspection


def _strangers(tree: ast.Module) -> frozenset[str]:
    """The modules that a program imports and of which the catalogue knows nothing: its own, and rare libraries."""
    known = mentions.others()
    return frozenset(
        root for root in imported_roots(tree) if root not in sys.stdlib_module_names and not known.has(root)
    )


class _Planning:
    """The plans of one inspection, which have in common what is known of the program."""

    def __init__(self, inspection: Inspection, filename: str | None, root: str) -> None:
        self.inspection = inspection
        self.filename = filename
        document = inspection.document
        lines = document.python.splitlines(keepends=True)
        subject = Subject(
            inspection.tree,
            lines,
            document.fresh_cell,
            names_are_unique=document.names_are_unique,
            strangers=_strangers(inspection.tree),
        )
        form = Form(inspection.settings.preamble)
        program, layout = inspection.program, Layout(inspection.program.accesses)
        environment = with_directories(inspection.environment, layout)
        self._task = Task(subject, program, layout, inspection.findings, environment, root, form=form)

    @classmethod
    def of(cls, inspection: Inspection, filename: str | None) -> _Planning | None:
        """None where nothing can be planned: there is no place to move to, or too much to move."""
        root = _root(inspection, filename)
        if root is None or _is_lost(root, inspection) or len(inspection.program.accesses) > _ACCESSES:
            return None
        return cls(inspection, filename, root)

    def plan(self, *, unsafe: bool, wanted: frozenset[int] | None = None) -> Plan:
        folded = self.inspection.folded
        task = self._task._replace(unsafe=unsafe, wanted=wanted)
        if not folded:
            return plan(task)
        held = [number for number, one in enumerate(self.inspection.findings) if _is_held(one, folded)]
        others = frozenset(range(len(self.inspection.findings))).difference(held)
        made = plan(task._replace(wanted=others if wanted is None else others & wanted))
        return made._replace(refused={**made.refused, **dict.fromkeys(held, FOLDED)})


def _is_held(finding: Finding, folded: frozenset[int]) -> bool:
    """Does it lie, or was its path chosen, where the source has no code but a string?"""
    return finding.span.line in folded or (finding.origin is not None and finding.origin.line in folded)


def _all_at_once(planning: _Planning, made: Plan, refused: dict[int, str]) -> _Proved | None:
    try:
        return _proved(planning, made)
    except (EditError, UnreadableError, ValueError) as problem:
        refused.update(dict.fromkeys(made.repaired, f"the repair could not be proved: {problem}"))
        return None


def _one_by_one(planning: _Planning, made: Plan, refused: dict[int, str]) -> _Proved | None:
    """As many of the repairs as can be proved together: one that cannot must not stop the others."""
    best: _Proved | None = None
    if not 1 < len(made.repaired) <= _SINGLY:
        return None
    for number in made.repaired:
        before = () if best is None else best.repaired
        if number in before:
            continue
        trial = planning.plan(unsafe=planning.inspection.settings.unsafe_fixes, wanted=frozenset((*before, number)))
        try:
            best = _proved(planning, trial) if trial.edits else best
        except (EditError, UnreadableError, ValueError) as problem:
            refused[number] = f"the repair could not be proved: {problem}"
    for number in () if best is None else best.repaired:
        refused.pop(number, None)
    return best


def _proved(planning: _Planning, made: Plan) -> _Proved:
    """Carry out a plan; raise the reason where the result is not what it should be."""
    inspection, filename = planning.inspection, planning.filename
    new = _carried_out(inspection, made)
    if new == inspection.document.source:
        raise EditError("nothing would change")
    after = without_silenced(inspect(new, filename, inspection.settings))
    _check(inspection, made, after, filename)
    return _Proved(made.repaired, after)


def _root(inspection: Inspection, filename: str | None) -> str | None:
    """``/content/drive/MyDrive/train`` for ``train.py``; where the platform keeps one directory, that directory."""
    if inspection.settings.root is not None:
        return inspection.settings.root
    root = persistent_root(inspection.program, inspection.environment)
    if root is None or not inspection.environment.mounts:
        return root
    stem = os.path.basename(filename).partition(".")[0] if filename else ""
    return f"{root}/{stem or 'program'}"


def _is_lost(root: str, inspection: Inspection) -> bool:
    """Is the root that the user names on a disk that is wiped, too?"""
    settings = inspection.settings
    if settings.root is None or not root.startswith("/"):
        return False
    return place(
        root,
        inspection.environment,
        mounted=[mount.point for mount in inspection.program.mounts if mount.point is not None],
        persistent=settings.persistent_paths,
        ephemeral=settings.ephemeral_paths,
    ).is_lost


def _carried_out(inspection: Inspection, made: Plan) -> str:
    from flake8_persist.codemod.engine import carry_out  # loads libcst

    if any(not isinstance(edit, InsertAt) and edit.span.line in inspection.folded for edit in made.edits):
        raise EditError(FOLDED)
    return inspection.document.restore(carry_out(inspection.document.python, made.edits))


def _check(before: Inspection, made: Plan, after: Inspection, filename: str | None) -> None:
    """Nothing that was repaired is found again, nothing new is found, no place is less known than it was, and a second
    run would change nothing.

    What is off by default says how a program could be better still: a file that is kept now may well get such a code.
    """
    left = [finding for number, finding in enumerate(before.findings) if number not in made.repaired]
    from flake8_persist.rules.registry import RULES

    found = [finding for finding in after.findings if RULES[finding.code].default]
    new = Counter(map(_identity, found)) - Counter(map(_identity, left))
    if new:
        code, path = next(iter(new))
        raise EditError(f"afterwards {code} would be found" + (f" for {path!r}" if path else ""))
    unseen = _known(before.program) - _known(after.program)
    if unseen:
        raise EditError(f"afterwards it would not be known where {next(iter(unseen))[0]} goes")
    strayed = _staying(before.program, made.moved) - _staying(after.program)
    if strayed:
        name, place = next(iter(strayed))
        raise EditError(f"afterwards {name} would not go to {place!r} any more, which stays")
    root = (_root(before, filename) or "").lower()
    for access in after.program.accesses if root else ():
        if any(root in target.absolute.show().lower()[1:] for target in access.targets):
            raise EditError("the root would stand in the middle of a path")
    planning = _Planning.of(after, filename)
    again = planning.plan(unsafe=before.settings.unsafe_fixes) if planning is not None else None
    hopeless = {_identity(finding) for finding in left}  # a second run would not repair them either
    if again is not None and {_identity(after.findings[number]) for number in again.repaired} - hopeless:
        raise EditError("a second run would change it again")


def _known(program: Program) -> Counter[tuple[str, Direction]]:
    """How often each call goes to a place that is known. Of a shell line, one word may keep the others from sight."""
    return Counter(
        (access.api.name, access.direction)
        for access in program.accesses
        if access.api.name not in _EXCHANGED
        and not is_command(access)
        and access.targets
        and all(target.storage is not Storage.UNKNOWN for target in access.targets)
    )


def _staying(program: Program, moved: frozenset[int] = frozenset()) -> Counter[tuple[str, str]]:
    """How often each call goes to a place on the machine that is known, but for those that move: that may have been
    reached from what moves, as is ``OUT.parent / "input.csv"``.
    """
    return Counter(
        (access.api.name, target.absolute.show())
        for index, access in enumerate(program.accesses)
        if index not in moved and access.api.name not in _EXCHANGED and not is_command(access)
        for target in access.targets
        if target.storage.is_lost and target.text.prefix
    )


def _identity(finding: Finding) -> tuple[str, str | None]:
    return finding.code, finding.path


def _left(before: Inspection, best: _Proved) -> list[int]:
    """The findings that are found again after the repairs."""
    again = Counter(map(_identity, best.after.findings))
    left: list[int] = []
    for number, finding in enumerate(before.findings):
        if number not in best.repaired and again[_identity(finding)] > 0:
            again[_identity(finding)] -= 1
            left.append(number)
    return left


def _unchanged(inspection: Inspection, refused: dict[int, str], left: Iterable[int] | None = None) -> Outcome:
    document = inspection.document
    numbers = range(len(inspection.findings)) if left is None else left
    remaining = tuple(placed(document, inspection.findings[number]) for number in numbers)
    lines = tuple(
        f"{document.place(inspection.findings[number].span.line).name}: {reason}"
        for number, reason in sorted(refused.items())
    )
    return Outcome(document.source, (), remaining, lines, cells_of(document))


def _reasons(after: Inspection, before: Inspection, refused: dict[int, str]) -> tuple[str, ...]:
    """Why the remaining findings were left alone, by their lines in the new source."""
    reasons: dict[tuple[str, str | None], list[str]] = {}
    for number, reason in sorted(refused.items()):
        reasons.setdefault(_identity(before.findings[number]), []).append(reason)
    return tuple(
        f"{after.document.place(finding.span.line).name}: {reasons[_identity(finding)][0]}"
        for finding in after.findings
        if _identity(finding) in reasons
    )
