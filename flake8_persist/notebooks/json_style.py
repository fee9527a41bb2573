"""How a JSON file is written: indentation, separators, escapes. New text is written alike."""

from __future__ import annotations

import json
import re
from typing import NamedTuple

_FIRST_KEY = re.compile(r"\{(?P<gap>[ \t\r\n]*)\"(?:[^\"\\]|\\.)*\"(?P<colon>[ \t\r\n]*:[ \t\r\n]*)")
_COMPACT_COMMA = re.compile(r"\",(?P<blank> ?)\"")
_ESCAPED_LETTER = re.compile(r"(?<!\\)(?:\\\\)*\\u(?!00[0-7])[0-9a-fA-F]{4}")


class Style(NamedTuple):
    indent: str | None  # None: all on one line
    newline: str
    comma: str
    colon: str
    ascii_only: bool

    def written(self, data: object, margin: str = "") -> str:
        """JSON for ``data``, whose first line stands at ``margin``."""
        text = json.dumps(data, indent=self.indent, separators=(self.comma, self.colon), ensure_ascii=self.ascii_only)
        return text.replace("\n", self.newline + margin)


def style_of(text: str) -> Style:
    found = _FIRST_KEY.search(text)
    gap, colon = (found["gap"], found["colon"]) if found else ("\n ", ": ")
    ascii_only = text.isascii() and _ESCAPED_LETTER.search(text) is not None
    if "\n" in gap:
        return Style(gap.rpartition("\n")[2], "\r\n" if "\r\n" in gap else "\n", ",", colon, ascii_only)
    blank = _COMPACT_COMMA.search(text)
    return Style(None, "\n", f",{blank['blank'] if blank else ' '}", colon, ascii_only)


def margin_at(text: str, position: int) -> str:
    """The white space that the line of a position begins with."""
    start = text.rfind("\n", 0, position) + 1
    line = text[start:position]
    return line[: len(line) - len(line.lstrip(" \t"))]
