"""Notebook files through the whole line: where findings are, what a fix changes, what it leaves alone."""

from __future__ import annotations

import json
from typing import Any

import pytest
from test_fixtures import load, names, places

from flake8_persist.api import analyze, fix
from flake8_persist.rules.model import Finding

TRAINING = (
    ("markdown", "# Training"),
    ("code", "!pip install -q torch\nimport os\nimport torch"),
    ("code", "CKPT = 'checkpoints'\nos.makedirs(CKPT, exist_ok=True)"),
    ("code", "torch.save(model, f'{CKPT}/model.pth')\nscores.to_csv('scores.csv')"),
    ("code", "!zip -r all.zip checkpoints"),
)


def notebook(*cells: tuple[str, str], minor: int = 4, **metadata: Any) -> str:
    held = []
    for kind, source in cells:
        cell: dict[str, Any] = {"cell_type": kind, "metadata": {}, "source": source.splitlines(keepends=True)}
        held.append({**cell, "execution_count": None, "outputs": []} if kind == "code" else cell)
    return json.dumps({"cells": held, "metadata": metadata, "nbformat": 4, "nbformat_minor": minor}, indent=1) + "\n"


def sources(text: str) -> list[str]:
    return ["".join(cell["source"]) for cell in json.loads(text)["cells"]]


def placed(findings: tuple[Finding, ...]) -> list[tuple[int | None, int, int, str]]:
    return [(one.cell, one.span.line, one.span.column, one.code) for one in findings]


def found(*cells: str) -> list[tuple[int | None, int, int, str]]:
    return placed(analyze(notebook(*(("code", cell) for cell in cells)), filename="colab.ipynb").findings)


def test_findings_name_the_cell_among_all_cells_and_the_line_in_it() -> None:
    report = analyze(notebook(*TRAINING), filename="train.ipynb")
    assert placed(report.findings) == [(4, 1, 0, "PST101"), (4, 2, 0, "PST111")]
    assert report.text_around(report.findings[0]) == TRAINING[3][1]


def test_a_message_names_the_cell_in_which_the_path_was_set() -> None:
    [first, _] = analyze(notebook(*TRAINING), filename="train.ipynb").findings
    assert "(directory set on line 1 of cell 3)" in first.message
    assert first.note == "the directory was chosen on line 1 of cell 3: CKPT = 'checkpoints'"
    assert first.origin is None  # in another cell


def test_cells_are_one_program() -> None:
    assert found("p = 'a.csv'", "p = '/content/drive/MyDrive/a.csv'", "df.to_csv(p)") == [(3, 1, 0, "PST201")]
    assert found("%cd /tmp", "df.to_csv('a.csv')") == [(2, 1, 0, "PST111")]


def test_what_one_cell_leaves_open_does_not_reach_the_next() -> None:
    assert found("open('a.txt', 'w'", "df.to_csv('a.csv')") == [(1, 1, 0, "PST900"), (2, 1, 0, "PST111")]


def test_a_comment_silences_a_line_of_a_cell() -> None:
    assert found("df.to_csv('a.csv')  # noqa: PST111") == []


def test_a_fix_edits_cells_and_adds_one() -> None:
    before = notebook(*TRAINING)
    result = fix(before, filename="train.ipynb")
    preamble = sources(result.source)[2]
    assert len(result.fixed) == 2
    assert preamble.startswith("try:  # on Colab")
    assert sources(result.source) == [
        "# Training",
        "!pip install -q torch\nimport os\nimport tempfile\nimport torch",
        preamble,
        "CKPT = f'{PERSIST_ROOT}/checkpoints'\nos.makedirs(CKPT, exist_ok=True)",
        "torch.save(model, f'{CKPT}/model.pth')\nscores.to_csv(f'{PERSIST_ROOT}/scores.csv')",
        '!cd "{PERSIST_ROOT}" && zip -r all.zip checkpoints',
    ]
    assert not fix(result.source, filename="train.ipynb").changed


def test_a_fix_touches_no_other_line() -> None:
    before = notebook(*TRAINING, accelerator="GPU")
    after = fix(before, filename="train.ipynb").source.splitlines()
    kept = [line for line in before.splitlines() if line in after]
    assert len(before.splitlines()) - len(kept) == 3  # the lines that hold a path


@pytest.mark.parametrize(("minor", "has_id"), [(4, False), (5, True)])
def test_a_new_cell_has_an_id_where_the_format_wants_one(minor: int, has_id: bool) -> None:
    result = fix(notebook(*TRAINING, minor=minor), filename="train.ipynb")
    assert ("id" in json.loads(result.source)["cells"][2]) is has_id


def test_a_mount_in_the_only_cell_stays_in_it() -> None:
    cell = "import pandas as pd\ndf = pd.DataFrame()\ndf.to_csv('a.csv')"
    result = fix(notebook(("code", cell)), filename="a.ipynb")
    assert [one.code for one in result.fixed] == ["PST111"]
    assert not fix(result.source, filename="a.ipynb").changed


def test_a_notebook_in_another_language_has_no_findings() -> None:
    r = notebook(("code", "df.to_csv('a.csv')"), kernelspec={"name": "ir", "language": "R"})
    assert analyze(r, filename="a.ipynb").entries == ()
    assert not fix(r, filename="a.ipynb").changed


def test_a_notebook_is_known_by_its_contents() -> None:
    report = analyze(notebook(*TRAINING), filename="train.py")
    assert [one.code for one in report.findings] == ["PST101", "PST111"]


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("{", "this is no notebook"),
        ("[]", "it is not an object"),
        ('{"cells": 1, "nbformat": 4}', "are not a list"),
        ("import torch\ntorch.save(m, 'a')", "this is no notebook"),
    ],
)
def test_what_is_no_notebook_says_so_in_one_line(text: str, error: str) -> None:
    report = analyze(text, filename="a.ipynb")
    assert error in (report.error or "")
    assert "\n" not in (report.error or "")
    assert fix(text, filename="a.ipynb").error == report.error


@pytest.mark.parametrize("name", names())
def test_a_fixture_in_one_cell_has_the_findings_that_it_has_as_a_file(name: str) -> None:
    fixture = load(name)
    exported = any(sign in fixture.source for sign in ("by Colab", "IPython magic", "# In["))
    if exported:  # what an export did to a notebook is not to be undone in a notebook
        return
    report = analyze(notebook(("code", fixture.source)), filename=f"{name}.ipynb", settings=fixture.settings)
    assert places(report.findings) == fixture.findings
