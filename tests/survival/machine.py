"""A rented machine with a disk of its own, a kept store beside it, and what is left of a program on both.

Programs name the machine's places as Colab has them: ``/content``, ``/tmp`` and ``~``. How a program comes to find
them there is for a :class:`Host`: :mod:`mapped` runs everywhere, ``checks/survival`` has one with real mounts.
"""

from __future__ import annotations

import gzip
import os
import re
import shutil
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from subprocess import CompletedProcess
from typing import NamedTuple, Protocol

ROOT = "/content/drive/MyDrive/program"
PLACES = ("content", "tmp", "root")  # the machine's own disk
PROGRAMS = "programs"  # what is run there

_MOUNT_MESSAGE = re.compile(r"(?:Mounted at|Drive already mounted at) [^\n]*\n")


class Host(Protocol):
    def run(self, disk: Path, store: Path, programs: Sequence[str]) -> CompletedProcess[str]:
        """Run what lies in PROGRAMS, one after the other; ``disk`` is the machine's and ``store`` is Google Drive."""
        ...


class Session(NamedTuple):
    """What one run of a program left behind."""

    status: int
    stdout: str  # without what mounting says
    stderr: str
    files: Mapping[str, bytes]  # below the working directory, /tmp and the home directory, without the inputs
    kept: Mapping[str, bytes]  # below the root


class Machine:
    """Where programs run: every session has a fresh disk, all have the same store."""

    def __init__(self, directory: Path, host: Host) -> None:
        self._disk = directory / "machine"
        self._store = directory / "kept"
        self._store.mkdir(parents=True)
        self._host = host

    def session(self, programs: Mapping[str, str], inputs: Mapping[str, str]) -> Session:
        """Run programs, given by their file names and sources, then wipe the disk."""
        content = self._disk / "content"
        for name in (*PLACES, PROGRAMS):
            (self._disk / name).mkdir(parents=True)
        for path, text in inputs.items():
            (content / path).parent.mkdir(parents=True, exist_ok=True)
            (content / path).write_text(text, encoding="utf-8")
        for name, source in programs.items():
            (self._disk / PROGRAMS / name).write_bytes(source.encode())
        done = self._host.run(self._disk, self._store, [*programs])
        found = {
            path: data
            for name in PLACES
            for path, data in files_below(self._disk / name).items()
            if not (name == "root" and path.startswith("."))  # what libraries keep for themselves
            and (inputs.get(path, "").encode() != data or path not in inputs)
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
    if path.suffix == ".gz":  # the time is in there, too
        return gzip.decompress(path.read_bytes())
    if path.suffix != ".zip":
        return path.read_bytes()
    with zipfile.ZipFile(path) as archive:
        members = sorted(name for name in archive.namelist() if not name.endswith("/"))
        return b"\n".join(name.encode() + b": " + archive.read(name) for name in members)
