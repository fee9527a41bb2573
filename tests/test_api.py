"""The two functions of the library."""

from __future__ import annotations

import json
import pickle

import pytest

from flake8_persist import analyze, fix
from flake8_persist.api import preview
from flake8_persist.settings import Settings

SAVE = "import torch\ntorch.save(model, 'model.pth')\n"


def test_what_is_lost_is_found_with_its_repair() -> None:
    (finding,) = analyze(SAVE, filename="train.py").findings

    assert (finding.code, finding.span.line, finding.span.column) == ("PST101", 2, 0)
    assert finding.repair is not None
    assert finding.repair.safe


def test_results_can_be_pickled() -> None:
    for result in (analyze(SAVE), fix(SAVE)):
        assert pickle.loads(pickle.dumps(result)) == result


def test_columns_count_characters() -> None:
    (finding,) = analyze("é = 'é'; open('ü.txt', 'w')\n").findings

    assert finding.span.column == 9


def test_a_fixed_program_is_clean() -> None:
    result = fix(SAVE, filename="train.py")

    assert result.changed
    assert [finding.code for finding in result.fixed] == ["PST101"]
    assert result.remaining == ()
    assert analyze(result.source, filename="train.py").findings == ()


def test_a_preview_tells_what_is_left_by_its_place_in_the_file_as_it_is() -> None:
    source = "import sqlite3\nimport torch\ntorch.save({}, 'm.pth')\nsqlite3.connect('a.db')\n"
    result, shown = fix(source), preview(source)

    assert (shown.source, shown.fixed) == (result.source, result.fixed)
    assert [line.partition(":")[0] for line in shown.refusals] == ["line 4"]
    assert [finding.span.line for finding in shown.remaining] == [4]
    assert result.source.splitlines()[result.remaining[0].span.line - 1] == "sqlite3.connect('a.db')"
    assert result.remaining[0].span.line > 4


@pytest.mark.parametrize(
    ("source", "error", "line"),
    [
        ("import torch\ntorch.save(model, 'a.pth')\ndef f(:\n", "not valid Python: invalid syntax", 3),
        ('{"cells": {}, "nbformat": 4}', "the cells of the notebook are not a list", 1),
        ("open('a', 'w')\0", "not valid Python: source code string cannot contain null bytes", 1),
    ],
)
def test_what_cannot_be_read_is_an_error(source: str, error: str, line: int) -> None:
    report, result = analyze(source), fix(source)

    assert (report.error, report.error_line) == (error, line)
    assert (result.error, result.source) == (error, source)


def test_deep_nesting_is_an_error() -> None:
    source = "open('a', 'w')\n" + "(" * 10_000 + ")" * 10_000

    assert analyze(source).error is not None


def test_selection_and_ignored_calls() -> None:
    assert analyze(SAVE, settings=Settings(select=("PST2",))).findings == ()
    assert analyze(SAVE, settings=Settings(ignore_apis=("torch.save",))).findings == ()
    assert analyze(SAVE, settings=Settings(per_file_ignores=(("*.py", ("PST",)),)), filename="a.py").findings == ()


def test_noqa_comments_are_counted() -> None:
    report = analyze("open('a', 'w')  # noqa: PST111\n")

    assert (report.findings, report.suppressed) == ((), 1)


def test_the_platform_decides() -> None:
    assert analyze("open('a', 'w')", settings=Settings(environment="local")).findings == ()
    assert analyze("open('/tmp/a', 'w')", settings=Settings(environment="local")).findings


def test_findings_and_what_could_not_be_analysed_are_in_the_order_of_the_program() -> None:
    cells = ["open('a.txt', 'w')", "this is no Python", "open('b.txt', 'w')"]
    notebook = json.dumps({"cells": [{"cell_type": "code", "source": source} for source in cells], "nbformat": 4})
    found = analyze(notebook, filename="book.ipynb").findings
    assert [(finding.cell, finding.code) for finding in found] == [(1, "PST111"), (2, "PST900"), (3, "PST111")]


def test_a_mark_in_front_of_the_text_is_no_part_of_the_program() -> None:
    text = "\ufeffopen('a.csv', 'w')\n"
    assert [finding.code for finding in analyze(text).findings] == ["PST111"]
    result = fix(text)
    assert result.original == text
    assert result.source.startswith("\ufeff")
    assert result.source.count("\ufeff") == 1
    assert len(result.fixed) == 1
