"""From findings to a new source that has been proved: planned, carried out, written back, looked at again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import PurePath
from typing import NamedTuple

from flake8_persist.codemod.edits import EditError
from flake8_persist.codemod.plan import Plan, Task, plan
from flake8_persist.codemod.subject import Subject
from flake8_persist.inspection import Inspection, UnreadableError, inspect, placed, without_silenced
from flake8_persist.rules.model import Finding, Repair
from flake8_persist.rules.mounting import persistent_root

NO_ROOT = "no persistent directory is known for this platform: name one with --root"


class Outcome(NamedTuple):
    source: str
    fixed: tuple[Finding, ...]  # at their places in the old source
    remaining: tuple[Finding, ...]  # at their places in the new one
    refusals: tuple[str, ...]


def repairs(inspection: Inspection, filename: str | None) -> list[Repair | None]:
    """What a fix would do about each finding."""
    if not inspection.findings:
        return []
    made = _plan(inspection, filename)
    if made is None:
        return [None] * len(inspection.findings)
    bold = _plan(inspection, filename, unsafe=True) or made
    found: list[Repair | None] = []
    for number, finding in enumerate(inspection.findings):
        if number in made.repaired:
            found.append(Repair(True, finding.help or "repair it"))
        elif number in bold.repaired:
            found.append(Repair(False, f"{finding.help or 'repair it'}, although {made.refused.get(number, '')}"))
        else:
            found.append(None)
    return found


def repaired(inspection: Inspection, filename: str | None) -> Outcome:
    """The repaired source, or the source as it is with the reasons."""
    source = inspection.document.source
    made = _plan(inspection, filename, unsafe=inspection.settings.unsafe_fixes)
    if made is None:
        return _unchanged(inspection, dict.fromkeys(range(len(inspection.findings)), NO_ROOT))
    if not made.edits:
        return _unchanged(inspection, made.refused)
    try:
        new = _carried_out(inspection, made)
        after = without_silenced(inspect(new, filename, inspection.settings))
        _check(inspection, made, after, filename)
    except (EditError, UnreadableError, ValueError) as problem:
        reasons = {**made.refused, **dict.fromkeys(made.repaired, f"the repair could not be proved: {problem}")}
        return _unchanged(inspection, reasons)
    fixed = tuple(placed(inspection.document, inspection.findings[number]) for number in made.repaired)
    remaining = tuple(placed(after.document, finding) for finding in after.findings)
    assert new != source
    return Outcome(new, fixed, remaining, _reasons(inspection, made, remaining))


def _plan(inspection: Inspection, filename: str | None, *, unsafe: bool = False) -> Plan | None:
    """None where nothing can be planned, since there is no place to move to."""
    root = _root(inspection, filename)
    if root is None:
        return None
    subject = Subject(inspection.tree, inspection.document.python.splitlines(keepends=True))
    task = Task(subject, inspection.program, inspection.findings, inspection.environment, root, unsafe)
    return plan(task)


def _root(inspection: Inspection, filename: str | None) -> str | None:
    """``/content/drive/MyDrive/train`` for ``train.py``; where the platform keeps one directory, that directory."""
    if inspection.settings.root is not None:
        return inspection.settings.root
    root = persistent_root(inspection.program, inspection.environment)
    if root is None or not inspection.environment.mounts:
        return root
    stem = PurePath(filename).name.partition(".")[0] if filename else ""
    return f"{root}/{stem or 'program'}"


def _carried_out(inspection: Inspection, made: Plan) -> str:
    from flake8_persist.codemod.engine import carry_out  # loads libcst

    return inspection.document.restore(carry_out(inspection.document.python, made.edits))


def _check(before: Inspection, made: Plan, after: Inspection, filename: str | None) -> None:
    """Nothing that was repaired is found again, nothing new is found, and a second run would change nothing."""
    left = [finding for number, finding in enumerate(before.findings) if number not in made.repaired]
    new = Counter(map(_identity, after.findings)) - Counter(map(_identity, left))
    if new:
        code, path = next(iter(new))
        raise EditError(f"afterwards {code} would be found" + (f" for {path!r}" if path else ""))
    again = _plan(after, filename, unsafe=before.settings.unsafe_fixes)
    if again is not None and again.edits:
        raise EditError("a second run would change it again")


def _identity(finding: Finding) -> tuple[str, str | None]:
    return finding.code, finding.path


def _unchanged(inspection: Inspection, refused: dict[int, str]) -> Outcome:
    remaining = tuple(placed(inspection.document, finding) for finding in inspection.findings)
    lines = tuple(
        f"line {inspection.findings[number].span.line}: {reason}" for number, reason in sorted(refused.items())
    )
    return Outcome(inspection.document.source, (), remaining, lines)


def _reasons(inspection: Inspection, made: Plan, remaining: Sequence[Finding]) -> tuple[str, ...]:
    """Why the remaining findings were left alone, by their lines in the new source."""
    reasons: dict[tuple[str, str | None], list[str]] = {}
    for number, reason in sorted(made.refused.items()):
        reasons.setdefault(_identity(inspection.findings[number]), []).append(reason)
    return tuple(
        f"line {finding.span.line}: {reasons[_identity(finding)][0]}"
        for finding in remaining
        if _identity(finding) in reasons
    )
