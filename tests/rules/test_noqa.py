from __future__ import annotations

import argparse
import io

import pytest
from flake8.processor import FileProcessor
from flake8.violation import Violation

from flake8_persist.rules.noqa import file_suppressed, noqa_lines, suppressed

LINES = [
    "x = 1",
    "x = 1  # noqa",
    "x = 1  # NOQA",
    "x = 1  #noqa",
    "x = 1  # noqa: PST101",
    "x = 1  # noqa:PST101",
    "x = 1  # noqa : PST101",
    "x = 1  # noqa: pst101",
    "x = 1  # noqa: PST1",
    "x = 1  # noqa: PST",
    "x = 1  # noqa: PST2",
    "x = 1  # noqa: E501,PST101",
    "x = 1  # noqa: E501, PST2",
    "x = 1  # noqa: E501 PST101 because",
    "x = 1  # noqa:  PST101",
    "x = 1  # noqa: because",
    "x = 1  # noqa:E501  # noqa:PST101",
    "x = '# noqa'",
    "x = 1  # some words # noqa",
]
PROGRAMS = [
    "f(\n    1,  # noqa: PST101\n    2,\n)\n",
    "f(  # noqa: PST101\n    1,\n)\n",
    'f("""\na\n""")  # noqa: PST101\ng()\n',
    "x = 1 + \\\n    2  # noqa: PST101\ny = 1\n",
    "if x:\n    # noqa\n    f()\ng()\n",
    "x = 1\r\ny = 2  # noqa\r\n",
    "x = 1\x0c\ny = 2  # noqa\n",
    "\ufeffx = 1  # noqa\n",
    "x = 1  # noqa",
    'x = f"""\n{y}  # noqa\n"""\nz = 1\n',
    "def broken(:\n    x = 1  # noqa\n",
    "",
]
FILES = [
    "# flake8: noqa\nx = 1\n",
    "x = 1\n    # FLAKE8: NOQA\n",
    "# flake8=noqa\n",
    "# flake8: noqa: E501\n",
    "x = 1  # flake8: noqa\n",
    "x = 1  # noqa\n",
]


def flake8_processor(source: str) -> FileProcessor:
    options = argparse.Namespace(
        disable_noqa=False, hang_closing=False, max_line_length=79, max_doc_length=None, indent_size=4, verbose=0
    )
    return FileProcessor("x.py", options, io.StringIO(source, newline=None).readlines())


def flake8_suppresses(line: str | None, code: str) -> bool:
    return bool(Violation(code, "no-such-file.py", 1, 1, "", line).is_inline_ignored(disable_noqa=False))


@pytest.mark.parametrize("line", LINES)
@pytest.mark.parametrize("code", ["PST101", "PST201"])
def test_a_line_silences_the_same_codes_as_in_flake8(line: str, code: str) -> None:
    assert suppressed(line, code) == flake8_suppresses(line, code)


@pytest.mark.parametrize("source", PROGRAMS)
def test_a_comment_counts_on_the_same_lines_as_in_flake8(source: str) -> None:
    processor = flake8_processor(source)
    lines = noqa_lines(source)
    assert sorted(lines) == list(range(1, len(processor.lines) + 1))
    for number, physical in enumerate(processor.lines, start=1):
        theirs = flake8_suppresses(processor.noqa_line_for(number) or physical, "PST101")
        assert suppressed(lines[number], "PST101") == theirs, number


@pytest.mark.parametrize("source", FILES)
def test_a_file_is_silenced_as_in_flake8(source: str) -> None:
    assert file_suppressed(source) == flake8_processor(source).should_ignore_file()


def test_comments_on_shell_lines_are_read_from_the_original() -> None:
    python = 'get_ipython().system("cp a b")\nx = 1\n'
    assert suppressed(noqa_lines(python, "!cp a b  # noqa: PST111\nx = 1\n")[1], "PST111")
    assert not suppressed(noqa_lines(python)[1], "PST111")
