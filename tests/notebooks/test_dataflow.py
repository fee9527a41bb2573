"""What a cell defines, what it needs, and the order that follows."""

from __future__ import annotations

import ast

import pytest

from flake8_persist.notebooks.dataflow import Names, names_of, order


@pytest.mark.parametrize(
    ("code", "defined", "needed"),
    [
        ("y = f(x)", "y", "f x"),
        ("import a.b as c, d.e\nfrom g import h", "c d h", ""),
        ("[i for i in x]\nprint(i)", "", "i print x"),
        ("[(m := i) for i in x]", "m", "x"),
        ("def f(a, b=d, *c: e) -> g:\n    return a, k", "f", "d e g k"),
        ("def f(x=x): pass", "f", "x"),
        ("def f():\n    global g\n    g = h", "f g", "h"),
        ("def f():\n    def g():\n        return v\n    v = 1", "f", ""),
        ("class A(B):\n    x = y\n    def f(self):\n        return x", "A", "B x y"),
        ("lambda q, r=s: q + r + t", "", "s t"),
        ("try:\n    f()\nexcept E as e:\n    print(e)", "", "E f print"),
        ("for a, (b, *c) in d: pass", "a b c", "d"),
        ("with o(n) as f: pass", "f", "n o"),
        ("match x:\n    case [a, *b]: pass\n    case {'k': c, **d}: pass", "a b c d", "x"),
        ("x.y = 1\nz[0] = 2", "", "x z"),
    ],
)
def test_names(code: str, defined: str, needed: str) -> None:
    assert names_of(ast.parse(code)) == Names(frozenset(defined.split()), frozenset(needed.split()))


def cells(*codes: str) -> list[Names]:
    return [names_of(ast.parse(code)) for code in codes]


def test_what_defines_a_name_runs_first_and_the_order_of_the_file_decides_the_rest() -> None:
    assert order(cells("print(y)", "y = x", "z = 1", "x = 1")) == [2, 3, 1, 0]


def test_a_name_with_an_underscore_belongs_to_its_cell() -> None:
    assert order(cells("print(_x)", "_x = 1")) == [0, 1]


def test_cells_that_need_each_other_have_no_order() -> None:
    assert order(cells("x = y", "y = x")) is None
