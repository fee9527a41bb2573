"""Cells as one program, and the program as cells again."""

from __future__ import annotations

import ast
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flake8_persist.codemod.edits import Edit, InsertAt
from flake8_persist.codemod.engine import carry_out
from flake8_persist.notebooks import lines as ln
from flake8_persist.notebooks.cells import CellProgram, Place, program
from flake8_persist.notebooks.notebook import read_notebook
from flake8_persist.notebooks.restoring import EditedLine

BASH = "get_ipython().run_cell_magic('bash', '', 'a\\n\\n\\n# %% b\\n')"
PIECES = st.sampled_from(
    [
        "import os\n",
        "x = 1",
        "x = (\n",
        '"""\n',
        "!ls \\\n",
        "%%bash\n",
        "%%time\n",
        "# %% cell 2\n",
        "\r\n",
        "\t",
        "\x0c",
        *("  y\n", "if x:\n", "cd a\n", "'é'", "\ud800", "\0", "\r", "# Commented out IPython magic to ensure\n"),
    ]
)


def python_of(*sources: str) -> str:
    cells = program(sources)
    ast.parse(cells.python)
    return cells.python


def unedited(cells: CellProgram) -> list[EditedLine]:
    return [EditedLine(line, number, False) for number, line in enumerate(ln.split(cells.python), 1)]


def with_lines(cells: CellProgram, *lines: str, before: int) -> list[EditedLine]:
    result = unedited(cells)
    result[before - 1 : before - 1] = [EditedLine(line, None, True) for line in lines]
    return result


def test_two_comments_stand_before_each_cell() -> None:
    assert python_of("a", "b\n") == "# %% before cell 1\n# %% cell 1\na\n# %% before cell 2\n# %% cell 2\nb\n"


@pytest.mark.parametrize(
    ("sources", "expected"),
    [
        (["%%bash\na\n\n\n# %% b", "x = 1"], [BASH, "x = 1"]),
        (["%%time\nx = 1", "y = 2"], ["x = 1", "y = 2"]),
        (["!ls \\", "x = 1"], ["get_ipython().system('ls \\\\')", "x = 1"]),
        (["x = 1", "cd a/b"], ["x = 1", "get_ipython().run_line_magic('cd', 'a/b')"]),
        (["ls = [1]", "ls"], ["ls = [1]", "ls"]),
        (["ls", "x = 1"], ["get_ipython().run_line_magic('ls', '')", "x = 1"]),
    ],
)
def test_each_cell_is_read_by_itself(sources: list[str], expected: list[str]) -> None:
    lines = python_of(*sources).splitlines()
    assert [line for line in lines if not line.startswith("#")] == expected


@pytest.mark.parametrize("broken", ['"""never closed', "x = (", "for x in y:", "if x:\n  a\n b", "x = '\ud800'", "\0"])
def test_a_cell_that_is_no_python_hides_no_other(broken: str) -> None:
    cells = program(["import os", broken, "y = 2"])
    ast.parse(cells.python)
    assert "y = 2\n" in cells.python
    assert {cells.place(one.line).cell for one in cells.omissions} == {1}
    assert {cells.place(one.end_line).cell for one in cells.omissions} == {1}


def test_lines_have_a_place() -> None:
    cells = program(["a\nb", "", "c"])
    lines = [line.strip() for line in ln.split(cells.source)]
    assert cells.place(lines.index("b") + 1) == Place(0, 2)
    assert cells.place(lines.index("c") + 1) == Place(2, 1)
    assert cells.place(lines.index("# %% before cell 3") + 1) == Place(2, 1)


def test_columns_are_those_of_the_cell() -> None:
    assert program(["x", "é = !ls"]).column(6, 5) == 4


