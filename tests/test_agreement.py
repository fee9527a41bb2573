"""Everything says the same: both programs of every fixture, and all places that tell of codes and options."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
import site_pages
from guides import guides

from flake8_persist import analyze, arguments
from flake8_persist.cli import main
from flake8_persist.reports.explain import explain
from flake8_persist.reports.formats import Style, writer
from flake8_persist.rules.registry import RULES

ROOT = Path(__file__).parent.parent
FIXTURES = ROOT / "fixtures"
README = (ROOT / "README.md").read_text(encoding="utf-8")
PROSE = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "README.md", ROOT / "CHANGELOG.md", *guides())}
OPTION = re.compile(r"(?<![\w-])--[a-z][a-z-]+")


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


def sarif_rules() -> dict[str, str]:
    """The summaries of the codes that a SARIF report lists."""
    report = json.loads("".join(writer("sarif")([analyze("")], Style(color=False))))
    rules = report["runs"][0]["tool"]["driver"]["rules"]
    return {rule["id"]: rule["shortDescription"]["text"] for rule in rules}


def listed(page: str) -> dict[str, str]:
    """The summaries in the first two columns of a table of codes."""
    rows = re.findall(r"^\| \[?(PST\d+)[^|]* \| ([^|]+) \|", page, re.MULTILINE)
    return {code: summary.removesuffix(" (off by default)") for code, summary in rows}


def test_every_list_of_codes_is_the_registry() -> None:
    summaries = {code: rule.summary for code, rule in RULES.items()}
    pages = site_pages.pages()
    assert listed(README) == summaries
    assert listed(pages["codes/index.md"]) == summaries
    assert sarif_rules() == summaries
    assert {name.removeprefix("codes/").removesuffix(".md") for name in pages if "/PST" in name} == set(RULES)


@pytest.mark.parametrize("code", RULES)
def test_the_page_and_the_explanation_of_a_code_tell_the_same(code: str) -> None:
    page, rule = site_pages.pages()[f"codes/{code}.md"], RULES[code]
    explained = explain(rule)
    for text in (rule.bad, rule.good):
        assert text.strip() in page
        assert all(line in explained for line in text.strip().splitlines())
    assert rule.explanation.strip() in page
    assert " ".join(rule.explanation.split()) in " ".join(explained.split())


@pytest.mark.parametrize("name", PROSE)
def test_every_code_that_is_spoken_of_exists(name: str) -> None:
    spoken = set(re.findall(r"\bPST\d{3}\b", PROSE[name]))
    assert spoken <= set(RULES)


def test_every_option_of_the_help_is_documented() -> None:
    shown = set(OPTION.findall(arguments.parser().format_help()))
    documented = set(OPTION.findall(site_pages.pages()["options.md"]))
    assert shown == documented


@pytest.mark.parametrize("name", PROSE)
def test_every_option_that_a_command_is_shown_with_exists(name: str) -> None:
    known = {option for action in arguments.parser()._actions for option in action.option_strings}
    for command in re.findall(r"persist-fix (-[^\n`#|\"&;]*)", PROSE[name]):
        assert set(OPTION.findall(command)) <= known, command
