"""Paths that are made of themselves, round by round, and long ways to a path."""

from __future__ import annotations

from typing import Any

import pytest
from written_paths import written

from flake8_persist.analysis import calls
from flake8_persist.analysis import values as v
from flake8_persist.analysis.solving import Solver

CASES = {
    "grown in a loop": ("p = 'a'\nfor i in z:\n    p += '/b'\nopen(p, 'w')", ["a|a/b|a/b{…}/b"]),
    "grown while it exists": (
        "import os\np = 'run'\nwhile os.path.exists(p):\n    p = p + '_1'\nopen(p, 'w')",
        ["run|run_1|run_1{…}_1"],
    ),
    "directory below itself": (
        "import os\np = 'a'\nfor i in z:\n    p = os.path.join(p, 'b')\nopen(p, 'w')",
        ["a|a/b|a/b{…}/b"],
    ),
    "grown in front": ("p = 'a'\nfor i in z:\n    p = 'b/' + p\nopen(p, 'w')", ["a|b/a|b/{…}b/a"]),
    "the same again": ("p = 'a'\nfor i in z:\n    p = p.strip()\nopen(p, 'w')", ["a"]),
    "two that swap": ("a, b = 'x', 'y'\nfor i in z:\n    a, b = b, a\nopen(a, 'w')", ["x|y"]),
    "last one is kept": ("last = 'a'\nfor p in ['b', 'c']:\n    last = p\nopen(last, 'w')", ["a|b|c"]),
    "kept unless there is another": (
        "best = None\nfor p in ['b', 'c']:\n    best = best or p\nopen(best, 'w')",
        ["b|c"],
    ),
    "global that is made of itself": (
        "out = 'a'\ndef f():\n    global out\n    out = out + '/b'\nf()\nopen(out, 'w')",
        ["a|a/b|a/b{…}/b"],
    ),
    "number that is counted": ("n = 0\nfor i in z:\n    n += 1\nopen(f'a/{n}', 'w')", ["a/0|a/1|a/{…}"]),
    "list that grows": ("t = []\nfor i in z:\n    t.append(f'a/{i}')\nfor p in t:\n    open(p, 'w')", ["a/{…}"]),
    "list that is joined again and again": (
        "t = ['a']\nfor i in z:\n    t = t + ['b']\nopen(t[-1], 'w')",
        ["a|b"],
    ),
    "dictionary that is filled from itself": (
        "d = {'p': 'a'}\nfor i in z:\n    d['p'] = d['p'] + '/b'\nopen(d['p'], 'w')",
        ["a/b|a/b{…}/b|a"],
    ),
    "function that calls itself": (
        "def f(p, n):\n    if n:\n        return f(p + '/b', n - 1)\n    return p\nopen(f('a', z), 'w')",
        ["{…}|a/b/b|a/b|a"],
    ),
    "class that derives from what it becomes": (
        "class T:\n    def setup(self):\n        class Sub(self.kind):\n            pass\n        self.kind = Sub\n"
        "    def go(self):\n        open(f'a/{self.kind().name}', 'w')\nT().setup()\nT().go()",
        ["a/{…}"],
    ),
    "function that only calls itself": ("def f(p):\n    return f(p)\nopen(f('a'), 'w')", ["{…}"]),
    "name that is only made of itself": ("for i in z:\n    p = p + 'a'\nopen(p, 'w')", ["{…}"]),
    "condition on what it changes": (
        "p = 'a'\nfor i in z:\n    if p == 'a':\n        p = 'b'\n    else:\n        p = 'c'\nopen(p, 'w')",
        ["a|b|c"],
    ),
    "condition that grows": (
        "p = 'a'\nfor i in z:\n    open(p, 'w')\n    if p:\n        p = p + '/b'\n"
        "def f():\n    global p\n    p = p + '/c'\nopen(p, 'w')",
        ["a|a/b|a/c/b|a/c{…}/c/b|a/{…}|a/c|a/c{…}/c", "a|a/b|a/c/b|a/{…}|a/c"],
    ),
    "long chain of names": (
        "p0 = 'a'\n" + "".join(f"p{n + 1} = p{n} + '/b'\n" for n in range(50)) + "open(p50[:5], 'w')",
        ["a/b/b"],
    ),
    "long chain of one name": ("p = 'a'\n" + "p = p.strip()\n" * 300 + "open(p, 'w')", ["a"]),
    "deep parentheses": ("open(" + "('a' + " * 80 + "'b'" + ")" * 80 + "[:3], 'w')", ["aaa"]),
    "deep nested calls": ("open(" + "str(" * 80 + "'b'" + ")" * 80 + ", 'w')", ["b"]),
}


@pytest.mark.parametrize(("source", "paths"), CASES.values(), ids=CASES.keys())
def test_path_made_of_itself(source: str, paths: list[str]) -> None:
    assert written(source) == paths


def test_circles_within_circles_take_few_rounds() -> None:
    solver, worked_out = Solver(), []

    def ask(key: int) -> v.Value:
        worked_out.append(key)
        return v.either(
            (v.Constant(key % 2), *(solver.solve(one, ask, one) for one in (key - 1, key + 1) if 0 <= one < 15))
        )

    assert set(v.alternatives(solver.solve(0, ask, 0))) == {v.Constant(0), v.Constant(1)}
    assert len(worked_out) < 500


def test_few_ways_into_a_function_through_others_are_followed(monkeypatch: pytest.MonkeyPatch) -> None:
    entered, outcome = [], calls.outcome

    def noted(*way: Any) -> v.Value:
        entered.append(way)
        return outcome(*way)

    monkeypatch.setattr(calls, "outcome", noted)
    source = "".join(f"def f{n}(p):\n    return {' + '.join([f'f{n + 1}(p)'] * 5)}\n" for n in range(6))
    written(source + "def f6(p):\n    return p\nopen(f0('a'), 'w')\n")
    assert len({frame for _, _, frame in entered}) < 500


def test_what_no_round_of_a_loop_gives_a_value_is_not_known() -> None:
    source = (
        "import os\n"
        "def fetch():\n"
        "    for name in []:\n"
        "        path = os.path.join()\n"
        "        os.makedirs()\n"
        "        if os.path.exists(path):\n"
        "            try:\n"
        "                pass\n"
        "            except OSError as error:\n"
        "                os.remove(path)\n"
    )
    assert written(source) == []
