from __future__ import annotations

import ntpath
from types import SimpleNamespace

import pytest

from flake8_persist.reports import places


@pytest.mark.parametrize(
    ("filename", "directory", "expected"),
    [
        ("train.py", ".", "train.py"),
        ("./src/../train.py", ".", "train.py"),
        ("src/train.py", "src", "train.py"),
        ("train.py", "src", "../train.py"),
        ("/project/a/train.py", "/project", "a/train.py"),
        ("<stdin>", "/project", "<stdin>"),
        ("", ".", ""),
        ("a\udcff\n.py", ".", "a\udcff\n.py"),
    ],
)
def test_names_are_relative_to_a_directory(filename: str, directory: str, expected: str) -> None:
    assert places.relative(filename, directory) == expected


@pytest.mark.parametrize(
    ("filename", "expected"), [(r"C:\project\src\train.py", "src/train.py"), (r"D:\train.py", "D:/train.py")]
)
def test_separators_of_windows_become_slashes(filename: str, expected: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places, "os", SimpleNamespace(path=ntpath, sep="\\"))
    assert places.relative(filename, "C:\\project") == expected
