"""May a shell line or magic, which is a call of ``get_ipython()`` here, write something of worth?"""

from __future__ import annotations

import ast
import re
from collections.abc import Set
from typing import TYPE_CHECKING

from flake8_persist.nodes import last_name
from flake8_persist.triage.spots import Spot

if TYPE_CHECKING:
    from flake8_persist.notebooks.shell import Command, Redirect

_FILES = frozenset({"writefile", "file"})
_SYSTEM = frozenset({"system", "getoutput"})
_SHELLS = frozenset({"bash", "sh"})
_INSTALLERS = frozenset({"pip", "pip3", "conda", "mamba", "uv"})  # whose magics run a program of that name
_WORD = re.compile(r"[\w.-]+")


def may_write(spot: Spot, programs: Set[str]) -> bool:
    """``programs``: the shell commands that write. A statement without such a call is taken to do the worst."""
    calls = [node for node in spot.nodes() if isinstance(node, ast.Call) and is_shells(node.func)]
    return not calls or any(_may_write(call, programs) for call in calls)


def is_shells(called: ast.expr) -> bool:
    """Is it a method of IPython's shell: ``get_ipython().system``?"""
    return (
        isinstance(called, ast.Attribute)
        and isinstance(called.value, ast.Call)
        and isinstance(called.value.func, ast.Name)
        and called.value.func.id == "get_ipython"
    )


def _may_write(call: ast.Call, programs: Set[str]) -> bool:
    texts = [one.value for one in call.args if isinstance(one, ast.Constant) and isinstance(one.value, str)]
    if len(texts) < len(call.args) or not texts:
        return True
    if any(one.lstrip()[:1] in ("$", "{") for one in texts):
        return True
    if texts[0].partition(" ")[0].lstrip("%") in _FILES:
        return True
    words = {word.rpartition("/")[2] for one in texts for word in _WORD.findall(one)}
    if words.isdisjoint(programs) and not any(map(_is_script, words)) and not any(">" in one for one in texts):
        return False
    from flake8_persist.notebooks import shell  # with its patterns, for lines that name a program

    line = _line(last_name(call.func), texts)
    return line is None or any(_is_worth(command, programs) for command in shell.commands(line))


def _is_script(word: str) -> bool:
    return word.startswith("python") or word.endswith((".py", ".sh"))


def _line(method: str, texts: list[str]) -> str | None:
    """What a shell is given; None: there is more to it."""
    if method in _SYSTEM:
        return texts[0]
    if texts[0] in _SHELLS:  # %%bash
        return texts[-1]
    return " ".join(texts) if texts[0] in _INSTALLERS else None


def _is_worth(command: Command, programs: Set[str]) -> bool:
    """Does it run one of the programs, rather than install it or look for it, or write down what it prints?"""
    if any(map(_is_written, command.redirects)):
        return True
    from flake8_persist.notebooks.shell import WRAPPERS

    words = [word.text for word in command.words if word.text not in WRAPPERS]
    while len(words) > 1 and "=" in words[0]:
        del words[0]
    program, *arguments = words or [""]
    if program[:1] in ("{", "$", "`"):
        return True
    if arguments[:2] == ["-m", "pip"] or arguments in (["--version"], ["-V"]):
        return False
    return program.rpartition("/")[2] in programs


def _is_written(redirect: Redirect) -> bool:
    """Does it lead into a file? ``2>&1`` does not."""
    into = ">" in redirect.op and not redirect.op.endswith("&")
    return into and not redirect.target.text.startswith("/dev/")
