"""Places that lead elsewhere: symbolic links, and buckets that are mounted."""

from __future__ import annotations

import posixpath
from collections.abc import Sequence

from flake8_persist.analysis import paths
from flake8_persist.analysis.operators import dropped
from flake8_persist.analysis.state import State
from flake8_persist.analysis.text import Text, concat, text

_MOST = 8  # links that are kept
_DEEP = 4  # links that lead to links
_BUCKET = text("gs://mounted")  # some remote place


def linked(now: State, target: Text, link: Text, *, into: bool = False) -> State:
    """The state after a link to ``target`` was made; ``into``: in the directory ``link``, under the target's name."""
    if into and target.constant is not None:
        link = paths.join(link, text(posixpath.basename(target.constant.rstrip("/"))))
    place = paths.normalise(link).constant
    if place is None or not place.startswith("/") or not target.prefix.startswith(("/", "gs:")):
        return now
    return now._replace(links=(*now.links[1 - _MOST :], (place, target)))


def is_occupied(place: Text, now: State) -> bool:
    """Is the place a directory that is there already: the working directory, or one above it?"""
    here = place.constant
    return here is not None and any(f"{one.prefix}/".startswith(f"{here.rstrip('/')}/") for one in now.directories)


def seen_from(now: State, directory: Text) -> State:
    """The state as it is to somebody who stands in ``directory``."""
    return now._replace(directories=(directory,))


def mounted(now: State, point: Text) -> State:
    """The state after a bucket was mounted."""
    return linked(now, _BUCKET, point)


def followed(path: Text, links: Sequence[tuple[str, Text]]) -> Text:
    """Where a path really leads."""
    for _ in range(_DEEP):
        prefix = path.prefix
        for link, target in reversed(links):
            if path.constant == link or prefix.startswith(f"{link}/"):
                path = paths.normalise(concat(target, dropped(path, len(link))))
                break
        else:
            break
    return path
