"""Whether a directory is there: those by which programs recognise a platform, and storage that is mounted."""

from __future__ import annotations

import posixpath

from flake8_persist.analysis import values as v
from flake8_persist.analysis.invocation import Call
from flake8_persist.analysis.state import State
from flake8_persist.analysis.text import Text
from flake8_persist.environments.model import Environment

# Directories by which programs recognise a platform.
_LANDMARKS = frozenset({"/content", "/kaggle", "/kaggle/working", "/kaggle/input"})

# Calls whose answer depends on what is mounted.
ASKS_PRESENCE = frozenset({"exists", "isdir", "ismount", "is_dir", "is_mount"})


def exists(call: Call) -> v.Value:
    """``os.path.exists(path)``."""
    value = call.first()
    return there(call, value.text) if isinstance(value, v.Str | v.PathOf) else v.UNKNOWN


def there(call: Call, path: Text) -> v.Value:
    """``path.exists()``: landmarks are there on their platform, and nowhere else."""
    clean = (path.constant or "").rstrip("/")
    if clean in call.evaluator.environment.landmarks or call.evaluator.present.get(call.node):
        return v.Constant(True)
    return v.Constant(False) if clean in _LANDMARKS else v.UNKNOWN


def is_mounted(path: Text, now: State, environment: Environment) -> bool:
    """Is it a mount point, or a folder that storage always has?"""
    folders = [row.prefix for row in environment.mount_places]
    return path.constant is not None and any(
        path.constant.rstrip("/") == posixpath.join(point, folder).rstrip("/")
        for point in now.mounted
        for folder in folders
    )
