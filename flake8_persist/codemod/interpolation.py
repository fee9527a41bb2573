"""What IPython puts into the lines that it hands to a shell: the values of all ``{expressions}``, or of none.

``!ls {OUT}`` follows the variable ``OUT`` wherever that moves. Nothing is put into ``awk '{print $2}'``, which is no
expression; once there is one in the same line, the braces of the other have to be doubled.
"""

from __future__ import annotations

import ast
import builtins
import re
from collections.abc import Container, Iterator

from flake8_persist.notebooks.parsing import expression

ROOT = "\0"  # stands for the root's field in a line that is still to be escaped

_DOLLAR = re.compile(r"\$(?=(\$?[\w.]+)(?:[^']*'[^']*')*[^']*$)")  # IPython passes over single quotes
_FIELD = re.compile(r"\{\{|\}\}|\{([^{}]*)\}|[{}]")


def is_taken_as_it_is(line: str, names: Container[str]) -> bool:
    """Does IPython fail to put a part of the line in, and so leave all of it? ``names`` are those of the program."""
    fields = (found[1] for found in _FIELD.finditer(line) if found[0] not in ("{{", "}}"))
    if any(field is None or not _has_value(field, names) for field in fields):
        return True
    dollars = (found[1] for part in _FIELD.split(line)[::2] for found in _DOLLAR.finditer(part))
    return any(not name.startswith("$") and not _has_value(name, names) for name in dollars)


def escaped(line: str) -> str:
    """The line so that IPython puts nothing in, and leaves it as it is; but for ROOT, which is not touched."""
    parts = re.split(rf"(?<=[{{}}{ROOT}])", line)  # IPython looks for dollars in what is between braces
    return re.sub(r"[{}]", r"\g<0>\g<0>", "".join(_DOLLAR.sub("$$", part) for part in parts))


def follows(line: str, name: str) -> Iterator[bool]:
    """For each time that a line mentions a variable: is it the beginning of a word, as that of a path is?"""
    if name not in line:
        return
    from flake8_persist.notebooks.shell import commands  # of use where a program has commands

    mention = re.compile(rf"\{{{re.escape(name)}\}}|\$\{{?{re.escape(name)}\b\}}?")
    begins: set[int] = set()
    for command in commands(line):
        if command.words and command.words[0].text in ("echo", "printf"):
            words = [redirect.target for redirect in command.redirects]
        else:
            words = [*command.words, *(redirect.target for redirect in command.redirects)]
        for word in words:
            quotes = len(line[word.start : word.end]) - len(line[word.start : word.end].lstrip("\"'"))
            begins.add(word.start + quotes)
            option, equals, _ = line[word.start : word.end].partition("=")
            if equals and option.startswith("-"):
                begins.add(word.start + len(option) + 1)
    for found in mention.finditer(line):
        yield found.start() in begins


def _has_value(field: str, names: Container[str]) -> bool:
    tree = expression(re.sub(r"(![rsa])?(:[^:]*)?$", "", field))
    if tree is None:
        return False
    used = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    return all(name in names or hasattr(builtins, name) for name in used)
