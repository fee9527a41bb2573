"""What a call changed on disk: two looks at a directory, and the difference between them.

{"a.txt": ...}  ->  {"a.txt": ..., "out/": ..., "out/b.txt": ...}  ==  ["out/", "out/b.txt"]
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

_LONG_AGO = 1_000_000_000


class Stage(NamedTuple):
    """All the places that a case can write to without harm."""

    here: Path  # the working directory
    home: Path
    temporary: Path


Look = dict[str, tuple[int, int]]


def look(folder: Path) -> Look:
    """Every file below, with what changes when it is written to, and every directory (these end in ``/``)."""
    return dict(_entries(folder))


def changed(before: Look, after: Look) -> list[str]:
    """What is new, or was written to."""
    return sorted(name for name, state in after.items() if before.get(name) != state)


def age(folder: Path) -> None:
    """Make all files old, so that a write within the same tick of the file system's clock is seen."""
    for name in look(folder):
        if not name.endswith("/"):
            os.utime(folder / name, (_LONG_AGO, _LONG_AGO))


def _entries(folder: Path) -> Iterator[tuple[str, tuple[int, int]]]:
    for path in folder.rglob("*"):
        name = path.relative_to(folder).as_posix()
        if path.is_dir() and not path.is_symlink():
            yield f"{name}/", (0, 0)
        else:
            state = path.lstat()
            yield name, (state.st_mtime_ns, state.st_size)
