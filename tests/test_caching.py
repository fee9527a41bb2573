"""A second run over the same files says the same, without looking at them again."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from flake8_persist import api, caching
from flake8_persist.cli import main
from flake8_persist.reports.model import Report
from flake8_persist.settings import Settings

LOST = "import torch\ntorch.save(m, '{}.pth')  # é\n"
NOTEBOOK = {
    "cells": [
        {"cell_type": "code", "source": LOST.format("n"), "metadata": {}, "outputs": [], "execution_count": None}
    ],
    "metadata": {},
    "nbformat": 4,
    "nbformat_minor": 4,
}

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    (tmp_path / "code").mkdir()
    monkeypatch.chdir(tmp_path / "code")
    for number in range(20):
        Path(f"a{number:02}.py").write_text(LOST.format(number) if number % 4 else "print()\n", encoding="utf-8")
    Path("b.ipynb").write_text(json.dumps(NOTEBOOK), encoding="utf-8")
    Path("c.py").write_text("import torch\ntorch.save(m, 'a'\n")

    def run(*options: str) -> tuple[int, str, str]:
        status = main([*options, "--jobs", "1", "--cache-dir", str(tmp_path / "cache"), "."])
        return status, *capsys.readouterr()

    return run


@pytest.fixture
def analysed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that are analysed."""
    names: list[str] = []
    analyze = api.analyze

    def noting(source: str, *, filename: str | None = None, settings: Settings | None = None) -> Report:
        names.append(os.path.basename(filename or ""))
        return analyze(source, filename=filename, settings=settings)

    monkeypatch.setattr(api, "analyze", noting)
    return names


@pytest.mark.parametrize("form", ["text", "json", "sarif", "github"])
def test_a_second_run_says_the_same_and_analyses_nothing(form: str, run: Run, analysed: list[str]) -> None:
    first = run("--check", "--output-format", form)
    assert len(analysed) == 22
    assert run("--check", "--output-format", form) == first
    assert len(analysed) == 22


def test_what_has_changed_is_analysed(run: Run, analysed: list[str]) -> None:
    run("--check")
    analysed.clear()
    Path("a04.py").write_text(LOST.format("new"), encoding="utf-8")
    _, out, _ = run("--check")
    assert analysed == ["a04.py"]
    assert "new.pth" in out


@pytest.mark.parametrize("options", [["--root", "/data/kept"], ["--environment", "kaggle"], ["--ignore", "PST1"]])
def test_other_settings_are_another_question(options: list[str], run: Run, analysed: list[str]) -> None:
    run("--check")
    analysed.clear()
    run("--check", *options)
    assert len(analysed) == 22


def test_another_state_of_the_package_is_another_question(
    run: Run, analysed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    run("--check")
    analysed.clear()
    monkeypatch.setattr(caching, "_state_of_package", lambda: "later")
    run("--check")
    assert len(analysed) == 22


def test_a_fix_after_a_fix_is_known_to_change_nothing(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    run()
    after = run()
    monkeypatch.setattr(api, "fix", None)
    assert run() == after


def test_without_a_cache_everything_is_analysed(run: Run, analysed: list[str], tmp_path: Path) -> None:
    main(["--check", "--no-cache", "."])
    main(["--check", "--no-cache", "--jobs", "1", "."])
    assert len(analysed) >= 22
    assert not (tmp_path / "cache").exists()


@pytest.mark.parametrize("damage", [b"", b"no database" * 1000, b"SQLite format 3\0" + bytes(5000)])
def test_a_damaged_cache_is_made_anew(damage: bytes, run: Run, tmp_path: Path) -> None:
    first = run("--check")
    (tmp_path / "cache" / "outcomes.sqlite3").write_bytes(damage)
    assert run("--check") == first
    assert run("--check") == first


@pytest.mark.parametrize("found", ["", "[]", "{}", "[[[1]],0,null,1,[],[]]", "[[],0,null,1,[[1]],[]]"])
def test_a_strange_entry_is_passed_over(found: str, run: Run, tmp_path: Path) -> None:
    first = run("--check")
    with sqlite3.connect(tmp_path / "cache" / "outcomes.sqlite3") as connection:
        connection.execute("UPDATE outcome SET found = ?", (found,))
    assert run("--check") == first


def test_a_cache_that_cannot_be_written_is_done_without(run: Run, tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file")
    status, _, err = run("--check")
    assert status == 2  # one file is no Python
    assert "Traceback" not in err


def test_it_does_not_grow_without_end(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(caching, "_ENTRIES", 5)
    run("--check")
    with sqlite3.connect(tmp_path / "cache" / "outcomes.sqlite3") as connection:
        assert connection.execute("SELECT count(*) FROM outcome").fetchone() == (5,)
