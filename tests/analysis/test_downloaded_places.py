"""A data set that is downloaded says where it lies, as an absolute path."""

from __future__ import annotations

import pytest
from written_paths import program, written

from flake8_persist.analysis.text import Literal

START = "import os\nfrom roboflow import Roboflow\nversion = Roboflow(api_key=key).project('a').version(1)\n"
CASES = {
    "where it is put by itself": ("d = version.download('coco')", "/content/{…}-{…}/a.yaml"),
    "in the directory of that moment": (
        "os.chdir('/tmp')\nd = version.download('coco')\nos.chdir('/content')",
        "/tmp/{…}-{…}/a.yaml",
    ),
    "where it is told to": ("d = version.download('coco', location='sets')", "/content/sets/a.yaml"),
    "at an absolute place": ("d = version.download('coco', '/tmp/sets')", "/tmp/sets/a.yaml"),
}


@pytest.mark.parametrize(("source", "expected"), CASES.values(), ids=CASES)
def test_its_place(source: str, expected: str) -> None:
    assert written(f"{START}{source}\nopen(f'{{d.location}}/a.yaml', 'w')")[-1] == expected


def test_no_literal_decides_what_the_library_chooses() -> None:
    source = "HOME = os.getcwd()\nos.chdir(HOME)\nd = version.download('coco')\nopen(d.location + '/a.yaml', 'w')"
    target = program(START + source).accesses[-1].targets[0]
    first = target.text.pieces[0]
    assert isinstance(first, Literal)
    assert first.origin is None
