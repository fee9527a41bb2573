"""Names of files as other programs want them: relative to a directory, with ``/`` on every platform.

``./src/../train.py`` becomes ``train.py``; standard input stays ``<stdin>``.
"""

from __future__ import annotations

import contextlib
import os


def relative(filename: str, directory: str) -> str:
    """``filename``, which is relative to the working directory, seen from ``directory``."""
    if filename.startswith("<") and filename.endswith(">"):
        return filename
    with contextlib.suppress(ValueError):  # on another drive, or no name at all
        filename = os.path.relpath(filename, directory)
    return filename.replace(os.sep, "/")
