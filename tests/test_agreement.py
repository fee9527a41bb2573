"""flake8 with the plugin and ``persist-fix --check`` find the same in every fixture that Python can parse."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from flake8_persist.cli import main

FIXTURES = Path(__file__).parent.parent / "fixtures"


def parses(path: Path) -> bool:
    try:
        ast.parse(path.read_bytes())
    except SyntaxError:
        return False
    return True


PARSED = [path for path in sorted(FIXTURES.glob("*.py")) if parses(path)]
OTHERS = [path for path in sorted(FIXTURES.glob("*.py")) if not parses(path)]


def of_flake8(paths: list[Path], *options: str) -> set[str]:
    command = [sys.executable, "-m", "flake8", "--isolated", "--select", "PST", *options, *map(str, paths)]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.stderr == ""
    return {places(line) for line in result.stdout.splitlines()}


def places(line: str) -> str:
    """``a.py:1:2: PST101`` of a line of output."""
    place, _, text = line.partition(": ")
    return f"{Path(place.split(':')[0]).name}:{':'.join(place.split(':')[1:])} {text.split(' ')[0]}"


def of_persist_fix(paths: list[Path], capsys: pytest.CaptureFixture[str], *options: str) -> set[str]:
    main(["--check", "--output-format", "concise", "--quiet", *options, *map(str, paths)])
    return {places(line) for line in capsys.readouterr().out.splitlines() if ": PST" in line}


@pytest.mark.parametrize("jobs", ["-j1", "-j2"])
def test_flake8_and_persist_fix_find_the_same(jobs: str, capsys: pytest.CaptureFixture[str]) -> None:
    found = of_flake8(PARSED, jobs)

    assert len(found) > 50
    assert found == of_persist_fix(PARSED, capsys)


def test_persist_fix_reads_what_flake8_cannot(capsys: pytest.CaptureFixture[str]) -> None:
    assert OTHERS
    assert of_flake8(OTHERS) == set()
    assert of_persist_fix(OTHERS, capsys)


@pytest.mark.parametrize(
    "options", [["--select", "PST4"], ["--select", "PST401,PST303"], ["--extend-select", "PST303"]]
)
def test_what_is_off_by_default_is_found_by_both_where_it_is_selected(
    options: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    found = of_flake8(PARSED, *options)

    assert {place.rpartition(" ")[2] for place in found} & {"PST303", "PST401"}
    assert found == of_persist_fix(PARSED, capsys, *options)
