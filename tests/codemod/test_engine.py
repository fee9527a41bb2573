"""What every edited file can rely on, whatever the edits."""

from __future__ import annotations

import ast
import inspect
import json
import random
import textwrap
from types import ModuleType

import pytest
from marking import edited, spot

from flake8_persist.analysis.access import Span
from flake8_persist.codemod.edits import (
    AddKeyword,
    Edit,
    EditError,
    InsertAt,
    InsertBefore,
    RemoveKeyword,
    Replace,
)
from flake8_persist.codemod.engine import carry_out
from flake8_persist.codemod.locating import MAX_DEPTH, locate, parse
from flake8_persist.codemod.proof import prove

PROGRAM = """\
if x:
    save(
        "a",
    )
y = "b"
"""


def _edits(source: str) -> list[Edit]:
    call = 'save(\n        "a",\n    )'.replace("\n", "\r\n" if "\r\n" in source else "\n")
    if "\t" in source:
        call = call.replace("    ", "\t")
    return [
        Replace(spot(source, '"b"'), "R"),
        AddKeyword(spot(source, call), "k", "1"),
        InsertBefore(spot(source, call), "if new:\n    new()"),
        InsertAt(5, "if newer:\n    newer()"),
    ]


EDITED = """\
if x:
    if new:
        new()
    save(
        "a",
        k=1,
    )

if newer:
    newer()

y = R
"""


def test_no_edit_changes_nothing() -> None:
    assert [line.text for line in carry_out(PROGRAM, [])] == PROGRAM.splitlines(keepends=True)
    assert not any(line.changed for line in carry_out(PROGRAM, []))


def test_all_kinds_of_edits_go_together() -> None:
    assert edited(PROGRAM, _edits(PROGRAM)) == EDITED


def test_line_ends_are_those_of_the_file() -> None:
    source = PROGRAM.replace("\n", "\r\n")
    assert edited(source, _edits(source)) == EDITED.replace("\n", "\r\n")


def test_tabs_are_those_of_the_file() -> None:
    source = PROGRAM.replace("    ", "\t")
    assert edited(source, _edits(source)) == EDITED.replace("    ", "\t")


def test_a_missing_last_newline_stays_missing() -> None:
    assert edited(PROGRAM.rstrip("\n"), _edits(PROGRAM)) == EDITED.rstrip("\n")


def test_columns_count_bytes() -> None:
    source = 'x = "日本語"; y = open("é")\n'
    assert edited(source, [Replace(spot(source, '"é"'), "R")]) == 'x = "日本語"; y = open(R)\n'


@pytest.mark.parametrize("character", ["\x0b", "\x0c", "\x1c", "\x85", "\u2028"])
def test_characters_that_only_look_like_line_ends_end_no_line(character: str) -> None:
    source = f'x = "a{character}b"\ny = "c"\n'
    assert edited(source, [Replace(spot(source, '"c"'), "R")]) == f'x = "a{character}b"\ny = R\n'


def test_a_warning_about_the_source_is_not_shown(recwarn: pytest.WarningsRecorder) -> None:
    source = 'x = "\\d"\ny = "c"\n'
    span = Span(2, 4, 2, 7)
    assert edited(source, [Replace(span, "R")]) == 'x = "\\d"\ny = R\n'
    assert not recwarn.list


CALL = "f('a', k=1)\n"
WHOLE = spot(CALL, "f('a', k=1)")
TEXT = spot(CALL, "'a'")

