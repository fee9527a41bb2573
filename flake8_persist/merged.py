"""What ``--show-settings`` prints: the settings that hold for a path, each with the place that decides it.

environment = "kaggle"  # pyproject.toml
ignore = []  # default
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator

from flake8_persist.configuration import Configurations
from flake8_persist.keys import KEYS


def show(paths: Iterable[str], configurations: Configurations, typed: Iterable[str]) -> Iterator[str]:
    """TOML for each path; ``typed`` are the fields of the settings that the command line decides."""
    flake8 = configurations.flake8
    places = {} if flake8 is None else dict.fromkeys(flake8.overrides, flake8.file)
    places |= dict.fromkeys(typed, "command line")
    for path in paths:
        inside = os.path.join(path, "pyproject.toml") if os.path.isdir(path) else path
        settings, _, file, given = configurations.nearest_to(inside)
        lines = [f"# what holds for {json.dumps(path)}", "[tool.flake8-persist]"]
        for key in KEYS.values():
            value = getattr(settings, key.field)
            place = places.get(key.field) or (file if key.field in given else "default")
            if not value and place == "default":
                lines.append(f"# {key.name} is not set")
            else:
                lines.append(f"{key.name} = {_toml(value)}  # {place}")
        if flake8 is not None and (flake8.excluded or flake8.ignores):
            lines.append(f"# exclude and per-file-ignores of {flake8.file} hold as well")
        yield "\n".join(lines) + "\n"


def _toml(value: object) -> str:
    if not isinstance(value, tuple):
        return json.dumps(value)
    if value and isinstance(value[0], tuple):  # patterns, each with its codes
        return "{" + ", ".join(f"{_toml(pattern)} = {_toml(codes)}" for pattern, codes in value) + "}"
    return "[" + ", ".join(map(_toml, value)) + "]"
