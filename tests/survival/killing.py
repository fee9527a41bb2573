"""Runs of ``persist-fix`` that are killed, and what is then on the disk."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

import flake8_persist
from flake8_persist import fix
from flake8_persist.settings import Settings

_SOURCE = "import torch\n\nfor epoch in range(3):\n    torch.save({{}}, f'run{number}/{{epoch}}.pth')\n"
_PACKAGE = Path(flake8_persist.__file__).resolve().parent.parent
_MOST_SECONDS = 300


class Folder(NamedTuple):
    """Programs, as they are and as they will be."""

    path: Path
    old: dict[str, bytes]
    new: dict[str, bytes]

    def fill(self) -> None:
        for name, data in self.old.items():
            (self.path / name).write_bytes(data)

    def torn(self) -> list[str]:
        """The files that are neither old nor new."""
        return [name for name in self.old if (self.path / name).read_bytes() not in (self.old[name], self.new[name])]

    def left_over(self) -> list[str]:
        return sorted(set(os.listdir(self.path)) - self.old.keys())

    def changed(self) -> int:
        return sum((self.path / name).read_bytes() == self.new[name] for name in self.new)


def folder(path: Path, count: int) -> Folder:
    old, new = {}, {}
    for number in range(count):
        name = f"train{number:03d}.py"
        source = _SOURCE.format(number=number)
        old[name] = source.encode()
        new[name] = fix(source, filename=name, settings=Settings(environment="colab")).source.encode()
    path.mkdir(parents=True, exist_ok=True)
    return Folder(path, old, new)


def start(where: Folder) -> subprocess.Popen[bytes]:
    command = [
        sys.executable,
        "-m",
        "flake8_persist",
        "--environment",
        "colab",
        "--quiet",
        "--jobs",
        "1",
        str(where.path),
    ]
    environment = os.environ | {"PYTHONPATH": str(_PACKAGE)}
    return subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def kill_in_the_midst(where: Folder, chance: random.Random) -> None:
    """Kill a run once it has changed some of the files, at no moment in particular."""
    run = start(where)
    wanted = chance.randrange(1, len(where.old))
    until = time.monotonic() + _MOST_SECONDS
    while run.poll() is None and where.changed() < wanted and time.monotonic() < until:
        time.sleep(0.005)
    time.sleep(chance.random() * 0.02)
    run.kill()
    run.wait()


def finish(where: Folder) -> None:
    start(where).wait(timeout=_MOST_SECONDS)
