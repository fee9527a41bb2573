"""Files that are read without being asked for: a repository that is looked at may hold anything under their names."""

from __future__ import annotations

import errno
import os
import stat


def contents(path: str) -> bytes:
    """The bytes of a regular file. Raise :class:`OSError` for a pipe or a device, which may never come to an end."""
    with open(path, "rb", opener=_open_at_once) as stream:
        if not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
            raise OSError(errno.EINVAL, "not a regular file", path)
        return stream.read()


def _open_at_once(path: str, flags: int) -> int:
    """A pipe that nobody writes to would be waited for."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))
