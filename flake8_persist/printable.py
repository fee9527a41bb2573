"""Text from files, made fit for a terminal and for lines of fixed length."""

from __future__ import annotations


def escaped(text: str) -> str:
    """``text`` without control characters, fit for a terminal and a one-line message."""
    if text.isprintable():
        return text
    return "".join(
        character if character.isprintable() else character.encode("unicode_escape").decode("ascii")
        for character in text
    )


def shortened(text: str, limit: int) -> str:
    """``text`` with its middle left out where it is longer than ``limit``."""
    if len(text) <= limit:
        return text
    tail = limit // 2
    return f"{text[: limit - tail - 1]}…{text[-tail:]}"
