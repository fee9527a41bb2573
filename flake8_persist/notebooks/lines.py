"""Lines as Python's tokenizer sees them: only ``\\n``, ``\\r\\n`` and ``\\r`` end one.

>>> split("a\\x0cb\\r\\nc")
['a\\x0cb\\r\\n', 'c']
"""

from __future__ import annotations

import io


def split(text: str) -> list[str]:
    """The lines of a text, with their ends."""
    return list(io.StringIO(text, newline=""))


def body(line: str) -> str:
    """A line without its end."""
    return line.rstrip("\r\n")


def ending(line: str) -> str:
    """The end of a line; empty for a last line that has none."""
    return line[len(body(line)) :]


def indentation(line: str) -> str:
    """The white space that a line begins with."""
    return line[: len(line) - len(line.lstrip(" \t\f"))]
