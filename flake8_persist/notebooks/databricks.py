"""Cells that a Databricks notebook keeps as comments in its source file.

::

    # Databricks notebook source
    # MAGIC %sh
    # MAGIC cp model.pt /dbfs/models

    # COMMAND ----------
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from flake8_persist.notebooks import lines as ln
from flake8_persist.notebooks.commented import Commented, LanguageCell

FIRST_LINE = "# Databricks notebook source"
SEPARATOR = "# COMMAND ----------"
_SIGN = re.compile(r"# MAGIC ?")
_HEAD = re.compile(r"# MAGIC[ \t]+%%?(?P<name>\w+)[ \t]*(?P<rest>.*)")
_COMMANDS = frozenset({"cd", "conda", "fs", "pip", "run", "env", "set_env"})


def is_source(source: str) -> bool:
    return source.lstrip("\ufeff").startswith(FIRST_LINE)


def sign(line: str) -> str:
    """What stands before the content of a commented line."""
    found = _SIGN.match(line)
    return found[0] if found else ""


def commented(lines: Sequence[str]) -> Commented:
    """The comments that are commands, Python or shell scripts."""
    found = Commented(separator=SEPARATOR)
    index = 0
    while index < len(lines):
        head = _HEAD.match(ln.body(lines[index]))
        if head is None:
            index += 1
            continue
        last = index
        while last + 1 < len(lines) and sign(lines[last + 1]):
            last += 1
        _add(found, index, last, lines, head)
        index = last + 1
    return found


def _add(found: Commented, first: int, last: int, lines: Sequence[str], head: re.Match[str]) -> None:
    name = head["name"]
    if name == "sh":
        rest = f"{head['rest']}\n" if head["rest"] else ""
        bodies = (ln.body(line) for line in lines[first + 1 : last + 1])
        body = "".join(text[len(sign(text)) :] + "\n" for text in bodies)
        found.cells[first] = LanguageCell(last, "sh", rest + body)
    elif name == "python":
        found.commands.update((line, sign(lines[line])) for line in range(first + 1, last + 1))
        found.regions.update(dict.fromkeys(range(first + 1, last + 1), last))
        return
    elif name in _COMMANDS:
        found.commands.update(
            (line, sign(lines[line])) for line in range(first, last + 1) if _HEAD.match(ln.body(lines[line]))
        )
        if found.commands.keys() >= set(range(first, last + 1)):
            return
    _seal(found, first, last, lines)


def _seal(found: Commented, first: int, last: int, lines: Sequence[str]) -> None:
    """Nothing else can stand in a cell of another language."""
    while last < len(lines) and not lines[last].startswith(SEPARATOR):
        last += 1
    found.alone.add(first)
    found.sealed.update(dict.fromkeys(range(first + 1, last + 1), last))
