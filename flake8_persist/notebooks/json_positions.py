"""JSON values and where they stand in their text.

The standard library decodes; a value is taken apart, with the place of each part, only when somebody asks. What is
inside a value that was decoded once decodes again, so that only :func:`value_of` can fail.

>>> value_of('{"a": [1, "x"]}').member("a").items()[1].raw
'"x"'
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

_BLANK = re.compile(r"[ \t\n\r]*")
_DECODER = json.JSONDecoder()


class NotJsonError(ValueError):
    """The message says why, for people; ``line`` is where."""

    def __init__(self, message: str, line: int = 1) -> None:
        super().__init__(message)
        self.line = line


@dataclass(frozen=True, slots=True)
class Value:
    text: str  # of the whole file
    start: int
    end: int
    data: object

    @property
    def raw(self) -> str:
        return self.text[self.start : self.end]

    @property
    def line(self) -> int:
        return self.text.count("\n", 0, self.start) + 1

    def items(self) -> list[Value]:
        """The elements of an array."""
        found: list[Value] = []
        position = _skip(self.text, self.start + 1)
        while self.text[position] != "]":
            found.append(_decoded(self.text, position))
            position = _after(self.text, found[-1].end)
        return found

    def member(self, name: str) -> Value:
        """The member of an object; as everywhere in Python, the last one of that name counts."""
        found: Value | None = None
        position = _skip(self.text, self.start + 1)
        while self.text[position] != "}":
            key = _decoded(self.text, position)
            value = _decoded(self.text, _skip(self.text, _skip(self.text, key.end) + 1))
            found = value if key.data == name else found
            position = _after(self.text, value.end)
        if found is None:
            raise KeyError(name)
        return found


def value_of(text: str) -> Value:
    """All of a text, which may begin with a BOM; raise :class:`NotJsonError`."""
    start = _skip(text, 1 if text.startswith("\ufeff") else 0)
    try:
        value = _decoded(text, start)
    except json.JSONDecodeError as error:
        reason = error.msg.removesuffix(" starting at")  # the place, which follows there
        raise NotJsonError(f"{reason[:1].lower()}{reason[1:]}", error.lineno) from None
    except (RecursionError, MemoryError):
        raise NotJsonError("nested too deeply to be read") from None
    except ValueError as error:  # a number with thousands of digits
        raise NotJsonError(str(error)) from None
    end = _skip(text, value.end)
    if end < len(text):
        raise NotJsonError("there is something after the end of the notebook", text.count("\n", 0, end) + 1)
    return value


def _decoded(text: str, start: int) -> Value:
    data, end = _DECODER.raw_decode(text, start)
    return Value(text, start, end, data)


def _skip(text: str, position: int) -> int:
    found = _BLANK.match(text, position)
    return found.end() if found else position


def _after(text: str, end: int) -> int:
    """The place after a value and its comma."""
    position = _skip(text, end)
    return _skip(text, position + 1) if text[position] == "," else position
