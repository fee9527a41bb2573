"""A rented machine with a disk of its own, a kept store beside it, and what is left of a program on both.

Programs name the machine's places as Colab has them: ``/content``, ``/tmp`` and ``~``. What is run is the same
program with a temporary directory before those names. Mounting behaves as documented: it refuses a mount point that
holds files, and says where it mounted; files do not cross to the store by a rename.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

ROOT = "/content/drive/MyDrive/program"

_MOUNT_MESSAGE = re.compile(r"(?:Mounted at|Drive already mounted at) [^\n]*\n")
_PLACES = re.compile(r"(?<![\w./}])/(content|tmp)(?=[/'\"]|$)", re.MULTILINE)

_DRIVE = """
import errno
import os

STORE = os.environ["KEPT_STORE"]


def mount(mountpoint, force_remount=False, timeout_ms=120000, readonly=False):
    link = os.path.join(mountpoint, "MyDrive")
    if os.path.islink(link) and not force_remount:
        print(f"Drive already mounted at {mountpoint}; to attempt to forcibly remount, call drive.mount(...).")
        return
    if os.path.isdir(mountpoint) and os.listdir(mountpoint):
        raise ValueError("Mountpoint must not already contain files")
    os.makedirs(mountpoint, exist_ok=True)
    os.symlink(STORE, link)
    os.rename, os.replace = _within_one_disk(os.rename), _within_one_disk(os.replace)
    print(f"Mounted at {mountpoint}")


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


def stand_ins(directory: Path) -> None:
    """Put modules there that programs on such a machine find installed; ``colab`` holds those of Colab alone."""
    drive = directory / "colab" / "google" / "colab"
    drive.mkdir(parents=True)
    (drive / "__init__.py").touch()
    (drive / "drive.py").write_text(_DRIVE, encoding="utf-8")
    torch = directory / "everywhere"
    torch.mkdir()
    (torch / "torch.py").write_text(_TORCH, encoding="utf-8")


class Session(NamedTuple):
    """What one run of a program left behind."""

    status: int
    stdout: str  # without what mounting says
    stderr: str
    files: Mapping[str, bytes]  # below the working directory, /tmp and the home directory, without the inputs
    kept: Mapping[str, bytes]  # below the root


class Machine:
    """Where programs run: every session has a fresh disk, all have the same store."""

    def __init__(self, directory: Path, modules: Path, *, colab: bool = True) -> None:
        self._disk = directory / "machine"
        self._store = directory / "kept"
        self._store.mkdir(parents=True)
        self._modules = [modules / "everywhere", *([modules / "colab"] if colab else [])]

    def session(self, source: str, inputs: Mapping[str, str]) -> Session:
        content = self._disk / "content"
        for name in ("content", "tmp", "root"):
            (self._disk / name).mkdir(parents=True)
        for path, text in inputs.items():
            (content / path).parent.mkdir(parents=True, exist_ok=True)
            (content / path).write_text(text, encoding="utf-8")
        program = self._disk / "program.py"
        program.write_bytes(_PLACES.sub(lambda found: f"{self._disk}{found[0]}", source).encode())
        environment = {
            "HOME": str(self._disk / "root"),
            "KEPT_STORE": str(self._store),
            "PYTHONPATH": os.pathsep.join(map(str, self._modules)),
            "TZ": "UTC",
        }
        command = [sys.executable, "-S", "-B", "-X", "utf8", str(program)]
        done = subprocess.run(command, cwd=content, env=environment, capture_output=True, text=True, timeout=20)
        found = {
            path: data
            for name in ("content", "tmp", "root")
            for path, data in files_below(self._disk / name).items()
            if inputs.get(path, "").encode() != data or path not in inputs
        }
        shutil.rmtree(self._disk)
        stdout = _MOUNT_MESSAGE.sub("", done.stdout).replace(str(self._disk), "")
        return Session(done.returncode, stdout, done.stderr, found, files_below(self._store / Path(ROOT).name))


def files_below(directory: Path) -> dict[str, bytes]:
    """The files by their paths; what links lead to is elsewhere. An archive counts by what is in it."""
    found: dict[str, bytes] = {}
    for folder, _, names in os.walk(directory):
        for name in names:
            path = Path(folder, name)
            found[path.relative_to(directory).as_posix()] = _contents(path)
    return found


def _contents(path: Path) -> bytes:
    if path.suffix != ".zip":
        return path.read_bytes()
    with zipfile.ZipFile(path) as archive:
        members = sorted(name for name in archive.namelist() if not name.endswith("/"))
        return b"\n".join(name.encode() + b": " + archive.read(name) for name in members)
