"""Where a path leads at a moment of the program: against its working directory, on what is mounted then."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from flake8_persist.analysis import effects, operators, paths
from flake8_persist.analysis import values as v
from flake8_persist.analysis.access import Target
from flake8_persist.analysis.frames import Frame, callers
from flake8_persist.analysis.state import State
from flake8_persist.analysis.text import Hole, Text
from flake8_persist.catalog.model import Api
from flake8_persist.environments.model import Environment, Storage
from flake8_persist.environments.placing import local_path, place

_DEVICES = ("/dev/null", "/dev/stdout", "/dev/stderr", "/dev/fd/", "/dev/tty", "/proc/", "/sys/")  # no files on a disk
_STREAMS = frozenset({"-", "<stdin>", "<stdout>", "<stderr>", "<string>"})  # what programs call what is no file
_IN_MEMORY = ":memory:"  # as databases call it


class Places(NamedTuple):
    """What the user says of places."""

    persistent: Sequence[str] = ()
    ephemeral: Sequence[str] = ()


class Landing:
    """Answers for one platform, and what the user says of places."""

    def __init__(self, environment: Environment, said: Places) -> None:
        self._environment = environment
        self._said = said

    def again(self, target: Target, now: State) -> list[Target]:
        """The target as it is at another moment, with another working directory or after a mount."""
        lost_as = Storage.DEFAULT if target.storage is Storage.DEFAULT else None
        path = _without_driver(target.text)
        return [
            target._replace(absolute=absolute, storage=self._storage(path, absolute, now, lost_as))
            for absolute in self._absolute(path, now)
        ]

    def default_targets(self, path: Text, frame: Frame, now: State) -> tuple[Target, ...]:
        """Targets of a path that the library or command chose."""
        return tuple(
            Target(path, absolute, self._storage(path, absolute, now, Storage.DEFAULT), callers(frame))
            for absolute in self._absolute(path, now)
        )

    def targets(self, api: Api, value: v.Value, frame: Frame, now: State) -> tuple[Target, ...]:
        found: list[Target] = []
        for one in v.alternatives(value):
            if isinstance(one, v.Str | v.PathOf):
                if not one.text.pieces or paths.is_too_long(one.text):
                    continue  # no path: gzip.GzipFile("", "wb", fileobj=f)
                path = _without_driver(one.text)
                kept = Storage.PERSISTENT if self._is_on_a_cluster(api) else None
                found.extend(
                    Target(one.text, absolute, kept or self._storage(path, absolute, now, None), callers(frame))
                    for absolute in self._absolute(path, now)
                )
            elif not isinstance(one, v.Handle | v.Constant | v.Instance | v.Sequence | v.Mapping):
                hole = Text((Hole(getattr(one, "name", "")),))
                found.append(Target(hole, hole, Storage.UNKNOWN, callers(frame)))
        return tuple(found)

    def _is_on_a_cluster(self, api: Api) -> bool:
        """Spark of Databricks takes ``/tmp/x`` for a path of DBFS."""
        return api.name.partition(".")[0] in self._environment.clusters

    def _absolute(self, path: Text, now: State) -> list[Text]:
        """The path against each possible working directory; as written where that is not known."""
        if path.prefix.startswith("~"):
            path = paths.expand_home(path, self._environment.home)
        return effects.resolved(path, now) or [path]

    def _storage(self, path: Text, absolute: Text, now: State, lost_as: Storage | None) -> Storage:
        prefix = absolute.prefix
        if not prefix:
            return Storage.UNKNOWN
        if prefix.startswith(_DEVICES) or path.prefix == _IN_MEMORY or path.constant in _STREAMS:
            return Storage.MEMORY
        relative = not paths.is_absolute(path) and not paths.is_uri(path.prefix) and not path.prefix.startswith("~")
        if relative and not now.directories:
            return Storage.UNKNOWN
        if lost_as is None and relative:
            lost_as = Storage.RELATIVE
        return place(
            prefix,
            self._environment,
            complete=absolute.constant is not None,
            lost_as=lost_as,
            mounted=now.mounted,
            persistent=self._said.persistent,
            ephemeral=self._said.ephemeral,
        )


def _without_driver(path: Text) -> Text:
    """``study.db`` of ``sqlite:///study.db``."""
    inner = local_path(path.prefix)
    if inner is None or inner == path.prefix:
        return path
    return operators.dropped(path, len(path.prefix) - len(inner))
