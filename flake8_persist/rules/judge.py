"""Accesses in, findings out: which writes are lost, and which count on storage that is not there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from flake8_persist.analysis.access import Access, Ending, EndingKind, Program, Span, Target
from flake8_persist.catalog.model import Artifact, Direction
from flake8_persist.environments.model import Environment, Storage
from flake8_persist.rules import lost, messages, remote, unnoticed
from flake8_persist.rules.model import Finding
from flake8_persist.rules.mounting import fault, persistent_root
from flake8_persist.rules.storage import NOT_FLUSHED

_RANKS = {artifact: rank for rank, artifact in enumerate(lost.LOSSES)}
_REASONS = {
    Storage.RELATIVE: lost.RELATIVE,
    Storage.EPHEMERAL: lost.EPHEMERAL,
    Storage.DEFAULT: lost.DEFAULT,
}


class _Case(NamedTuple):
    """What the judgement of one file rests on."""

    program: Program
    environment: Environment
    lines: Sequence[str]
    root: str | None
    named: messages.Named


def judge(
    program: Program,
    environment: Environment,
    *,
    lines: Sequence[str] = (),
    named: messages.Named = messages.line,
    root: str | None = None,
) -> list[Finding]:
    """The findings of a file, by position; of one path of a call at most one that it is lost, and one of each fault.

    ``lines`` are those of the analysed source, for notes, and ``named`` tells people which one is meant. ``root`` is
    where the user wants artifacts; None: the persistent directory of the platform, at the mount point that the program
    uses.
    """
    case = _Case(program, environment, lines, root or persistent_root(program, environment), named)
    writes = [(index, access) for index, access in enumerate(program.accesses) if access.direction is Direction.WRITE]
    writes.sort(key=lambda write: _seriousness(write[1].artifact))
    found: dict[tuple[int, int, object, str], Finding] = {}
    for index, access in writes:
        for finding in (*_losses(index, access, case), *_faults(index, access, case)):
            family = "PST1" if finding.code.startswith("PST1") else finding.code
            found.setdefault((id(access.node), access.row, _argument(access), family), finding)
    everything = list(found.values())
    everything.extend(finding for ending in program.endings for finding in _ended(ending, case))
    if program.progress is not None:
        everything.extend(_endangered(case))
    return sorted(everything, key=lambda finding: (finding.span.line, finding.span.column, finding.code))


def _argument(access: Access) -> object:
    """What tells the paths of one call apart: its argument, or the word of a command. Defaults are one."""
    if access.argument is not None:
        return id(access.argument)
    return (
        None if any(target.storage is Storage.DEFAULT for target in access.targets) else access.targets[0].text.show()
    )


def _seriousness(artifact: Artifact) -> int:
    """The rank of an artifact, the most serious first."""
    return _RANKS.get(artifact, len(_RANKS))


def _losses(index: int, access: Access, case: _Case) -> Iterator[Finding]:
    if access.artifact not in lost.LOSSES or access.kept_by or access.deleted_by:
        return
    losers = [target for target in access.targets if target.storage.is_lost and not remote.fault(access, target)]
    if not losers:
        return
    others = [target for target in access.targets if not target.storage.is_lost]
    target = losers[0]
    reason = lost.SOMETIMES if others else _REASONS[target.storage]
    condition = f", {messages.for_whom(losers, others, case.named)}" if others else ""
    effect = f", {messages.where(target)}{condition}: {messages.LOST}"
    remedy = messages.remedy(case.root, database=not access.api.moves and case.environment.mounts)
    yield _finding(lost.code(access.artifact, reason), index, access, target, effect, remedy, case)


def _faults(index: int, access: Access, case: _Case) -> Iterator[Finding]:
    if access.artifact not in lost.LOSSES and access.artifact is not Artifact.DIR:
        return
    for target in access.targets:
        for found in (
            remote.fault(access, target) or fault(access, target, case.program, case.environment, case.named),
            unnoticed.missing_directory(access, target, case.program, case.environment),
            unnoticed.silenced(access, target, case.named),
        ):
            if found is not None:
                yield _finding(found.code, index, access, target, f", {found.effect}", found.help, case)


def _endangered(case: _Case) -> list[Finding]:
    """What an interruption would cost. The rules for it are loaded only where somebody asked."""
    from flake8_persist.rules import risks, unsaved

    found = list(unsaved.unsaved(case.program, case.root))
    for risk in risks.risks(case.program, case.root, case.named):
        access, (code, effect, remedy) = case.program.accesses[risk.access], risk.fault
        found.append(_finding(code, risk.access, access, risk.target, f", {effect}", remedy, case))
    return found


def _ended(ending: Ending, case: _Case) -> Iterator[Finding]:
    """The runtime is given back, or Drive is started anew, while it may still be waiting for what was written."""
    flushed = [one.order for one in case.program.endings if one.kind is EndingKind.UNMOUNT and one.order < ending.order]
    waiting = [
        access
        for access in case.program.accesses
        if access.direction is Direction.WRITE
        and max(flushed, default=0) < access.order < ending.order
        and any(_is_on_mount(target, case.program) for target in access.targets)
    ]
    if ending.kind is EndingKind.UNMOUNT or not waiting:
        return
    what = "runtime.unassign ends the machine" if ending.kind is EndingKind.RUNTIME else "drive.mount starts Drive anew"
    remedy = "call drive.flush_and_unmount() first"
    effect = f"while Drive may still wait for what is written on {case.named(waiting[-1].node.lineno)}"
    yield Finding(
        code=NOT_FLUSHED.code,
        message=f"{what} {effect}: {messages.LOST}; {remedy}",
        span=Span.of(ending.node),
        origin=None,
        note=None,
        help=remedy,
        artifact=None,
        storage=None,
        path=None,
        access=None,
    )


def _is_on_mount(target: Target, program: Program) -> bool:
    points = [mount.point.rstrip("/") for mount in program.mounts if mount.point is not None]
    return target.storage is Storage.PERSISTENT and any(
        target.absolute.prefix.startswith(f"{point}/") for point in points
    )


def _finding(code: str, index: int, access: Access, target: Target, effect: str, remedy: str, case: _Case) -> Finding:
    origin = messages.origin(access, target)
    return Finding(
        code=code,
        message=f"{messages.writes(access, target, origin, case.named)}{effect}; {remedy}",
        span=access.span,
        origin=origin,
        note=messages.note(target, origin, case.lines, case.named),
        help=remedy,
        artifact=access.artifact.value,
        storage=target.storage.value,
        path=messages.shown(target) or None,
        access=index,
    )
