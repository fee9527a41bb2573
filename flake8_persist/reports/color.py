"""Colours, for terminals that show them."""

from __future__ import annotations

import enum


class Color(enum.Enum):
    BOLD = "1"
    RED = "31"
    GREEN = "32"
    CYAN = "36"


def paint(text: str, color: Color, enabled: bool) -> str:
    return f"\x1b[{color.value}m{text}\x1b[0m" if enabled else text
