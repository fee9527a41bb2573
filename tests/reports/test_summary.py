from __future__ import annotations

import pytest
from report_examples import finding, report

from flake8_persist.reports.model import Report
from flake8_persist.reports.summary import Tally, statistics, summary
from flake8_persist.rules.model import Repair

SAFE = finding(repair=Repair(True, ""))
UNSAFE = finding(repair=Repair(False, ""))
STUCK = finding(code="PST202")


def tally(*reports: Report) -> Tally:
    result = Tally()
    for each in reports:
        result.add(each)
    return result


@pytest.mark.parametrize(
    ("reports", "expected"),
    [
        ([], ""),
        ([report()], ""),
        ([report(SAFE)], "1 finding in 1 file, 1 can be fixed with persist-fix"),
        ([report(SAFE, STUCK), report(SAFE)], "3 findings in 2 files, 2 can be fixed with persist-fix"),
        ([report(STUCK)], "1 finding in 1 file"),
        ([report(UNSAFE)], "1 finding in 1 file, 1 can be fixed with persist-fix --unsafe-fixes"),
        (
            [report(SAFE, UNSAFE)],
            "2 findings in 1 file, 1 can be fixed with persist-fix, 1 more with persist-fix --unsafe-fixes",
        ),
        ([report(error="cannot be read")], "1 file could not be analysed"),
        ([report(STUCK), report(error="no")], "1 finding in 1 file, 1 file could not be analysed"),
    ],
)
def test_summary(reports: list[Report], expected: str) -> None:
    assert summary(tally(*reports)) == expected


@pytest.mark.parametrize(
    ("reports", "expected"),
    [
        ([], "no new findings, 3 old not shown"),
        ([report(STUCK)], "1 finding in 1 file, 3 old not shown"),
        ([report(error="no")], "no new findings, 3 old not shown, 1 file could not be analysed"),
    ],
)
def test_old_findings_are_counted(reports: list[Report], expected: str) -> None:
    found = tally(*reports)
    found.old = 3
    assert summary(found) == expected


def test_files_that_could_not_be_written_were_analysed() -> None:
    found = tally(report(error="no"), report(error="cannot be written"), report(error="cannot be written"))
    found.unwritten = 2
    assert summary(found) == "1 file could not be analysed, 2 files could not be written"
    found.errors = 2
    assert summary(found) == "2 files could not be written"


def test_unsafe_fixes_count_where_they_are_allowed() -> None:
    both = tally(report(SAFE, UNSAFE))
    assert summary(both, unsafe_fixes=True) == "2 findings in 1 file, 2 can be fixed with persist-fix"


def test_statistics_count_the_codes_most_frequent_first() -> None:
    found = tally(report(*[STUCK] * 10, SAFE, finding(code="PST111")))
    names = {"PST202": "before-mount", "PST101": "checkpoint-relative-path"}
    assert statistics(found, names) == "10 PST202 before-mount\n 1 PST101 checkpoint-relative-path\n 1 PST111\n"


def test_statistics_of_nothing_are_empty() -> None:
    assert statistics(tally(report()), {}) == ""
