"""Bytes to text and back, by the rules of Python source: UTF-8, or what a BOM or a ``coding`` comment says.

Line ends are kept, and what is decoded here encodes to the same bytes again.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_BOM = b"\xef\xbb\xbf"
_LINE = re.compile(rb"[^\r\n]*(?:\r\n|\r|\n|$)")


class UndecodableError(UnicodeError):
    """The bytes are no Python source; the message says where and why."""


class Decoded(NamedTuple):
    text: str
    encoding: str
    bom: bool


def decode(data: bytes) -> Decoded:
    """The text of a source file; raise :class:`UndecodableError`."""
    if b"\0" in data:
        raise UndecodableError(f"there is a NUL byte on line {_line_of(data, data.index(0))}")
    bom = data.startswith(_BOM)
    encoding = _encoding(data)
    content = data[len(_BOM) :] if bom else data
    try:
        text = content.decode(encoding)
        is_exact = text.encode(encoding) == content
    except UnicodeDecodeError as error:
        line = _line_of(content, error.start)
        raise UndecodableError(f"byte 0x{content[error.start]:02x} on line {line} is not {encoding}") from None
    except (LookupError, ValueError) as error:
        raise UndecodableError(f"{encoding} cannot be used for source: {error}") from None
    if not is_exact:
        raise UndecodableError(f"the text does not come back unchanged from {encoding}")
    return Decoded(text, encoding, bom)


def encode(text: str, like: Decoded) -> bytes:
    """The bytes of a text in the encoding of another; raise :class:`UnicodeEncodeError` if it cannot say it."""
    return (_BOM if like.bom else b"") + text.encode(like.encoding)


def _encoding(data: bytes) -> str:
    """What the first two lines declare."""
    first = _LINE.match(data)
    second = _LINE.match(data, first.end() if first else 0)
    declared = [found[0].rstrip(b"\r\n") + b"\n" for found in (first, second) if found]
    if not any(b"coding" in line for line in declared):
        return "utf-8"
    import io
    import tokenize  # compiles large patterns; hardly ever needed

    try:
        encoding, _ = tokenize.detect_encoding(io.BytesIO(b"".join(declared)).readline)
    except SyntaxError as error:
        raise UndecodableError(_reason(data, str(error.msg))) from None
    return "utf-8" if encoding.startswith("utf-8") else encoding


def _reason(data: bytes, message: str) -> str:
    """A message of the standard library, made to say where."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        if "utf-8" in message:
            return f"byte 0x{data[error.start]:02x} on line {_line_of(data, error.start)} is not utf-8"
    return message


def _line_of(data: bytes, position: int) -> int:
    return len(re.findall(rb"\r\n|\r|\n", data[:position])) + 1
