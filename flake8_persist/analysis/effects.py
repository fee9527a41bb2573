"""Calls that change where later writes land: mounts, and changes of the working directory."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from flake8_persist.analysis import links, operators, paths
from flake8_persist.analysis import values as v
from flake8_persist.analysis.access import Ending, EndingKind, Mount
from flake8_persist.analysis.invocation import Call
from flake8_persist.analysis.state import State
from flake8_persist.analysis.text import Text, text

if TYPE_CHECKING:
    from flake8_persist.analysis.sightings import Sightings

# Where a mount whose place is not known is taken to be.
_USUAL_POINTS = frozenset({"/content/drive", "/content/gdrive", "/gdrive"})
_PUSHED = 8  # directories that popd can go back to


class Effect(NamedTuple):
    """A call in progress, and the state before it."""

    sightings: Sightings
    call: Call
    now: State

    def path(self, position: int, name: str) -> tuple[Text, ...]:
        """The absolute places that an argument may name; none: not known."""
        value = self.call.arguments.get(position, name)
        if value is None:
            return ()
        found: list[Text] = []
        for one in v.alternatives(value):
            if not isinstance(one, v.Str | v.PathOf):
                return ()
            found.extend(resolved(one.text, self.now))
        return tuple(found)


def resolved(path: Text, now: State) -> list[Text]:
    """A path as seen from each possible working directory."""
    directories = now.directories or (None,)
    places = [paths.absolute(path, directory) for directory in directories]
    known = [place for place in dict.fromkeys(places) if place is not None]
    return [links.followed(place, now.links) for place in known] if now.links else known


def _mount(effect: Effect) -> State:
    places = effect.path(0, "mountpoint")
    points = {place.constant for place in places}
    point = points.pop() if len(points) == 1 else None
    read_only = v.truth(effect.call.arguments.get(3, "readonly") or v.Constant(False)) is True
    effect.sightings.mounted(Mount(point, effect.call.node, effect.sightings.tick(), read_only))
    forced = v.truth(effect.call.arguments.get(1, "force_remount") or v.Constant(False)) is True
    if effect.now.mounted and (forced or point not in (None, *effect.now.mounted)):
        effect.sightings.ended(Ending(effect.call.node, effect.sightings.tick(), EndingKind.REMOUNT))
    gained = frozenset({point}) if point is not None else _USUAL_POINTS
    start = text(effect.sightings.evaluator.environment.start_directory or ".")
    now = _outside(effect.now, gained - effect.now.mounted, start)
    return now._replace(mounted=now.mounted | gained)


def _outside(now: State, points: frozenset[str], start: Text) -> State:
    """Whoever went to a directory of a mount before it was there has stayed where he was."""
    if not any(_is_below(directory, points) for directory in now.directories):
        return now
    before = now.visited[0] if now.visited[1:] == (now.directories,) else ()
    stayed = [one for one in before if not _is_below(one, points)] or [start]
    others = [one for one in now.directories if not _is_below(one, points)]
    return now.moved(tuple(dict.fromkeys((*others, *stayed))))


def _is_below(directory: Text, points: frozenset[str]) -> bool:
    return any(f"{directory.prefix}/".startswith(f"{point}/") for point in points)


def _unmount(effect: Effect) -> State:
    effect.sightings.ended(Ending(effect.call.node, effect.sightings.tick(), EndingKind.UNMOUNT))
    return effect.now._replace(mounted=frozenset())


def _unassign(effect: Effect) -> State:
    effect.sightings.ended(Ending(effect.call.node, effect.sightings.tick(), EndingKind.RUNTIME))
    return effect.now


def _link(effect: Effect) -> State:
    """``os.symlink(target, link)``."""
    return _linked(effect, "src", effect.path(1, "dst"))


def _link_of(link: Text, effect: Effect) -> State:
    """``Path(link).symlink_to(target)``."""
    return _linked(effect, "target", resolved(link, effect.now))


def _linked(effect: Effect, name: str, places: Sequence[Text]) -> State:
    """A relative target is seen from the directory in which the link lies, wherever the program is."""
    if not places:
        return effect.now
    targets = effect._replace(now=links.seen_from(effect.now, paths.parent(places[0]))).path(0, name)
    return links.linked(effect.now, targets[0], places[0]) if targets else effect.now


def _change_directory(effect: Effect) -> State:
    return effect.now.moved(effect.path(0, "path"))


def _expect_failure(effect: Effect) -> State:
    return effect.now._replace(doomed=True)


EFFECTS: dict[str, Callable[[Effect], State]] = {
    "google.colab.drive.mount": _mount,
    "google.colab.drive.flush_and_unmount": _unmount,
    "google.colab.runtime.unassign": _unassign,
    "os.symlink": _link,
    "os.chdir": _change_directory,
}


def of_method(callee: v.Method) -> Callable[[Effect], State] | None:
    """What a call of a method changes, if anything."""
    receiver = callee.receiver
    if callee.name == "symlink_to" and isinstance(receiver, v.PathOf):
        return functools.partial(_link_of, receiver.text)
    if callee.name == "chdir" and isinstance(receiver, v.Unknown) and receiver.name == "monkeypatch":  # of pytest
        return _change_directory
    return None


# What a ``with`` block does at its start; at its end all is what it was before.
_ENTERING: dict[str, Callable[[Effect], State]] = {
    "contextlib.chdir": _change_directory,
    "pytest.raises": _expect_failure,
}
_ASSERTIONS = frozenset({"assertRaises", "assertRaisesRegex"})


def entering(context: v.Value) -> Callable[[Effect], State] | None:
    """What a ``with`` block does that begins with a call of ``context``."""
    if isinstance(context, v.Method) and context.name in _ASSERTIONS:
        return _expect_failure
    return _ENTERING.get(context.name) if isinstance(context, v.Symbol) else None


# Calls whose value depends on the working directory; a data set that is downloaded says where it lies.
ASKS_DIRECTORY = frozenset({"getcwd", "cwd", "abspath", "realpath", "resolve", "absolute", "download"})
# Calls whose answer depends on what is mounted.
ASKS_PRESENCE = frozenset({"exists", "isdir", "ismount", "is_dir", "is_mount"})
NAMES = frozenset(name.rpartition(".")[2] for name in EFFECTS) | ASKS_DIRECTORY | ASKS_PRESENCE | {"symlink_to"}


def directory_magic(arguments: Text, name: str, now: State, home: str) -> State:
    """``%cd``, ``%pushd`` and ``%popd``."""
    if name == "popd":
        if not now.pushed:
            return now
        return now.visiting(now.pushed[-1])._replace(pushed=now.pushed[:-1])
    if name == "pushd":
        now = now._replace(pushed=(*now.pushed[-_PUSHED:], now.directories))
    if arguments.prefix.startswith("-q"):
        arguments = operators.dropped(arguments, len("-q " if arguments.prefix.startswith("-q ") else "-q"))
    target = arguments.constant
    if target == "-":
        return now.visiting(now.visited[0]) if len(now.visited) > 1 else now
    if arguments.prefix.startswith("-"):
        return now.visiting(())  # a bookmark, or a place by its number
    if target == "":
        return now.visiting((text(home),))
    return now.visiting(tuple(resolved(paths.expand_home(arguments, home), now)))
