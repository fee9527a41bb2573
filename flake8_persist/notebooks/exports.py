"""From the lines of a notebook to Python: which form it is in, and what its commands become."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from flake8_persist.notebooks import colab, databricks, escapes, jupytext
from flake8_persist.notebooks import lines as ln
from flake8_persist.notebooks.document import Document, Form, Omission
from flake8_persist.notebooks.masking import PYTHON_CELLS, Dialect, Masked, masked
from flake8_persist.notebooks.parsing import parsed
from flake8_persist.notebooks.recovery import recovered

_NBCONVERT = re.compile(
    r"^# In\[[ \d*]*\]:|\bget_ipython\(\)\.(?:system|getoutput|magic|run_line_magic|run_cell_magic)\(", re.MULTILINE
)
_CELL_CALL = re.compile(r"get_ipython\(\)\.run_cell_magic\(u?'(?P<name>[\w.]+)'")
_LINE_CALL = re.compile(rf"\s*get_ipython\(\)\.(?:run_line_)?magic\(u?'(?P<name>{escapes.MEASURING})(?:', u?['\"]| )\S")


def document(source: str, is_python: bool | None = None) -> Document:
    """The file as Python; see :func:`flake8_persist.notebooks.reader.read`."""
    if is_python is None:
        is_python = isinstance(parsed(source), ast.Module)
    if is_python and (form := _plain_form(source)) is not None:
        return Document(source, form, source, tuple(_hidden(source)) if form is Form.NBCONVERT else ())
    lines = ln.split(source)
    form = _form(source, lines)
    result = _masked(lines, form, is_python, source)
    if result is None:
        return Document(source, form, source, ())
    left_out, outcome = recovered(result)
    omissions = (*result.omissions, *left_out, *(_hidden(source) if form is Form.NBCONVERT else ()))
    tree = outcome if isinstance(outcome, ast.Module) else None
    return Document(source, form, "".join(result.python), omissions, result.layout, tree)


def _plain_form(source: str) -> Form | None:
    """The form of an export that is valid Python and holds no commands: neither commented out nor bare ones."""
    if "\r" in source or colab.NOTICE in source or escapes.MAY_BE_AUTOMAGIC.search(f"\n{source}") is not None:
        return None
    if "jupytext" in source or "Databricks" in source:
        return None
    if colab.is_export(source):
        return Form.COLAB
    return Form.NBCONVERT if _NBCONVERT.search(source) else None


def _masked(lines: list[str], form: Form, is_python: bool, source: str) -> Masked | None:
    """None: it is a plain Python file, right or wrong."""
    dialect = Dialect(raw=not is_python, automagic=True)
    match form:
        case Form.JUPYTEXT:
            name = jupytext.format_name(lines)
            percent = name in ("percent", "hydrogen") or (not name and jupytext.has_percent_cells(source))
            if name == "hydrogen":
                return masked(lines, dialect, jupytext.cells_of_text(lines, percent))
            return masked(lines, dialect, jupytext.commented(lines, percent, bare=name is not None))
        case Form.DATABRICKS:
            return masked(lines, dialect, databricks.commented(lines))
        case Form.PERCENT | Form.PYTHON:
            if not is_python and masked(lines, Dialect(raw=True, automagic=False)).layout.units:
                return masked(lines, dialect, jupytext.cells_of_text(lines, form is Form.PERCENT))
            if form is Form.PYTHON:
                return None
            commented = jupytext.commented(lines, percent=True, bare=False)
            return masked(lines, Dialect(raw=False, automagic=False), commented)
    return masked(lines, dialect)


def _hidden(source: str) -> Iterator[Omission]:
    """The Python under a magic such as ``%%time``, which has become the text of a string."""
    if "magic(" not in source:
        return
    for number, line in enumerate(ln.split(source), 1):
        found = _CELL_CALL.match(line)
        if found and found["name"] in PYTHON_CELLS:
            yield Omission(number, number, f"the program of this cell is a string here, under %%{found['name']}", True)
        elif found := _LINE_CALL.match(line):
            yield Omission(number, number, f"the statement of this line is a string here, under %{found['name']}", True)


def _form(source: str, lines: list[str]) -> Form:
    if databricks.is_source(source):
        return Form.DATABRICKS
    if colab.is_export(source):
        return Form.COLAB
    if jupytext.format_name(lines) is not None:
        return Form.JUPYTEXT
    if _NBCONVERT.search(source):
        return Form.NBCONVERT
    if jupytext.has_percent_cells(source):
        return Form.PERCENT
    return Form.JUPYTEXT if jupytext.has_light_cells(source) else Form.PYTHON
