"""The platforms by name. Each is a row of ``platforms.csv`` and a table of places, ``tables/<name>.csv``.

Only the table of the platform that is asked for is read.
"""

from __future__ import annotations

import csv
import functools
import os

from flake8_persist.environments.model import Environment, Place, Storage

DEFAULT = "colab"

_HERE = os.path.dirname(__file__)
_MOUNT = "<mount>"


class UnknownEnvironmentError(KeyError):
    """No platform of that name. The message names those that exist."""

    def __str__(self) -> str:
        return str(self.args[0])


@functools.cache
def environment(name: str) -> Environment:
    """The platform called ``name``; raise :class:`UnknownEnvironmentError` if there is none."""
    row = _platforms().get(name)
    if row is None:
        raise UnknownEnvironmentError(f"no environment {name!r}; choose one of {', '.join(names())}")
    places = [
        Place(place["prefix"], Storage(place["storage"]), place["condition"], place["source"])
        for place in rows("tables", f"{name}.csv")
    ]
    return Environment(
        name=name,
        title=row["title"],
        start_directory=row["start_directory"] or None,
        home=row["home"],
        places=tuple(place for place in places if not place.prefix.startswith(_MOUNT)),
        mount_places=tuple(
            place._replace(prefix=place.prefix[len(_MOUNT) :].lstrip("/"))
            for place in places
            if place.prefix.startswith(_MOUNT)
        ),
        elsewhere=Storage(row["elsewhere"]),
        relative=Storage(row["relative"]),
        mounts=row["mounts"] == "yes",
        root=row["root"] or None,
        modules=tuple(row["modules"].split()),
        variables=tuple((name, value) for name, _, value in (one.partition("=") for one in row["variables"].split())),
        landmarks=tuple(row["landmarks"].split()),
        clusters=tuple(row["clusters"].split()),
    )


def names() -> tuple[str, ...]:
    """The names of all platforms, the default first."""
    return tuple(_platforms())


@functools.cache
def platform_variables() -> frozenset[str]:
    """The variables by which programs recognise a platform: each is set on its own platform and nowhere else."""
    return frozenset(one.partition("=")[0] for row in _platforms().values() for one in row["variables"].split())


@functools.cache
def platform_modules() -> tuple[str, ...]:
    """The modules that are there on one platform alone, such as ``google.colab``."""
    return tuple(one for row in _platforms().values() for one in row["modules"].split())


@functools.cache
def platform_landmarks() -> frozenset[str]:
    """The directories by which programs recognise a platform, such as ``/content``."""
    return frozenset(one for row in _platforms().values() for one in row["landmarks"].split())


@functools.cache
def _platforms() -> dict[str, dict[str, str]]:
    return {row["name"]: row for row in rows("platforms.csv")}


def rows(*path: str) -> list[dict[str, str]]:
    """The rows of a table of this room, by column."""
    with open(os.path.join(_HERE, *path), encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table))
