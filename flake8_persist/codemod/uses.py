"""Whether moving the literal that decides a path moves anything that should stay."""

from __future__ import annotations

import ast
from collections.abc import Collection

from flake8_persist.codemod.subject import Subject

_HARMLESS = frozenset(
    {"print", "len", "isinstance", "info", "debug", "warning", "log", "format", "basename", "dirname"}
)
_ALIASES_DEEP = 4


def is_used_elsewhere(subject: Subject, literal: ast.expr, calls: Collection[ast.AST]) -> bool:
    """Is the variable that holds the literal used other than in ``calls``, which are known to move?

    A literal that is no variable's value (an argument, a dictionary entry, a default) is followed by the analysis
    itself.
    """
    variable = subject.variable(literal)
    return variable is not None and _escapes(subject, variable.id, calls, _ALIASES_DEEP)


def _escapes(subject: Subject, name: str, calls: Collection[ast.AST], depth: int) -> bool:
    for load in subject.loads(name):
        holders = subject.around(load)
        if any(holder in calls for holder in holders):
            continue
        if any(_is_harmless(holder) for holder in holders):
            continue
        variable = subject.variable(load)
        if variable is None or depth == 0 or _escapes(subject, variable.id, calls, depth - 1):
            return True
    return False


def _is_harmless(holder: ast.AST) -> bool:
    if isinstance(holder, ast.Compare):
        return True
    if not isinstance(holder, ast.Call):
        return False
    function = holder.func
    name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
    return name in _HARMLESS
