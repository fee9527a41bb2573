"""Reports and baselines appear under their names when they are whole; until then the old ones are there."""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Iterator
from typing import TextIO


class OutputError(Exception):
    """What was asked for cannot be written. One line."""


@contextlib.contextmanager
def created(path: str) -> Iterator[TextIO]:
    """The file at ``path``, to write text to; it stays as it was when the block is left by an exception.

    A device or a pipe is written to directly. Raise :class:`OutputError` where there can be no such file.
    """
    target = path or os.curdir  # which is no file: the open fails at once
    real = os.path.realpath(target)
    try:
        descriptor, name = (os.open(target, os.O_WRONLY), None) if _is_stream(target) else _temporary(real)
    except OSError as error:
        raise OutputError(f"{path}: cannot be written: {error.strerror}") from None
    try:
        with open(descriptor, "w", encoding="utf-8", errors="backslashreplace") as stream:
            yield stream
        if name is not None:
            os.replace(name, real)
    except BaseException:
        if name is not None:
            with contextlib.suppress(OSError):
                os.unlink(name)
        raise


def _is_stream(path: str) -> bool:
    """A pipe, a device, or a name such as ``/dev/stdout``, whatever that stands for at the moment."""
    return os.path.abspath(path).startswith("/dev/") or (os.path.exists(path) and not os.path.isfile(path))


def _temporary(real: str) -> tuple[int, str]:
    """A file beside the one that it will replace, with the mode that such a file would have."""
    if os.path.exists(real):
        if not os.access(real, os.W_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        mode = os.stat(real).st_mode & 0o7777
    else:
        umask = os.umask(0)
        os.umask(umask)
        mode = 0o666 & ~umask
    import tempfile  # costs more than all of a small run

    directory, base = os.path.split(real)
    descriptor, name = tempfile.mkstemp(prefix=f".{base}.persist-fix-", suffix=".tmp", dir=directory)
    os.chmod(name, mode)
    return descriptor, name
