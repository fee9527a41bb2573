"""Expressions put in the place of others."""

from __future__ import annotations

import pytest
from marking import edited, numbers, spot

from flake8_persist.codemod.edits import Replace

NEW_TEXT = [
    # before, the expression to replace, its replacement, after
    ('open("a")\n', '"a"', 'f"{R}/a"', 'open(f"{R}/a")\n'),
    ('f( "a" ,b ) # c\n', '"a"', "x", "f( x ,b ) # c\n"),
    (
        'x = (  # why\n    "a"  # this\n    "b"\n)\n',
        '"a"  # this\n    "b"',
        'f"{R}/ab"',
        'x = (  # why\n    f"{R}/ab"\n)\n',
    ),
    ('x = ("a")\n', '"a"', "R", "x = (R)\n"),
    ('x = "é" + "ü"\n', '"ü"', '"ö"', 'x = "é" + "ö"\n'),
    ('def f(p="a", *, q="b"): pass\n', '"b"', 'f"{R}/b"', 'def f(p="a", *, q=f"{R}/b"): pass\n'),
    ('@d("a")\ndef f():\n    pass\n', '"a"', "R", "@d(R)\ndef f():\n    pass\n"),
    ('with open("a") as x, open("b") as y: pass\n', '"b"', "R", 'with open("a") as x, open(R) as y: pass\n'),
    ('d = {"a": "b"}\n', '"b"', "R", 'd = {"a": R}\n'),
    ("if x: os.rename(a, b)\n", "os.rename", "shutil.move", "if x: shutil.move(a, b)\n"),
    ("x = os.getcwd() + 1\n", "os.getcwd()", "R", "x = R + 1\n"),
    ("x = '''a\nb'''\n", "'''a\nb'''", "R", "x = R\n"),
]

PRECEDENCE = [
    ('"a".strip()\n', '"a"', 'f"{R}/a"', 'f"{R}/a".strip()\n'),
    ('"a".strip()\n', '"a"', 'Path(R) / "a"', '(Path(R) / "a").strip()\n'),
    ('("a").strip()\n', '"a"', 'Path(R) / "a"', '(Path(R) / "a").strip()\n'),
    ('x = "a" + b\n', '"a"', "str(R)", "x = str(R) + b\n"),
    ('x = "a" + b\n', '"a"', "R / c", "x = R / c + b\n"),
    ('x = b / "a"\n', '"a"', "R / c", "x = b / (R / c)\n"),
    ('x = "a" / b\n', '"a"', "R / c", "x = R / c / b\n"),
    ('x = "a" % b\n', '"a"', "R + c", "x = (R + c) % b\n"),
    ('x = y or "a"\n', '"a"', "R / c", "x = y or R / c\n"),
    ('x = y or "a"\n', '"a"', "R if c else d", "x = y or (R if c else d)\n"),
    ('f(*"a")\n', '"a"', "R[0]", "f(*R[0])\n"),
    ('open("a", "w")\n', '"a"', 'Path(R) / "a"', 'open(Path(R) / "a", "w")\n'),
    ('f("a", b)\n', '"a"', "R, c", "f((R, c), b)\n"),
    ('x = a["a"]\n', '"a"', "R / c", "x = a[R / c]\n"),
    ('def f():\n    return"a"\n', '"a"', 'f"{R}/a"', 'def f():\n    return(f"{R}/a")\n'),
    ('x = "a"if y else b\n', '"a"', "R", "x = (R)if y else b\n"),
    ('x = "a" \\\n    + b\n', '"a"', "R / c", "x = R / c \\\n    + b\n"),
]


@pytest.mark.parametrize(("before", "marker", "code", "after"), NEW_TEXT)
def test_what_surrounds_the_expression_stays(before: str, marker: str, code: str, after: str) -> None:
    assert edited(before, [Replace(spot(before, marker), code)]) == after


@pytest.mark.parametrize(("before", "marker", "code", "after"), PRECEDENCE)
def test_parentheses_are_added_where_precedence_needs_them(before: str, marker: str, code: str, after: str) -> None:
    assert edited(before, [Replace(spot(before, marker), code)]) == after


@pytest.mark.parametrize(
    ("before", "marker", "code", "lines"),
    [
        ('x = 1\nopen("a")\ny = 2\n', '"a"', "R", "1 2* 3"),
        ('x = (\n    "a"\n    "b"\n)\n', '"a"\n    "b"', "R", "1 2* 4"),
        ('open("a")\n', '"a"', "join(\n    R,\n)", "1* + +"),
        ('open("a"\n     "b")\n', '"a"\n     "b"', "join(\n    R,\n)", "1* 2* +"),
        ("x = '''a\n\n\nb'''\ny = 1\n", "'''a\n\n\nb'''", "R", "1* 5"),
    ],
)
def test_every_line_is_accounted_for(before: str, marker: str, code: str, lines: str) -> None:
    assert numbers(before, [Replace(spot(before, marker), code)]) == lines


def test_several_expressions_of_one_line_are_replaced_at_once() -> None:
    before = "copy('''a\n''', '''b\n''')\nx = 1\n"
    edits = [Replace(spot(before, "'''b\n'''"), "B"), Replace(spot(before, "'''a\n'''"), "A")]
    assert edited(before, edits) == "copy(A, B)\nx = 1\n"
    assert numbers(before, edits) == "1* 4"


def test_an_expression_inside_an_f_string_is_replaced_if_its_quotes_allow_it() -> None:
    before = "print(f'{load(\"a\")}')\n"
    assert edited(before, [Replace(spot(before, '"a"'), '"b"')]) == "print(f'{load(\"b\")}')\n"
