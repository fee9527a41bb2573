"""The directories that a program works in, besides the one in which it starts.

What it writes there by a relative path, ``runs/train`` in ``/content/yolov5``, goes to ``runs/train`` below the root.
To name the same file by its whole path must lead to the same place: there ``/content/yolov5/`` says no more than that
the file lies on the machine.
"""

from __future__ import annotations

import posixpath

from flake8_persist.analysis.access import Target
from flake8_persist.catalog.model import Artifact, Direction
from flake8_persist.codemod.layout import Layout
from flake8_persist.environments.model import Environment, Place, Storage


def with_directories(environment: Environment, layout: Layout) -> Environment:
    """The platform, with the directories in which something is written by a relative path as places of its own."""
    places = [Place(here, Storage.EPHEMERAL, "", "") for here in directories(environment, layout)]
    return environment._replace(places=(*environment.places, *places)) if places else environment


def directories(environment: Environment, layout: Layout) -> list[str]:
    """Those in which something is written by a relative path, below that in which the program starts."""
    start = environment.start_directory
    if start is None:
        return []
    found: dict[str, None] = {}
    for index, access in enumerate(layout.accesses):
        if access.direction is Direction.WRITE and access.artifact not in (Artifact.CACHE, Artifact.DIR):
            found.update((here, None) for here in map(_directory, layout.lost[index]) if here is not None)
    return [here for here in found if here.startswith(f"{start.rstrip('/')}/")]


def _directory(target: Target) -> str | None:
    """The directory as seen from which a path is relative; None: it is none, or not wholly known."""
    name = posixpath.normpath(target.text.show())
    place = target.absolute.show()
    if name.startswith(("/", "~", "..")) or not place.endswith(f"/{name}"):
        return None
    here = place[: -len(name) - 1]
    return here if here and target.absolute.prefix.startswith(f"{here}/") else None
