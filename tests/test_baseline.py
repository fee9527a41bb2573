from __future__ import annotations

import json
from collections.abc import Iterable

import pytest
from report_examples import finding, report

from flake8_persist import analyze, baseline
from flake8_persist.reports.model import Report

SOURCE = "import torch\n\ntorch.save(model, 'a.pth')\ntorch.save(model, 'b.pth')\n"


def found(source: str, filename: str = "train.py") -> Report:
    return analyze(source, filename=filename)


def recorded(*reports: Report, directory: str = ".") -> baseline.Baseline:
    return baseline.read(baseline.write(reports, directory), directory)


def new_paths(source: str, known: Iterable[Report]) -> tuple[list[str | None], int]:
    report, old = recorded(*known).new(found(source))
    return [finding.path for finding in report.findings], old


@pytest.mark.parametrize(
    ("edited", "new", "old", "stale"),
    [
        (SOURCE, [], 2, 0),
        ("# a comment\n\n\n" + SOURCE, [], 2, 0),
        (SOURCE.replace("'a.pth'", "\n    'a.pth'\n"), [], 2, 0),
        (SOURCE.replace("\n", "\r\n"), [], 2, 0),
        (SOURCE + "torch.save(model, 'c.pth')\n", ["c.pth"], 2, 0),
        (SOURCE.replace("'a.pth'", "'c.pth'"), ["c.pth"], 1, 1),
        (SOURCE.replace("torch.save(model, 'a.pth')\n", ""), [], 1, 1),
        (SOURCE + "torch.save(model, 'a.pth')\n", ["a.pth"], 2, 0),
        ("import torch\n", [], 0, 2),
    ],
)
def test_after_an_edit_only_what_is_new_is_reported(edited: str, new: list[str], old: int, stale: int) -> None:
    known = found(SOURCE)
    assert new_paths(edited, [known]) == (new, old)
    assert recorded(known).stale(found(edited)) == stale


def test_of_equal_findings_as_many_are_old_as_are_recorded() -> None:
    twice, thrice = ("import torch\n" + "torch.save(model, 'a.pth')\n" * number for number in (2, 3))
    known = recorded(found(twice))
    report, old = known.new(found(thrice))
    assert [finding.span.line for finding in report.findings] == [4]
    assert old == 2
    assert recorded(found(thrice)).stale(found(twice)) == 1


def test_a_finding_belongs_to_its_file() -> None:
    other = found(SOURCE, "other.py")
    known = recorded(found(SOURCE))
    assert known.new(other) == (other, 0)
    assert known.stale(other) == 0


def test_files_are_named_relative_to_the_baseline() -> None:
    text = baseline.write([found(SOURCE, "project/src/train.py")], "project")
    assert {entry["file"] for entry in json.loads(text)["findings"]} == {"src/train.py"}
    report, old = baseline.read(text, "project").new(found(SOURCE, "./project/src/train.py"))
    assert (report.findings, old) == ((), 2)


def test_the_text_has_a_line_for_each_entry_in_order() -> None:
    reports = [
        report(finding(1), finding(2), finding(3, path=None), source="save(x)\n" * 3, filename="b.py"),
        report(finding(1, code="PST102"), finding(1), filename="a.py"),
    ]
    text = baseline.write(reports, ".")
    lines = text.splitlines()
    assert lines[0] == '{"version": 1, "findings": ['
    assert lines[-1] == "]}"
    entries = [json.loads(line.removesuffix(",")) for line in lines[1:-1]]
    assert [tuple(entry[name] for name in ("file", "code", "path", "count")) for entry in entries] == [
        ("a.py", "PST101", "model.pth", 1),
        ("a.py", "PST102", "model.pth", 1),
        ("b.py", "PST101", "", 1),
        ("b.py", "PST101", "model.pth", 2),
    ]
    assert baseline.write(reversed(reports), ".") == text


def test_no_findings_are_a_baseline_too() -> None:
    assert baseline.write([report()], ".") == '{"version": 1, "findings": [\n]}\n'
    assert recorded().new(found(SOURCE)) == (found(SOURCE), 0)


def test_what_could_not_be_analysed_is_never_in_a_baseline() -> None:
    broken = report(source="", error="not valid Python")
    assert recorded(broken).counts == {}
    assert recorded(found(SOURCE)).new(broken) == (broken, 0)
    assert recorded(found(SOURCE)).stale(broken) == 0


def test_undecodable_names_and_odd_paths_are_kept() -> None:
    odd = report(finding(path='\x1b\n"…\udcff'), filename="a\udcff\n.py")
    text = baseline.write([odd], ".")
    assert text.isascii()
    assert len(text.splitlines()) == 3
    assert baseline.read(text, ".").new(odd)[1] == 1


GOOD = '{"file": "a.py", "code": "PST101", "path": "", "fingerprint": "0a", "count": 1}'


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "not a baseline: line 1: Expecting value"),
        ('{"version": 1,\n"findings": [\n<<<<<<< HEAD\n', "not a baseline: line 3: Expecting value"),
        ("[" * 100_000, "not a baseline: nested too deeply"),
        ("[]", "not a baseline: it has no version"),
        ("{}", "not a baseline: it has no version"),
        ('{"version": 2}', "version 2 of a baseline cannot be read, only version 1"),
        ('{"version": "1"}', 'version "1" of a baseline cannot be read, only version 1'),
        ('{"version": 1}', "not a baseline: it has no list of findings"),
        ('{"version": 1, "findings": {}}', "not a baseline: it has no list of findings"),
        (f'{{"version": 1, "findings": [{GOOD}, 7]}}', "not a baseline: its finding 2 is damaged"),
        (f'{{"version": 1, "findings": [{GOOD.replace("1}", "true}")}]}}', "not a baseline: its finding 1 is damaged"),
        (f'{{"version": 1, "findings": [{GOOD.replace("1}", "0}")}]}}', "not a baseline: its finding 1 is damaged"),
        (f'{{"version": 1, "findings": [{GOOD.replace("file", "fil")}]}}', "not a baseline: its finding 1 is damaged"),
    ],
)
def test_a_damaged_baseline_is_refused_in_one_line(text: str, problem: str) -> None:
    with pytest.raises(ValueError, match="baseline") as caught:
        baseline.read(text, ".")
    assert str(caught.value) == problem
