"""Which paths a pattern means, as git reads the lines of a ``.gitignore``.

``*.py`` and ``build/`` match at any depth, ``/setup.py`` and ``docs/*.py`` only from the directory that the patterns
belong to, ``**`` stands for any number of directories, and what matches a directory matches everything below it.
``exclude``, ``per-file-ignores`` and ``.gitignore`` all mean the same by a pattern.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

_ANYWHERE = "(?:.*/)?"  # **/
_STAR = "[^/]*"


class Pattern(NamedTuple):
    expression: re.Pattern[str]
    negated: bool  # takes back what an earlier pattern matched
    directories_only: bool


def matches(patterns: Iterable[str], path: str, *, directory: bool = False) -> bool:
    """Whether one of ``patterns`` matches ``path``, or a directory that it is in.

    ``path`` is relative to the directory that the patterns belong to, with ``/`` between its parts.
    """
    compiled = [pattern for line in patterns if (pattern := parse(line)) is not None]
    if not compiled or path.startswith("../"):
        return False
    parts = path.split("/")
    parents = ["/".join(parts[:count]) for count in range(1, len(parts))]
    if any(verdict(compiled, parent, directory=True) for parent in parents):
        return True
    return bool(verdict(compiled, path, directory=directory))


def verdict(patterns: Iterable[Pattern], path: str, *, directory: bool) -> bool | None:
    """What the last pattern that matches says of ``path`` itself: True, False if negated; None: no pattern matches."""
    result = None
    for pattern in patterns:
        if (directory or not pattern.directories_only) and pattern.expression.fullmatch(path):
            result = not pattern.negated
    return result


@functools.lru_cache(maxsize=1024)
def parse(line: str) -> Pattern | None:
    """A line of a ``.gitignore``; None for comments and blank lines."""
    line = _without_trailing_spaces(line.rstrip("\r\n"))
    if not line or line.startswith("#"):
        return None
    negated = line.startswith("!")
    glob = line[1:] if negated else line
    directories_only = glob.endswith("/")
    glob = glob.removesuffix("/")
    anchored = "/" in glob
    glob = glob.removeprefix("/")
    if not glob:
        return None
    try:
        compiled = re.compile(_expression(glob, anchored=anchored), re.DOTALL)
    except re.error:  # a reversed range, "[z-a]", matches nothing
        return None
    return Pattern(compiled, negated, directories_only)


def _without_trailing_spaces(line: str) -> str:
    stripped = line.rstrip(" ")
    backslashes = len(stripped) - len(stripped.rstrip("\\"))
    escaped = backslashes % 2 == 1 and len(stripped) < len(line)
    return stripped + " " if escaped else stripped


def _expression(glob: str, *, anchored: bool) -> str:
    parts: list[str] = [] if anchored else [_ANYWHERE]
    position = 0
    while position < len(glob):
        part, position = _next(glob, position)
        parts.append(part)
    names = map("g{}".format, itertools.count())
    first, *others = _split(parts, _ANYWHERE)
    expression = _between(first, names)
    for number, other in enumerate(others, start=1):
        rest = _between(other, names)
        expression += _ANYWHERE + rest if number == len(others) else _at_first(f"(?:.*?/)??{rest}", names)
    return expression


def _between(parts: list[str], names: Iterator[str]) -> str:
    """The expression of what stands between two ``**/``."""
    first, *others = _split(parts, _STAR)
    expression = "".join(first)
    for number, part in enumerate(others, start=1):
        rest = "".join(part)
        is_last = number == len(others) or "/" in part
        expression += _STAR + rest if is_last else _at_first(f"[^/]*?{rest}", names)
    return expression


def _at_first(expression: str, names: Iterator[str]) -> str:
    """``expression`` where it fits first, for good. With another wildcard behind it a later place is never better, and
    trying them all would take for ever: ``*a*a*a*a*a*a*a*a*b``.
    """
    name = next(names)
    return f"(?=(?P<{name}>{expression}))(?P={name})"  # an atomic group, which Python has since 3.11


def _split(parts: list[str], separator: str) -> list[list[str]]:
    found: list[list[str]] = [[]]
    for part in parts:
        if part == separator:
            found.append([])
        else:
            found[-1].append(part)
    return found


def _next(glob: str, start: int) -> tuple[str, int]:
    """The regular expression of what stands at ``start``, and where the rest begins."""
    at_part = start == 0 or glob[start - 1] == "/"
    if at_part and glob.startswith("**/", start):
        return _ANYWHERE, start + 3
    if at_part and glob[start:] == "**":
        return ".+", len(glob)
    match glob[start]:
        case "*":
            stars = len(glob[start:]) - len(glob[start:].lstrip("*"))
            return _STAR, start + stars
        case "?":
            return "[^/]", start + 1
        case "[":
            return _character_class(glob, start)
        case "\\" if start + 1 < len(glob):
            return re.escape(glob[start + 1]), start + 2
        case character:
            return re.escape(character), start + 1


def _character_class(glob: str, start: int) -> tuple[str, int]:
    first = start + 1
    negated = glob[first : first + 1] in {"!", "^"}
    first += negated
    end = glob.find("]", first + 1)
    if end < 0:
        return r"\[", start + 1
    members = re.sub(r"([\[\]\\&~|^])", r"\\\1", glob[first:end].replace("\\", ""))
    return f"(?!/)[{'^' if negated else ''}{members}]", end + 1
