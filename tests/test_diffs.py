from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from flake8_persist.diffs import cell_diff, for_terminal, unified_diff

BEFORE = b"import os\n\nsave('a')\n"
AFTER = b"import os\n\nsave(ROOT + 'a')\n"

CHANGES = {
    "a line": (BEFORE, AFTER),
    "no line end at the end": (BEFORE[:-1], AFTER[:-1]),
    "a line end that was missing": (BEFORE[:-1], AFTER),
    "CRLF": (BEFORE.replace(b"\n", b"\r\n"), AFTER.replace(b"\n", b"\r\n")),
    "lone CR and form feed": (b"a\r\x0cb\rsave(1)\nc\n", b"a\r\x0cb\rsave(2)\nc\n"),
    "Latin-1 and a BOM": (b"\xef\xbb\xbf# \xe9\nsave(1)\n", b"\xef\xbb\xbf# \xe9\nsave(2)\n"),
    "line separators of Unicode": ("x = '\u2028'\nsave(1)\n".encode(), "x = '\u2028'\nsave(2)\n".encode()),
    "from nothing": (b"", b"new\n"),
}


def test_a_diff_names_both_sides() -> None:
    assert b"".join(unified_diff("src/a.py", BEFORE, AFTER)) == (
        b"--- a/src/a.py\n+++ b/src/a.py\n@@ -1,3 +1,3 @@\n import os\n \n-save('a')\n+save(ROOT + 'a')\n"
    )


def test_nothing_changed_is_no_diff() -> None:
    assert list(unified_diff("a.py", BEFORE, BEFORE)) == []


def test_paths_are_relative_to_the_working_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert next(unified_diff(str(tmp_path / "src" / "a.py"), BEFORE, AFTER)) == b"--- a/src/a.py\n"
    assert next(unified_diff("/elsewhere/a.py", BEFORE, AFTER)) == b"--- a/elsewhere/a.py\n"


@pytest.mark.parametrize(
    ("path", "header"),
    [
        ("a b.py", b"--- a/a b.py\t\n"),
        ("a\nb.py", b'--- "a/a\\012b.py"\n'),
        ('a"b.py', b'--- "a/a\\"b.py"\n'),
        ("\u00e9.py", "--- a/\u00e9.py\n".encode()),
    ],
)
def test_a_name_does_not_break_the_header(path: str, header: bytes) -> None:
    assert next(unified_diff(path, BEFORE, AFTER)) == header


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("name", ["a.py", "a b.py", 'sub/a"\t.py'])
def test_the_diff_applies(change: str, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before, after = CHANGES[change]
    monkeypatch.chdir(tmp_path)
    Path(name).parent.mkdir(exist_ok=True)
    Path(name).write_bytes(before)
    Path("change.diff").write_bytes(b"".join(unified_diff(name, before, after)))
    subprocess.run(["git", "apply", "change.diff"], check=True)
    assert Path(name).read_bytes() == after


@pytest.mark.skipif(shutil.which("patch") is None, reason="patch is not installed")
@pytest.mark.parametrize("change", CHANGES)
def test_patch_applies_it_too(change: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before, after = CHANGES[change]
    monkeypatch.chdir(tmp_path)
    Path("a.py").write_bytes(before)
    diff = b"".join(unified_diff("a.py", before, after))
    subprocess.run(["patch", "--binary", "-s", "-p1"], input=diff, check=True)
    assert Path("a.py").read_bytes() == after


def test_on_a_terminal_nothing_is_obeyed() -> None:
    diff = b"".join(unified_diff("a.py", b"x = '\x1b[2J'\r\n\tsave(1)\n", b"x = '\x1b[2J'\r\n\tsave(2)"))
    assert list(for_terminal(diff, color=False)) == [
        "--- a/a.py\n",
        "+++ b/a.py\n",
        "@@ -1,2 +1,2 @@\n",
        " x = '\\x1b[2J'\n",
        "-\tsave(1)\n",
        "+\tsave(2)\n",
        "\\ No newline at end of file\n",
    ]


def test_on_a_terminal_lines_may_be_coloured() -> None:
    diff = b"".join(unified_diff("a.py", b"same\nold\n", b"same\nnew\n"))
    colors = [line.partition("m")[0].removeprefix("\x1b[") for line in for_terminal(diff, color=True)]
    assert colors == ["1", "1", "36", " sa", "31", "32"]


def test_notebooks_are_compared_cell_by_cell() -> None:
    def notebook(*sources: str) -> bytes:
        cells = [{"cell_type": "code", "source": source} for source in sources]
        return json.dumps({"cells": cells, "nbformat": 4, "nbformat_minor": 4}).encode()

    diff = b"".join(cell_diff("a.ipynb", notebook("x", "p = 1", "y"), notebook("x", "new", "p = 2", "y")))

    assert diff.decode().splitlines() == [
        "--- a/a.ipynb:cell 2",
        "+++ b/a.ipynb:cell 2",
        "@@ -0,0 +1 @@",
        "+new",
        "--- a/a.ipynb:cell 3",
        "+++ b/a.ipynb:cell 3",
        "@@ -1 +1 @@",
        "-p = 1",
        "+p = 2",
    ]
