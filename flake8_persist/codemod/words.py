"""Words of shell lines and magics: a path in them moves by IPython's own ``{PERSIST_ROOT}``."""

from __future__ import annotations

import ast

from flake8_persist.analysis.access import Access, Span, Target
from flake8_persist.codemod import literals
from flake8_persist.codemod.edits import Replace
from flake8_persist.codemod.moving import decisive_origin
from flake8_persist.codemod.rewriting import Root, dropped
from flake8_persist.codemod.subject import Subject
from flake8_persist.environments.model import Environment
from flake8_persist.notebooks.shell import commands

_INTERPOLATED = frozenset({"system", "getoutput", "run_line_magic", "system_raw", "system_piped"})


class Insertion:
    """New words for one command line: several edits of one string constant are one edit."""

    def __init__(self, constant: ast.Constant) -> None:
        self.constant = constant
        self.changes: dict[tuple[int, int], str] = {}

    def edit(self, subject: Subject) -> Replace:
        value = self.constant.value
        assert isinstance(value, str)
        source: str | None = subject.source(self.constant)
        for (start, end), new in sorted(self.changes.items(), reverse=True):
            value = value[:start] + new + value[end:]
            source = None if source is None else literals.replaced(source, start, end, new)
        span = Span.of(self.constant)
        if source is None or not _has_value(source, value):
            source = repr(value)
        return Replace(span, source)


def _has_value(source: str, value: str) -> bool:
    try:
        return bool(ast.literal_eval(source) == value)
    except (SyntaxError, ValueError):
        return False


def is_command(access: Access) -> bool:
    return access.api.name.startswith(("!", "%"))


def moved_word(
    subject: Subject, access: Access, target: Target, environment: Environment, root: Root
) -> tuple[ast.Constant, tuple[int, int], str] | None:
    """The constant, the place in it and the new word; None where the line does not interpolate or the word is built."""
    origin = decisive_origin(target)
    call = access.node
    if origin is None or not isinstance(origin.whole, ast.Constant) or not isinstance(origin.whole.value, str):
        return None
    if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Attribute):
        return None
    if call.func.attr not in _INTERPOLATED or origin.whole not in call.args:
        return None
    line = origin.whole.value
    start, end = _word_around(line, origin.start)
    count = dropped(target, environment)
    opening = line[start : origin.start]
    closing = opening[-1:] if opening[-1:] in ("'", '"') else ""
    if not closing:
        rest = line[origin.start + count : end].lstrip("/")
        word = f'{opening}"{{{root.name}}}/{rest}"' if rest else f'{opening}"{{{root.name}}}"'
        return origin.whole, (start, end), word
    rest = line[origin.start + count :].lstrip("/")
    inserted = f"{{{root.name}}}/" if rest[:1] != closing else f"{{{root.name}}}"
    return origin.whole, (origin.start, len(line) - len(rest)), inserted


def _word_around(line: str, position: int) -> tuple[int, int]:
    """The shell word that holds a character."""
    for command in commands(line):
        for word in (*command.words, *(redirect.target for redirect in command.redirects)):
            if word.start <= position < word.end:
                return word.start, word.end
    return position, len(line)
