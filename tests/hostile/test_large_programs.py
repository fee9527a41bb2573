"""Programs of a size that nobody writes: refused in one line, before they are parsed; other files are still done."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from flake8_persist import api
from flake8_persist.cli import main
from flake8_persist.triage import size

LOST = "open('out.csv', 'w')\n"


@pytest.fixture(autouse=True)
def _small_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(size, "LARGEST", 100)


def test_a_large_program_is_refused() -> None:
    report = api.analyze(LOST + "x = 1\n" * 50, filename="a.py")

    assert report.findings == ()
    assert report.error is not None
    assert report.error.startswith("too large to be analysed")


def test_a_large_program_is_not_fixed() -> None:
    result = api.fix(LOST + "x = 1\n" * 50, filename="a.py")

    assert not result.changed
    assert result.error is not None


@pytest.mark.parametrize(
    "source",
    ["x = 1\n" * 30, "x = '" + "1 " * 500 + "'\n", "# 1 2 3 4\n" * 100, '"""\n' + "a b, c\n" * 100 + '"""\n'],
    ids=["below the bound", "a long text", "many comments", "a long text of many lines"],
)
def test_what_is_long_for_its_texts_and_comments_is_analysed(source: str) -> None:
    report = api.analyze(source + LOST, filename="a.py")

    assert report.error is None
    assert [finding.code for finding in report.findings] == ["PST111"]


def test_a_large_notebook_is_refused() -> None:
    cell = {"cell_type": "code", "source": LOST + "x = 1\n" * 50, "metadata": {}, "outputs": [], "execution_count": 1}
    notebook = {"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 4}

    assert api.analyze(json.dumps(notebook), filename="a.ipynb").error is not None


def test_other_files_are_still_checked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.py").write_text(LOST + "x = 1\n" * 50)
    (tmp_path / "b.py").write_text(LOST)

    assert main(["--check", "--no-cache", "--output-format", "concise", str(tmp_path)]) == 2

    printed = capsys.readouterr().out
    assert "a.py:1:1: PST900" in printed
    assert "b.py:1:" in printed