@pytest.mark.parametrize(
    ("line", "need", "after", "expected"),
    [(4, 7, 0, 6), (4, 3, 0, 2), (7, 7, 3, 6), (8, 8, 7, None), (4, 4, 3, None)],
)
def test_a_block_gets_a_cell_of_its_own_where_it_can(line: int, need: int, after: int, expected: int | None) -> None:
    assert program(["a\nb", "c\nd"]).fresh_cell(line, need, after) == expected


def carried_out(sources: list[str], *edits: Edit) -> tuple[dict[int, str], dict[int, str]]:
    cells = program(sources)
    return tuple(cells.split(carry_out(cells.python, edits)))  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("sources", "line", "changed", "inserted"),
    [
        (["a", "b"], 2, {}, {0: "R = 1"}),
        (["a", "b"], 5, {}, {1: "R = 1"}),
        (["a", "b"], 6, {1: "R = 1\n\nb"}, {}),
        (["if a:\n    b", "c"], 6, {}, {1: "R = 1"}),
        (["a", "%%bash\nls"], 5, {}, {1: "R = 1"}),
        (["a", "%%bash\nls"], 6, {}, {1: "R = 1"}),
        (["a\r\nb", "c"], 6, {}, {1: "R = 1"}),
        (["a", "# c"], 5, {}, {1: "R = 1"}),
        (["a", "# c"], 7, {1: "# c\n\nR = 1"}, {}),
        (["%%bash\nls"], 5, {}, {1: "R = 1"}),
    ],
)
def test_an_inserted_block_goes_where_it_was_put(
    sources: list[str], line: int, changed: dict[int, str], inserted: dict[int, str]
) -> None:
    assert carried_out(sources, InsertAt(line, "R = 1")) == (changed, inserted)


def test_an_import_at_the_end_of_a_cell_stays_in_it() -> None:
    assert carried_out(["import a", "x"], InsertAt(4, "import os")) == ({0: "import a\nimport os"}, {})


def test_edited_commands_go_back_into_their_form() -> None:
    cells = program(["!cp a b", "%%writefile a\nx"])
    lines = [line._replace(text=line.text.replace("'a'", "'c'").replace("cp a", "cp c")) for line in unedited(cells)]
    lines = [line._replace(changed=line.text != old.text) for line, old in zip(lines, unedited(cells), strict=True)]
    assert cells.split(lines) == ({0: "!cp c b", 1: "%%writefile c\nx"}, {})


@pytest.mark.parametrize("edit", ["removed", "edited", "moved"])
def test_the_beginning_of_a_cell_must_stay(edit: str) -> None:
    cells = program(["a", "b"])
    lines = unedited(cells)
    if edit == "removed":
        del lines[3]
    elif edit == "edited":
        lines[4] = lines[4]._replace(text="# x\n", changed=True)
    else:
        lines.insert(0, lines.pop())
    with pytest.raises(ValueError, match="cell"):
        cells.split(lines)


@given(st.lists(st.lists(PIECES, max_size=4).map("".join), max_size=4))
def test_any_cells_become_python_and_come_back(sources: list[str]) -> None:
    cells = program(sources)
    ast.parse(cells.python)
    assert len(ln.split(cells.python)) == len(ln.split(cells.source))
    assert cells.split(unedited(cells)) == ({}, {})
    for index in range(len(sources)):
        start = next(n for n in range(1, 99) if cells.place(n).cell == index) + 1
        assert cells.split(with_lines(cells, "R = 1\n", before=start)) == ({}, {index: "R = 1"})


def test_a_file_comes_back_with_edits_in_its_cells_alone() -> None:
    data = {"cells": [{"cell_type": "code", "source": [text]} for text in ("import os", "save('x')")]}
    document = read_notebook(json.dumps({**data, "nbformat": 4, "nbformat_minor": 5}))
    lines = carry_out(document.python, [InsertAt(5, "R = 1")])
    result = json.loads(document.restore(lines))
    assert [cell["source"] for cell in result["cells"]] == [["import os"], ["R = 1"], ["save('x')"]]
    assert document.restore(unedited(document.program)) == document.source
    assert document.place(6) == (2, 1)
