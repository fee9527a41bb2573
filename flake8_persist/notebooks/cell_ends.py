"""Where a cell of another language ends in a file that does not mark its cells: where Python visibly begins again.

::

    %%bash
    cp a b

    ls

    import os           <- here

A script in Python that is written to a file looks like the program around it; then only a command of the notebook
shows where it ends, and what comes before that is in doubt.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Sequence
from typing import NamedTuple

from flake8_persist.notebooks import lines as ln
from flake8_persist.notebooks import logical
from flake8_persist.notebooks.parsing import parsed

_SHELL = re.compile(r"%%(?:bash|sh|shell|script|system|sx|!)(?:\s|$)")
_PYTHON = re.compile(r"%%(?:python\d?|pypy|cython|(?:writefile|file)\b.*\.py[\"']?\s*$)")
_TEX = re.compile(r"%%(?:latex|tikz|(?:writefile|file)\b.*\.(?:tex|sty)[\"']?\s*$)")
_COMMAND = re.compile(r"!{1,2}[\w./~$]|%%?[A-Za-z_]\w*(?:[ \t]|$)")
_DEFINITION = re.compile(r"import [A-Za-z_]|from [\w.]+ import |(?:async )?def \w+\(|class \w+[(:]|@[A-Za-z_][\w.]*\(?")
_STATEMENT = re.compile(r"[A-Za-z_][\w.\[\]'\"]* [-+*/|&]?= |[A-Za-z_][\w.]*\(|(?:with|for|if|while) .*:|try:")
_HERE_DOCUMENT = re.compile(r"<<-?[ \t]*[\"']?(?P<word>\w+)")
_QUOTED = re.compile(r"\\.|(?P<comment>(?:^|(?<=\s))#[^\n]*)|(?P<quote>[\"'])", re.DOTALL)


class End(NamedTuple):
    last: int  # the last line of the cell
    doubt: int | None = None  # from this line on the cell may have ended before


def end(lines: Sequence[str], head: int) -> End:
    """Where the cell ends whose magic is on line ``head``."""
    first = lines[head]
    is_shell, is_python = _SHELL.match(first) is not None, _PYTHON.match(first) is not None
    last, doubt = head, None
    for index in range(head + 1, len(lines)):
        if not lines[index].strip():
            continue
        if index - last > 1:
            if index - last > 2 and not is_python:
                break
            if not (is_shell and _is_open(lines[head + 1 : index])) and _begins(lines, index, first):
                break
            doubt = doubt or index
        last = index
    return End(last, doubt if not is_shell and doubt is not None and doubt <= last else None)


def _begins(lines: Sequence[str], index: int, head: str) -> bool:
    """Is what stands here no part of the cell, but of the program around it?"""
    while index + 1 < len(lines) and lines[index].startswith("#"):
        index += 1
    line = lines[index]
    if _COMMAND.match(line) and not (line.startswith("%") and _TEX.match(head)):
        return True
    if _PYTHON.match(head):
        return False
    if _DEFINITION.match(line) or (_SHELL.match(head) and _STATEMENT.match(line)):
        return _is_python("".join(lines[index : logical.extent(lines, index).last + 1]))
    return False


def _is_python(statement: str) -> bool:
    """Does a statement parse, or the first line of one that has a block?"""
    text = ln.body(statement)
    endings = ("", "\n pass", "\n pass\nfinally:\n pass", "\ndef f(): pass")
    return any(isinstance(parsed(text + ending), ast.Module) for ending in endings)


def _is_open(script: Sequence[str]) -> bool:
    """Is a here-document or a quoted text of a shell script still open at its end?"""
    word, quote = "", ""
    for line in script:
        if word:
            word = "" if line.strip() == word else word
            continue
        for found in _QUOTED.finditer(line):
            if found["quote"] and (not quote or found["quote"] == quote):
                quote = "" if quote else found["quote"]
            elif found["comment"] and not quote:
                break
        if not quote and (here := _HERE_DOCUMENT.search(line)):
            word = here["word"]
    return bool(word or quote)
