"""What ``--add-noqa`` makes of a program: every finding is silent, and nothing else is different."""

from __future__ import annotations

import ast
import json
from pathlib import Path

import pytest

from flake8_persist import analyze
from flake8_persist.cli import main
from flake8_persist.settings import Settings
from flake8_persist.silencing import silence

UNSILENCED = {  # shell lines that go on
    "checkpoints_dir_option": 1,
    "colab_shell_training": 1,
    "output_dir_beside_drive": 1,
}
FIXTURES = sorted((Path(__file__).parent.parent / "fixtures").glob("*.py"))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("open('a', 'w')", "open('a', 'w')  # noqa: PST111"),
        ("open('a', 'w')  # why", "open('a', 'w')  # why  # noqa: PST111"),
        ("open('a', 'w')  # noqa: E501", "open('a', 'w')  # noqa: E501, PST111"),
        ("open('a', 'w')  # noqa:E501,W291 why", "open('a', 'w')  # noqa:E501,W291, PST111 why"),
        ("open('a', 'w')  # noqa", "open('a', 'w')  # noqa"),
        ("open(\n    'a',\n    'w',\n)", "open(  # noqa: PST111\n    'a',\n    'w',\n)"),
        ("x = open('a', 'w') \\\n    or 1", "x = open('a', 'w') \\\n    or 1  # noqa: PST111"),
        ("open('a', 'w').write('''\n\n''')", "open('a', 'w').write('''\n\n''')  # noqa: PST111"),
        ("open('a', 'w'); import os\r", "open('a', 'w'); import os  # noqa: PST111\r"),
        ("!echo 1 > a.csv", "!echo 1 > a.csv  # noqa: PST111"),
        ("open('/content/drive/MyDrive/a', 'w')", "open('/content/drive/MyDrive/a', 'w')  # noqa: PST201"),
        ("print('a')", "print('a')"),
    ],
)
def test_a_comment_stands_where_flake8_looks_for_it(before: str, after: str) -> None:
    result = silence(f"{before}\n")
    assert result.source == f"{after}\n"
    assert not result.remaining
    assert not analyze(result.source).findings
    assert result.changed == bool(result.fixed)


def test_codes_of_one_line_share_a_comment() -> None:
    assert silence("open('b', 'w'), print(open('a.pth', 'wb'))\n").source.endswith("  # noqa: PST101, PST111\n")


def test_what_is_not_reported_is_not_silenced() -> None:
    source = "open('a', 'w')\n"
    assert silence(source, settings=Settings(ignore=("PST111",))).source == source


def test_a_line_that_takes_no_comment_is_named() -> None:
    source = "%%bash\npython -c 1\necho 1 > a.csv\n"
    result = silence(notebook(source), filename="a.ipynb")
    assert result.source == notebook(source)
    assert result.refusals == ("line 3 of cell 1: a comment on this line would be part of the program",)
    assert [finding.code for finding in result.remaining] == ["PST111"]


def notebook(*cells: str) -> str:
    listed = [{"cell_type": "code", "metadata": {}, "source": cell, "outputs": [], "id": cell[:3]} for cell in cells]
    return json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": listed}, indent=1) + "\n"


def test_cells_of_notebooks_are_silenced() -> None:
    cells = ("import numpy as np", "x = 1\n!echo 1 > a.csv\nnp.save('b.npy', x)", "print(x)")
    result = silence(notebook(*cells), filename="a.ipynb")
    silent = "x = 1\n!echo 1 > a.csv  # noqa: PST111\nnp.save('b.npy', x)  # noqa: PST111"
    assert result.source == notebook(cells[0], silent, cells[2])
    assert [(finding.cell, finding.span.line) for finding in result.fixed] == [(2, 2), (2, 3)]


def test_what_cannot_be_analysed_is_said() -> None:
    assert silence("open(\n").error == "not valid Python: '(' was never closed"


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.stem)
def test_fixtures_fall_silent_and_are_the_same_programs(path: Path) -> None:
    source = path.read_bytes().decode()
    result = silence(source, filename=path.name)
    assert len(result.refusals) == len(result.remaining) == UNSILENCED.get(path.stem, 0)
    assert len(analyze(result.source, filename=path.name).findings) == len(result.remaining)
    assert silence(result.source, filename=path.name).source == result.source
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return  # raw shell lines
    assert ast.dump(ast.parse(result.source), include_attributes=True) == ast.dump(tree, include_attributes=True)


LOST = "open('a', 'w')\n"
SILENT = "open('a', 'w')  # noqa: PST111\n"


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    file = Path("a.py")
    file.write_text(LOST)
    return file


def test_the_option_silences_and_is_content(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--add-noqa", "a.py"]) == 0
    assert file.read_text() == SILENT
    assert capsys.readouterr().out == "Silenced 1 finding in a.py\n"
    assert main(["--check", "a.py"]) == 0


def test_with_a_diff_nothing_is_changed(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--add-noqa", "--diff", "a.py"]) == 0
    assert file.read_text() == LOST
    assert "+open('a', 'w')  # noqa: PST111" in capsys.readouterr().out


def test_what_is_left_is_reported(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file.write_text("!python train.py \\\n  --output_dir out\n")
    assert main(["--add-noqa", "a.py"]) == 1
    out = capsys.readouterr().out
    assert "a.py: left alone: line 1: a comment on this line would be part of the program" in out
    assert "PST101" in out


@pytest.mark.parametrize("other", [["--check"], ["--write-baseline", "b.json"]])
def test_it_does_not_go_with_options_that_change_nothing(
    other: list[str], file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--add-noqa", *other, "a.py"]) == 2
    assert "--add-noqa changes files" in capsys.readouterr().err
