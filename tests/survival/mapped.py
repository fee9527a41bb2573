"""Programs that are run with a temporary directory before the names of the machine's places.

Google Drive is a link to the store, and renames are watched so that they do not cross to it.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from machine import PROGRAMS
from stand_ins import colab

_PLACES = re.compile(r"(?<![\w./}])/(content|tmp)(?=[/'\"]|$)", re.MULTILINE)

_BY_LINK = """
import errno


def is_attached(mountpoint):
    return os.path.islink(os.path.join(mountpoint, "MyDrive"))


def attach(store, mountpoint, readonly):
    os.symlink(store, os.path.join(mountpoint, "MyDrive"))
    os.rename, os.replace = _within_one_disk(os.rename), _within_one_disk(os.replace)


def detach(mountpoint):
    os.unlink(os.path.join(mountpoint, "MyDrive"))


def _within_one_disk(function):
    def moved(source, target, **options):
        kept = [os.path.realpath(path).startswith(STORE) for path in (source, target)]
        if kept[0] != kept[1]:
            raise OSError(errno.EXDEV, "Invalid cross-device link", source, None, target)
        return function(source, target, **options)

    return moved
"""

_TORCH = """
import pickle


def save(value, path):
    with open(path, "wb") as file:
        pickle.dump(value, file)


def load(path, map_location=None, weights_only=True):
    with open(path, "rb") as file:
        return pickle.load(file)
"""


class Mapped:
    """A host with modules that programs on such a machine find installed; with those of Colab or without."""

    def __init__(self, modules: Path, *, is_colab: bool = True) -> None:
        everywhere, on_colab = modules / "everywhere", modules / "colab"
        if not everywhere.exists():
            everywhere.mkdir(parents=True)
            (everywhere / "torch.py").write_text(_TORCH, encoding="utf-8")
            colab(on_colab, _BY_LINK)
        self._modules = [everywhere, *([on_colab] if is_colab else [])]

    def run(self, disk: Path, store: Path, programs: Sequence[str]) -> subprocess.CompletedProcess[str]:
        (name,) = programs
        program = disk / PROGRAMS / name
        source = program.read_bytes().decode()
        program.write_bytes(_PLACES.sub(lambda found: f"{disk}{found[0]}", source).encode())
        environment = {
            "HOME": str(disk / "root"),
            "KEPT_STORE": str(store),
            "PYTHONPATH": os.pathsep.join(map(str, self._modules)),
            "TZ": "UTC",
        }
        command = [sys.executable, "-S", "-B", "-X", "utf8", str(program)]
        return subprocess.run(
            command, cwd=disk / "content", env=environment, capture_output=True, text=True, timeout=20
        )
