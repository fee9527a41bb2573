"""Files replaced as a whole: a reader sees the old bytes or the new ones, whatever happens in between."""

from __future__ import annotations

import contextlib
import errno
import glob
import hashlib
import os
import tempfile
from pathlib import Path

_ROOM = 200  # bytes: the name of a temporary file is longer than that of the file, and must not be too long


def replace_file(path: str | Path, data: bytes) -> None:
    """Give the file at ``path``, which must exist, new contents; mode and owner stay, and a link stays a link.

    Raise :class:`OSError` where that is not possible; then the file is as it was, and nothing else is left behind.
    """
    real = Path(path).resolve(strict=True)
    if not os.access(real, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
    _remove_leftovers(real)
    descriptor, name = tempfile.mkstemp(prefix=_prefix(real), suffix=".tmp", dir=real.parent)
    try:
        with open(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        _keep_owner_and_mode(real, name)
        os.replace(name, real)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(name)
        raise


def _prefix(real: Path) -> str:
    name = os.fsencode(real.name)
    short = real.name if len(name) <= _ROOM else hashlib.sha256(name).hexdigest()
    return f".{short}.persist-fix-"


def _remove_leftovers(real: Path) -> None:
    """What a run that was killed has left beside the file."""
    for leftover in real.parent.glob(f"{glob.escape(_prefix(real))}*.tmp"):
        leftover.unlink(missing_ok=True)


def _keep_owner_and_mode(real: Path, name: str) -> None:
    status = real.stat()
    if hasattr(os, "chown"):
        with contextlib.suppress(PermissionError):  # only the superuser may give files away
            os.chown(name, status.st_uid, status.st_gid)
    os.chmod(name, status.st_mode & 0o7777)
