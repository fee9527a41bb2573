"""The name that holds the persistent directory."""

from __future__ import annotations

import pytest
from changing import changes

MOUNT = 'import os\nfrom google.colab import drive\ndrive.mount("/content/drive")\n'
KEPT = 'open(f"{ROOT}/kept.txt", "w").write("")\n'
LOST = 'open("lost.txt", "w").write("")\n'


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (f'ROOT = "/content/drive/MyDrive/x"\n{KEPT}{LOST}', 'open(f"{ROOT}/lost.txt", "w").write("")'),
        (
            f'ROOT = "/content/drive/MyDrive/x"\nopen(os.path.join(ROOT, "k.txt"), "w").write("")\n{LOST}',
            'open(f"{ROOT}/lost.txt", "w").write("")',
        ),
        (f'{LOST}ROOT = "/content/drive/MyDrive/x"\n{KEPT}', 'open(f"{PERSIST_ROOT}/lost.txt", "w").write("")'),
        (
            f'def f():\n    ROOT = "/content/drive/MyDrive/x"\n    {KEPT}f()\n{LOST}',
            'open(f"{PERSIST_ROOT}/lost.txt", "w").write("")',
        ),
        (
            f'P = "/content/drive/MyDrive/kept.txt"\nopen(P, "w").write("")\n{LOST}',
            'open(f"{PERSIST_ROOT}/lost.txt", "w").write("")',
        ),
        (
            f'PERSIST_ROOT = "/content/drive/MyDrive/own"\n{LOST}',
            'open(f"{PERSIST_ROOT}/lost.txt", "w").write("")',
        ),
        (
            f'try:\n    import google.colab\n    PERSIST_ROOT = "/content/drive/MyDrive/own"\nexcept ImportError:\n'
            f'    PERSIST_ROOT = "."\n{LOST}',
            'open(f"{PERSIST_ROOT}/lost.txt", "w").write("")',
        ),
    ],
)
def test_the_name_of_the_root(lines: str, expected: str) -> None:
    assert changes(MOUNT + lines) == expected
