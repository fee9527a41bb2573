"""Every access that the run through the program comes upon, with the places it goes to at that moment."""

from __future__ import annotations

import ast
from collections.abc import Sequence

from flake8_persist.analysis import (
    artifacts,
    defaults,
    downloads,
    effects,
    environ,
    matching,
    paths,
    presence,
    rounds,
    shell,
)
from flake8_persist.analysis import values as v
from flake8_persist.analysis.access import Access, Ending, Mount, Target
from flake8_persist.analysis.byte_copies import ByteCopy, byte_copy
from flake8_persist.analysis.calls import site_arguments
from flake8_persist.analysis.carriers import covers
from flake8_persist.analysis.evaluate import Evaluator
from flake8_persist.analysis.frames import CallSite, Frame, Where
from flake8_persist.analysis.invocation import Arguments, Call
from flake8_persist.analysis.landing import Landing, Places
from flake8_persist.analysis.scopes import part_of
from flake8_persist.analysis.silence import silence
from flake8_persist.analysis.staging import Staged
from flake8_persist.analysis.state import State
from flake8_persist.analysis.text import Hole, Literal, Text, text, without_origins
from flake8_persist.analysis.writers import Writers
from flake8_persist.catalog.model import BELOW, Api, Artifact, Direction, Place, Shape
from flake8_persist.environments.model import Storage

_READING = ("read", "readline", "readlines")
_TARGETS = 24  # places of one access that are kept apart
_TIMES = 16  # and moments
_ELSEWHERE = Text((Hole("", True),))


_Key = tuple[int, int, int, int, str | None]
# Where a library writes by itself; None: it does not, or nobody knows, or something else reports it.
_Chosen = tuple[Target, ...] | None


