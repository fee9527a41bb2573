"""Keyword arguments put into calls, and taken from them."""

from __future__ import annotations

import pytest
from marking import edited, numbers, spot

from flake8_persist.codemod.edits import AddKeyword, Edit, RemoveKeyword, Replace

ADDED = [
    # before, after x=1 was added to the call of f, lines
    ("f()\n", "f(x=1)\n", "1*"),
    ("f( )\n", "f( x=1)\n", "1*"),
    ("f(a)\n", "f(a, x=1)\n", "1*"),
    ("f(a,b)\n", "f(a,b, x=1)\n", "1*"),
    ("f(a, )\n", "f(a, x=1, )\n", "1*"),
    ("f(a,)\n", "f(a, x=1,)\n", "1*"),
    ("f(*a)\n", "f(*a, x=1)\n", "1*"),
    ("f(**k)\n", "f(x=1, **k)\n", "1*"),
    ("f(a, **k)\n", "f(a, x=1, **k)\n", "1*"),
    ("f(i for i in a)\n", "f((i for i in a), x=1)\n", "1*"),
    ("f(i\n  for i in a)\n", "f((i\n  for i in a), x=1)\n", "1* 2*"),
    ("f((i for i in a))\n", "f((i for i in a), x=1)\n", "1*"),
    ("f(\n    a,\n    b,\n)\n", "f(\n    a,\n    b,\n    x=1,\n)\n", "1 2 3 + 4"),
    ("f(\n    a,\n    b\n)\n", "f(\n    a,\n    b,\n    x=1\n)\n", "1 2 3* + 4"),
    ("f(\n    a  # c\n)\n", "f(\n    a,  # c\n    x=1\n)\n", "1 2* + 3"),
    ("f(\n    a,  # c\n    # d\n)\n", "f(\n    a,  # c\n    # d\n    x=1,\n)\n", "1 2 3 + 4"),
    ("f(\n\ta,\n\tb)\n", "f(\n\ta,\n\tb,\n\tx=1)\n", "1 2 3* +"),
    ("f(a,\n  b)\n", "f(a,\n  b,\n  x=1)\n", "1 2* +"),
    ("f(a,\n  b,\n  )\n", "f(a,\n  b,\n  x=1,\n  )\n", "1 2 + 3"),
    ("f(\n    a, b\n)\n", "f(\n    a, b, x=1\n)\n", "1 2* 3"),
    ("f(\n    a, b,\n)\n", "f(\n    a, b, x=1,\n)\n", "1 2* 3"),
    ("f(a, b,\n  c)\n", "f(a, b,\n  c, x=1)\n", "1 2*"),
    ("f(a, {\n    1: 2,\n})\n", "f(a, {\n    1: 2,\n}, x=1)\n", "1 2 3*"),
    ("f(\n    # none\n)\n", "f(\n    # none\nx=1)\n", "1 2 3*"),
    ("f(\n    a,  # c\n    **k,\n)\n", "f(\n    a,  # c\n    x=1,\n    **k,\n)\n", "1 2 + 3 4"),
    ("f(\n    **k\n)\n", "f(\n    x=1,\n    **k\n)\n", "1 + 2 3"),
    ("if y:\n    f(\n        a,\n    )\n", "if y:\n    f(\n        a,\n        x=1,\n    )\n", "1 2 3 + 4"),
]

REMOVED = [
    # before, after k was taken from the call of f, lines
    ("f(k=1)\n", "f()\n", "1*"),
    ("f(a, k=1)\n", "f(a)\n", "1*"),
    ("f(a, k=1,)\n", "f(a,)\n", "1*"),
    ("f(a, k=1, b=2)\n", "f(a, b=2)\n", "1*"),
    ("f(k=1, b=2)\n", "f(b=2)\n", "1*"),
    ("f(\n    k=1,\n)\n", "f()\n", "1*"),
    ("f(\n    a,  # a\n    k=1,  # k\n    b=2,  # b\n)\n", "f(\n    a,  # a\n    b=2,  # b\n)\n", "1 2 4 5"),
    ("f(\n    a,  # a\n    k=1,\n)\n", "f(\n    a,  # a\n)\n", "1 2 4"),
    ("f(\n    a,\n    k=1\n)\n", "f(\n    a\n)\n", "1 2* 4"),
    ("f(\n    k=1,\n    # b\n    b=2,\n)\n", "f(\n    # b\n    b=2,\n)\n", "1 3 4 5"),
    ("f(a,\n  k=1)\n", "f(a)\n", "1*"),
    ("f(a,  # a\n  k=1)\n", "f(a  # a\n  )\n", "1* 2*"),
    ("f(k=1,\n  b=2)\n", "f(b=2)\n", "1*"),
    ("f(k=1,  # k\n  b=2)\n", "f(  # k\n  b=2)\n", "1* 2"),
    ("f(a, k=[\n    1,\n], b=2)\n", "f(a, b=2)\n", "1*"),
    ("f(a,\n  k=1, b=2)\n", "f(a,\n  b=2)\n", "1 2*"),
    ("f(a, k=1,\n  b=2)\n", "f(a,\n  b=2)\n", "1* 2"),
]


@pytest.mark.parametrize(("before", "after", "lines"), ADDED)
def test_an_added_argument_takes_the_layout_of_the_call(before: str, after: str, lines: str) -> None:
    edits = [AddKeyword(spot(before, before.strip().removeprefix("if y:\n    ")), "x", "1")]
    assert edited(before, edits) == after
    assert numbers(before, edits) == lines


@pytest.mark.parametrize(("before", "after", "lines"), REMOVED)
def test_a_removed_argument_takes_its_own_lines_with_it(before: str, after: str, lines: str) -> None:
    edits = [RemoveKeyword(spot(before, before.strip()), "k")]
    assert edited(before, edits) == after
    assert numbers(before, edits) == lines


def test_arguments_are_added_in_the_given_order() -> None:
    before = "f(\n    a,\n)\n"
    call = spot(before, before.strip())
    edits = [AddKeyword(call, "x", "1"), AddKeyword(call, "y", "2")]
    assert edited(before, edits) == "f(\n    a,\n    x=1,\n    y=2,\n)\n"
    assert numbers(before, edits) == "1 2 + + 3"


def test_a_call_is_edited_along_with_its_arguments() -> None:
    before = "f(g('a'), k=1)\n"
    edits: list[Edit] = [
        AddKeyword(spot(before, "f(g('a'), k=1)"), "x", "1"),
        AddKeyword(spot(before, "g('a')"), "y", "2"),
        Replace(spot(before, "'a'"), "A"),
        RemoveKeyword(spot(before, "f(g('a'), k=1)"), "k"),
    ]
    assert edited(before, edits) == "f(g(A, y=2), x=1)\n"


def test_the_last_argument_gives_its_line_to_another() -> None:
    before = "f(\n    a,\n    k=1\n)\n"
    call = spot(before, before.strip())
    edits: list[Edit] = [RemoveKeyword(call, "k"), AddKeyword(call, "x", "1")]
    assert edited(before, edits) == "f(\n    a,\n    x=1\n)\n"


def test_an_argument_may_take_several_lines() -> None:
    before = "f(\n    a,\n)\nb\n"
    edits = [AddKeyword(spot(before, "f(\n    a,\n)"), "x", "g(\n        1\n    )")]
    assert edited(before, edits) == "f(\n    a,\n    x=g(\n        1\n    ),\n)\nb\n"
    assert numbers(before, edits) == "1 2 + + + 3 4"
