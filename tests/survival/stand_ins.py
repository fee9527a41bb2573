"""A stand-in for ``google.colab`` that mounts Google Drive as documented.

It refuses a mount point that holds files, says where it mounted, and files do not cross to it by a rename.
"""

from __future__ import annotations

from pathlib import Path

_DRIVE = """
import os

STORE = os.environ["KEPT_STORE"]
_mounted = []


def mount(mountpoint, force_remount=False, timeout_ms=120000, readonly=False):
    if is_attached(mountpoint):
        if not force_remount:
            print(f"Drive already mounted at {mountpoint}; to attempt to forcibly remount, call drive.mount(...).")
            return
        detach(mountpoint)
    if os.path.isdir(mountpoint) and os.listdir(mountpoint):
        raise ValueError("Mountpoint must not already contain files")
    os.makedirs(mountpoint, exist_ok=True)
    attach(STORE, mountpoint, readonly)
    _mounted.append(mountpoint)
    print(f"Mounted at {mountpoint}")


def flush_and_unmount(timeout_ms=24 * 60 * 60 * 1000):
    if not _mounted:
        print("Drive not mounted, so nothing to flush and unmount.")
    while _mounted:
        detach(_mounted.pop())
"""


def colab(directory: Path, attaching: str) -> None:
    """Put ``google.colab`` below a directory; how the store comes to the mount point is for the host.

    ``attaching`` defines ``attach(store, mountpoint, readonly)``, ``detach(mountpoint)``, ``is_attached(mountpoint)``.
    """
    package = directory / "google" / "colab"
    package.mkdir(parents=True)
    (package / "__init__.py").touch()
    (package / "drive.py").write_text(_DRIVE + attaching, encoding="utf-8")
