"""The name that holds the persistent directory: the program's own, or one that has to be set first."""

from __future__ import annotations

import ast
from typing import NamedTuple

from flake8_persist.analysis.access import Program
from flake8_persist.catalog.model import Direction
from flake8_persist.codemod.layout import decisive_origin
from flake8_persist.codemod.subject import Subject
from flake8_persist.environments.model import Storage

NAME = "PERSIST_ROOT"


class RootName(NamedTuple):
    name: str
    set_on: int | None  # the line behind which the program's own name holds; None: it has to be set


def root_name(subject: Subject, program: Program, before: int) -> RootName:
    """A root that the program has already at a line, whoever wrote it, else ours."""
    assignments: dict[str, int | None] = {}
    own = _assignment(subject, NAME) if NAME in subject.outline.bindings else None
    if own is not None and own < before:
        return RootName(NAME, own)
    for access in program.accesses:
        for target in access.targets:
            origin = decisive_origin(target)
            if target.storage is not Storage.PERSISTENT or origin is None or origin.start:
                continue
            if access.direction is Direction.READ and target.text.prefix.endswith("/."):
                continue  # all that is in it: data, which what is written does not belong to
            found = _named_directory(subject, origin.whole, target.text.prefix)
            if found is None:
                continue
            if found not in assignments:
                assignments[found] = _assignment(subject, found)
            line = assignments[found]
            if line is not None and line < before:
                return RootName(found, line)
    return RootName(NAME, None)


def _named_directory(subject: Subject, literal: ast.expr, path: str) -> str | None:
    """The variable whose whole value is a literal that begins a longer path."""
    statement = subject.parents.get(literal)
    if not isinstance(statement, ast.Assign) or not isinstance(literal, ast.Constant):
        return None
    name = statement.targets[0]
    if len(statement.targets) != 1 or not isinstance(name, ast.Name) or not isinstance(literal.value, str):
        return None
    longer = len(path) > len(literal.value.rstrip("/")) and not literal.value.endswith("/")
    return name.id if longer else None


def _assignment(subject: Subject, name: str) -> int | None:
    """The last line of the top-level statement that sets a name on all its branches; None: there is none."""
    for statement in subject.tree.body:
        if _always_sets([statement], name):
            return statement.end_lineno or statement.lineno
    return None


def _always_sets(body: list[ast.stmt], name: str) -> bool:
    for statement in body:
        if isinstance(statement, ast.Assign):
            if any(isinstance(target, ast.Name) and target.id == name for target in statement.targets):
                return True
        elif isinstance(statement, ast.If):
            if _always_sets(statement.body, name) and _always_sets(statement.orelse, name):
                return True
        elif isinstance(statement, ast.Try):
            tried = _always_sets([*statement.body, *statement.orelse], name)
            if tried and all(_always_sets(handler.body, name) for handler in statement.handlers):
                return True
    return False
