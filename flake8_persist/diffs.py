"""Unified diffs of bytes, as ``patch -p1`` and ``git apply`` read them."""

from __future__ import annotations

import difflib
import os
from collections.abc import Iterator, Sequence

from flake8_persist.printable import escaped
from flake8_persist.reports.color import Color, paint

_COLORS = {"---": Color.BOLD, "+++": Color.BOLD, "@@": Color.CYAN, "-": Color.RED, "+": Color.GREEN}
_NO_LINE_END = b"\n\\ No newline at end of file\n"


def unified_diff(path: str, before: bytes, after: bytes) -> Iterator[bytes]:
    """The lines of the diff, each with its line end. Lines end at ``\\n`` only, as they do for ``patch``."""
    name = _name(path)
    yield from _diff(_header(b"a/" + name), _header(b"b/" + name), before, after)


def cell_diff(path: str, before: bytes, after: bytes) -> Iterator[bytes]:
    """The diffs of the cells of a notebook, for people."""
    from flake8_persist.notebooks.ipynb import parse

    old, new = (parse(data.decode("utf-8-sig", "replace")).cells for data in (before, after))
    name = _name(path)
    matcher = difflib.SequenceMatcher(None, [cell.source for cell in old], [cell.source for cell in new], False)
    for _, start, end, new_start, new_end in matcher.get_opcodes():
        sources = [cell.source for cell in old[start:end]]
        added = _least_alike([cell.source for cell in new[new_start:new_end]], sources)
        earlier = iter(sources)
        for number, cell in enumerate(new[new_start:new_end]):
            text = "" if number in added else next(earlier, "")
            header = name + b":cell %d" % cell.position
            yield from _diff(b"a/" + header, b"b/" + header, _closed(text), _closed(cell.source))


def _least_alike(new: Sequence[str], old: Sequence[str]) -> set[int]:
    """Which of the new sources have no counterpart: as many as there are more of them."""

    def likeness(number: int) -> float:
        return max((difflib.SequenceMatcher(None, new[number], one).quick_ratio() for one in old), default=0.0)

    return set(sorted(range(len(new)), key=likeness)[: max(len(new) - len(old), 0)])


def _closed(source: str) -> bytes:
    return (source + "\n" if source and not source.endswith("\n") else source).encode("utf-8", "replace")


def _diff(old_header: bytes, new_header: bytes, before: bytes, after: bytes) -> Iterator[bytes]:
    for line in difflib.diff_bytes(difflib.unified_diff, _lines(before), _lines(after), old_header, new_header):
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
