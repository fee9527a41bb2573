"""Whether the storage that a write counts on is there: mounted in time, at the right place, and writable."""

from __future__ import annotations

import posixpath

from flake8_persist.analysis.access import Access, EndingKind, Program, Target
from flake8_persist.catalog.model import Artifact
from flake8_persist.environments.model import Environment, Storage
from flake8_persist.environments.placing import expected_mount, place
from flake8_persist.printable import escaped
from flake8_persist.rules.messages import LOST, Named, line, remedy
from flake8_persist.rules.model import Fault
from flake8_persist.rules.storage import (
    BESIDE_FOLDERS,
    MOUNTED_ELSEWHERE,
    MOUNTED_LATER,
    NOT_FLUSHED,
    NOT_MOUNTED,
    READ_ONLY,
)


def fault(
    access: Access, target: Target, program: Program, environment: Environment, named: Named = line
) -> Fault | None:
    """What is wrong with the storage at ``target`` at the time of ``access``; None if nothing is known to be."""
    if target.storage is Storage.UNMOUNTED:
        found = _not_mounted(access, target, program, environment, named)
    elif target.storage is Storage.READONLY:
        found = _beside(target, program, environment)
    elif target.storage is Storage.PERSISTENT:
        found = _read_only(access, target, program)
    else:
        found = None
    return found if found is not None and _matters(found, access) else None


def persistent_root(program: Program, environment: Environment) -> str | None:
    """The persistent directory: at the mount point that the program has chosen, or else the platform's own."""
    if environment.root is None or not environment.mounts:
        return environment.root
    points = [mount.point for mount in program.mounts if mount.point is not None and not mount.read_only]
    return _folder(points[0], environment.root) if points else environment.root


def _matters(found: Fault, access: Access) -> bool:
    """An early write breaks the mount, whatever it writes; otherwise the bytes have to be worth something."""
    if found.code == MOUNTED_LATER.code:
        return True
    if access.artifact is Artifact.DIR:
        return False
    return found.code == BESIDE_FOLDERS.code or not (access.kept_by or access.deleted_by)


def _not_mounted(
    access: Access, target: Target, program: Program, environment: Environment, named: Named
) -> Fault | None:
    point = expected_mount(_known_directory(target), environment)
    if point is None or any(mount.point is None for mount in program.mounts):
        return None
    here = [mount for mount in program.mounts if mount.point == point]
    if any(mount.order < access.order for mount in here):
        return _unmounted(access, program, point, named)
    if here:
        return Fault(
            MOUNTED_LATER.code,
            f"before {escaped(point)} is mounted on {named(here[0].node.lineno)}: it stays on the machine's own disk, "
            "and the mount may fail or do nothing",
            "mount first",
        )
    if program.mounts:
        return _mounted_elsewhere(point, program, environment, named)
    return Fault(
        NOT_MOUNTED.code,
        f"but nothing in this file mounts {escaped(point)}: {LOST}",
        f'call drive.mount("{escaped(point)}") first',
    )


def _unmounted(access: Access, program: Program, point: str, named: Named) -> Fault | None:
    before = [one for one in program.endings if one.kind is EndingKind.UNMOUNT and one.order < access.order]
    if not before:
        return None
    return Fault(
        NOT_FLUSHED.code,
        f"but {escaped(point)} is unmounted on {named(before[-1].node.lineno)}: {LOST}",
        "write before drive.flush_and_unmount(), or mount again",
    )


def _read_only(access: Access, target: Target, program: Program) -> Fault | None:
    path = target.absolute.prefix
    mounts = [
        mount
        for mount in program.mounts
        if mount.order < access.order and mount.point is not None and path.startswith(f"{mount.point.rstrip('/')}/")
    ]
    if not mounts or not all(mount.read_only for mount in mounts):
        return None
    return Fault(
        READ_ONLY.code,
        f"but {escaped(str(mounts[-1].point))} is mounted read-only: the write fails",
        "mount without readonly=True",
    )


def _mounted_elsewhere(point: str, program: Program, environment: Environment, named: Named) -> Fault:
    mount = program.mounts[0]
    assert mount.point is not None
    return Fault(
        MOUNTED_ELSEWHERE.code,
        f"but Drive is mounted at {escaped(mount.point)} ({named(mount.node.lineno)}), not at {escaped(point)}: {LOST}",
        remedy(persistent_root(program, environment)),
    )


def _beside(target: Target, program: Program, environment: Environment) -> Fault | None:
    path, complete = target.absolute.prefix, target.absolute.constant is not None
    for mount in program.mounts:
        if mount.point is None or not path.startswith(f"{mount.point.rstrip('/')}/"):
            continue
        if place(path, environment, complete=complete, mounted=[mount.point]) is Storage.READONLY:
            usual = expected_mount(mount.point, environment)
            if usual is not None and usual != mount.point:
                return Fault(
                    BESIDE_FOLDERS.code,
                    f"but Drive is to be mounted at {escaped(mount.point)}, which is a folder of Drive: the mount "
                    "fails, or shows the whole Drive there",
                    f'call drive.mount("{escaped(usual)}")',
                )
            root = None if environment.root is None else _folder(mount.point, environment.root)
            return Fault(
                BESIDE_FOLDERS.code,
                f"beside the folders of the Drive at {escaped(mount.point)}: the write fails",
                remedy(root),
            )
    return None


def _known_directory(target: Target) -> str:
    """The path, or the directory of a path whose end is not known."""
    path = target.absolute.prefix
    return path if target.absolute.constant is not None else posixpath.dirname(path)


def _folder(point: str, root: str) -> str:
    """``/content/gdrive/MyDrive``, of the mount point and the platform's root."""
    return posixpath.join(point, posixpath.basename(root))
