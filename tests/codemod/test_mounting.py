"""Storage that is not mounted, or mounted elsewhere, or written beside its folders."""

from __future__ import annotations

import pytest
from changing import changes, refusals, result

MOUNT = "from google.colab import drive\n"


def test_what_is_written_to_is_mounted() -> None:
    program = 'import torch\ntorch.save(1, "/content/drive/MyDrive/m.pt")\n'
    assert changes(program) == 'from google.colab import drive\ndrive.mount("/content/drive")'


def test_an_import_that_is_there_is_used() -> None:
    program = f'{MOUNT}open("/content/gdrive/MyDrive/m.txt", "w").write("")\n'
    assert changes(program) == 'drive.mount("/content/gdrive")'


def test_a_late_mount_is_preceded_by_one_in_time() -> None:
    program = f'{MOUNT}open("/content/drive/MyDrive/m.txt", "w").write("")\ndrive.mount("/content/drive")\n'
    lines = result(program).source.splitlines()
    assert lines.index('drive.mount("/content/drive")') < lines.index(
        'open("/content/drive/MyDrive/m.txt", "w").write("")'
    )


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            'drive.mount("/content/gdrive")\nopen("/content/drive/MyDrive/m.txt", "w").write("")',
            'open("/content/gdrive/MyDrive/m.txt", "w").write("")',
        ),
        (
            'drive.mount("/content/gdrive")\nD = "/content/drive/MyDrive"\nopen(f"{D}/m.txt", "w").write("")',
            'D = "/content/gdrive/MyDrive"',
        ),
        (
            'drive.mount("/content/drive")\nopen("/content/drive/m.txt", "w").write("")',
            'open("/content/drive/MyDrive/m.txt", "w").write("")',
        ),
        (
            'drive.mount("/content/drive")\nopen("/content/drive/m.txt", "w").write("")\nopen("/content/drive/m.txt")',
            'open("/content/drive/MyDrive/m.txt", "w").write("")\nopen("/content/drive/MyDrive/m.txt")',
        ),
    ],
)
def test_a_wrong_beginning_is_corrected(lines: str, expected: str) -> None:
    assert changes(f"{MOUNT}{lines}\n") == expected


def test_a_beginning_that_is_no_literal_is_left_alone() -> None:
    program = f'{MOUNT}drive.mount("/content/gdrive")\nopen("/content/" "drive/MyDrive/m.txt", "w").write("")\n'
    assert refusals(program) == ["the beginning of its path is not a literal that can be edited"]
