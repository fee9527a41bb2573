"""The programs in ``fixtures/`` are found, fixed and left alone as written down next to them."""

from __future__ import annotations

import ast
import difflib
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import pytest

from flake8_persist.api import analyze, fix
from flake8_persist.rules.model import Finding
from flake8_persist.settings import Settings

FIXTURES = Path(__file__).parent.parent / "fixtures"


class Fixture(NamedTuple):
    """One program with what is expected of it. Findings are pairs of line and code, by line."""

    filename: str
    source: str
    findings: list[tuple[int, str]]
    fixed: str
    remaining: list[tuple[int, str]]
    settings: Settings


def names() -> list[str]:
    return sorted(path.stem for path in FIXTURES.glob("*.expected"))


def read(path: Path) -> str:
    return path.read_bytes().decode("utf-8")


def load(name: str) -> Fixture:
    text = read(FIXTURES / f"{name}.expected")
    also = text.partition("\n")[0].removeprefix("-- also ") if text.startswith("-- also ") else ""
    found, _, left = text.removeprefix(f"-- also {also}\n").partition("-- remaining\n")
    source = read(FIXTURES / f"{name}.py")
    fixed = read(FIXTURES / f"{name}.fixed.py") if found else source
    settings = Settings(extend_select=tuple(also.split()))
    return Fixture(f"{name}.py", source, expected(found), fixed, expected(left), settings)


def expected(text: str) -> list[tuple[int, str]]:
    return [(int(line), code) for line, code, _ in (row.split(" ", 2) for row in text.splitlines())]


def places(findings: Iterable[Finding]) -> list[tuple[int, str]]:
    return [(finding.span.line, finding.code) for finding in findings]


@pytest.fixture(params=names())
def fixture(request: pytest.FixtureRequest) -> Fixture:
    return load(request.param)


def test_findings_are_those_expected(fixture: Fixture) -> None:
    report = analyze(fixture.source, filename=fixture.filename, settings=fixture.settings)

    assert report.error is None
    assert places(report.findings) == fixture.findings


def test_fix_leaves_exactly_the_fixed_program(fixture: Fixture) -> None:
    result = fix(fixture.source, filename=fixture.filename, settings=fixture.settings)

    assert result.error is None
    assert result.source == fixture.fixed
    assert places(result.remaining) == fixture.remaining


def test_second_fix_changes_nothing(fixture: Fixture) -> None:
    assert fix(fixture.fixed, filename=fixture.filename, settings=fixture.settings).source == fixture.fixed


def test_only_the_remaining_findings_are_in_the_fixed_program(fixture: Fixture) -> None:
    assert (
        places(analyze(fixture.fixed, filename=fixture.filename, settings=fixture.settings).findings)
        == fixture.remaining
    )


def test_no_line_is_lost_or_moved(fixture: Fixture) -> None:
    before = fixture.source.splitlines(keepends=True)
    after = fix(fixture.source, filename=fixture.filename, settings=fixture.settings).source.splitlines(keepends=True)

    for kind, start, end, new_start, new_end in difflib.SequenceMatcher(None, before, after, False).get_opcodes():
        assert kind != "delete"
        assert kind == "equal" or new_end - new_start >= end - start


@pytest.mark.parametrize("name", [name for name in names() if not load(name).findings])
def test_clean_program_comes_back_as_it_is(name: str) -> None:
    program = load(name)
    result = fix(program.source, filename=program.filename, settings=program.settings)

    assert result.source == program.source
    assert not result.changed


@pytest.mark.parametrize("name", names())
def test_files_of_a_fixture_agree(name: str) -> None:
    program = load(name)

    assert (FIXTURES / f"{name}.fixed.py").exists() == bool(program.findings)
    assert parses(program.fixed) == parses(program.source)
    assert program.findings == sorted(program.findings)
    assert program.remaining == sorted(program.remaining)


def test_every_program_has_its_expectations() -> None:
    programs = {path.stem for path in FIXTURES.glob("*.py") if not path.stem.endswith(".fixed")}

    assert programs == set(names())


def parses(source: str) -> bool:
    try:
        ast.parse(source)
    except SyntaxError:
        return False
    return True
