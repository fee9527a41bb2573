"""Writes that an interruption would spoil, or that would not help after it."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from flake8_persist.analysis.access import Access, Program, Target
from flake8_persist.analysis.carrying import covers
from flake8_persist.analysis.progress import Progress
from flake8_persist.catalog.model import Artifact, Direction, Kind
from flake8_persist.environments.model import Storage
from flake8_persist.rules import messages
from flake8_persist.rules.endangered import COPIED_TOO_LATE, NEVER_READ_BACK, OVERWRITTEN
from flake8_persist.rules.failing import UNHANDLED
from flake8_persist.rules.lost import LOSSES
from flake8_persist.rules.messages import Named, escaped
from flake8_persist.rules.model import Fault

_KEPT = (Storage.PERSISTENT, Storage.REMOTE)
_NUMBERED = frozenset({"tensorflow.train.Checkpoint.save"})  # adds a number of its own to the name
_CHECKPOINTS = re.compile(r"Checkpoint$|TrainingArguments$")  # what is made once, and writes during the training
_TRAINS = re.compile(r"\b(train|fit|learn|finetune)(\.py)?$")


class Risk(NamedTuple):
    access: int  # index
    target: Target
    fault: Fault


class _Case(NamedTuple):
    program: Program
    progress: Progress
    root: str | None
    named: Named
    copiers: frozenset[int]

    def written(self, training: int) -> list[tuple[int, Access]]:
        """The checkpoints that the loop of a training writes."""
        return [(index, one) for index, one in _checkpoints(self.program) if training in self.progress.during[index]]


def risks(program: Program, root: str | None, named: Named) -> list[Risk]:
    """The writes that an interruption would spoil; none where nobody asked for that."""
    if program.progress is None:
        return []
    case = _Case(program, program.progress, root, named, frozenset(_copiers(program)))
    return [*_unhandled(case), *_overwritten(case), *_never_read_back(case), *_copied_too_late(case)]


def _checkpoints(program: Program) -> list[tuple[int, Access]]:
    """What is written there, and kept as long as the machine lives."""
    return [
        (index, access)
        for index, access in enumerate(program.accesses)
        if access.direction is Direction.WRITE
        and access.artifact is Artifact.CHECKPOINT
        and access.targets
        and not access.deleted_by
        and any(target.storage is not Storage.MEMORY for target in access.targets)
    ]


def _unhandled(case: _Case) -> Iterator[Risk]:
    for index, access in enumerate(case.program.accesses):
        if index not in case.progress.unhandled or access.artifact not in LOSSES or not _writes_at_once(access):
            continue
        kept = [target for target in access.targets if target.storage is Storage.PERSISTENT]
        if kept or (access.artifact is Artifact.CHECKPOINT and access.targets):
            fault = Fault(
                UNHANDLED.code,
                "and nothing handles an OSError: a full disk or a lost mount ends the program there",
                "put it into try: and say under except OSError what was not saved",
            )
            yield Risk(index, (kept or access.targets)[0], fault)


def _writes_at_once(access: Access) -> bool:
    """Does the call itself write, and raise where it cannot? Commands raise nothing, and objects write later."""
    if access.api.kind not in (Kind.FUNCTION, Kind.METHOD) or access.name.startswith(("!", "%")):
        return False
    return not _TRAINS.search(access.name)


def _overwritten(case: _Case) -> Iterator[Risk]:
    for number in range(len(case.progress.trainings)):
        written = [(index, one) for index, one in case.written(number) if one.api.kind is not Kind.CONSTRUCTOR]
        places = {target.absolute.constant for _, access in written for target in access.targets}
        if len(places) != 1 or None in places or any(one.api.name in _NUMBERED for _, one in written):
            continue
        index, access = written[0]
        if any(number in case.progress.during[place] for place in _takers(case, access)):
            continue
        fault = Fault(
            OVERWRITTEN.code,
            "over its only copy: an interrupted write leaves neither the old nor the new one",
            "write to a temporary name and os.replace it, or put the epoch into the name",
        )
        yield Risk(index, access.targets[0], fault)


def _takers(case: _Case, access: Access) -> Iterator[int]:
    """The accesses that copy, move or upload what was written; plain reads do not."""
    for index, other in enumerate(case.program.accesses):
        if id(other.node) in case.copiers and other.direction is not Direction.WRITE:
            uploads = other.direction is Direction.COPY_OUT and not other.targets
            if uploads or _meet(other, access):
                yield index


def _never_read_back(case: _Case) -> Iterator[Risk]:
    if case.progress.resumes:
        return
    groups = [case.written(number) for number in range(len(case.progress.trainings))]
    if case.progress.trainings:
        groups.extend([one] for one in _checkpoints(case.program) if _writes_later(one[1]) and _is_on_kept(one[1]))
    for written in groups:
        kept = [(index, one) for index, one in written if _is_kept_meanwhile(index, one, case)]
        if kept and not any(_is_read_back(access, case) for _, access in written):
            index, access = kept[0]
            fault = Fault(
                NEVER_READ_BACK.code,
                "which nothing in this file reads back: a new session starts from the beginning",
                _resume(access),
            )
            yield Risk(index, access.targets[0], fault)


def _resume(access: Access) -> str:
    if access.api.name.endswith("TrainingArguments"):
        return "pass resume_from_checkpoint to train() if there is one"
    return "load it before the training if it is there"


def _writes_later(access: Access) -> bool:
    return access.api.kind is Kind.CONSTRUCTOR and _CHECKPOINTS.search(access.api.name) is not None


def _is_read_back(access: Access, case: _Case) -> bool:
    """Does anything read the file, or what it was copied or moved to, or look for it?"""
    accesses = case.program.accesses
    takers = {id(accesses[index].node) for index in _takers(case, access)}
    copies = [one for one in accesses if one.direction is Direction.WRITE and id(one.node) in takers]
    others = [one for one in accesses if id(one.node) not in takers]
    return any(_reads(other, place) for place in (access, *copies) for other in others)


def _reads(other: Access, access: Access) -> bool:
    if other.direction not in (Direction.READ, Direction.EXISTS) or other.node is access.node:
        return False
    if other.artifact is Artifact.CHECKPOINT and any(not target.absolute.prefix for target in other.targets):
        return True
    return _meet(other, access)


def _meet(other: Access, access: Access) -> bool:
    return any(_related(one, target) for one in other.targets for target in access.targets)


def _related(one: Target, other: Target) -> bool:
    """Is the one the file or directory of the other, or may it be?"""
    if covers(one.absolute, other.absolute) or covers(other.absolute, one.absolute):
        return True
    if one.absolute.constant is not None and other.absolute.constant is not None:
        return False
    first, second = one.absolute.prefix, other.absolute.prefix
    return bool(first and second) and posixpath.dirname(first) == posixpath.dirname(second)


def _copied_too_late(case: _Case) -> Iterator[Risk]:
    told: set[object] = set()
    for index, access in _checkpoints(case.program):
        lost = [target for target in access.targets if target.storage.is_lost]
        if not lost or _is_kept_meanwhile(index, access, case):
            continue
        carriers = [one for _, one in _carriers(case, access) if one.order > access.order]
        for training in _trainings_of(index, access, case):
            if not carriers or training in told:
                continue
            told.add(training)
            line = min(one.node.lineno for one in carriers)
            fault = Fault(
                COPIED_TOO_LATE.code,
                f"which is copied out only after the training, on {case.named(line)}: {messages.INTERRUPTED}",
                "copy it meanwhile" + (f", or write under {escaped(case.root)}" if case.root else ""),
            )
            yield Risk(index, lost[0], fault)


def _is_on_kept(access: Access) -> bool:
    return any(target.storage in _KEPT for target in access.targets)


def _is_kept_meanwhile(index: int, access: Access, case: _Case) -> bool:
    """Is it on storage that is kept as soon as it is written, or copied there while the training goes on?"""
    if access.node.lineno in access.kept_by or _is_on_kept(access):
        return True
    during = case.progress.during
    return any(during[number] & during[index] for number, _ in _carriers(case, access))


def _carriers(case: _Case, access: Access) -> list[tuple[int, Access]]:
    """What copies it out; a program that reads it and keeps something of its own does not."""
    if not access.kept_by:
        return []
    return [
        (index, one)
        for index, one in enumerate(case.program.accesses)
        if one.node.lineno in access.kept_by and id(one.node) in case.copiers
    ]


def _copiers(program: Program) -> Iterator[int]:
    """The calls that copy, move or upload, by the identity of their nodes."""
    for access in program.accesses:
        copies = access.direction is Direction.WRITE and access.artifact is Artifact.CACHE
        if copies or access.direction is Direction.COPY_OUT:
            yield id(access.node)


def _trainings_of(index: int, access: Access, case: _Case) -> Iterable[object]:
    """The trainings during which it is written: loops and calls by number, or the call that does both."""
    if case.progress.during[index]:
        return sorted(case.progress.during[index])
    if _TRAINS.search(access.name):
        return [access.node]
    if not _writes_later(access):
        return []
    later = (number for number, one in enumerate(case.progress.trainings) if one.order > access.order and one.name)
    return list(later)[:1]
