"""An observer in front of another: it notes from where every call is reached, and changes nothing."""

from __future__ import annotations

import ast
import re
from typing import NamedTuple

from flake8_persist.analysis import scopes as s
from flake8_persist.analysis import values as v
from flake8_persist.analysis.frames import CallSite, Where
from flake8_persist.analysis.sightings import Sightings
from flake8_persist.analysis.state import State
from flake8_persist.catalog import training

# What a call is named that may save or load a model, although nobody knows what it does.
SAVING = re.compile(r"save|checkpoint|ckpt|snapshot|dump|export|upload|persist|early_?stop|callback|on_\w+_end$", re.I)
LOADING = re.compile(
    r"^load$|load_?(\w*_)?(checkpoint|ckpt|model|weights|state(?!_dict)|latest|last)|restore|resume", re.I
)


class Seen(NamedTuple):
    """One way in which a call of something outside is reached."""

    callee: v.Value
    site: CallSite
    order: int

    @property
    def call(self) -> ast.Call:
        return self.site.call

    @property
    def where(self) -> Where:
        return self.site.where


class Watch:
    def __init__(self, inner: Sightings) -> None:
        self._inner = inner
        self.seen: list[Seen] = []

    def tick(self) -> int:
        return self._inner.tick()

    def called(self, callee: v.Value, site: CallSite, now: State) -> State:
        self.seen.append(Seen(callee, site, self._inner.tick()))
        return self._inner.called(callee, site, now)

    def stored(self, target: ast.Attribute | ast.Subscript, value: ast.expr, where: Where, now: State) -> State:
        return self._inner.stored(target, value, where, now)

    def entered(self, context: ast.Call, where: Where, now: State) -> State:
        return self._inner.entered(context, where, now)


def names(recording: s.Recording) -> frozenset[str]:
    """The last names of calls that tell of progress, besides those of accesses."""
    unknown = {name for name in recording.calls if SAVING.search(name) or LOADING.search(name)}
    return training.names() | unknown
