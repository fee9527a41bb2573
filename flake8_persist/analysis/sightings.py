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
from flake8_persist.analysis.evaluate import Evaluator
from flake8_persist.analysis.frames import CallSite, Where
from flake8_persist.analysis.invocation import Arguments, Call
from flake8_persist.analysis.landing import Landing, Places
from flake8_persist.analysis.silence import silence
from flake8_persist.analysis.staging import Staged
from flake8_persist.analysis.state import State
from flake8_persist.analysis.text import Hole, Literal, Text
from flake8_persist.analysis.unsaid import Unsaid
from flake8_persist.analysis.writers import Writers
from flake8_persist.catalog.model import Api, Artifact, Direction, Place, Shape
from flake8_persist.environments.model import Storage

_READING = ("read", "readline", "readlines")
_TARGETS = 24  # places of one access that are kept apart
_TIMES = 16  # and moments
_ELSEWHERE = Text((Hole("", True),))


_Key = tuple[int, int, int, int, str | None]


class Sightings:
    """Collects accesses; see :class:`timeline.Observer`."""

    def __init__(self, evaluator: Evaluator, places: Places, ignored: frozenset[str]) -> None:
        self.evaluator = evaluator
        self.landing = Landing(evaluator.environment, places)
        self._ignored = ignored
        self._accesses: dict[_Key, Access] = {}
        self._keys: dict[ast.AST, list[_Key]] = {}  # of the accesses of each call
        self._times: dict[_Key, dict[Target | None, list[int]]] = {}  # None: an access that names no place
        self._mounts: dict[ast.Call, Mount] = {}
        self._endings: dict[ast.Call, Ending] = {}
        self.copies: dict[ByteCopy, None] = {}  # in program order
        self._fetched: dict[ast.expr | ast.stmt, bool] = {}  # by what opens a file: was all that goes there fetched?
        self._writers = Writers()
        self._given: dict[ast.expr, Arguments] = {}  # to calls that the catalogue knows
        self.unsaid = Unsaid(evaluator, self.landing, self._accesses, self._accesses_of, self._given, self._writers)
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
            api = self.unsaid.settled(api, call, where)
            targets = self.unsaid.default(api, direction, call, match.receiver, where, now)
            if direction is Direction.COPY_OUT and isinstance(match.receiver, v.Instance):
                targets = self.unsaid.made_for(api, match.receiver)
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
            if defaults.is_joined(api) and (below := self.unsaid.below_base(api, call, match.receiver, where, now)):
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
            for key in self._keys.get(call, ()):
                access = self._accesses[key]
                if access.argument is argument:
                    self._accesses[key] = access._replace(told=tuple(dict.fromkeys((*access.told, *told))))

    def _opened(self, value: v.Value) -> tuple[Target, ...]:
        """The files that are open for reading: ``upload_file(open("a.pt", "rb"))``."""
        opened = [one.origin for one in v.alternatives(value) if isinstance(one, v.Handle)]
        reading = [one for node in opened for one in self._accesses_of(node) if one.direction is Direction.READ]
        return tuple(target for one in reading for target in one.targets)

    def _put_to_use(self, value: v.Value, now: State, order: int) -> None:
        """What ``TrainingArguments(...)`` says is written as soon as ``Trainer(...)`` is given it, and not before."""
        origins = [one.origin for one in v.alternatives(value) if isinstance(one, v.Instance)]
        keys = [key for origin in origins if origin is not None for key in self._keys.get(origin, ())]
        for key in dict.fromkeys(keys):
            access, node = self._accesses[key], self._accesses[key].node
            if access.direction is not Direction.WRITE or not isinstance(node, ast.expr):
                continue
            targets = tuple(again for one in access.targets for again in self.landing.again(one, now))
            if key not in self._used:
                self._used.add(key)
                del self._times[key]
                self._accesses[key] = access._replace(targets=(), order=order)
            self.add(access.api, access.name, access.direction, node, access.argument, targets, order)

    def _accesses_of(self, call: ast.expr | None) -> list[Access]:
        return [] if call is None else [self._accesses[key] for key in self._keys.get(call, ())]

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
            self._keys.setdefault(node, []).append(key)
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
