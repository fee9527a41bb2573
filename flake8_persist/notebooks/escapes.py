"""What a line of a notebook says that is not Python: a shell line, a magic, a question.

Automagic lines (``cd x``, ``ls``) have no escape; they are told from Python by what they begin with.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from flake8_persist.notebooks import calls
from flake8_persist.notebooks import lines as ln
from flake8_persist.notebooks.calls import Spelling
from flake8_persist.notebooks.parsing import parsed


class Escape(NamedTuple):
    spelling: Spelling
    call: str
    lead: str = ""  # a magic that measures what is behind it, in place of which ``call`` holds something else
    is_unread: bool = False  # there is a statement in it that cannot be seen


_HELP = re.compile(r"(?P<topic>%{0,2}[\w*][\w.*\[\]]*)(?P<marks>\?\??)")
_MAGIC = re.compile(r"%%?[A-Za-z_]")
# Magics that run the statement behind them, with their options: those that stand alone, and those with a value.
_MEASURING = {
    "time": ("", ""),
    "timeit": ("tcqov", "nrp"),
    "prun": ("rq", "lsTD"),
    "memit": ("cio", "rt"),
    "lprun": ("rsz", "fmDTu"),
    "mprun": ("c", "fT"),
    "snakeviz": ("t", "f"),
}
MEASURING = "|".join(_MEASURING)
_MEASURED = re.compile(rf"%?(?P<name>{MEASURING})(?=[ \t])")
_WORD = re.compile(r"[ \t]*(?P<word>\S+)")
CELL_MAGIC = re.compile(r"%%[A-Za-z_!]")

_COMMANDS = "cat|cd|cp|dirs|less|ll|ls|mkdir|more|mv|popd|pushd|pwd|rm|rmdir"
_OTHERS = "conda|load_ext|mamba|man|matplotlib|pip|reload_ext|run|tensorboard|tensorflow_version|time|timeit"
_NO_ARGUMENT = r"(?!(?:[-+*/%&|^@]|//|\*\*|<<|>>)?=|[,:])"
_AUTOMAGIC = re.compile(rf"(?P<name>{_COMMANDS}|{_OTHERS})(?:[ \t]+{_NO_ARGUMENT}.*)?$")
# With the line end before it, which makes the search much faster than an anchor does.
MAY_BE_AUTOMAGIC = re.compile(rf"\n(?:{_COMMANDS})(?:[ \t]+{_NO_ARGUMENT}|[ \t]*(?=\n|\Z))")
_ALSO_IF_PYTHON = frozenset(_COMMANDS.split("|"))
_BOUND = re.compile(
    rf"\b(?:import|as|def|class|for)[ \t]+(?P<declared>{_COMMANDS})\b"
    rf"|\b(?P<assigned>{_COMMANDS})[ \t]*(?::?=(?!=)|,[ \t]*\w+[ \t]*=(?!=)|in\b)"
    rf"|^[ \t]*(?P<annotated>{_COMMANDS})[ \t]*:"
    rf"|[,(][ \t]*(?P<listed>{_COMMANDS})[ \t]*(?:[,)]|$)",
    re.MULTILINE,
)


def escape(text: str) -> Escape | None:
    """What the joined line ``text``, without its indentation, is; None: Python, as far as this can tell."""
    if text.startswith("!"):
        spelling = Spelling.CAPTURE if text.startswith("!!") else Spelling.SHELL
        return Escape(spelling, calls.call(spelling, text[len(spelling.value) :]))
    if text.startswith("?"):
        marks = 2 if text.startswith("??") else 1
        return Escape(Spelling.HELP, calls.help_call(text[marks:], detailed=marks == 2))
    if text.endswith("?") and (found := _HELP.fullmatch(text)):
        return Escape(Spelling.HELP, calls.help_call(found["topic"], detailed=found["marks"] == "??"))
    if _MAGIC.match(text):
        return _measured(text, Escape(Spelling.MAGIC, calls.call(Spelling.MAGIC, text[1:])))
    return None


def _measured(text: str, magic: Escape) -> Escape:
    """``%time save(a)`` as the statement that it runs, where that can be seen."""
    start = _statement(text)
    if start is None:
        return magic
    lead, statement = text[:start], text[start:]
    if statement.startswith("!"):
        spelling = Spelling.CAPTURE if statement.startswith("!!") else Spelling.SHELL
        code = calls.call(spelling, statement[len(spelling.value) :])
    else:
        spelling, code = Spelling.STATEMENT, statement
    python = calls.held(lead) + code
    if not isinstance(parsed(python), ast.Module):  # a block, or another magic
        return magic._replace(is_unread=True)
    return Escape(spelling, python, lead)


def _statement(text: str) -> int | None:
    """Where the statement begins that a magic measures."""
    found = _MEASURED.match(text)
    if found is None:
        return None
    flags, valued = _MEASURING[found["name"]]
    position, is_value = found.end(), False
    while part := _WORD.match(text, position):
        word = part["word"]
        option = word[1:].lstrip(flags)  # what is left has a value, behind it or as the next word
        if not is_value and (word[0] != "-" or word == "-" or (option and option[0] not in f"{valued}-")):
            return part.start("word")
        is_value = not is_value and option in tuple(valued)
        position = part.end()
    return None


def inline_escape(text: str, *, assigned: bool) -> Escape:
    """As :func:`escape`, for a shell line or magic after ``=``, ``:`` or ``;``."""
    if assigned and text.startswith("!"):
        return Escape(Spelling.ASSIGNED_CAPTURE, calls.call(Spelling.ASSIGNED_CAPTURE, text[1:]))
    return escape(text) or Escape(Spelling.MAGIC, calls.call(Spelling.MAGIC, text[1:]))


def automagic(text: str, is_bound: Callable[[str], bool]) -> Escape | None:
    """A command without an escape. A line that is Python is one only if its name is bound to nothing."""
    found = _AUTOMAGIC.match(text)
    if found is None:
        return None
    if isinstance(parsed(text), ast.Module) and (found["name"] not in _ALSO_IF_PYTHON or is_bound(found["name"])):
        return None
    return _measured(text, Escape(Spelling.AUTOMAGIC, calls.call(Spelling.AUTOMAGIC, text)))


def bound_commands(source: str) -> frozenset[str]:
    """The names of commands that the file uses for something else."""
    return frozenset(found[found.lastgroup or 0] for found in _BOUND.finditer(source))


def joined(lines: Sequence[str], first: int, last: int, column: int) -> str:
    """A command with its continuation lines on one line, as IPython joins them."""
    parts = [ln.body(lines[first])[column:], *(ln.body(line) for line in lines[first + 1 : last + 1])]
    return " ".join([*(part.rstrip()[:-1] for part in parts[:-1]), parts[-1].rstrip()])
