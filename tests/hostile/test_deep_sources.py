"""Programs that are made to be too deep or too long: one clear line at most, and nothing half done."""

from __future__ import annotations

import ast
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest
from deep_sources import CALCULATIONS, DEEP
from watchdog import no_hang

from flake8_persist import outcomes
from flake8_persist.configuration import Configurations
from flake8_persist.plugin import Plugin
from flake8_persist.settings import Settings

COLAB = Settings(environment="colab")


@pytest.fixture(autouse=True)
def _surroundings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.chdir(tmp_path)
    Plugin.configurations = Configurations()
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(1000)  # Python's own, which other tools raise in a run of all tests
    with no_hang(), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield
    sys.setrecursionlimit(limit)
    del Plugin.configurations


def parsed(source: str) -> ast.Module | None:
    try:
        return ast.parse(source)
    except (SyntaxError, RecursionError, MemoryError):  # flake8 shows no such file to plugins
        return None


def survives(source: str) -> None:
    """Every way in comes to an end, and says what it has to say in one line."""
    data = source.encode()
    checked, fixed = (work(data, "a.py", "a.py", COLAB) for work in (outcomes.check, outcomes.fix))
    for error in (checked.report.error, fixed.report.error):
        assert error is None or ("internal error" not in error and len(error.splitlines()) == 1)
    if fixed.data in (None, data):
        assert not fixed.fixed
    else:
        assert parsed(fixed.data.decode()) is not None or parsed(source) is None
    tree = parsed(source)
    if tree is not None:
        told = [text for _, _, text, _ in Plugin(tree, "a.py", source.splitlines(keepends=True)).run()]
        assert not any("internal error" in text or "\n" in text for text in told)


@pytest.mark.parametrize("size", [95, 900])
@pytest.mark.parametrize("name", DEEP)
def test_no_depth_is_too_much(name: str, size: int) -> None:
    survives(DEEP[name](size))


@pytest.mark.parametrize("name", ["arms", "parentheses", "terms"])
def test_twenty_thousand_are_not_too_much(name: str) -> None:
    survives(DEEP[name](20_000))


@pytest.mark.parametrize("name", CALCULATIONS)
def test_nothing_is_calculated_that_a_program_would_take_long_for(name: str) -> None:
    survives(f"import torch\n{CALCULATIONS[name]}")


def test_other_files_are_fixed_beside_one_that_is_too_deep(capsys: pytest.CaptureFixture[str]) -> None:
    from flake8_persist.cli import main

    Path("deep.py").write_text(DEEP["parentheses"](20_000))
    Path("lost.py").write_text("import torch\ntorch.save(m, 'a.pt')\n")
    assert main(["--environment", "colab", "--output-format", "concise", "deep.py", "lost.py"]) == 2
    assert capsys.readouterr().out.splitlines() == [
        "deep.py:2:1: PST900 not valid Python: too many nested parentheses",
        "Fixed 1 finding in lost.py",
        "1 file could not be analysed",
    ]
    assert Path("deep.py").read_text() == DEEP["parentheses"](20_000)
    assert "PERSIST_ROOT" in Path("lost.py").read_text()
