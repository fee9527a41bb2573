"""flake8 with the plugin. Its own process, because flake8 finds plugins by their installed metadata."""

from __future__ import annotations

import argparse
import ast
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from report_examples import finding, report

from flake8_persist import api
from flake8_persist.cli import main
from flake8_persist.configuration import Configurations
from flake8_persist.plugin import Plugin
from flake8_persist.reports.model import Report
from flake8_persist.settings import Settings

LOST = 'import torch\n\ntorch.save({}, "model.pth")\n'


@pytest.fixture(autouse=True)
def _surroundings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.chdir(tmp_path)
    Plugin.configurations = Configurations()
    yield
    del Plugin.configurations


def rows(source: str = LOST, filename: str = "a.py") -> list[tuple[int, int, str]]:
    found = Plugin(ast.parse(source), filename, source.splitlines(keepends=True)).run()
    return [(line, column, text) for line, column, text, _ in found]


def stand_in(monkeypatch: pytest.MonkeyPatch, result: Report | Exception) -> list[tuple[str, Settings]]:
    """Let the analysis come to ``result``, and note what it is asked."""
    asked: list[tuple[str, Settings]] = []

    def analyze_tree(tree: ast.Module, source: str, *, filename: str, settings: Settings) -> Report:
        asked.append((source, settings))
        if isinstance(result, Exception):
            raise result
        return result

    monkeypatch.setattr(api, "analyze_tree", analyze_tree)
    return asked


def test_findings_are_placed_as_flake8_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = stand_in(monkeypatch, report(finding(3, 4, message="lost")))
    assert rows() == [(3, 4, "PST101 lost")]
    assert asked == [(LOST, Settings())]


@pytest.mark.parametrize("error", [SyntaxError("bad"), ValueError("a\nb"), MemoryError()])
def test_no_exception_escapes(error: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in(monkeypatch, error)
    ((line, column, text),) = rows()
    assert (line, column) == (1, 0)
    assert text.startswith(f"PST900 internal error: {type(error).__name__}")
    assert text.endswith("; please report")
    assert "\n" not in text


def test_what_is_nested_too_deeply_is_no_error_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in(monkeypatch, RecursionError("maximum recursion depth exceeded"))
    assert rows() == [(1, 0, "PST900 nested too deeply to be analysed")]


def test_what_could_not_be_analysed_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in(monkeypatch, report(error="too deeply nested"))
    assert rows() == [(1, 0, "PST900 too deeply nested")]


def test_a_notebook_is_not_taken_for_clean() -> None:
    assert rows("{}", "a.ipynb") == [(1, 0, "PST900 flake8 cannot read notebooks: use persist-fix --check")]


def test_the_nearest_table_counts_for_each_file(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = stand_in(monkeypatch, report())
    Path("sub").mkdir()
    Path("sub/pyproject.toml").write_text("[tool.flake8-persist]\nroot = '/x'\nexclude = ['b.py']\n")
    for filename in ("a.py", "sub/a.py", "sub/b.py"):
        assert rows(filename=filename) == []
    assert [settings.root for _, settings in asked] == [None, "/x"]


def test_a_wrong_table_beside_a_file_is_said() -> None:
    Path("sub").mkdir()
    Path("sub/pyproject.toml").write_text("[tool.flake8-persist]\nrooot = '/x'\n")
    ((_, _, text),) = rows(filename="sub/a.py")
    assert text.startswith("PST900 ")
    assert "has no key 'rooot'" in text
    assert "internal error" not in text


def settings_after(**options: Any) -> Settings:
    lists = ("persistent_paths", "ephemeral_paths", "assume_mounted", "ignore_apis", "extend_select")
    unset = dict.fromkeys(
        [
            "select",
            "extend_select",
            "ignore",
            "disable_noqa",
            *(f"persist_{name}" for name in ("environment", "root", *lists)),
        ]
    )
    Plugin.parse_options(argparse.Namespace(**{**unset, **options}))
    return Plugin.configurations.settings_for("a.py")


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({}, Settings(root="/table", select=("PST1",), ignore=("PST102",))),
        ({"persist_root": "/option"}, Settings(root="/option", select=("PST1",), ignore=("PST102",))),
        ({"select": ["E", "F"]}, Settings(root="/table", select=("PST1",), ignore=("PST102",))),
        ({"select": ["PST"]}, Settings(root="/table", select=("PST",), ignore=("PST102",))),
        ({"select": ["PST2"]}, Settings(root="/table", select=("PST", "PST2"), ignore=("PST102",))),
        (
            {"extend_select": ["E1", "PST4"]},
            Settings(root="/table", select=("PST1",), ignore=("PST102",), extend_select=("PST4",)),
        ),
        (
            {"extend_select": ["PST901"], "persist_extend_select": ["PST3"]},
            Settings(root="/table", select=("PST1",), ignore=("PST102",), extend_select=("PST3", "PST901")),
        ),
        ({"ignore": ["PST2"]}, Settings(root="/table", select=("PST1",), ignore=())),
    ],
)
def test_flake8_counts_more_than_the_table(options: dict[str, Any], expected: Settings) -> None:
    Path("pyproject.toml").write_text(
        "[tool.flake8-persist]\nroot = '/table'\nselect = ['PST1']\nignore = ['PST102']\n"
    )
    assert settings_after(**options) == expected


