"""Which files are notebooks as Jupyter stores them."""

from __future__ import annotations


def is_notebook(source: str, filename: str | None) -> bool:
    """Python may take its text for an expression, and find nothing in it."""
    if (filename or "").endswith(".ipynb"):
        return True
    return '"nbformat"' in source and source.lstrip("\ufeff \t\r\n")[:1] == "{"
