"""Escaped lines of a notebook and the calls that IPython makes of them, in both directions.

>>> call(Spelling.SHELL, "cp a b")
"get_ipython().system('cp a b')"
>>> escaped(Spelling.SHELL, "get_ipython().system('cp a c')")
'!cp a c'
"""

from __future__ import annotations

import ast
import enum
from typing import NamedTuple

from flake8_persist.notebooks.parsing import parsed

SHELL_OBJECT = "get_ipython()"


class Spelling(enum.Enum):
    """How the line is written in the notebook. The value is what it begins with."""

    SHELL = "!"
    CAPTURE = "!!"
    ASSIGNED_CAPTURE = "= !"
    MAGIC = "%"
    AUTOMAGIC = ""
    HELP = "?"
    CELL = "%%"
    COMMENTED_CELL = "#"
    STATEMENT = "%time"  # Python behind a magic that measures it


_METHODS = {
    Spelling.SHELL: "system",
    Spelling.CAPTURE: "getoutput",
    Spelling.ASSIGNED_CAPTURE: "getoutput",
    Spelling.MAGIC: "run_line_magic",
    Spelling.AUTOMAGIC: "run_line_magic",
    Spelling.CELL: "run_cell_magic",
}


class CellCall(NamedTuple):
    """The parts of a ``run_cell_magic`` call, as they stand in a notebook."""

    head: str
    body: str


def call(spelling: Spelling, content: str) -> str:
    """The call for a line; ``content`` is what follows the escape."""
    if spelling is Spelling.HELP:
        return help_call(content, detailed=False)
    if spelling in (Spelling.MAGIC, Spelling.AUTOMAGIC):
        name, _, arguments = content.partition(" ")
        return f"{SHELL_OBJECT}.run_line_magic({name!r}, {arguments!r})"
    return f"{SHELL_OBJECT}.{_METHODS[spelling]}({content!r})"


def held(lead: str) -> str:
    """What stands in Python for a magic before a statement, and takes as much room."""
    return f"0{' ' * (len(lead) - 2)};"


def help_call(topic: str, *, detailed: bool) -> str:
    """The call for ``topic?`` and, with ``detailed``, for ``topic??``."""
    if not topic:
        return f"{SHELL_OBJECT}.show_usage()"
    name = "pinfo2" if detailed else "psearch" if "*" in topic else "pinfo"
    return f"{SHELL_OBJECT}.run_line_magic({name!r}, {topic!r})"


def cell_call(head: str, body: str) -> str:
    """The call for a cell; ``head`` is what follows the ``%%`` in its first line."""
    name, _, arguments = head.partition(" ")
    return f"{SHELL_OBJECT}.run_cell_magic({name!r}, {arguments!r}, {body!r})"


def escaped(spelling: Spelling, code: str) -> str:
    """The line, from its escape on, for a call; raise :class:`ValueError` if no line means the same."""
    arguments = _arguments(spelling, code)
    if len(arguments) == 2 and not arguments[1]:
        arguments = arguments[:1]
    content = " ".join(arguments)
    if "\n" in content or "\r" in content or content.endswith("\\"):
        raise ValueError("the command does not fit in one line")
    return spelling.value.lstrip("= ") + content


def cell(code: str) -> CellCall:
    """The first line of a cell, from its ``%%`` on, and the rest, for a ``run_cell_magic`` call."""
    name, arguments, body = _arguments(Spelling.CELL, code)
    head = f"%%{name} {arguments}" if arguments else f"%%{name}"
    if "\n" in head or "\r" in head:
        raise ValueError("the arguments of the cell magic do not fit in one line")
    return CellCall(head, body)


def _arguments(spelling: Spelling, code: str) -> list[str]:
    """The literal arguments of the call that ``spelling`` stands for."""
    tree = parsed(code.strip())
    match tree.body if isinstance(tree, ast.Module) else None:
        case [
            ast.Expr(
                ast.Call(
                    ast.Attribute(ast.Call(ast.Name("get_ipython"), [], []), method),
                    arguments,
                    [],
                )
            )
        ] if method == _METHODS.get(spelling):
            values = [argument.value for argument in arguments if isinstance(argument, ast.Constant)]
            texts = [value for value in values if isinstance(value, str)]
            if len(texts) == len(arguments) == _ARITY[method]:
                return texts
    raise ValueError(f"this has no form as a notebook's line: {code.strip()}")


_ARITY = {"system": 1, "getoutput": 1, "run_line_magic": 2, "run_cell_magic": 3}