class Sightings:
    """Collects accesses; see :class:`timeline.Observer`."""

    def __init__(self, evaluator: Evaluator, places: Places, ignored: frozenset[str]) -> None:
        self.evaluator = evaluator
        self.landing = Landing(evaluator.environment, places)
        self._ignored = ignored
        self._accesses: dict[_Key, Access] = {}
        self._times: dict[_Key, dict[Target | None, list[int]]] = {}  # None: an access that names no place
        self._mounts: dict[ast.Call, Mount] = {}
        self._endings: dict[ast.Call, Ending] = {}
        self.copies: dict[ByteCopy, None] = {}  # in program order
        self._fetched: dict[ast.expr | ast.stmt, bool] = {}  # by what opens a file: was all that goes there fetched?
        self._held: dict[tuple[ast.Call, str], defaults.Held | None] = {}  # by the calls that are given what holds it
        self._writers = Writers()
        self._given: dict[ast.expr, Arguments] = {}  # to calls that the catalogue knows
        self._used: set[_Key] = set()  # accesses that something else makes, which is told so by an object
        self._staged: dict[str, list[Staged]] = {}  # by the command that takes it elsewhere
        self._clock = 0
        self._read_at_once = frozenset(  # open(path, "r+b").read(): nothing else can be done with it
            event.call.func.value
            for name in _READING
            for event in evaluator.recording.calls.get(name, ())
            if isinstance(event.call.func, ast.Attribute) and isinstance(event.call.func.value, ast.Call)
        )

    @property
    def accesses(self) -> tuple[Access, ...]:
        found = (
            access._replace(times=self._times_of(key, access), artifact=self._artifact_of(access))
            for key, access in self._accesses.items()
        )
        return tuple(sorted(found, key=lambda access: access.order))

    def _artifact_of(self, access: Access) -> Artifact:
        """What all of it was fetched can be had again."""
        is_fetched = access.direction is Direction.WRITE and self._fetched.get(access.node, False)
        return Artifact.CACHE if is_fetched else access.artifact

    def _times_of(self, key: _Key, access: Access) -> tuple[tuple[int, ...], ...]:
        known = self._times[key]
        return tuple(tuple(known.get(target, (access.order,))) for target in access.targets or (None,))

    @property
    def mounts(self) -> tuple[Mount, ...]:
        return tuple(self._mounts.values())

    @property
    def endings(self) -> tuple[Ending, ...]:
        return tuple(self._endings.values())

    def tick(self) -> int:
        self._clock += 1
        return self._clock

    def mounted(self, mount: Mount) -> None:
        self._mounts.setdefault(mount.node, mount)

    def ended(self, ending: Ending) -> None:
        self._endings.setdefault(ending.node, ending)

    def stage(self, until: str, staged: Staged) -> None:
        self._staged.setdefault(until, []).append(staged)

    def completed(self, command: str) -> None:
        """What was set aside for this command is taken elsewhere, as it was when it was set aside."""
        for one in self._staged.pop(command, ()):
            self.add(one.api, one.name, Direction.COPY_OUT, one.node, None, one.targets, one.order)

    # the observer

    def called(self, callee: v.Value, site: CallSite, now: State) -> State:
        call, where = site.call, site.where
        name = callee.name if isinstance(callee, v.Symbol | v.Method) else ""
        asked = name.rpartition(".")[2]
        if asked in effects.ASKS_DIRECTORY and len(now.directories) == 1 and paths.is_absolute(now.directories[0]):
            self.evaluator.directories.setdefault((call, where.frame), now.directories[0])
        arguments = site_arguments(self.evaluator, site)
        if asked in effects.ASKS_PRESENCE:
            presence.noted(self.evaluator, callee, call, arguments, now)
        if isinstance(callee, v.Symbol) and callee.name in effects.EFFECTS:
            invocation = Call(self.evaluator, call, arguments, where)
            return effects.EFFECTS[callee.name](effects.Effect(self, invocation, now))
        if isinstance(callee, v.Method) and (method := effects.of_method(callee)) is not None:
            return method(effects.Effect(self, Call(self.evaluator, call, arguments, where), now))
        ran = shell.run(self, callee, Call(self.evaluator, call, arguments, where), now)
        if ran is not None:
            return ran
        found = matching.rows(self.evaluator, callee, call)
        copied = byte_copy(self.evaluator, callee, call, where)
        if copied is not None:
            self.copies[copied] = None
        elif (fed := downloads.written(self.evaluator, callee, call, where)) is not None:
            self._fetched[fed.writer] = self._fetched.get(fed.writer, True) and fed.is_fetched
        order = self.tick()
        if found:
            self._given.setdefault(call, arguments)
        for match in matching.without_joined_names(found):
            if match.api.name.removeprefix("builtins.") not in self._ignored:
                self._see(match, call, arguments, where, now, order)
        return now

    def stored(self, target: ast.Attribute | ast.Subscript, value: ast.expr, where: Where, now: State) -> State:
        owner = self.evaluator.value(target.value, where)
        for api in self._settings(owner, target):
            if api.position is Place.VALUE:
                targets = self.landing.targets(api, self.evaluator.value(value, where), where.frame, now)
                self.add(api, api.name, api.direction, target, value, targets, self.tick())
        return now

    def _settings(self, owner: v.Value, target: ast.Attribute | ast.Subscript) -> Sequence[Api]:
        """The rows of what is assigned to: a variable of a module, or an attribute of an object."""
        catalog = self.evaluator.catalog
        if isinstance(target, ast.Attribute):
            if isinstance(owner, v.Instance):
                return catalog.methods(owner.type, target.attr)
            return catalog.calls(f"{owner.name}.{target.attr}") if isinstance(owner, v.Symbol) else ()
        if isinstance(owner, v.Symbol) and isinstance(target.slice, ast.Constant):
            return catalog.calls(f"{owner.name}[{target.slice.value!r}]")
        return ()

    def entered(self, context: ast.Call, where: Where, now: State) -> State:
        callee = self.evaluator.value(context.func, where)
        entering = effects.entering(callee)
        if entering is None:
            return now
        arguments = site_arguments(self.evaluator, CallSite(context, where))
        return entering(effects.Effect(self, Call(self.evaluator, context, arguments, where), now))

    # accesses

    def _see(
        self, match: matching.Match, call: ast.Call, arguments: Arguments, where: Where, now: State, order: int
    ) -> None:
        api = match.api
        direction = matching.direction(api, arguments)
        if direction is Direction.WRITE and call in self._read_at_once and matching.is_for_both(api, arguments):
            direction = Direction.READ
        if direction is None or (now.doomed and direction is Direction.WRITE):
            return
        if direction is Direction.COPY_OUT and environ.stays_here(self.evaluator, api):
            return
        argument: ast.expr | None
        value: v.Value | None
        if api.position is Place.RECEIVER:
            argument = call.func.value if isinstance(call.func, ast.Attribute) else None
            value = match.receiver
        else:
            argument = matching.path_argument(api, call)
            value = None if api.position is Place.NOWHERE else matching.path_value(api, arguments)
        if api.shape is Shape.NAME and value is not None:
            self._put_to_use(value, now, order)
        if value is None:
            argument = None
            api = self._settled(api, call, where)
            targets = self._default(api, direction, call, match.receiver, where, now)
            if direction is Direction.COPY_OUT and isinstance(match.receiver, v.Instance):
                targets = self._places_of(api, match.receiver)
            if targets is None or match.by_name:
                return
            api = matching.as_given(api, call, where.block.scope.node)
        else:
            if match.shape is not None and not matching.looks_like(value, match.shape):
                return
            if api.shape is Shape.URL_OR_PATH and environ.is_server(value):
                return
            targets = self.landing.targets(api, value, where.frame, now)
            if direction is Direction.COPY_OUT:
                targets += self._opened(value)
            if direction is Direction.DELETE and argument is not None:
                targets = rounds.with_shares(self.evaluator, targets, argument, where)
            if defaults.is_joined(api) and (below := self._below_base(api, call, match.receiver, where, now)):
                targets = below
        if targets or direction is Direction.COPY_OUT:
            kept = (call.lineno,) if _uploads_itself(arguments) else ()
            silenced = silence(where.block, call)
            self.add(api, matching.shown_name(match), direction, call, argument, targets, order, kept, silenced)
            if direction is Direction.WRITE:
                self._writers.note(match.receiver, call)
            elif argument is not None and any(not target.text.prefix for target in targets):
                self._tell(argument, where, call)

    def _tell(self, argument: ast.expr, where: Where, call: ast.Call) -> None:
        """Note of the accesses of a call what objects tell of the places that it takes."""
        writers = self._writers.behind(self.evaluator, argument, where, self._given)
        told = tuple(
            target
            for node in writers
            for one in self._accesses_of(node)
            if one.direction is Direction.WRITE
            for target in one.targets
        )
        if told:
            for key, access in self._accesses.items():
                if access.node is call and access.argument is argument:
                    self._accesses[key] = access._replace(told=tuple(dict.fromkeys((*access.told, *told))))

    def _opened(self, value: v.Value) -> tuple[Target, ...]:
        """The files that are open for reading: ``upload_file(open("a.pt", "rb"))``."""
        opened = [one.origin for one in v.alternatives(value) if isinstance(one, v.Handle)]
        reading = [one for node in opened for one in self._accesses_of(node) if one.direction is Direction.READ]
        return tuple(target for one in reading for target in one.targets)

    def _put_to_use(self, value: v.Value, now: State, order: int) -> None:
        """What ``TrainingArguments(...)`` says is written as soon as ``Trainer(...)`` is given it, and not before."""
        origins = [one.origin for one in v.alternatives(value) if isinstance(one, v.Instance)]
        told = [(key, one, one.node) for key, one in self._accesses.items() if one.node in origins]
        for key, access, node in told:
            if access.direction is not Direction.WRITE or not isinstance(node, ast.expr):
                continue
            targets = tuple(again for one in access.targets for again in self.landing.again(one, now))
            if key not in self._used:
                self._used.add(key)
                del self._times[key]
                self._accesses[key] = access._replace(targets=(), order=order)
            self.add(access.api, access.name, access.direction, node, access.argument, targets, order)

    def _below_base(
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
            told = tuple(target for one in places for target in self.landing.targets(api, v.Str(one), where.frame, now))
        return told if all(target.storage in (Storage.PERSISTENT, Storage.UNMOUNTED) for target in told) else ()

    def _set_to(self, api: Api, attribute: ast.Attribute | None, where: Where, now: State) -> tuple[Target, ...]:
        """The places that the program has put into an attribute."""
        if attribute is None or part_of(attribute) not in self.evaluator.recording.stores:
            return ()
        held = v.alternatives(self.evaluator.value(attribute, where))
        paths_held = (one for one in held if isinstance(one, v.Str | v.PathOf))
        return tuple(target for one in paths_held for target in self.landing.targets(api, one, where.frame, now))

    def _places_of(self, api: Api, value: v.Instance) -> tuple[Target, ...]:
        """What an object was made for: ``repo.git_push()`` uploads the directory of ``Repository(local_dir=...)``.

        It may be told by what it was made with, as ``trainer.push_to_hub()`` is by the arguments of the trainer.
        """
        made = self._accesses_of(value.origin)
        made += defaults.deciding(api.default or "", value, self._given, self._accesses_of)
        return tuple(dict.fromkeys(target for access in made for target in access.targets))

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

    def beside(self, file: Text, frame: Frame, now: State) -> tuple[Target, ...]:
        """Where a library puts what it makes of a file in the working directory, under another suffix.

        What it makes of one that the program has written goes where that goes, and of one in another directory, too.
        """
        stem = without_origins(paths.split_suffix(file)[0])
        if "/" in stem.show():
            return ()
        own = (target for one in self._accesses.values() if one.direction is Direction.WRITE for target in one.targets)
        places = self.landing.default_targets(without_origins(file), frame, now)
        if any(covers(target.absolute, place.absolute) for target in own for place in places):
            return ()
        return self.landing.default_targets(stem, frame, now)

    def _accesses_of(self, call: ast.expr | None) -> list[Access]:
        return [access for access in self._accesses.values() if access.node is call]

    def _default(
        self, api: Api, direction: Direction, call: ast.Call, receiver: v.Value | None, where: Where, now: State
    ) -> _Chosen:
        """Where the library writes by itself; None: it does not, or nobody knows, or something else reports it."""
        default, frame = api.default, where.frame
        if api.direction is Direction.COPY_OUT:
            taken = api.shape is Shape.DIR and defaults.own_place(default or "")
            return self.landing.default_targets(taken, frame, now) if taken and default != "-" else ()
        if default is None or default == "-":
            return None
        goes_somewhere = api.direction is Direction.WRITE or defaults.lists_here(api)
        if not goes_somewhere and not defaults.copies_all(api, self._accesses_of(call)):
            return None
        if environ.leads_elsewhere(self.evaluator, api):
            return None
        path = defaults.own_place(default)
        is_here = path == text(".") or default.startswith(BELOW)
        if direction is Direction.READ and api.direction is Direction.WRITE and is_here:
            return None  # told not to write, it looks for nothing in the working directory either
        if path is not None:
            return self.landing.default_targets(path, frame, now)
        if (parameter := defaults.own_argument(default)) != "":
            return self._beside_own(parameter, receiver, where, now) or None
        held = self._holder(api, call)
        if held is not None and held.attribute is not None:
            return self._held_place(api, held.attribute, defaults.own_place(held.unset) or text("."), where, now)
        places = defaults.derived_places(default, call, receiver, self._given, self._accesses_of)
        return tuple(target for one in places for target in self.landing.targets(api, v.Str(one), frame, now)) or None

    def _holder(self, api: Api, call: ast.Call) -> defaults.Held | None:
        default = api.default or ""
        return self._held.setdefault((call, default), defaults.held(default, call))

    def _settled(self, api: Api, call: ast.Call, where: Where) -> Api:
        """The row with the place that the library chooses if the argument that decides is left out, or is False."""
        held = self._holder(api, call)
        if held is None:
            return api
        owner = v.NONE if held.attribute is None else self.evaluator.value(held.attribute.value, where)
        is_unset = all(isinstance(one, v.Constant) for one in v.alternatives(owner))
        return matching.with_default(api, held.unset) if is_unset else api

    def _held_place(self, api: Api, attribute: ast.Attribute, unset: Text, where: Where, now: State) -> _Chosen:
        owner, frame = self.evaluator.value(attribute.value, where), where.frame
        if isinstance(owner, v.Sequence) and owner.items:
            owner = owner.items[0]  # of several loggers the first one decides
        made = self._accesses_of(owner.origin) if isinstance(owner, v.Instance) else []
        if any(one.api.parameter == attribute.attr for one in made):
            return None  # as it was told when it was made
        value = self.evaluator.value(attribute, where)
        if isinstance(value, v.Method) and isinstance(value.receiver, v.Instance):  # not set under this name
            is_set = part_of(attribute) in self.evaluator.recording.stores
            return None if is_set else self.landing.default_targets(unset, frame, now)
        return self.landing.targets(api, value, frame, now)

    def add(
        self,
        api: Api,
        name: str,
        direction: Direction,
        node: ast.expr,
        argument: ast.expr | None,
        targets: tuple[Target, ...],
        order: int,
        kept_by: tuple[int, ...] = (),
        silenced_on: int | None = None,
        row: int = 0,
    ) -> None:
        """Note an access; one that was met before gets more places."""
        key = (id(node), row, id(api), id(argument), _own_word(node, argument, targets))
        for target in targets or (None,):
            times = self._times.setdefault(key, {}).setdefault(target, [])
            times[_TIMES:] = [order]
        artifact = self._artifact(api.artifact, targets[0]) if targets else api.artifact
        before = self._accesses.get(key)
        if before is None:
            self._accesses[key] = Access(
                api, name, direction, artifact, node, argument, targets, order, kept_by, (), silenced_on, (), row
            )
            return
        merged = tuple(dict.fromkeys((*before.targets, *targets)))
        if len(merged) > _TARGETS:
            merged = (*merged[: _TARGETS - 1], Target(_ELSEWHERE, _ELSEWHERE, Storage.UNKNOWN))
        self._accesses[key] = before._replace(targets=merged)

    def _artifact(self, artifact: Artifact, target: Target) -> Artifact:
        if artifact is Artifact.DATA and artifacts.is_of_machine(target.absolute, self.evaluator.environment.home):
            return Artifact.CACHE
        return artifacts.refined(artifact, target.text)


def _as_chosen(target: Target) -> Target:
    """The same place, which the library has chosen for another call."""
    return target._replace(storage=Storage.DEFAULT) if target.storage.is_lost else target


def _own_word(node: ast.expr, argument: ast.expr | None, targets: Sequence[Target]) -> str | None:
    """A word that stands in a command line itself is another one than those beside it."""
    if argument is not None or not targets or not isinstance(node, ast.Call):
        return None
    pieces = targets[0].text.pieces
    own = all(isinstance(piece, Literal) and piece.origin and piece.origin.node in node.args for piece in pieces)
    return targets[0].text.constant if own else None


def _uploads_itself(arguments: Arguments) -> bool:
    """``TrainingArguments(..., push_to_hub=True)``: every save goes to the Hub as well."""
    return v.truth(arguments.keywords.get("push_to_hub", v.NONE)) is True
