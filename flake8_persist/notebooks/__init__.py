"""Text in, Python out, and the way back: notebooks in every form in which they reach a repository."""

from __future__ import annotations

from flake8_persist.notebooks.document import Document, Form, Omission
from flake8_persist.notebooks.reader import read

__all__ = ["Document", "Form", "Omission", "read"]
