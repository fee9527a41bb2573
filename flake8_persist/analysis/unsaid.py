"""Where a call writes, reads or takes away what its arguments do not say, or say by a name alone.

The library chooses the place, or an object that was made before has been told it.
"""

from __future__ import annotations

import ast
from collections.abc import Mapping
from typing import Any

from flake8_persist.analysis import defaults, environ, matching, paths
from flake8_persist.analysis import values as v
from flake8_persist.analysis.access import Access, Target
from flake8_persist.analysis.carriers import covers
from flake8_persist.analysis.evaluate import Evaluator
from flake8_persist.analysis.frames import Frame, Where
from flake8_persist.analysis.invocation import Arguments
from flake8_persist.analysis.landing import Landing
from flake8_persist.analysis.scopes import part_of
from flake8_persist.analysis.state import State
from flake8_persist.analysis.text import Text, text, without_origins
from flake8_persist.analysis.writers import Writers
from flake8_persist.catalog.model import BELOW, Api, Artifact, Direction, Shape
from flake8_persist.environments.model import Storage

# Where a library writes by itself; None: it does not, or nobody knows, or something else reports it.
_Chosen = tuple[Target, ...] | None


class Unsaid:
    """Answers from the accesses that were noted so far."""

    def __init__(
        self,
        evaluator: Evaluator,
        landing: Landing,
        accesses: Mapping[Any, Access],
        accesses_of: defaults.AccessesOf,
        given: Mapping[ast.expr, Arguments],
        writers: Writers,
    ) -> None:
        self._evaluator = evaluator
        self._landing = landing
        self._accesses = accesses
        self._accesses_of = accesses_of
        self._given = given  # to calls that the catalogue knows
        self._writers = writers
        self._held: dict[tuple[ast.Call, str], defaults.Held | None] = {}  # by the calls that are given what holds it

    def settled(self, api: Api, call: ast.Call, where: Where) -> Api:
        """The row with the place that the library chooses if the argument that decides is left out, or is False."""
        held = self._holder(api, call)
        if held is None:
            return api
        owner = v.NONE if held.attribute is None else self._evaluator.value(held.attribute.value, where)
        is_unset = all(isinstance(one, v.Constant) for one in v.alternatives(owner))
        return matching.with_default(api, held.unset) if is_unset else api

    def default(
        self, api: Api, direction: Direction, call: ast.Call, receiver: v.Value | None, where: Where, now: State
    ) -> _Chosen:
        """Where the library writes by itself; None: it does not, or nobody knows, or something else reports it."""
        default, frame = api.default, where.frame
        if api.direction is Direction.COPY_OUT:
            taken = api.shape is Shape.DIR and defaults.own_place(default or "")
            return self._landing.default_targets(taken, frame, now) if taken and default != "-" else ()
        if default is None or default == "-":
            return None
        goes_somewhere = api.direction is Direction.WRITE or defaults.lists_here(api)
        if not goes_somewhere and not defaults.copies_all(api, self._accesses_of(call)):
            return None
        if environ.leads_elsewhere(self._evaluator, api):
            return None
        path = defaults.own_place(default)
        is_here = path == text(".") or default.startswith(BELOW)
        if direction is Direction.READ and api.direction is Direction.WRITE and is_here:
            return None  # told not to write, it looks for nothing in the working directory either
        if path is not None:
            return self._landing.default_targets(path, frame, now)
        if (parameter := defaults.own_argument(default)) != "":
            return self._beside_own(parameter, receiver, where, now) or None
        held = self._holder(api, call)
        if held is not None and held.attribute is not None:
            return self._held_place(api, held.attribute, defaults.own_place(held.unset) or text("."), where, now)
        places = defaults.derived_places(default, call, receiver, self._given, self._accesses_of)
        return tuple(target for one in places for target in self._landing.targets(api, v.Str(one), frame, now)) or None

    def below_base(
        self, api: Api, call: ast.Call, receiver: v.Value | None, where: Where, now: State
    ) -> tuple[Target, ...]:
        """The directory that a name is joined to, if it is certainly kept: that of what the receiver was made with."""
        default = api.default or ""
        made_with = receiver.origin if isinstance(receiver, v.Instance) else None
        beside = defaults.parameter_beside(default)
        told = self._set_to(api, defaults.attribute_of_receiver(default, call), where, now)
        told = told or tuple(
            target
            for one in (*self._accesses_of(made_with), *self._accesses_of(call))
            if one.api.shape is Shape.DIR and (one.node is made_with or one.api.parameter == beside)
            for target in one.targets
        )
        if not told:
            places = defaults.derived_places(default, call, receiver, self._given, self._accesses_of)
            told = tuple(
                target for one in places for target in self._landing.targets(api, v.Str(one), where.frame, now)
            )
        return told if all(target.storage in (Storage.PERSISTENT, Storage.UNMOUNTED) for target in told) else ()

    def made_for(self, api: Api, value: v.Instance) -> tuple[Target, ...]:
        """What an object was made for: ``repo.git_push()`` uploads the directory of ``Repository(local_dir=...)``.

        It may be told by what it was made with, as ``trainer.push_to_hub()`` is by the arguments of the trainer.
        """
        made = self._accesses_of(value.origin)
        made += defaults.deciding(api.default or "", value, self._given, self._accesses_of)
        return tuple(dict.fromkeys(target for access in made for target in access.targets))

    def beside(self, file: Text, frame: Frame, now: State) -> tuple[Target, ...]:
        """Where a library puts what it makes of a file in the working directory, under another suffix.

        What it makes of one that the program has written goes where that goes, and of one in another directory, too.
        """
        stem = without_origins(paths.split_suffix(file)[0])
        if "/" in stem.show():
            return ()
        own = (target for one in self._accesses.values() if one.direction is Direction.WRITE for target in one.targets)
        places = self._landing.default_targets(without_origins(file), frame, now)
        if any(covers(target.absolute, place.absolute) for target in own for place in places):
            return ()
        return self._landing.default_targets(stem, frame, now)

    def _set_to(self, api: Api, attribute: ast.Attribute | None, where: Where, now: State) -> tuple[Target, ...]:
        """The places that the program has put into an attribute."""
        if attribute is None or part_of(attribute) not in self._evaluator.recording.stores:
            return ()
        held = v.alternatives(self._evaluator.value(attribute, where))
        paths_held = (one for one in held if isinstance(one, v.Str | v.PathOf))
        return tuple(target for one in paths_held for target in self._landing.targets(api, one, where.frame, now))

    def _beside_own(self, parameter: str, receiver: v.Value | None, where: Where, now: State) -> tuple[Target, ...]:
        """Beside the file that an object was made with; one that was trained has its weights in the run directory.

        A run directory that the library has chosen is reported by itself.
        """
        if not isinstance(receiver, v.Instance) or receiver.origin is None:
            return ()
        runs = [one for call in self._writers.calls(receiver.origin) for one in self._accesses_of(call)]
        trained = [one for one in runs if one.artifact is Artifact.CHECKPOINT and one.api.shape is Shape.DIR]
        if trained:
            told = (target for one in trained for target in one.targets if target.storage is not Storage.DEFAULT)
            return tuple(dict.fromkeys(map(_as_chosen, told)))
        made = [one for one in self._accesses_of(receiver.origin) if one.api.parameter == parameter]
        files = [target.text for one in made for target in one.targets]
        return tuple(target for file in files for target in self.beside(file, where.frame, now))

    def _holder(self, api: Api, call: ast.Call) -> defaults.Held | None:
        default = api.default or ""
        return self._held.setdefault((call, default), defaults.held(default, call))

    def _held_place(self, api: Api, attribute: ast.Attribute, unset: Text, where: Where, now: State) -> _Chosen:
        owner, frame = self._evaluator.value(attribute.value, where), where.frame
        if isinstance(owner, v.Sequence) and owner.items:
            owner = owner.items[0]  # of several loggers the first one decides
        made = self._accesses_of(owner.origin) if isinstance(owner, v.Instance) else []
        if any(one.api.parameter == attribute.attr for one in made):
            return None  # as it was told when it was made
        value = self._evaluator.value(attribute, where)
        if isinstance(value, v.Method) and isinstance(value.receiver, v.Instance):  # not set under this name
            is_set = part_of(attribute) in self._evaluator.recording.stores
            return None if is_set else self._landing.default_targets(unset, frame, now)
        return self._landing.targets(api, value, frame, now)


def _as_chosen(target: Target) -> Target:
    """The same place, which the library has chosen for another call."""
    return target._replace(storage=Storage.DEFAULT) if target.storage.is_lost else target
