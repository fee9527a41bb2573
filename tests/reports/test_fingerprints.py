from __future__ import annotations

from typing import Any

import pytest
from report_examples import finding, report

from flake8_persist.analysis.access import Span
from flake8_persist.reports.families import family
from flake8_persist.reports.fingerprints import fingerprints
from flake8_persist.rules.model import Finding
from flake8_persist.rules.registry import RULES


def content(source: str, span: Span, **changes: Any) -> str:
    ((_, fingerprint),) = fingerprints(report(finding(span=span, **changes), source=source), "train.py")
    return fingerprint.content


SAVE = content("save(x, 'a')", Span(1, 0, 1, 12))


@pytest.mark.parametrize(
    ("source", "span"),
    [
        ("\n\nsave(x, 'a')\n", Span(3, 0, 3, 12)),
        ("if y:\n    save(x, 'a')\n", Span(2, 4, 2, 16)),
        ("save(\n    x,\n    'a'\n)\n", Span(1, 0, 4, 1)),
        ("save(x, 'a')  # noqa: E501\n", Span(1, 0, 1, 12)),
        ("done = save(x,\t'a'); 目 = 1\r\n", Span(1, 7, 1, 19)),
        ("save(x, 'a')\rnext", Span(1, 0, 1, 12)),
    ],
)
def test_the_same_call_elsewhere_has_the_same_fingerprint(source: str, span: Span) -> None:
    assert content(source, span) == SAVE


@pytest.mark.parametrize("changes", [{"code": "PST102"}, {"path": "b.pth"}, {"path": None}])
def test_another_code_or_path_is_another_finding(changes: dict[str, object]) -> None:
    assert content("save(x, 'a')", Span(1, 0, 1, 12), **changes) != SAVE


def test_another_call_is_another_finding() -> None:
    assert content("save(y, 'a')", Span(1, 0, 1, 12)) != SAVE


def test_what_has_no_columns_is_known_by_its_lines() -> None:
    assert content("a b\nc\n", Span(1, 0, 2, 0)) == content("\na  b\nc\n", Span(2, 0, 3, 0))
    assert content("a\n", Span(1, 0, 1, 0)) != content("b\n", Span(1, 0, 1, 0))


def test_lines_that_are_not_there_do_no_harm() -> None:
    assert content("", Span(9, 3, 9, 8)) == content("\n", Span(7, 3, 7, 8))


def test_equal_findings_are_numbered() -> None:
    equal: list[Finding] = [finding(line, span=Span(line, 0, line, 7)) for line in (1, 2, 3)]
    found = [fingerprint for _, fingerprint in fingerprints(report(*equal, source="save(x)\n" * 3), "a.py")]
    assert [fingerprint.number for fingerprint in found] == [0, 1, 2]
    assert len({fingerprint.content for fingerprint in found}) == 1
    assert len({fingerprint.unique for fingerprint in found}) == 3


@pytest.mark.parametrize("code", RULES)
def test_every_code_has_a_family(code: str) -> None:
    assert family(code).tag
