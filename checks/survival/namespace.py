"""Programs that are run where the places of Colab have their own names, and Google Drive is a mount."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from machine import PROGRAMS
from stand_ins import colab

_HERE = Path(__file__).resolve().parent
_COMMAND = ("unshare", "--map-root-user", "--mount")

_BY_MOUNT = """
import subprocess


def is_attached(mountpoint):
    return os.path.ismount(mountpoint)


def attach(store, mountpoint, readonly):
    folder = os.path.join(mountpoint, "MyDrive")
    _do("mount", "-t", "tmpfs", "tmpfs", mountpoint)
    os.mkdir(folder)
    _do("mount", "--bind", store, folder)
    for place in (folder, mountpoint) if readonly else (mountpoint,):
        _do("mount", "-o", "remount,bind,ro", place)


def detach(mountpoint):
    _do("umount", os.path.join(mountpoint, "MyDrive"))
    _do("umount", mountpoint)


def _do(*command):
    subprocess.run(command, check=True)
"""

_ENVIRONMENT = {
    "CUDA_VISIBLE_DEVICES": "",
    "HF_DATASETS_OFFLINE": "1",
    "HF_HUB_OFFLINE": "1",
    "HOME": "/root",
    "KEPT_STORE": "/kept",
    "KERAS_BACKEND": "torch",
    "MPLBACKEND": "agg",
    "OMP_NUM_THREADS": "1",
    "PYTHONHASHSEED": "0",
    "TOKENIZERS_PARALLELISM": "false",
    "TQDM_DISABLE": "1",
    "TZ": "UTC",
}


def is_possible() -> bool:
    """Whether namespaces can be made here."""
    try:
        return subprocess.run([*_COMMAND, "true"], capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        return False


class Namespace:
    """A host with the libraries that are installed here."""

    def __init__(self, modules: Path) -> None:
        self._modules = modules
        colab(modules, _BY_MOUNT)
        prefixes = {Path(sys.prefix), Path(sys.base_prefix), _HERE, modules}
        prefixes |= {Path(path) for path in sys.path if path.endswith("site-packages")}
        self._needed = sorted(path for path in prefixes if not any(other in path.parents for other in prefixes))

    def run(self, disk: Path, store: Path, programs: Sequence[str]) -> subprocess.CompletedProcess[str]:
        needed = os.pathsep.join(str(path) for path in self._needed)
        enter = [*_COMMAND, sys.executable, "-S", "-B", str(_HERE / "enter.py"), str(disk), str(store), needed]
        names = [f"/{PROGRAMS}/{program}" for program in programs]
        play = [sys.executable, "-B", "-u", "-X", "utf8", str(_HERE / "play.py"), *names]
        environment = _ENVIRONMENT | {
            "PATH": os.pathsep.join([str(Path(sys.executable).parent), "/usr/local/bin", "/usr/bin", "/bin"]),
            "PYTHONPATH": str(self._modules),
        }
        done = subprocess.run(
            [*enter, *play], env=environment, capture_output=True, text=True, timeout=180, check=False
        )
        (disk / "mounted").rmdir()
        return done
