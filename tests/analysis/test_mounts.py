"""Drive is persistent where it is mounted, from then on, and until it is unmounted."""

from __future__ import annotations

import pytest
from fates import IMPORTS, fates

MOUNTS = {
    "write, then mount": (
        """
        open('/content/drive/MyDrive/a', 'w')
        drive.mount('/content/drive')
        """,
        "unmounted",
    ),
    "write, mount, write": (
        """
        open('/content/drive/MyDrive/a', 'w')
        drive.mount('/content/drive')
        open('/content/drive/MyDrive/b', 'w')
        """,
        "unmounted persistent",
    ),
    "two mount points": (
        """
        drive.mount('/content/drive')
        drive.mount('/content/gdrive')
        open('/content/drive/MyDrive/a', 'w')
        open('/content/gdrive/MyDrive/a', 'w')
        """,
        "persistent persistent",
    ),
    "the other of two mount points": (
        """
        drive.mount('/content/gdrive')
        open('/content/drive/MyDrive/a', 'w')
        open('/content/gdrive/MyDrive/a', 'w')
        """,
        "unmounted persistent",
    ),
    "a mount point of one's own": (
        """
        drive.mount('/mnt/google')
        open('/mnt/google/MyDrive/a', 'w')
        open('/mnt/other/MyDrive/a', 'w')
        """,
        "persistent unmounted",
    ),
    "a slash at the end": ("drive.mount('/content/drive/')\nopen('/content/drive/MyDrive/a', 'w')", "persistent"),
    "a path object": (
        "drive.mount(str(Path('/content') / 'drive'))\nopen('/content/drive/MyDrive/a', 'w')",
        "persistent",
    ),
    "remounted by force": (
        """
        drive.mount('/content/drive')
        drive.mount('/content/drive', force_remount=True)
        open('/content/drive/MyDrive/a', 'w')
        """,
        "persistent",
    ),
    "flushed, then written": (
        """
        drive.mount('/content/drive')
        drive.flush_and_unmount()
        open('/content/drive/MyDrive/a', 'w')
        """,
        "unmounted",
    ),
    "flushed and mounted again": (
        """
        drive.mount('/content/drive')
        open('/content/drive/MyDrive/a', 'w')
        drive.flush_and_unmount()
        drive.mount('/content/drive')
        open('/content/drive/MyDrive/b', 'w')
        """,
        "persistent persistent",
    ),
    "flushed on one branch": (
        """
        drive.mount('/content/drive')
        if done:
            drive.flush_and_unmount()
        open('/content/drive/MyDrive/a', 'w')
        """,
        "persistent",
    ),
    "flushed at the end of a round": (
        """
        for part in range(3):
            drive.mount('/content/drive')
            open('/content/drive/MyDrive/a', 'w')
            drive.flush_and_unmount()
        """,
        "persistent",
    ),
    "flushed by the helper that writes": (
        """
        drive.mount('/content/drive')
        def save(name):
            open('/content/drive/MyDrive/' + name, 'w')
            drive.flush_and_unmount()
        save('a')
        open('/content/drive/MyDrive/b', 'w')
        """,
        "persistent unmounted",
    ),
    "runtime given back afterwards": (
        """
        drive.mount('/content/drive')
        open('/content/drive/MyDrive/a', 'w')
        runtime.unassign()
        """,
        "persistent",
    ),
    "mounted on one branch": (
        """
        if use_drive:
            drive.mount('/content/drive')
        open('/content/drive/MyDrive/a', 'w')
        """,
        "persistent",
    ),
    "written on the branch without the mount": (
        """
        if use_drive:
            drive.mount('/content/drive')
        else:
            open('/content/drive/MyDrive/a', 'w')
        """,
        "unmounted",
    ),
    "mounted in a try that keeps silent": (
        """
        try:
            drive.mount('/content/drive')
        except Exception:
            pass
        open('/content/drive/MyDrive/a', 'w')
        """,
        "persistent",
    ),
    "the fallback when the mount fails": (
        """
        try:
            drive.mount('/content/drive')
            OUT = '/content/drive/MyDrive'
        except Exception:
            OUT = '/content'
        open(OUT + '/a', 'w')
        """,
        "persistent|ephemeral",
    ),
    "mounted in an else": (
        """
        try:
            import torch_xla
        except ImportError:
            pass
        else:
            drive.mount('/content/drive')
        open('/content/drive/MyDrive/a', 'w')
        """,
        "persistent",
    ),
    "mounted in finally": (
        """
        try:
            work()
        finally:
            drive.mount('/content/drive')
        open('/content/drive/MyDrive/a', 'w')
        """,
        "persistent",
    ),
    "mounted in a method": (
        """
        class Storage:
            def __init__(self):
                drive.mount('/content/drive')
        storage = Storage()
        open('/content/drive/MyDrive/a', 'w')
        """,
        "persistent",
    ),
    "mounted in a method that is called too late": (
        """
        class Storage:
            def connect(self):
                drive.mount('/content/drive')
        storage = Storage()
        open('/content/drive/MyDrive/a', 'w')
        storage.connect()
        open('/content/drive/MyDrive/b', 'w')
        """,
        "unmounted persistent",
    ),
    "mounted through a parameter": (
        """
        def connect(point='/content/drive'):
            drive.mount(point)
        connect('/content/gdrive')
        open('/content/gdrive/MyDrive/a', 'w')
        open('/content/drive/MyDrive/a', 'w')
        """,
        "persistent unmounted",
    ),
    "helper with a default mount point": (
        """
        def connect(point='/content/drive'):
            drive.mount(point)
        connect()
        open('/content/drive/MyDrive/a', 'w')
        """,
        "persistent",
    ),
    "helper that gives back the root": (
        """
        def connect():
            drive.mount('/content/drive')
            return '/content/drive/MyDrive'
        open(connect() + '/a', 'w')
        """,
        "persistent",
    ),
    "mounted under another name": (
        """
        from google.colab import drive as gd
        gd.mount('/content/drive')
        open('/content/drive/MyDrive/a', 'w')
        """,
        "persistent",
    ),
    "mounted by its full name": (
        """
        import google.colab.drive
        google.colab.drive.mount('/content/drive')
        open('/content/drive/MyDrive/a', 'w')
        """,
        "persistent",
    ),
    "mount function of one's own": (
        """
        mount = drive.mount
        mount('/content/drive')
        open('/content/drive/MyDrive/a', 'w')
        """,
        "persistent",
    ),
    "mounted only in a comment": (
        "# drive.mount('/content/drive')\nopen('/content/drive/MyDrive/a', 'w')",
        "unmounted",
    ),
    "mounted in a dead branch": (
        """
        if False:
            drive.mount('/content/drive')
        open('/content/drive/MyDrive/a', 'w')
        """,
        "unmounted",
    ),
    "mounted in a function that nobody calls": (
        """
        def connect():
            drive.mount('/content/drive')
        open('/content/drive/MyDrive/a', 'w')
        """,
        "unmounted",
    ),
    "mounted by something else called drive": (
        """
        drive = Drive()
        drive.mount('/content/drive')
        open('/content/drive/MyDrive/a', 'w')
        """,
        "unmounted",
    ),
    "beside the folders": (
        """
        drive.mount('/content/drive')
        open('/content/drive/a', 'w')
        open('/content/drive/Mydrive/a', 'w')
        """,
        "readonly readonly",
    ),
    "a shell line that writes to Drive": (
        """
        drive.mount('/content/drive')
        !echo done > /content/drive/MyDrive/log.txt
        """,
        "persistent",
    ),
    "a shell line before the mount": (
        """
        !echo done > /content/drive/MyDrive/log.txt
        drive.mount('/content/drive')
        """,
        "unmounted",
    ),
}


