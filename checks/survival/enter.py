"""Become the machine: a tree of mounts in which the places of the disk have their names, then run programs in it.

Started in a mount namespace of its own, so that all of it is gone when the process ends. What the interpreter needs
is where it was; everything else below the machine's own places is hidden.

    python enter.py DISK STORE KEPT[:KEPT…] COMMAND…
"""

from __future__ import annotations

import ctypes
import os
import sys
from pathlib import Path

_BIND, _RECURSIVE, _PRIVATE = 0x1000, 0x4000, 0x40000
_LIBC = ctypes.CDLL(None, use_errno=True)


def _mount(source: str, target: Path, kind: str | None, flags: int) -> None:
    names = [None if one is None else os.fsencode(one) for one in (source, target, kind)]
    if _LIBC.mount(*names, ctypes.c_ulong(flags), None):
        raise OSError(ctypes.get_errno(), f"cannot mount {source}", str(target))


def _bind(source: Path, target: Path) -> None:
    target.mkdir(parents=True, exist_ok=True)
    _mount(str(source), target, None, _BIND | _RECURSIVE)


def _assemble(disk: Path, store: Path, needed: list[Path]) -> Path:
    top = disk / "mounted"
    top.mkdir()
    _mount("none", Path("/"), None, _PRIVATE | _RECURSIVE)
    _mount("tmpfs", top, "tmpfs", 0)
    places = [path for path in disk.iterdir() if path.is_dir() and path != top]
    for path in Path("/").iterdir():
        if path.is_symlink():
            (top / path.name).symlink_to(path.readlink())
        elif path.is_dir() and path.name not in {place.name for place in places}:
            _bind(path, top / path.name)
    for place in places:
        _bind(place, top / place.name)
    _bind(store, top / "kept")
    for path in needed:
        if path.parts[1] in {place.name for place in places}:
            _bind(path, top / path.relative_to("/"))
    return top


def main(disk: str, store: str, needed: str, *command: str) -> None:
    top = _assemble(Path(disk), Path(store), [Path(path) for path in needed.split(os.pathsep)])
    os.chroot(top)
    os.chdir("/content")
    os.execv(command[0], command)


if __name__ == "__main__":
    main(*sys.argv[1:])
