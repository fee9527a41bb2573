"""Paired scripts, cell scripts and Databricks sources: what is a command in them, and how an edit goes back."""

from __future__ import annotations

import ast
import difflib

import pytest

from flake8_persist.codemod.edits import InsertAt
from flake8_persist.codemod.engine import carry_out
from flake8_persist.notebooks import Form, read
from flake8_persist.notebooks import lines as ln
from flake8_persist.notebooks.cells import program
from flake8_persist.notebooks.restoring import EditedLine

BASH = "get_ipython().run_cell_magic('bash', '', 'cp a b\\n')\n# notebook line {}\n"
DATABRICKS = "# Databricks notebook source\n"


def header(name: str) -> str:
    return f"# ---\n# jupyter:\n#   jupytext:\n#     text_representation:\n#       format_name: {name}\n# ---\n\n"


def python_of(source: str) -> str:
    document = read(source)
    ast.parse(document.python)
    assert document.omissions == ()
    assert len(ln.split(document.python)) == len(ln.split(source))
    unedited = [EditedLine(line, number, False) for number, line in enumerate(ln.split(document.python), 1)]
    assert document.restore(unedited) == source
    return document.python


def after(source: str, old: str, new: str) -> str:
    document = read(source)
    before, text = ln.split(document.python), ln.split(document.python.replace(old, new, 1))
    assert before != text
    lines: list[EditedLine] = []
    for tag, first, last, start, end in difflib.SequenceMatcher(None, before, text, autojunk=False).get_opcodes():
        for offset, line in enumerate(text[start:end]):
            lines.append(EditedLine(line, first + offset + 1 if first + offset < last else None, tag != "equal"))
    return document.restore(lines)


def with_block(source: str, line: int) -> str:
    document = read(source)
    return document.restore(carry_out(document.python, [InsertAt(line, "R = 1")]))


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("# !cp a b", "get_ipython().system('cp a b')"),
        ("# %cd /x", "get_ipython().run_line_magic('cd', '/x')"),
        ("# files = !ls", "files = get_ipython().getoutput('ls')"),
        ("if x:\n    # %cd /x", "if x:\n    get_ipython().run_line_magic('cd', '/x')"),
        ("# !a \\\n#    b", "get_ipython().system('a     b')\n# notebook line 3"),
        ("# # !cp a b", "# # !cp a b"),
        ("# why! not", "# why! not"),
        ("#   %cd /x", "#   %cd /x"),
        ("x = '''\n# !ls\n'''", "x = '''\n# !ls\n'''"),
    ],
)
def test_a_commented_command_is_live_where_cells_have_percent_markers(line: str, expected: str) -> None:
    assert python_of(f"# %%\n{line}\n") == f"# %%\n{expected}\n"


@pytest.mark.parametrize("name", ["light", "percent", "nomarker", "sphinx"])
def test_a_header_makes_commented_commands_live(name: str) -> None:
    head = header(name)
    assert read(head).form is Form.JUPYTEXT
    assert python_of(f"{head}# !ls\n# cd /x\n") == (
        f"{head}get_ipython().system('ls')\nget_ipython().run_line_magic('cd', '/x')\n"
    )


@pytest.mark.parametrize(
    "source",
    [
        "# !cp a b\n# %cd x\n",
        "# +\n# !cp a b\n",
        "# + or -\n# !cp a b\n# -\n",
        "# %% [markdown]\n# !cp a b\n# %cd x\n\n# %%\nx = 1\n",
        "# %%\n# cd is a command\nx = 1\n",
        f"{header('hydrogen')}# %%\n# !cp a b\n",
        "# ---\n# title: no pair\n# ---\n# !cp a b\n",
        "# In[1]:\n# %%\n# !cp a b\n",
    ],
)
def test_a_commented_command_stays_a_comment_elsewhere(source: str) -> None:
    assert python_of(source) == source


def test_cells_of_the_light_format_show_the_form_without_a_header() -> None:
    assert python_of("x\n\n# +\n# !cp a b\n\ny\n# -\n") == ("x\n\n# +\nget_ipython().system('cp a b')\n\ny\n# -\n")


@pytest.mark.parametrize(
    ("line", "need", "after", "expected"),
    [
        (3, 7, 0, 6),  # from the end of a cell: before the next one that holds Python
        (2, 7, 0, 6),
        (7, 7, 0, 6),
        (10, 11, 0, 9),
        (7, 7, 7, None),  # it must stand below a line of the same cell
        (99, 99, 0, 9),
    ],
)
def test_a_new_cell_goes_where_it_would_go_in_the_notebook(line: int, need: int, after: int, expected: int) -> None:
    document = read("# %%\nimport a\n\n# %% [markdown]\n# text\n# %%\nx\n\n# %%\n# y\ny\n")
    assert document.fresh_cell(line, need, after) == expected