@pytest.mark.parametrize(("cells", "expected"), MOUNTS.values(), ids=MOUNTS.keys())
def test_drive_is_there_from_its_mount_on(cells: str, expected: str) -> None:
    assert fates(cells, IMPORTS) == expected


ENTERED = {
    "generator that mounts and unmounts": (
        """
        @contextlib.contextmanager
        def mounted():
            drive.mount('/content/drive')
            yield '/content/drive/MyDrive'
            drive.flush_and_unmount()

        with mounted() as root:
            open(root + '/a', 'w')
        open('/content/drive/MyDrive/b', 'w')
        """,
        "persistent unmounted",
    ),
    "generator with finally": (
        """
        @contextlib.contextmanager
        def mounted():
            drive.mount('/content/drive')
            try:
                yield
            finally:
                drive.flush_and_unmount()

        with mounted():
            open('/content/drive/MyDrive/a', 'w')
        open('/content/drive/MyDrive/b', 'w')
        """,
        "persistent unmounted",
    ),
    "class": (
        """
        class Drive:
            def __enter__(self):
                drive.mount('/content/drive')
                return self
            def __exit__(self, *problem):
                drive.flush_and_unmount()

        with Drive():
            open('/content/drive/MyDrive/a', 'w')
        open('/content/drive/MyDrive/b', 'w')
        """,
        "persistent unmounted",
    ),
    "class that is made and not entered": (
        """
        class Drive:
            def __enter__(self):
                drive.mount('/content/drive')
            def __exit__(self, *problem):
                pass

        storage = Drive()
        open('/content/drive/MyDrive/a', 'w')
        with storage:
            open('/content/drive/MyDrive/b', 'w')
        """,
        "unmounted persistent",
    ),
    "generator that is made and not entered": (
        """
        @contextlib.contextmanager
        def mounted():
            drive.mount('/content/drive')
            yield

        storage = mounted()
        open('/content/drive/MyDrive/a', 'w')
        with storage:
            open('/content/drive/MyDrive/b', 'w')
        """,
        "unmounted persistent",
    ),
}


@pytest.mark.parametrize(("cells", "expected"), ENTERED.values(), ids=ENTERED.keys())
def test_context_managers_mount_at_entry_and_unmount_at_exit(cells: str, expected: str) -> None:
    assert fates(cells, IMPORTS) == expected
