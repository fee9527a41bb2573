"""The plugin through nbQA, which hides magics and shell lines from plugins: the findings are those of the notebook."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from conversions import ipynb, notebook
from test_same_findings import NAMES, cells

from flake8_persist import analyze
from flake8_persist.settings import Settings

_SHOWN = re.compile(r"book\.ipynb:cell_(\d+):(\d+):\d+: (PST\d+)")
_ELSEWHERE = re.compile(r"\(on line (\d+) of cell_(\d+)\)")
_PAGE = Path(__file__).parents[2] / "docs" / "flake8.md"


def shown(text: str, directory: Path, *options: str) -> list[str]:
    (directory / "book.ipynb").write_text(text, encoding="utf-8")
    settings = ["--select=PST", "--persist-environment=colab"]
    command = [sys.executable, "-m", "nbqa", "flake8", "book.ipynb", *settings, *options]
    done = subprocess.run(command, cwd=directory, capture_output=True, text=True, check=False)
    return done.stdout.splitlines()


@pytest.mark.parametrize("name", NAMES)
def test_nbqa_shows_the_findings_of_the_notebook_in_its_cells(name: str, tmp_path: Path) -> None:
    book = notebook(cells(name))
    numbers = [number for number, cell in enumerate(book.cells, 1) if cell.cell_type == "code"]  # as nbQA counts

    lines = shown(ipynb(book), tmp_path)

    places = []
    for line in lines:
        place = _SHOWN.match(line)
        assert place, line
        elsewhere = _ELSEWHERE.search(line)
        cell, row = (elsewhere[2], elsewhere[1]) if elsewhere else (place[1], place[2])
        places.append((numbers[int(cell) - 1], int(row), place[3]))
    findings = analyze(ipynb(book), filename="book.ipynb", settings=Settings(environment="colab")).findings
    assert sorted(places) == sorted((finding.cell, finding.span.line, finding.code) for finding in findings)


def test_a_notebook_of_commands_alone_is_not_clean(tmp_path: Path) -> None:
    lines = shown(ipynb(notebook(["!yolo train data=coco8.yaml project=runs"])), tmp_path)

    assert [re.search(r"PST\d+", line) is not None for line in lines] == [True]


def test_cells_that_the_user_passes_over_are_passed_over(tmp_path: Path) -> None:
    book = notebook(["open('a.txt', 'w')", "open('b.txt', 'w')"])
    book.cells[0].metadata["tags"] = ["draft"]

    lines = shown(ipynb(book), tmp_path, "--nbqa-skip-celltags=draft")

    assert ["a.txt" in line for line in lines] == [False]


def test_a_command_line_that_holds_the_options_makes_no_difference(tmp_path: Path) -> None:
    text = ipynb(notebook(["%cd /content/drive/MyDrive\nopen('a.txt', 'w')", "%cd /content\nopen('b.txt', 'w')"]))
    (tmp_path / "book.ipynb").write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "nbqa", "flake8 --select PST --persist-environment colab", "book.ipynb"]

    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)

    assert re.findall(r"cell_(\d:\d).*(PST\d+)", done.stdout) == [("1:2", "PST201"), ("2:2", "PST111")]


def test_the_command_of_the_documentation(tmp_path: Path) -> None:
    (tmp_path / "book.ipynb").write_text(ipynb(notebook(["open('a.txt', 'w')"])), encoding="utf-8")
    (command,) = re.findall(r"`(nbqa .*?)`", _PAGE.read_text(encoding="utf-8"))

    done = subprocess.run(
        [sys.executable, "-m", *shlex.split(command)], cwd=tmp_path, capture_output=True, text=True, check=False
    )

    assert _SHOWN.findall(done.stdout) == [("1", "1", "PST111")], done.stderr
