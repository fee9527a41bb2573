from __future__ import annotations

from report_examples import finding, output, report


def test_a_finding_is_an_error_command() -> None:
    assert output("github", report(finding(10, 4, message="lost"))) == (
        "::error file=train.py,line=10,col=5,title=PST101::lost\n"
    )


def test_what_has_a_meaning_in_a_command_is_escaped() -> None:
    text = output("github", report(finding(message="100%\r\na: b, c"), filename="a,b:c%\n.py"))
    assert text == "::error file=a%2Cb%3Ac%25%0A.py,line=1,col=1,title=PST101::100%25%0D%0Aa: b, c\n"


def test_other_control_characters_do_not_reach_the_log() -> None:
    assert "\x1b" not in output("github", report(finding(message="\x1b[2J")))