def test_commented_commands_are_the_author_s_where_others_are_not_commented() -> None:
    assert python_of("# %%\n!ls\n# !cp a b\n") == "# %%\nget_ipython().system('ls')\n# !cp a b\n"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('# %% language="bash"\n# cp a b\n\n# %%\nx\n', BASH.format(2) + "\n# %%\nx\n"),
        (f'{header("light")}# + language="bash"\n# cp a b\n# -\n', header("light") + BASH.format(9) + "# -\n"),
        (
            "# %%\n# %%writefile a.py\nx = 1\n\n\n\ny = 2\n\n# %%\nz\n",
            "# %%\nget_ipython().run_cell_magic('writefile', 'a.py', 'x = 1\\n\\n\\n\\ny = 2\\n')\n"
            + "".join(f"# notebook line {line}\n" for line in range(3, 8))
            + "\n# %%\nz\n",
        ),
        (
            f"{header('light')}# %%writefile a.py\nx = 1\n\ny = 2\n",
            f"{header('light')}get_ipython().run_cell_magic('writefile', 'a.py', 'x = 1\\n')\n"
            "# notebook line 9\n\ny = 2\n",
        ),
        ("# %%\n# %%time\nx = 1\n", "# %%\n# notebook line 2\nx = 1\n"),
    ],
)
def test_cells_with_a_magic_of_their_own_are_read(source: str, expected: str) -> None:
    assert python_of(source) == expected


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("# MAGIC %sh\n# MAGIC cp a b\n", "get_ipython().run_cell_magic('sh', '', 'cp a b\\n')\n# notebook line 3\n"),
        ("# MAGIC %sh cp a b\n", "get_ipython().run_cell_magic('sh', '', 'cp a b\\n')\n"),
        ("# MAGIC %pip install x\n", "get_ipython().run_line_magic('pip', 'install x')\n"),
        ("# MAGIC %python\n# MAGIC if x:\n# MAGIC     y\n", "# MAGIC %python\nif x:\n    y\n"),
        ("# MAGIC %md\n# MAGIC !cp a b\n", "# MAGIC %md\n# MAGIC !cp a b\n"),
        ("%pip install x\n", "get_ipython().run_line_magic('pip', 'install x')\n"),
    ],
)
def test_databricks_cells_are_read(cell: str, expected: str) -> None:
    source = f"{DATABRICKS}{cell}\n# COMMAND ----------\n\nx = 1\n"
    assert read(source).form is Form.DATABRICKS
    assert python_of(source) == f"{DATABRICKS}{expected}\n# COMMAND ----------\n\nx = 1\n"


@pytest.mark.parametrize(
    ("source", "old", "new", "expected"),
    [
        ("# %%\n# !cp a b\n", "cp a", "cp c", "# %%\n# !cp c b\n"),
        ("# %%\nif x:\n    # !cp a b\n", "cp a", "cp c", "# %%\nif x:\n    # !cp c b\n"),
        ("# %%\n# x = !cp a b\n", "cp a", "cp c", "# %%\n# x = !cp c b\n"),
        ('# %% language="bash"\n# cp a b\n', "cp a", "cp c", '# %% language="bash"\n# cp c b\n'),
        ("# %%\n# %%writefile a\nx\n", "'a'", "'c'", "# %%\n# %%writefile c\nx\n"),
        (f"{DATABRICKS}# MAGIC %sh cp a b\n", "cp a", "cp c", f"{DATABRICKS}# MAGIC %sh cp c b\n"),
        (f"{DATABRICKS}# MAGIC %python\n# MAGIC x\n", "x\n", "y\n", f"{DATABRICKS}# MAGIC %python\n# MAGIC y\n"),
        (
            f"{DATABRICKS}# MAGIC %python\n# MAGIC x\n",
            "x\n",
            "x\ny\n",
            f"{DATABRICKS}# MAGIC %python\n# MAGIC x\n# MAGIC y\n",
        ),
    ],
)
def test_an_edit_keeps_the_comment_sign(source: str, old: str, new: str, expected: str) -> None:
    assert after(source, old, new) == expected


@pytest.mark.parametrize(
    ("source", "line", "expected"),
    [
        ("# %% [markdown]\n# a\n\n# %%\nx\n", 4, "# %% [markdown]\n# a\n\n# %%\nR = 1\n\n# %%\nx\n"),
        ("# %%\nx\n\n# %%\ny\n", 3, "# %%\nx\n\nR = 1\n# %%\ny\n"),
        ("# %%\nx\n\n# %%\ny\n", 4, "# %%\nx\n\n# %%\nR = 1\n\n# %%\ny\n"),
        (
            f"{DATABRICKS}x\n\n# COMMAND ----------\n\n# MAGIC %sh\n# MAGIC ls\n",
            6,
            f"{DATABRICKS}x\n\n# COMMAND ----------\n\nR = 1\n\n# COMMAND ----------\n\n# MAGIC %sh\n# MAGIC ls\n",
        ),
    ],
)
def test_what_is_inserted_never_becomes_text(source: str, line: int, expected: str) -> None:
    def without_blanks(text: str) -> list[str]:
        return [one for one in text.splitlines() if one.strip()]

    assert without_blanks(with_block(source, line)) == without_blanks(expected)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("    x = 1\n    if x:\n        y", "x = 1\nif x:\n    y\n"),
        ("  x = 1\ny", "x = 1\ny\n"),
        ("\n    !cp a b", "\nget_ipython().system('cp a b')\n"),
    ],
)
def test_a_cell_that_begins_indented_is_read_as_it_runs(source: str, expected: str) -> None:
    cells = program([source])
    assert cells.omissions == ()
    assert cells.python == f"# %% before cell 1\n# %% cell 1\n{expected}"


def test_an_indented_cell_keeps_its_indentation() -> None:
    cells = program(["    x = 1\n    save('a')\n    !cp a b"])
    lines = [EditedLine(line, number, False) for number, line in enumerate(ln.split(cells.python), 1)]
    assert cells.split(lines) == ({}, {})
    for index, (old, new) in {3: ("'a'", "'c'"), 4: ("cp a", "cp c")}.items():
        lines[index] = EditedLine(lines[index].text.replace(old, new), index + 1, True)
    assert cells.split(lines).sources == {0: "    x = 1\n    save('c')\n    !cp c b"}
    assert cells.column(4, 0) == 4


def test_a_notice_of_an_export_means_nothing_in_a_cell() -> None:
    cell = "# Commented out IPython magic to ensure Python compatibility.\n# %cd a\n"
    assert program([cell]).python.endswith(cell)
