"""PST901: which comments silence nothing."""

from __future__ import annotations

import ast
import json

import pytest

from flake8_persist import analyze, fix
from flake8_persist.api import analyze_tree
from flake8_persist.settings import Settings

ON = Settings(extend_select=("PST901",))
KEPT = 'open("/content/drive/MyDrive/a.txt", "w")'
MOUNT = 'from google.colab import drive\ndrive.mount("/content/drive")\n'


def idle(source: str, settings: Settings = ON, filename: str = "a.py") -> list[str]:
    """``3: PST101`` for each comment that is reported."""
    found = analyze(source, filename=filename, settings=settings).findings
    return [
        f"{finding.span.line}: {finding.message.removeprefix('# noqa: ').partition(' silences')[0]}"
        for finding in found
        if finding.code == "PST901"
    ]


@pytest.mark.parametrize(
    ("line", "reported"),
    [
        ('open("a", "w")  # noqa: PST111', []),
        ('open("a", "w")  # noqa: PST1', []),
        ('open("a", "w")  # noqa: PST101', ["1: PST101"]),
        ('open("a", "w")  # noqa: PST101, PST111, PST2', ["1: PST101, PST2"]),
        ("x = 1  # noqa: PST999", ["1: PST999"]),
        ("x = 1  # noqa: pst111", ["1: pst111"]),
        ("x = 1  # noqa", []),
        ("x = 1  # noqa: E501, PSTX1, ABC123", []),
        ("x = 1  # noqa: PST901", []),
        ("x = 1  # noqa: PST101, PST901", []),
        ("x = 1  # noqa: PST101\n# flake8: noqa", []),
        ('x = "# noqa: PST101"', []),
        ('open("a", "w").write("""\n""")  # noqa: PST111', []),
        ('open(  # noqa: PST111\n    "a", "w")', []),
        ('open(\n    "a", "w")  # noqa: PST111', ["2: PST111"]),
        ("!echo 1 > a.csv  # noqa: PST111", []),
        ("!echo 1  # noqa: PST111", ["1: PST111"]),
    ],
)
def test_codes_of_ours_without_a_finding(line: str, reported: list[str]) -> None:
    assert idle(f"{line}\n") == reported


def test_the_comment_is_what_the_finding_shows() -> None:
    source = f'é = "é"; {KEPT}  # noqa: E501, PST101 (kept)\n'
    (finding,) = (one for one in analyze(source, settings=ON).findings if one.code == "PST901")
    assert source[finding.span.column : finding.span.end_column] == "# noqa: E501, PST101 (kept)"


def test_it_is_off_by_default() -> None:
    assert idle("x = 1  # noqa: PST101\n", Settings()) == []
    assert idle("x = 1  # noqa: PST101\n", Settings(select=("PST9",))) == ["1: PST101"]


def test_a_code_that_is_turned_off_still_has_its_comment() -> None:
    assert idle('open("a", "w")  # noqa: PST111\n', ON._replace(ignore=("PST111",))) == []


def test_a_part_that_is_not_analysed_is_not_judged() -> None:
    cells = [
        {"cell_type": "code", "metadata": {}, "outputs": [], "id": str(number), "source": source}
        for number, source in enumerate(["x = = 1  # noqa: PST101", "y = 1  # noqa: PST102"])
    ]
    book = json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": cells})
    assert idle(book, filename="a.ipynb") == ["1: PST102"]


def test_the_plugin_says_the_same() -> None:
    source = f"{MOUNT}{KEPT}  # noqa: PST111\n"
    report = analyze_tree(ast.parse(source), source, filename="a.py", settings=ON)
    assert [finding.code for finding in report.findings] == ["PST901"]


def test_a_repair_that_makes_a_comment_idle_is_made() -> None:
    source = 'OUT = "a.txt"\nopen(OUT, "w")\nopen(OUT, "w")  # noqa: PST111\n'
    result = fix(source, filename="a.py", settings=ON)
    assert [finding.code for finding in result.fixed] == ["PST111"]
    assert [finding.code for finding in result.remaining] == ["PST901"]
