from __future__ import annotations

import pytest
from report_examples import CHECKPOINT, finding, output, report

from flake8_persist.analysis.access import Span
from flake8_persist.rules.model import Repair


def test_a_finding_is_shown_with_its_line_a_caret_and_help() -> None:
    assert (
        output("text", report(CHECKPOINT))
        == """\
train.py:10:5: PST101 torch.save writes a checkpoint to 'checkpoints/epoch_{…}.pth', relative to /content: \
lost when the session ends
   |
10 |     torch.save(model.state_dict(), f"{CKPT}/epoch_{epoch}.pth")
   |     ^^^^^^^^^^ the directory was chosen on line 5: CKPT = "checkpoints"
   = help: write under /content/drive/MyDrive (persist-fix train.py does it)

"""
    )


def caret_line(line: str, column: int, end_column: int | None = None) -> str:
    shown = finding(1, column, span=Span(1, column, 1, len(line) if end_column is None else end_column))
    return output("text", report(shown, source=line + "\n")).splitlines()[3].removeprefix("  | ")


@pytest.mark.parametrize(
    ("line", "column", "expected"),
    [
        ("save(x)", 0, "^^^^"),
        ("a = b.c.save(x)", 4, "    ^^^^^^^^"),
        ("\tsave(x)", 1, "    ^^^^"),
        ("'目录'; save(x)", 6, "        ^^^^"),
        ("!cp a b", 0, "^^^^^^^"),
        ("save (x)", 0, "^^^^^^^^"),
        ("x", 7, " ^"),
    ],
)
def test_the_caret_marks_what_is_called(line: str, column: int, expected: str) -> None:
    assert caret_line(line, column) == expected


def test_a_call_over_several_lines_is_marked_to_the_end_of_its_first() -> None:
    shown = finding(span=Span(1, 4, 3, 1))
    text = output("text", report(shown, source="x = (save)(\n  y\n)\n"))
    assert "  |     ^^^^^^^\n" in text


def test_a_long_line_is_cut_around_the_finding() -> None:
    line = "a = 1; " * 100 + "save(x); " + "b = 2; " * 100
    text = output("text", report(finding(column=700, span=Span(1, 700, 1, 707)), source=line))
    excerpt, caret = text.splitlines()[2:4]
    assert len(excerpt) < 180
    assert excerpt.startswith("1 | …")
    assert excerpt.endswith("…")
    assert excerpt[caret.index("^") :].startswith("save(x)")
    assert caret.count("^") == len("save")


def test_nothing_in_source_name_or_message_reaches_the_terminal_as_a_control_character() -> None:
    shown = finding(message="bad \x1b[2J path", note="\x07", help="\x9b1m", repair=Repair(True, ""))
    text = output("text", report(shown, source="save('\x1b[31m')\n", filename="a\n\x1b[1m.py"))
    assert {character for character in text if not character.isprintable()} == {"\n"}
    assert "a\\n\\x1b[1m.py:1:1: PST101 bad \\x1b[2J path\n" in text


@pytest.mark.parametrize(
    ("repair", "advice"),
    [
        (None, "move it"),
        (Repair(True, "…"), "move it (persist-fix train.py does it)"),
        (Repair(False, "…"), "move it (persist-fix --unsafe-fixes train.py does it)"),
    ],
)
def test_help_names_the_command_that_does_it(repair: Repair | None, advice: str) -> None:
    assert f"= help: {advice}\n" in output("text", report(finding(help="move it", repair=repair)))


@pytest.mark.parametrize(
    ("filename", "word"), [("my notebook.py", "'my notebook.py'"), ("-dash.py", "./-dash.py"), ("a/-b.py", "a/-b.py")]
)
def test_the_command_can_be_pasted_into_a_shell(filename: str, word: str) -> None:
    text = output("text", report(finding(help="move it", repair=Repair(True, "…")), filename=filename))
    assert f"(persist-fix {word} does it)" in text


def test_the_message_of_a_repair_stands_in_for_missing_help() -> None:
    assert "= help: add a mount (persist-fix" in output("text", report(finding(repair=Repair(True, "add a mount"))))


def test_a_file_that_could_not_be_analysed_is_one_line() -> None:
    text = output("text", report(source="", error="not valid Python"))
    assert text == "train.py:1:1: PST900 not valid Python\n\n"


def test_color_is_added_on_request_only() -> None:
    assert "\x1b[31mPST101\x1b[0m" in output("text", report(CHECKPOINT), color=True)
    assert "\x1b" not in output("text", report(CHECKPOINT))
