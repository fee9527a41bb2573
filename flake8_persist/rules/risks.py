"""What an interruption would cost, write by write and training by training."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from flake8_persist.analysis.access import Access, Program, Target
from flake8_persist.analysis.carrying import covers
from flake8_persist.analysis.progress import Progress, Training
from flake8_persist.catalog.model import Artifact, Direction, Kind
from flake8_persist.environments.model import Storage
from flake8_persist.rules import messages
from flake8_persist.rules.endangered import COPIED_TOO_LATE, NEVER_READ_BACK, NOTHING_SAVED, OVERWRITTEN
from flake8_persist.rules.failing import UNHANDLED
from flake8_persist.rules.lost import LOSSES
from flake8_persist.rules.messages import Named, escaped
from flake8_persist.rules.model import Fault, Finding

_FEW = 10  # rounds: over before it would be worth a checkpoint
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

    def written(self, training: int) -> list[tuple[int, Access]]:
        """The checkpoints that the loop of a training writes."""
        return [(index, one) for index, one in _checkpoints(self.program) if training in self.progress.during[index]]


def risks(program: Program, root: str | None, named: Named) -> list[Risk]:
    """The writes that an interruption would spoil; none where nobody asked for that."""
    if program.progress is None:
        return []
    case = _Case(program, program.progress, root, named)
    return [*_unhandled(case), *_overwritten(case), *_never_read_back(case), *_copied_too_late(case)]


def unsaved(program: Program, root: str | None) -> Iterator[Finding]:
    """The trainings that save nothing on the way."""
    for training in program.progress.trainings if program.progress is not None else ():
        if training.saves or _is_short(training):
            continue
        what = escaped(training.name) or "the loop"
        effect = f"{what} trains"
        if training.setting:
            effect = f"{training.setting}: {what} trains"
        elif training.name:
            effect += f" for {training.rounds} epochs"
        remedy = _save_meanwhile(training, root)
        yield Finding(
            code=NOTHING_SAVED.code,
            message=f"{effect} and saves nothing until it is over: {messages.INTERRUPTED}; {remedy}",
            span=training.span,
            origin=None,
            note=None,
            help=remedy,
            artifact=Artifact.CHECKPOINT.value,
            storage=None,
            path=None,
            access=None,
        )


def _is_short(training: Training) -> bool:
    if training.setting:
        return False  # somebody meant it
    if training.rounds is None:
        return training.name != ""
    return training.rounds < _FEW


def _save_meanwhile(training: Training, root: str | None) -> str:
    where = f" under {escaped(root)}" if root else ""
    if training.setting:
        return f"drop {training.setting}, and save every epoch{where}"
    if training.name:
        path = f"{root}/epoch_{{epoch}}.keras" if root else "epoch_{epoch}.keras"
        return f'pass callbacks=[keras.callbacks.ModelCheckpoint("{escaped(path)}")]'
    return f"save a checkpoint in the loop,{where}" if where else "save a checkpoint in the loop"


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
        if any(number in case.progress.during[place] for place in _takers(case.program, access)):
            continue
        fault = Fault(
            OVERWRITTEN.code,
            "over its only copy: an interrupted write leaves neither the old nor the new one",
            "write to a temporary name and os.replace it, or put the epoch into the name",
        )
        yield Risk(index, access.targets[0], fault)


def _takers(program: Program, access: Access) -> Iterator[int]:
    """The accesses that copy, move or upload what was written; plain reads do not."""
    writers = {id(one.node) for one in program.accesses if one.direction is Direction.WRITE}
    for index, other in enumerate(program.accesses):
        if other.direction is Direction.COPY_OUT:
            takes = not other.targets or _meet(other, access)
        else:
            copies = other.direction in (Direction.READ, Direction.DELETE) and id(other.node) in writers
            takes = copies and _meet(other, access)
        if takes:
            yield index


def _never_read_back(case: _Case) -> Iterator[Risk]:
    if case.progress.resumes:
        return
    groups = [case.written(number) for number in range(len(case.progress.trainings))]
    callbacks = [(index, one) for index, one in _checkpoints(case.program) if _writes_later(one)]
    groups.extend([one] for one in callbacks if case.progress.trainings)
    for written in groups:
        kept = [(index, one) for index, one in written if _is_kept(one)]
        if kept and not any(_reads(other, access) for _, access in written for other in case.program.accesses):
            index, access = kept[0]
            fault = Fault(
                NEVER_READ_BACK.code,
                "which nothing in this file reads back: a new session starts from the beginning",
                "load it before the training if it is there",
            )
            yield Risk(index, access.targets[0], fault)


def _writes_later(access: Access) -> bool:
    return access.api.kind is Kind.CONSTRUCTOR and _CHECKPOINTS.search(access.api.name) is not None


def _is_kept(access: Access) -> bool:
    return bool(access.kept_by) or any(target.storage in _KEPT for target in access.targets)


def _reads(other: Access, access: Access) -> bool:
    """May it read what was written, or look for it?"""
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
        if not lost or _is_kept_at_once(access):
            continue
        carriers = [one for one in _carriers(case.program, access) if one[1].order > access.order]
        for training in _trainings_of(index, access, case):
            during = [case.progress.during[number] for number, _ in carriers]
            if not carriers or training in told or any(training in one for one in during):
                continue
            told.add(training)
            line = min(one.node.lineno for _, one in carriers)
            fault = Fault(
                COPIED_TOO_LATE.code,
                f"which is copied out only after the training, on {case.named(line)}: {messages.INTERRUPTED}",
                "copy it meanwhile" + (f", or write under {escaped(case.root)}" if case.root else ""),
            )
            yield Risk(index, lost[0], fault)


def _is_kept_at_once(access: Access) -> bool:
    return access.node.lineno in access.kept_by or any(target.storage in _KEPT for target in access.targets)


def _carriers(program: Program, access: Access) -> list[tuple[int, Access]]:
    return [(index, one) for index, one in enumerate(program.accesses) if one.node.lineno in access.kept_by]


def _trainings_of(index: int, access: Access, case: _Case) -> Iterable[object]:
    """The trainings during which it is written: loops and calls by number, or the call that writes itself."""
    if case.progress.during[index]:
        return sorted(case.progress.during[index])
    if _TRAINS.search(access.name):
        return [id(access.node)]
    if not _writes_later(access):
        return []
    later = (number for number, one in enumerate(case.progress.trainings) if one.order > access.order and one.name)
    return list(later)[:1]
