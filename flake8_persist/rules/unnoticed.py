"""Writes that can fail or vanish: the directory is not there, or nobody is told."""

from __future__ import annotations

import posixpath
from collections.abc import Callable

from flake8_persist.analysis.access import Access, Program, Target
from flake8_persist.catalog.model import Artifact, Direction
from flake8_persist.environments.model import Environment, Storage
from flake8_persist.printable import escaped
from flake8_persist.rules.failing import NO_DIRECTORY, SILENCED
from flake8_persist.rules.model import Fault

_FOLDERS = ("MyDrive", "My Drive", "Shareddrives", "Shared drives")


def silenced(access: Access, target: Target, named: Callable[[int], str]) -> Fault | None:
    if access.silenced_on is None or access.artifact is Artifact.DIR or target.storage is Storage.MEMORY:
        return None
    return Fault(
        SILENCED.code,
        f"and a failure is passed over on {named(access.silenced_on)}",
        "say what went wrong, or let the error through",
    )


def missing_directory(access: Access, target: Target, program: Program, environment: Environment) -> Fault | None:
    """The directory on Drive that nothing makes and nothing else shows to be there.

    A folder at the top of Drive may well have been made by hand; one below it that nothing mentions hardly is. Of a
    path whose end is not known, that is the last directory that is.
    """
    if target.storage is not Storage.PERSISTENT or not environment.mounts:
        return None
    if not target.text.prefix.startswith("/"):
        return None  # the program works in a folder of Drive, which is there
    if access.artifact is Artifact.DIR or access.api.creates_parents is not False:
        return None
    directory = posixpath.dirname(target.absolute.prefix)
    project = _project(directory)
    if (
        project is None
        or directory == project
        or any(_shows(other, project, directory, access) for other in program.accesses)
    ):
        return None
    return Fault(
        NO_DIRECTORY.code,
        f"but nothing in this file makes {escaped(directory)}, and {escaped(access.name)} does not either",
        f'call os.makedirs("{escaped(directory)}", exist_ok=True) first',
    )


def _project(directory: str) -> str | None:
    """The first folder below the user's own one, which is always there; None for that one itself."""
    parts = directory.split("/")
    for number, part in enumerate(parts):
        if part in _FOLDERS:
            below = number + (2 if part.startswith("Shared") else 1)
            return "/".join(parts[: below + 1]) if len(parts) > below else None
    return None


def _shows(other: Access, project: str, directory: str, access: Access) -> bool:
    """Does the file make the directory, or use the project's folder as one that is there?"""
    for target in other.targets:
        prefix = target.absolute.prefix
        if other.direction is Direction.WRITE:
            makes = other.artifact is Artifact.DIR or other.api.creates_parents is not False
            inside = f"{prefix.rstrip('/')}/".startswith(f"{directory}/") or target.absolute.constant is None
            if other.order < access.order and posixpath.dirname(prefix) == directory:
                return True  # told there
            if makes and other is not access and (inside or directory.startswith(prefix.rstrip("/"))):
                return True
        elif f"{prefix}/".startswith(f"{project}/") or project.startswith(prefix):
            return True
    return False
