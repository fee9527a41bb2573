"""Places as other programs want them: names relative to a directory, with ``/`` on every platform; lines of files.

``./src/../train.py`` becomes ``train.py``; standard input stays ``<stdin>``.
"""

from __future__ import annotations

import contextlib
import os

from flake8_persist.analysis.access import Span
from flake8_persist.rules.model import Finding


def relative(filename: str, directory: str) -> str:
    """``filename``, which is relative to the working directory, seen from ``directory``."""
    if filename.startswith("<") and filename.endswith(">"):
        return filename
    with contextlib.suppress(ValueError):  # on another drive, or no name at all
        filename = os.path.relpath(filename, directory)
    return filename.replace(os.sep, "/")


def in_file(finding: Finding) -> Finding:
    """For readers that know no cells: what is in one is told of at the beginning of the notebook."""
    if finding.cell is None:
        return finding
    message = f"cell {finding.cell}, line {finding.span.line}: {finding.message}"
    return finding._replace(message=message, span=Span(1, 0, 1, 0), origin=None, cell=None)
