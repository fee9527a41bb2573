from __future__ import annotations

from report_examples import finding, output, report

from flake8_persist.analysis.access import Span


def test_a_finding_is_an_error_command() -> None:
    assert output("github", report(finding(10, 4, message="lost"))) == (
        "::error file=train.py,line=10,col=5,endColumn=24,title=PST101::lost\n"
    )


def test_what_has_a_meaning_in_a_command_is_escaped() -> None:
    text = output("github", report(finding(message="100%\r\na: b, c"), filename="a,b:c%\n.py"))
    assert text == "::error file=a%2Cb%3Ac%25%0A.py,line=1,col=1,endColumn=20,title=PST101::100%25%0D%0Aa: b, c\n"


def test_other_control_characters_do_not_reach_the_log() -> None:
    assert "\x1b" not in output("github", report(finding(message="\x1b[2J")))


def test_columns_are_told_of_one_line_alone() -> None:
    several = finding(10, 4)._replace(span=Span(10, 4, 12, 1))
    assert "line=10,endLine=12,title" in output("github", report(several))
    nothing = finding(10, 4)._replace(span=Span(10, 4, 10, 4))
    assert "line=10,col=5,title" in output("github", report(nothing))
