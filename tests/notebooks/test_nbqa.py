"""The file that nbQA makes of a notebook, line by line."""

from __future__ import annotations

import pytest

from flake8_persist.notebooks.nbqa import Lines, is_passed_over, notebook_of

CELLS = [
    (1, "!pip install torch"),
    (3, "import torch\n%cd /content\n"),
    (4, "%%bash\ncp a b"),
    (5, "%%time\nfit()\n\n!ls"),
    (6, "fit()\n!python fit.py \\\n  --out a"),
    (7, "skipped = 1"),
    (8, "x"),
    (9, "!cp a b"),
]
FILE = """\
# %%NBQA-CELL-SEP1a2b3c
import torch
hash("1a2b3c4d")


# %%NBQA-CELL-SEP1a2b3c
# CELL MAGIC 0x1A2B3C4E
fit()

hash(0xA2B3C4F)


# %%NBQA-CELL-SEP1a2b3c
hash("1a2b3c50")


# %%NBQA-CELL-SEP1a2b3c
x
"""


@pytest.mark.parametrize(
    ("cell", "row", "expected"),
    [
        (1, 1, (1, False)),  # at the separator of the next cell that is shown
        (3, 1, (2, True)),
        (3, 2, (3, True)),
        (4, 2, (6, False)),
        (5, 1, (7, True)),
        (5, 4, (10, True)),
        (6, 1, (14, True)),
        (6, 2, (14, False)),
        (7, 1, None),
        (8, 1, (18, True)),
        (9, 1, (17, False)),  # at the last separator, where no cell follows
        (99, 1, (1, False)),
    ],
)
def test_a_line_of_a_cell_is_found_in_the_file(cell: int, row: int, expected: tuple[int, bool] | None) -> None:
    assert Lines(FILE.splitlines(keepends=True), CELLS).of(cell, row) == expected


def test_cells_have_the_numbers_that_nbqa_gives_them() -> None:
    lines = Lines(FILE.splitlines(keepends=True), CELLS)
    assert [lines.number(position) for position in (1, 4, 99)] == [1, 3, None]


def test_a_file_without_cells_has_its_first_line() -> None:
    assert Lines([], CELLS).of(1, 1) == (1, False)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("!ls\n\n%cd x", True),
        ("x?", False),
        ("%%bash\nls", True),
        ("%%capture out\nf()", False),
        ("%%time", True),
        ("get_ipython().system('ls')", True),
        ("x = 1", False),
    ],
)
def test_cells_of_commands_and_of_other_languages_are_passed_over(source: str, expected: bool) -> None:
    assert is_passed_over(source) is expected


@pytest.mark.parametrize(
    ("filename", "notebook"),
    [
        ("train0a1b2c_d_nbqa_ipynb.py", "train.ipynb"),
        ("a/b/my book12345678_nbqa_ipynb.py", "a/b/my book.ipynb"),
        ("train_nbqa_ipynb.py", None),
        ("train.py", None),
    ],
)
def test_the_name_of_the_file_names_the_notebook(filename: str, notebook: str | None) -> None:
    assert notebook_of(filename) == notebook
