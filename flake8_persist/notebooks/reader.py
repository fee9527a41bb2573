"""From the text of a file to a :class:`Document`.

>>> read("!cp model.pt /content/drive/MyDrive\\n").python
"get_ipython().system('cp model.pt /content/drive/MyDrive')\\n"
"""

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
_MAY_HOLD_COMMANDS = re.compile(r"(?:^|[\r\n:;=])[ \t\f]*[!%?](?!=)|\?[ \t]*(?:[\r\n]|$)")


def read(source: str, *, filename: str | None = None) -> Document:
    """The file as Python. Any text is accepted; one that is beyond repair, or plain Python with an error in it,
    comes back in ``python`` as it is and raises its :class:`SyntaxError` when it is parsed.
    """
    form = _form(source)
    if form is Form.PYTHON and not _MAY_HOLD_COMMANDS.search(source):
        return Document(source, form, source, ())
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
