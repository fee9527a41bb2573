"""The field of a form that is left empty is filled in by whoever runs the notebook: where that leads nobody knows."""

from __future__ import annotations

import pytest

from flake8_persist.api import analyze

START = "import os\nimport shutil\n"
BLANK = 'out = ""  #@param {type:"string"}\n'
CASES = {
    "alone": (BLANK + "open(out, 'w')", []),
    "with single quotes": ("out = ''   # @param\nopen(out + '/a', 'w')", []),
    "with a name behind": (BLANK + "open(out + '/a.csv', 'w')", []),
    "joined": (BLANK + "open(os.path.join(out, 'a.csv'), 'w')", []),
    "in an f-string": (BLANK + "open(f'{out}/a.csv', 'w')", []),
    "within a directory": (BLANK + "open(f'/content/{out}/a.csv', 'w')", ["PST112"]),
    "as the name of a run": (BLANK + "open(f'runs_{out}.csv', 'w')", ["PST111"]),
    "empty as the program stands": (BLANK + "open(f'{out or \"runs\"}/a.csv', 'w')", ["PST111"]),
    "asked for": (BLANK + "if out == '':\n    out = '/content/runs'\nopen(f'{out}/a.csv', 'w')", ["PST112"]),
    "asked whether it is filled in": (BLANK + "if out:\n    open('a.csv', 'w')", []),
    "deletes nothing else": (BLANK + "open('a.csv', 'w')\nshutil.rmtree(out + '/')", ["PST111"]),
    "filled in": ('out = "runs"  #@param {type:"string"}\nopen(out + "/a", "w")', ["PST111"]),
    "no form": ('out = ""  # the param\nopen(out + "a.csv", "w")', ["PST111"]),
}


@pytest.mark.parametrize(("source", "expected"), CASES.values(), ids=CASES)
def test_a_field_left_empty(source: str, expected: list[str]) -> None:
    assert [finding.code for finding in analyze(START + source).findings] == expected