REFUSED: list[tuple[str, list[Edit], str]] = [
    ("f(\n", [InsertAt(1, "x")], "not Python"),
    (CALL, [Replace(Span(1, 2, 1, 4), "x")], "nothing found"),
    (CALL, [Replace(Span(9, 0, 9, 1), "x")], "nothing found"),
    (CALL, [Replace(TEXT, "x"), Replace(TEXT, "y")], "two edits of the same place"),
    (CALL, [Replace(WHOLE, "x"), Replace(TEXT, "y")], "two edits of the same place"),
    (CALL, [Replace(WHOLE, "x"), AddKeyword(WHOLE, "x", "1")], "two edits of the same place"),
    (CALL, [RemoveKeyword(WHOLE, "k"), Replace(spot(CALL, "1"), "2")], "two edits of the same place"),
    (CALL, [AddKeyword(WHOLE, "k", "2")], "has an argument k already"),
    (CALL, [AddKeyword(WHOLE, "x", "2"), AddKeyword(WHOLE, "x", "2")], "added twice"),
    (CALL, [AddKeyword(TEXT, "x", "2")], "not a call"),
    (CALL, [RemoveKeyword(WHOLE, "x")], "no argument x"),
    (CALL, [Replace(TEXT, "x y")], "cannot read"),
    (CALL, [Replace(TEXT, "x) + (y")], "not Python|cannot read"),
    (CALL, [InsertAt(1, "# nothing")], "nothing to insert"),
    (CALL, [InsertAt(0, "x")], "line 0"),
    (CALL, [InsertAt(3, "x")], "line 3"),
    ("x = 1\n", [Replace(Span(1, 0, 1, 5), "y")], "statement cannot be replaced"),
    ("f(\n    k=1,  # c\n)\n", [RemoveKeyword(Span(1, 0, 3, 1), "k")], "comment"),
    ("if x: save(a)\n", [InsertBefore(spot("if x: save(a)\n", "a"), "y")], "inside a line"),
    ("x = 1; save(a)\n", [InsertBefore(spot("x = 1; save(a)\n", "a"), "y")], "inside a line"),
    (
        "if x:\n    1\nelif a:\n    2\n",
        [InsertBefore(spot("if x:\n    1\nelif a:\n    2\n", "a"), "y")],
        "inside a line",
    ),
    ("def f():\n    x\n    # c\ny\n", [InsertAt(3, "z")], "not at the top level"),
    ("def f():\n    x\n", [InsertAt(2, "z")], "not at the top level"),
    ("f(\n    a,\n)\n", [InsertAt(2, "z")], "not at the top level"),
    ('\x0cx = 1\ny = "a"\n', [Replace(Span(2, 4, 2, 7), "y")], "does not give the file back"),
    ("f\"{g('a')}\"\n", [Replace(spot("f\"{g('a')}\"\n", "'a'"), '"b"')], "f-string"),
    ("x = 'a'" + " + a" * MAX_DEPTH + "\n", [Replace(Span(1, 4, 1, 7), "y")], "too deeply"),
    ("x = 'a'" + " or a" * MAX_DEPTH + "\n", [Replace(Span(1, 4, 1, 7), "y")], "too deeply"),
    ("x = 'a'" + ".b()" * MAX_DEPTH + "\n", [Replace(Span(1, 4, 1, 7), "y")], "too deeply"),
    (
        f"x = 'a'\nmatch x:\n  case {'(' * 60}y{')' * 60}: z\n",
        [Replace(Span(1, 4, 1, 7), "y")],
        "too deeply near line 3",
    ),
]


@pytest.mark.parametrize(("source", "edits", "reason"), REFUSED)
def test_what_cannot_be_proved_is_refused_with_the_reason(source: str, edits: list[Edit], reason: str) -> None:
    with pytest.raises(EditError, match=reason):
        carry_out(source, edits)


def test_a_result_that_means_something_else_is_refused() -> None:
    source = "f('a')\ng()\n"
    edits = [Replace(spot(source, "'a'"), "x")]
    tree = parse(source)
    with pytest.raises(EditError, match="differ in more than the edits"):
        prove(tree, locate(tree, source, edits), edits, "f(x)\nh()\n")


@pytest.mark.parametrize("module", [ast, inspect, json.decoder, random, textwrap], ids=lambda module: module.__name__)
def test_every_string_and_call_of_a_large_file_can_be_edited(module: ModuleType) -> None:
    source = inspect.getsource(module)
    tree = ast.parse(source)
    formatted = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in ast.walk(node)}
    documentation = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    edits: dict[Span, Edit] = {}
    for node in ast.walk(tree):
        if id(node) in formatted or id(node) in documentation:
            continue
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            edits[Span.of(node)] = Replace(Span.of(node), "NEW")
        elif isinstance(node, ast.Call):
            edits[Span.of(node)] = AddKeyword(Span.of(node), "new", "NEW")
    lines = carry_out(source, list(edits.values()))
    old = source.splitlines(keepends=True)
    assert all(line.text == old[(line.number or 0) - 1] for line in lines if not line.changed)
    assert "".join(line.text for line in lines).count("NEW") >= len(edits)
