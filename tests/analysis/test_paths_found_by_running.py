"""Programs that once wrote to other places than the analysis had said; random programs brought them up."""

from __future__ import annotations

import pytest
from written_paths import written

NINE = "t = ['a/1', 'a/2', 'a/3', 'a/4', 'a/5', 'a/6', 'a/7', 'a/8', 'b']\n"

CASES = {
    "many alternatives with two beginnings": (NINE + "for p in t:\n    open(p, 'w')", ["a/{…}|b"]),
    "directory of an unknown path": ("import os\nopen(os.path.dirname(z) + '/a', 'w')", ["{…}/a"]),
    "directory of a partly known name": ("import os\nopen(os.path.join(os.path.dirname(f'a_{z}'), 'b'), 'w')", ["b"]),
    "directory before two slashes": ("import os\nopen(os.path.dirname('a//b') + 'c', 'w')", ["ac"]),
    "suffix of an unknown path": ("import os\nopen('out' + os.path.splitext(z)[1], 'w')", ["out{…}"]),
    "suffix that may begin before a hole": ("import os\nopen(os.path.splitext(f'a.v{n}')[0], 'w')", ["a{…}"]),
    "climbing out of an unknown path": ("import os\nopen(os.path.normpath(z + '/../a'), 'w')", ["{…}/a"]),
    "dotfile": ("import os\nopen(os.path.splitext('..a')[0], 'w')", ["..a"]),
    "item changed before the dictionary is updated": (
        "c = {}\nc['a'] = 'x'\nc.update(a='y')\nopen(c['a'], 'w')",
        ["y"],
    ),
    "get sees what another name changed": (
        "c = {'a': 'x'}\nd = c\nd['a'] = 'y'\nopen(c.get('a'), 'w')",
        ["x|y"],
    ),
    "called in a comprehension, before a rebinding": (
        "D = 'x'\ndef f(n):\n    open(D + n, 'w')\n[f(n) for n in ['a']]\nD = 'y'",
        ["xa"],
    ),
    "string that grows in a loop": ("p = 'a'\nfor i in z:\n    p += 'b'\nopen(p, 'w')", ["a|ab|ab{…}b"]),
    "constructor of the subclass has other parameters": (
        "class A:\n    def __init__(self, d):\n        self.d = d\nclass B(A):\n    def __init__(self, n, d):\n"
        "        super().__init__(d)\nopen(B('n', 'x').d, 'w')",
        ["x"],
    ),
}


@pytest.mark.parametrize(("source", "paths"), CASES.values(), ids=CASES.keys())
def test_what_was_said_is_what_is_written(source: str, paths: list[str]) -> None:
    assert written(source) == paths