def flake8(*argv: str, code: str = "import flake8.main.cli as f, sys; sys.exit(f.main())") -> tuple[int, str]:
    result = subprocess.run(
        [sys.executable, "-c", code, "--isolated", *argv], capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert "Traceback" not in result.stderr, result.stderr
    return result.returncode, result.stdout


def places(out: str) -> list[str]:
    """``a.py:3:1: PST101`` of every line."""
    return sorted(" ".join(line.split(" ")[:2]) for line in out.splitlines())


SPAWN = (
    "import flake8.main.cli as f, multiprocessing as m, sys\n"
    "if __name__ == '__main__':\n"
    "    m.set_start_method({method!r}, force=True)\n"
    "    sys.exit(f.main())\n"
)


@pytest.mark.parametrize("jobs", ["-j1", "-j2"])
def test_flake8_reports_what_is_lost(jobs: str) -> None:
    for name in "abc":
        Path(f"{name}.py").write_text(LOST)
    status, out = flake8(jobs, "--select=PST", "a.py", "b.py", "c.py")
    assert (status, places(out)) == (1, [f"{name}.py:3:1: PST101" for name in "abc"])


@pytest.mark.skipif(sys.platform == "win32", reason="fork does not exist there")
@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_options_reach_every_worker(method: str) -> None:
    Path("flake8_main.py").write_text(SPAWN.format(method=method))
    for name in "abc":
        Path(f"{name}.py").write_text(LOST.replace("model.pth", "/scratch/model.pth"))
    Path("setup.cfg").write_text("[flake8]\npersist-persistent-paths = /scratch\nselect = PST\n")
    command = [sys.executable, "flake8_main.py", "-j2", "--persist-environment=colab", "a.py", "b.py", "c.py"]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")


def test_noqa_is_left_to_flake8() -> None:
    Path("a.py").write_text(LOST.replace("\n", "  # noqa: PST101\n"))
    assert flake8("--select=PST", "a.py") == (0, "")
    status, out = flake8("--select=PST", "--disable-noqa", "a.py")
    assert (status, places(out)) == (1, ["a.py:3:1: PST101"])


BASELINE = "[tool.flake8-persist]\nbaseline = 'known.json'\n"


@pytest.mark.parametrize("jobs", ["-j1", "-j2"])
def test_what_a_baseline_records_is_not_reported(jobs: str) -> None:
    for name in "abc":
        Path(f"{name}.py").write_text(LOST)
    assert main(["--quiet", "--write-baseline", "known.json", "."]) == 0
    Path("pyproject.toml").write_text(BASELINE)
    assert flake8(jobs, "--select=PST", "a.py", "b.py", "c.py") == (0, "")

    Path("b.py").write_text("x = 1\n" + LOST + 'torch.save({}, "new.pth")\n')
    status, out = flake8(jobs, "--select=PST", "a.py", "b.py", "c.py")
    assert (status, places(out)) == (1, ["b.py:5:1: PST101"])


def test_a_comment_does_not_use_up_what_is_recorded() -> None:
    Path("a.py").write_text(LOST)
    assert main(["--quiet", "--write-baseline", "known.json", "a.py"]) == 0
    Path("pyproject.toml").write_text(BASELINE)
    Path("a.py").write_text(
        LOST.replace("import torch\n", 'import torch\ntorch.save({}, "model.pth")  # noqa: PST101\n')
    )
    assert flake8("--select=PST", "a.py") == (0, "")


def test_a_damaged_baseline_stops_flake8_with_one_line() -> None:
    Path("pyproject.toml").write_text(BASELINE)
    Path("a.py").write_text(LOST)
    status, out = flake8("a.py")
    assert status == 1
    assert "known.json: the baseline cannot be read: " in out


def test_a_missing_baseline_of_a_directory_is_said() -> None:
    Path("sub").mkdir()
    Path("sub/pyproject.toml").write_text(BASELINE)
    ((_, _, text),) = rows(filename="sub/a.py")
    assert text.startswith("PST900 ")
    assert "known.json: the baseline cannot be read: " in text


def test_a_code_that_is_off_by_default_is_turned_on_where_flake8_names_it() -> None:
    Path("a.py").write_text("x = 1  # noqa: PST101\n")
    assert flake8("--select=PST", "a.py") == (0, "")
    for option in ("--select=PST901", "--extend-select=PST901", "--persist-extend-select=PST901"):
        status, out = flake8(option, "a.py")
        assert (status, places(out)) == (1, ["a.py:1:8: PST901"])


def test_flake8_itself_takes_notebooks_for_clean_but_the_plugin_does_not() -> None:
    Path("a.ipynb").write_text('{"cells": []}\n')
    status, out = flake8("--select=PST", "a.ipynb")
    assert (status, places(out)) == (1, ["a.ipynb:1:1: PST900"])


def test_a_wrong_option_stops_flake8_with_one_line() -> None:
    Path("a.py").write_text(LOST)
    status, out = flake8("--persist-environment=colabb", "a.py")
    assert status == 1
    assert '--persist-environment = "colabb": must be one of auto, ' in out


def test_a_wrong_table_stops_flake8_with_one_line() -> None:
    Path("pyproject.toml").write_text("[tool.flake8-persist]\nrooot = '/x'\n")
    Path("a.py").write_text(LOST)
    status, out = flake8("a.py")
    assert status == 1
    assert "has no key 'rooot'" in out


def test_neither_libcst_nor_a_report_writer_is_imported() -> None:
    Path("a.py").write_text(LOST)
    code = (
        "import flake8.main.cli as f, sys; f.main(); "
        "print(sorted(name for name in sys.modules if name.startswith(('libcst', 'flake8_persist.reports.', "
        "'flake8_persist.codemod.', 'tomllib'))))"
    )
    _, out = flake8("-j1", "--select=PST", "a.py", code=code)
    assert out.splitlines()[-1] == "['flake8_persist.reports.model']"


def test_loading_the_plugin_costs_flake8_next_to_nothing() -> None:
    code = (
        "import sys, flake8.main.cli; before = set(sys.modules); import flake8_persist.plugin; "
        "print(sorted(set(sys.modules) - before))"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout == "['flake8_persist', 'flake8_persist.plugin']\n"


def test_under_nbqa_the_notebook_behind_the_file_is_analysed(tmp_path: Path) -> None:
    """nbQA hides what its commands do: here, where the second cell writes."""
    cells = [
        {"cell_type": "code", "source": "from google.colab import drive\ndrive.mount('/content/drive')"},
        {"cell_type": "code", "source": "%cd /content/drive/MyDrive\nopen('kept.txt', 'w')\n%cd /content"},
        {"cell_type": "markdown", "source": "# nbQA counts cells of code alone"},
        {"cell_type": "code", "source": "!cp a b > log.txt"},
        {"cell_type": "code", "source": "open('lost.txt', 'w')"},
    ]
    (tmp_path / "book.ipynb").write_text(json.dumps({"cells": cells, "nbformat": 4, "nbformat_minor": 5}))
    mark = "# %%NBQA-CELL-SEP1a2b3c\n"
    shown = ["".join(map(str, cells[0]["source"])), "hash(\"1a2b3c4d\")\nopen('kept.txt', 'w')\nhash(\"1a2b3c4e\")"]
    source = "\n\n\n".join([mark + shown[0], mark + shown[1], mark + "open('lost.txt', 'w')"]) + "\n"

    found = rows(source, "book1a2b3c4d_nbqa_ipynb.py")

    assert [(line, text[:6]) for line, _, text in found] == [(12, "PST111"), (13, "PST111")]
    assert found[0][2].endswith("(on line 1 of cell_3)")


def test_under_nbqa_a_notebook_that_is_not_there_is_not_clean() -> None:
    [(line, _, text)] = rows(LOST, "gone1a2b3c4d_nbqa_ipynb.py")
    assert (line, text[:6]) == (1, "PST900")
