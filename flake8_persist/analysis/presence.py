"""Whether a directory is there: those by which programs recognise a platform, and storage that is mounted."""

from __future__ import annotations

import ast
import posixpath
from typing import TYPE_CHECKING

from flake8_persist.analysis import effects
from flake8_persist.analysis import values as v
from flake8_persist.analysis.invocation import Arguments, Call
from flake8_persist.analysis.state import State
from flake8_persist.analysis.text import Text
from flake8_persist.environments.model import Environment
from flake8_persist.environments.registry import platform_landmarks

if TYPE_CHECKING:
    from flake8_persist.analysis.evaluate import Evaluator


def exists(call: Call) -> v.Value:
    """``os.path.exists(path)``."""
    value = call.first()
    return there(call, value.text) if isinstance(value, v.Str | v.PathOf) else v.UNKNOWN


def there(call: Call, path: Text) -> v.Value:
    """``path.exists()``: landmarks are there on their platform, and nowhere else."""
    clean = (path.constant or "").rstrip("/")
    if clean in call.evaluator.environment.landmarks or call.evaluator.present.get(call.node):
        return v.Constant(True)
    return v.Constant(False) if clean in platform_landmarks() else v.UNKNOWN


def noted(evaluator: Evaluator, callee: v.Value, call: ast.Call, given: Arguments, now: State) -> None:
    """Remember for a call that asks for a directory whether it is mounted, each time it asks."""
    asked = callee.receiver if isinstance(callee, v.Method) else given.get(0, "path")
    places = effects.resolved(asked.text, now) if isinstance(asked, v.Str | v.PathOf) else []
    found = any(_is_mounted(place, now, evaluator.environment) for place in places)
    evaluator.present[call] = evaluator.present.get(call, True) and found


def _is_mounted(path: Text, now: State, environment: Environment) -> bool:
    """Is it a mount point, or a folder that storage always has?"""
    folders = [row.prefix for row in environment.mount_places]
    return path.constant is not None and any(
        path.constant.rstrip("/") == posixpath.join(point, folder).rstrip("/")
        for point in now.mounted
        for folder in folders
    )
