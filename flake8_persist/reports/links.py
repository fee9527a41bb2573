"""Where a code is explained."""

from __future__ import annotations


def documentation(code: str) -> str:
    return f"https://flake8-persist.readthedocs.io/codes/{code}/"
