"""Writes that an interruption would spoil, or that would not help after it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from flake8_persist.analysis.access import Access, Program, Target
from flake8_persist.analysis.progress import Progress
from flake8_persist.catalog.model import Artifact, Kind
from flake8_persist.environments.model import Storage
from flake8_persist.printable import escaped
from flake8_persist.rules import messages
from flake8_persist.rules.endangered import COPIED_TOO_LATE, NEVER_READ_BACK, OVERWRITTEN
from flake8_persist.rules.failing import UNHANDLED
from flake8_persist.rules.fates import Fates, Numbered, is_on_kept
from flake8_persist.rules.lost import LOSSES
from flake8_persist.rules.messages import Named
from flake8_persist.rules.model import Fault

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
    fates: Fates
    root: str | None
    named: Named


def risks(program: Program, root: str | None, named: Named) -> list[Risk]:
    """The writes that an interruption would spoil; none where nobody asked for that."""
    if program.progress is None:
        return []
    case = _Case(program, program.progress, Fates(program, program.progress), root, named)
    return [*_unhandled(case), *_overwritten(case), *_never_read_back(case), *_copied_too_late(case)]


def _unhandled(case: _Case) -> Iterator[Risk]:
    fault = Fault(
        UNHANDLED.code,
        "and nothing handles an OSError: a full disk or a lost mount ends the program there",
        "put it into try: and say under except OSError what was not saved",
    )
    for index, access in enumerate(case.program.accesses):
        if index not in case.progress.unhandled or access.artifact not in LOSSES or not _writes_at_once(access):
            continue
        kept = [target for target in access.targets if target.storage is Storage.PERSISTENT]
        if kept or (access.artifact is Artifact.CHECKPOINT and access.targets):
            yield Risk(index, (kept or access.targets)[0], fault)


def _writes_at_once(access: Access) -> bool:
    """Does the call itself write, and raise where it cannot? Commands raise nothing, and objects write later."""
    if access.api.kind not in (Kind.FUNCTION, Kind.METHOD) or access.name.startswith(("!", "%")):
        return False
    return not _TRAINS.search(access.name)


def _overwritten(case: _Case) -> Iterator[Risk]:
    fault = Fault(
        OVERWRITTEN.code,
        "over its only copy: an interrupted write leaves neither the old nor the new one",
        "write to a temporary name and os.replace it, or put the epoch into the name",
    )
    for training, written in case.fates.written.items():
        at_once = [one for one in written if one.access.api.kind is not Kind.CONSTRUCTOR]
        places = {target.absolute.constant for _, access in at_once for target in access.targets}
        if len(places) != 1 or None in places or any(access.api.name in _NUMBERED for _, access in at_once):
            continue
        index, access = at_once[0]
        if not any(training in case.progress.during[taker.number] for taker in case.fates.takers(access)):
            yield Risk(index, access.targets[0], fault)


def _never_read_back(case: _Case) -> Iterator[Risk]:
    if case.progress.resumes or not case.progress.trainings:
        return
    fates = case.fates
    groups = [
        *fates.written.values(),
        *([one] for one in fates.checkpoints if _writes_later(one.access) and is_on_kept(one.access)),
    ]
    for written in groups:
        kept = [one for one in written if fates.is_kept_meanwhile(*one)]
        if kept and not any(fates.is_read_back(access) for _, access in written):
            index, access = kept[0]
            yield Risk(index, access.targets[0], _not_read(access))


def _not_read(access: Access) -> Fault:
    remedy = "load it before the training if it is there"
    if access.api.name.endswith("TrainingArguments"):
        remedy = "pass resume_from_checkpoint to train() if there is one"
    effect = "which nothing in this file reads back: a new session starts from the beginning"
    return Fault(NEVER_READ_BACK.code, effect, remedy)


def _writes_later(access: Access) -> bool:
    return access.api.kind is Kind.CONSTRUCTOR and _CHECKPOINTS.search(access.api.name) is not None


def _copied_too_late(case: _Case) -> Iterator[Risk]:
    told: set[object] = set()
    for one in case.fates.checkpoints:
        index, access = one
        lost = [target for target in access.targets if target.storage.is_lost]
        if not lost or case.fates.is_kept_meanwhile(index, access):
            continue
        lines = [carrier.node.lineno for _, carrier in case.fates.carriers(access) if carrier.order > access.order]
        for training in _trainings_of(one, case) if lines else ():
            if training not in told:
                told.add(training)
                yield Risk(index, lost[0], _too_late(min(lines), case))


def _too_late(line: int, case: _Case) -> Fault:
    effect = f"which is copied out only after the training, on {case.named(line)}: {messages.INTERRUPTED}"
    remedy = "copy it meanwhile" + (f", or write under {escaped(case.root)}" if case.root else "")
    return Fault(COPIED_TOO_LATE.code, effect, remedy)


def _trainings_of(written: Numbered, case: _Case) -> Iterable[object]:
    """The trainings during which it is written: loops and calls by number, or the call that does both."""
    index, access = written
    if case.progress.during[index]:
        return sorted(case.progress.during[index])
    if _TRAINS.search(access.name):
        return [access.node]
    if not _writes_later(access):
        return []
    later = (number for number, one in enumerate(case.progress.trainings) if one.order > access.order and one.name)
    return list(later)[:1]
