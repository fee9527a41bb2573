"""Archives call their members by the paths that they are given: the names must stay when the files move.

``z.write("a.txt")`` becomes ``z.write(f"{PERSIST_ROOT}/a.txt", arcname="a.txt")``, and ``zip -r out.zip out`` is run
in the root. A path that begins with a slash names the machine's place, before and after.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable

from flake8_persist.analysis.access import Access, Span, Target
from flake8_persist.codemod.companions import Members
from flake8_persist.codemod.edits import AddKeyword, Edit, Replace
from flake8_persist.codemod.layout import Layout
from flake8_persist.codemod.rewriting import Root
from flake8_persist.codemod.subject import Subject, passes_on
from flake8_persist.environments.model import Storage

NAMES = "an archive would call its members by other names"

_COMMANDS = frozenset({"!zip", "!tar"})
_ADDING = frozenset({"zipfile.ZipFile.write", "tarfile.TarFile.add"})


def is_relative(target: Target) -> bool:
    return target.storage is Storage.RELATIVE and not target.text.prefix.startswith("/")


def packs(access: Access) -> bool:
    """Is it a command that puts files into an archive?"""
    return access.api.name in _COMMANDS


def packs_together(layout: Layout, command: Access, members: Members) -> bool:
    """Does all that a command names by relative paths move?"""
    return all(
        target in members.get(index, ())
        for index in layout.by_node[command.node]
        if layout.accesses[index].api.name == command.api.name
        for target in layout.accesses[index].targets
        if is_relative(target)
    )


def named_as_before(
    subject: Subject, access: Access, targets: Iterable[Target], edits: Iterable[Edit], root: Root
) -> list[Edit] | None:
    """The keyword that keeps a member's name; None where its name cannot be kept."""
    call, path = access.node, access.argument
    if access.api.name not in _ADDING or not isinstance(call, ast.Call) or not isinstance(path, ast.expr):
        return []
    if not any(map(is_relative, targets)) or len(call.args) > 1 or any(one.arg == "arcname" for one in call.keywords):
        return []
    if any(isinstance(node, ast.Call) and not passes_on(subject, node) for node in ast.walk(path)):
        return None  # what it does would be done twice
    source, span = subject.source(path), Span.of(path)
    is_rewritten = any(isinstance(edit, Replace) and span.holds(edit.span) for edit in edits)
    name = source if is_rewritten else f"{root.os}.path.relpath({source}, {root.name})"
    return [AddKeyword(access.span, "arcname", name)] if source else None
