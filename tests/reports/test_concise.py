from __future__ import annotations

from report_examples import CHECKPOINT, finding, output, report


def test_a_finding_is_the_first_line_of_the_longer_format() -> None:
    line = output("concise", report(CHECKPOINT))
    assert line == output("text", report(CHECKPOINT)).splitlines(keepends=True)[0]


def test_findings_follow_each_other_line_by_line() -> None:
    text = output("concise", report(finding(1), finding(2, 4)), report(filename="b.py", error="cannot be read"))
    assert [line.split(" ")[0] for line in text.splitlines()] == ["train.py:1:1:", "train.py:2:5:", "b.py:1:1:"]


def test_a_clean_file_is_not_mentioned() -> None:
    assert output("concise", report()) == ""
