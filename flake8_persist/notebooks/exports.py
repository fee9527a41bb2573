"""From the lines of a notebook to Python: which form it is in, and what its commands become."""

from __future__ import annotations

import ast
import re

from flake8_persist.notebooks import colab
from flake8_persist.notebooks import lines as ln
from flake8_persist.notebooks.document import Document, Form
from flake8_persist.notebooks.masking import Dialect, Masked, masked
from flake8_persist.notebooks.parsing import parsed
from flake8_persist.notebooks.recovery import recovered

_NBCONVERT = re.compile(
    r"^# In\[[ \d*]*\]:|\bget_ipython\(\)\.(?:system|getoutput|magic|run_line_magic|run_cell_magic)\(", re.MULTILINE
)


def document(source: str) -> Document:
    """The file as Python; see :func:`flake8_persist.notebooks.reader.read`."""
    form = _form(source)
    lines = ln.split(source)
    is_python = isinstance(parsed(source), ast.Module)
    result = _masked(lines, form, is_python)
    if result is None:
        return Document(source, form, source, ())
    omissions = recovered(result)
    return Document(source, form, "".join(result.python), omissions, result.layout)


def _masked(lines: list[str], form: Form, is_python: bool) -> Masked | None:
    """None: it is a plain Python file, right or wrong."""
    if form is not Form.PYTHON:
        return masked(lines, Dialect(raw=not is_python, automagic=True))
    if is_python or not masked(lines, Dialect(raw=True, automagic=False)).layout.units:
        return None
    return masked(lines, Dialect(raw=True, automagic=True))  # commands with an escape: it is a notebook


def _form(source: str) -> Form:
    if colab.is_export(source):
        return Form.COLAB
    return Form.NBCONVERT if _NBCONVERT.search(source) else Form.PYTHON
