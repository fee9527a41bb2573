"""Trainings that save nothing on the way."""

from __future__ import annotations

from collections.abc import Iterator

from flake8_persist.analysis.access import Program
from flake8_persist.analysis.progress import Training
from flake8_persist.catalog.model import Artifact
from flake8_persist.printable import escaped
from flake8_persist.rules import messages
from flake8_persist.rules.endangered import NOTHING_SAVED
from flake8_persist.rules.model import Finding

_FEW = 10  # rounds: over before it would be worth a checkpoint


def unsaved(program: Program, root: str | None) -> Iterator[Finding]:
    """The trainings that save nothing on the way."""
    for training in program.progress.trainings if program.progress is not None else ():
        if training.saves or _is_short(training):
            continue
        remedy = _save_meanwhile(training, root)
        yield Finding(
            code=NOTHING_SAVED.code,
            message=f"{_subject(training)} saves nothing until it is over: {messages.INTERRUPTED}; {remedy}",
            span=training.span,
            origin=None,
            note=None,
            help=remedy,
            artifact=Artifact.CHECKPOINT.value,
            storage=None,
            path=None,
            access=None,
        )


def _subject(training: Training) -> str:
    if not training.name:
        return "the training loop"
    return f"{escaped(training.name)} with {training.setting or f'epochs={training.rounds}'}"


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
