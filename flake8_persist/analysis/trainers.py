"""Calls that train for long: ``model.fit(...)``, ``trainer.train()``. What they are told decides whether they save."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from flake8_persist.analysis import classes
from flake8_persist.analysis import values as v
from flake8_persist.analysis.calls import site_arguments
from flake8_persist.analysis.evaluate import Evaluator
from flake8_persist.analysis.invocation import Arguments
from flake8_persist.analysis.watching import Seen
from flake8_persist.catalog import training
from flake8_persist.catalog.model import Artifact, Direction
from flake8_persist.catalog.training import Facts, Parameter

_KERAS = "keras.Model"


class Trained(NamedTuple):
    seen: Seen
    name: str  # of the call that decides: "keras.Model.fit"
    rounds: int | None  # None: not known
    saves: bool  # on the way, or may do so
    setting: str  # what turns saving off
    decided: ast.Call  # the call that says so


class _Told(NamedTuple):
    """What one call tells of a training."""

    call: ast.Call
    name: str
    facts: Facts
    arguments: Arguments


def trained(evaluator: Evaluator, seen: Seen, made: Mapping[int, Seen], keras: bool) -> Trained | None:
    """What a call trains; None: nothing. ``made``: the calls by node; ``keras``: does the file import it?"""
    callee = seen.callee
    if not isinstance(callee, v.Method) or callee.name not in training.methods():
        return None
    types = _types(evaluator, callee.receiver)
    if not types and keras and any(keyword.arg == "epochs" for keyword in seen.call.keywords):
        types = [_KERAS]
    told = [*_told(evaluator, seen, [f"{one}.{callee.name}" for one in types])]
    if not told:
        return None
    told.extend(_configured(evaluator, callee.receiver, made))
    saves = not all(_is_idle(evaluator, one) for one in told)
    rounds = _rounds(told)
    for one in told:
        setting = _setting(one)
        if setting is not None:
            return Trained(seen, one.name, rounds, saves, setting, one.call)
    return Trained(seen, told[0].name, rounds, saves or told[0].facts.saves, "", seen.call)


def _types(evaluator: Evaluator, receiver: v.Value) -> list[str]:
    """The class of an object, and the classes behind it."""
    if isinstance(receiver, v.Instance):
        return lineage(evaluator, receiver.type)
    if isinstance(receiver, v.Object):
        outside = classes.outside_bases(evaluator, receiver.scope, receiver.frame)
        return [one for base in outside for one in lineage(evaluator, base)] or ["?"]
    return [] if isinstance(receiver, v.Unknown) else ["?"]


def lineage(evaluator: Evaluator, name: str) -> list[str]:
    found = [evaluator.catalog.canonical(name)]
    for one in found:
        found.extend(base for base in evaluator.catalog.bases(one) if base not in found)
    return found


def _told(evaluator: Evaluator, seen: Seen, names: list[str]) -> Iterator[_Told]:
    known = next(((name, training.table()[name]) for name in names if name in training.table()), None)
    if known is not None:
        yield _Told(seen.call, *known, site_arguments(evaluator, seen.site))


def _configured(evaluator: Evaluator, receiver: v.Value, made: Mapping[int, Seen]) -> Iterator[_Told]:
    """What the call that made the trainer says, and the calls that made what it was given."""
    pending = [receiver]
    for value in pending:
        for one in v.alternatives(value):
            maker = made.get(id(one.origin)) if isinstance(one, v.Instance) else None
            if maker is None or not isinstance(one, v.Instance):
                continue
            found = list(_told(evaluator, maker, lineage(evaluator, one.type)))
            yield from found
            if value is receiver:
                pending.extend(item for told in found for item in told.arguments.positional)
                pending.extend(item for told in found for item in told.arguments.keywords.values())


def _given(told: _Told, parameter: Parameter) -> v.Value | None:
    """The value of an argument; None: it was left out."""
    given = told.arguments.get(parameter.position, parameter.name)
    return v.UNKNOWN if given is None and not told.arguments.complete else given


def _setting(told: _Told) -> str | None:
    """``save_strategy="no"``, if that is what the call says."""
    for parameter in told.facts.off:
        given = _given(told, parameter)
        if isinstance(given, v.Str) and given.text.constant == parameter.value:
            return f'{parameter.name}="{parameter.value}"'
        if isinstance(given, v.Constant) and str(given.value) == parameter.value:
            return f"{parameter.name}={parameter.value}"
    return None


def _rounds(told: list[_Told]) -> int | None:
    for one in told:
        if one.facts.rounds is not None:
            given = _given(one, one.facts.rounds)
            if given is None:
                return int(one.facts.rounds.value)
            return given.value if isinstance(given, v.Constant) and isinstance(given.value, int) else None
    return None


def _is_idle(evaluator: Evaluator, told: _Told) -> bool:
    """Are its callbacks all known, and does none of them save?"""
    given = _given(told, told.facts.callbacks) if told.facts.callbacks is not None else None
    return given is None or all(_saves_nothing(evaluator, one) for one in v.alternatives(given))


def _saves_nothing(evaluator: Evaluator, value: v.Value) -> bool:
    if isinstance(value, v.Sequence):
        return value.complete and all(_saves_nothing(evaluator, item) for item in value.items)
    if isinstance(value, v.Instance):
        rows = evaluator.catalog.calls(value.type)
        return not any(row.direction is Direction.WRITE and row.artifact is Artifact.CHECKPOINT for row in rows)
    return value == v.NONE
