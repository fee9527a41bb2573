from __future__ import annotations

import pytest
from junitparser import Error, Failure, JUnitXml
from report_examples import CHECKPOINT, finding, output, report

from flake8_persist.reports.model import Report


def parsed(*reports: Report) -> JUnitXml:
    return JUnitXml.fromstring(output("junit", *reports).encode("ascii"))


def test_a_finding_is_a_failed_test_in_the_suite_of_its_file() -> None:
    (suite,) = parsed(report(CHECKPOINT))
    assert (suite.name, suite.tests, suite.failures, suite.errors) == ("train.py", 1, 1, 0)
    (case,) = suite
    assert (case.name, case.classname) == ("PST101 checkpoints/epoch_{…}.pth", "train")
    assert [case._elem.get(name) for name in ("file", "line", "column")] == ["train.py", "10", "5"]
    (failure,) = case.result
    assert isinstance(failure, Failure)
    assert (failure.type, failure.message) == ("PST101", CHECKPOINT.message)
    assert failure.text == (
        f"line 10, column 5: {CHECKPOINT.message}\n"
        f"{CHECKPOINT.note}\n"
        "https://flake8-persist.readthedocs.io/codes/PST101/"
    )


def test_a_file_that_could_not_be_analysed_is_an_error() -> None:
    (suite,) = parsed(report(source="", error="not valid Python"))
    assert (suite.tests, suite.failures, suite.errors) == (1, 0, 1)
    ((error,),) = (case.result for case in suite)
    assert isinstance(error, Error)
    assert error.message == "not valid Python"


@pytest.mark.parametrize("reports", [(), (report(),)])
def test_nothing_found_is_one_test_that_passes(reports: tuple[Report, ...]) -> None:
    (suite,) = parsed(*reports)
    assert [case.is_passed for case in suite] == [True]


def test_clean_files_have_no_suite() -> None:
    suites = parsed(report(filename="a.py"), report(finding(), filename="b.py"), report(finding(), filename="c.py"))
    assert [suite.name for suite in suites] == ["b.py", "c.py"]


def test_equal_findings_have_names_of_their_own() -> None:
    (suite,) = parsed(report(finding(1), finding(2), finding(3, path=None)))
    assert [case.name for case in suite] == ["PST101 model.pth", "PST101 model.pth (2)", "PST101"]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\nb", r"a\nb"),
        ("\x1b[31m\x00", r"\x1b[31m\x00"),
        ("]]><!--&amp;", "]]><!--&amp;"),
        ('"it\'s"', '"it\'s"'),
        ("\udcff\ufffe", r"\udcff\ufffe"),
        ("目录…", "目录…"),
        ("a\\b", "a\\b"),
    ],
)
def test_any_text_comes_out_as_it_is_shown_elsewhere(text: str, shown: str) -> None:
    (suite,) = parsed(report(finding(message=text, note=text, path=text), filename=f"{text}.py"))
    (case,) = suite
    assert suite.name == f"{shown}.py"
    assert case.name == f"PST101 {shown}"
    assert case.result[0].message == shown
    assert case.result[0].text.count(shown) == 2
