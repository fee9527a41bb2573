"""Unified diffs of bytes, as ``patch -p1`` and ``git apply`` read them."""

from __future__ import annotations

import difflib
import os
from collections.abc import Iterator

from flake8_persist.reports.color import Color, paint
from flake8_persist.rules.messages import escaped

_COLORS = {"---": Color.BOLD, "+++": Color.BOLD, "@@": Color.CYAN, "-": Color.RED, "+": Color.GREEN}
_NO_LINE_END = b"\n\\ No newline at end of file\n"


def unified_diff(path: str, before: bytes, after: bytes) -> Iterator[bytes]:
    """The lines of the diff, each with its line end. Lines end at ``\\n`` only, as they do for ``patch``."""
    name = _name(path)
    lines = difflib.diff_bytes(
        difflib.unified_diff,
        _lines(before),
        _lines(after),
        _header(b"a/" + name),
        _header(b"b/" + name),
    )
    for line in lines:
        yield line if line.endswith(b"\n") else line + _NO_LINE_END


def for_terminal(diff: bytes, *, color: bool) -> Iterator[str]:
    """The lines of a diff for people to look at, without what a terminal would obey."""
    for line in diff.decode(errors="replace").split("\n")[:-1]:
        shown = "\t".join(escaped(part) for part in line.removesuffix("\r").split("\t"))
        start = next((start for start in _COLORS if line.startswith(start)), None)
        yield (paint(shown, _COLORS[start], color) if start else shown) + "\n"


def _lines(data: bytes) -> list[bytes]:
    *lines, last = data.split(b"\n")
    return [line + b"\n" for line in lines] + ([last] if last else [])


def _name(path: str) -> bytes:
    """Relative to the working directory where it is below it; never absolute."""
    relative = os.path.relpath(path)
    name = path if relative.startswith(os.pardir) else relative
    return os.fsencode(name.replace(os.sep, "/").lstrip("/"))


def _header(name: bytes) -> bytes:
    """Names that would break the header are quoted as git does it; a space needs a closing tab."""
    if any(byte < 32 or byte in b'"\\\x7f' for byte in name):
        return b'"' + b"".join(_quoted(byte) for byte in name) + b'"'
    return name + b"\t" if b" " in name else name


def _quoted(byte: int) -> bytes:
    if byte in b'"\\':
        return b"\\" + bytes([byte])
    return b"\\%03o" % byte if byte < 32 or byte > 126 else bytes([byte])
