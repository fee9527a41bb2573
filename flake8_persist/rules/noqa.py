"""Which findings a ``# noqa`` comment silences: the same ones as in flake8.

The comment counts on its own line; in a string over several lines, or in lines that backslashes join, on all of them.
"""

from __future__ import annotations

import io
import re
import tokenize
from collections.abc import Mapping

_LINE = re.compile(r"# noqa(?::\s?(?P<codes>(?:[a-z]+[0-9]+[,\s]*)+))?", re.IGNORECASE)
_FILE = re.compile(r"\s*# flake8[:=]\s*noqa", re.IGNORECASE)
_LINE_END = re.compile(r"\r\n|\r|\n")


def suppressed(line: str, code: str) -> bool:
    """Does a comment in ``line`` silence ``code``? ``# noqa`` alone silences all codes."""
    found = _LINE.search(line)
    if found is None:
        return False
    codes = found["codes"]
    return codes is None or code.startswith(tuple(codes.replace(",", " ").split()))


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
    for first, last in _joined(python):
        texts.update(dict.fromkeys(range(first, last + 1), "".join(lines[first - 1 : last])))
    return texts


def _joined(python: str) -> list[tuple[int, int]]:
    """The first and last lines of what one line end closes, where that is more than a line."""
    found: list[tuple[int, int]] = []
    first = last = 0
    try:
        for token in tokenize.generate_tokens(io.StringIO("".join(_lines(python))).readline):
            if token.type in (tokenize.DEDENT, tokenize.ENDMARKER):
                continue
            first = first or token.start[0]
            last = token.end[0]
            if token.type in (tokenize.NL, tokenize.NEWLINE):
                if last > first:
                    found.append((first, last))
                first = 0
    except (tokenize.TokenError, SyntaxError):
        return []
    return found


def _lines(text: str) -> list[str]:
    r"""The lines as Python counts them, each with ``\n`` at its end."""
    lines = _LINE_END.split(text.removeprefix("\ufeff"))
    return [f"{line}\n" for line in lines[:-1]] + [line for line in lines[-1:] if line]
