"""Which findings a ``# noqa`` comment silences: the same ones as in flake8.

The comment counts on its own line; in a string over several lines, or in lines that backslashes join, on all of them.
"""

from __future__ import annotations

import io
import re
import tokenize
from collections.abc import Iterator, Mapping
from typing import NamedTuple

_LINE = re.compile(r"# noqa(?::\s?(?P<codes>(?:[a-z]+[0-9]+[,\s]*)+))?", re.IGNORECASE)
_FILE = re.compile(r"\s*# flake8[:=]\s*noqa", re.IGNORECASE)
_LINE_END = re.compile(r"\r\n|\r|\n")


class Comment(NamedTuple):
    """A ``# noqa`` comment that names codes. Columns count UTF-8 bytes of the Python."""

    line: int  # 1-based
    column: int
    end_column: int
    codes: tuple[str, ...]


def comments(python: str, source: str) -> Iterator[Comment]:
    """The comments that name codes. What looks like one in a string is none, although it silences like one.

    Lines that are not the same in ``source`` are shell lines and magics, whose comments ``python`` does not show.
    """
    for number, (line, original) in enumerate(zip(_lines(python), _lines(source), strict=False), start=1):
        if line != original and (found := _LINE.search(original)) and found["codes"]:
            yield Comment(number, 0, _size(line.rstrip()), _codes(found["codes"]))
    for token in _tokens(python):
        if token.type == tokenize.COMMENT and (found := _LINE.search(token.string)) and found["codes"]:
            start = token.start[1] + found.start()
            yield Comment(token.start[0], _size(token.line[:start]), _size(token.line.rstrip()), _codes(found["codes"]))


def suppressed(line: str, code: str) -> bool:
    """Does a comment in ``line`` silence ``code``? ``# noqa`` alone silences all codes."""
    found = _LINE.search(line)
    if found is None:
        return False
    codes = found["codes"]
    return codes is None or code.startswith(_codes(codes))


def with_codes(line: str, codes: tuple[str, ...]) -> str:
    """The line, without its end, with a comment that silences ``codes``: they join those of a comment in it."""
    found = _LINE.search(line)
    if found is None or found["codes"] is None:
        return f"{line}  # noqa: {', '.join(codes)}"
    known = found["codes"].rstrip(", \t")
    end = found.start("codes") + len(known)
    return f"{line[:end]}, {', '.join(codes)}{line[end:]}"


def has_comment(line: str) -> bool:
    """Is there a comment in the line that names codes?"""
    found = _LINE.search(line)
    return found is not None and found["codes"] is not None


def file_suppressed(source: str) -> bool:
    """Does a line ``# flake8: noqa`` silence the whole file? flake8 pays no regard to codes behind it."""
    return any(_FILE.match(line) for line in _lines(source))


def noqa_lines(python: str, source: str | None = None) -> Mapping[int, str]:
    """For each line, the text in which to look for a comment: its own, and that of the lines it is joined with.

    Lines are joined as they are in ``python``. The text is that of ``source``, which has the same lines in their
    original form (shell lines and magics, with the comments on them); without it, the text is that of ``python``.
    """
    lines = _lines(python if source is None else source)
    texts = dict(enumerate(lines, start=1))
    for first, last in joined(python):
        texts.update(dict.fromkeys(range(first, last + 1), "".join(lines[first - 1 : last])))
    return texts


def joined(python: str) -> list[tuple[int, int]]:
    """The first and last lines of what one line end closes, where that is more than a line."""
    found: list[tuple[int, int]] = []
    first = last = 0
    for token in _tokens(python):
        if token.type in (tokenize.DEDENT, tokenize.ENDMARKER):
            continue
        first = first or token.start[0]
        last = token.end[0]
        if token.type in (tokenize.NL, tokenize.NEWLINE):
            if last > first:
                found.append((first, last))
            first = 0
    return found


def _tokens(python: str) -> list[tokenize.TokenInfo]:
    """None at all where there is a part that Python cannot read."""
    try:
        return list(tokenize.generate_tokens(io.StringIO("".join(_lines(python))).readline))
    except (tokenize.TokenError, SyntaxError):
        return []


def _codes(text: str) -> tuple[str, ...]:
    return tuple(text.replace(",", " ").split())


def _size(text: str) -> int:
    return len(text.encode("utf-8", "surrogatepass"))


def _lines(text: str) -> list[str]:
    r"""The lines as Python counts them, each with ``\n`` at its end."""
    lines = _LINE_END.split(text.removeprefix("\ufeff"))
    return [f"{line}\n" for line in lines[:-1]] + [line for line in lines[-1:] if line]
