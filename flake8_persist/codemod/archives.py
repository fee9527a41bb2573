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
from flake8_persist.nodes import last_name

NAMES = "an archive would call its members by other names"

_COMMANDS = frozenset({"!zip", "!tar"})
_PACKING = "shutil.make_archive"
_ENDS = frozenset({"basename", "relpath", "relative_to", "name", "stem"})  # of a path, wherever it lies
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
    if not isinstance(call, ast.Call) or not isinstance(path, ast.expr) or not any(map(is_relative, targets)):
        return []
    if access.api.name == _PACKING and access.api.parameter == "base_dir":
        return None  # which is the name of its members, too
    if access.api.name not in _ADDING:
        return []
    named = [*call.args[1:2], *(one.value for one in call.keywords if one.arg == "arcname")]
    if named:
        return None if any(_moves_along(one, path, edits) for one in named) else []
    if any(isinstance(node, ast.Call) and not passes_on(subject, node) for node in ast.walk(path)):
        return None  # what it does would be done twice
    source = subject.source(path)
    name = source if _is_rewritten(path, edits) else f"{root.os}.path.relpath({source}, {root.name})"
    return [AddKeyword(access.span, "arcname", name)] if source else None


def _is_rewritten(path: ast.expr, edits: Iterable[Edit]) -> bool:
    return any(isinstance(edit, Replace) and Span.of(path).holds(edit.span) for edit in edits)


def _moves_along(named: ast.expr, path: ast.expr, edits: Iterable[Edit]) -> bool:
    """Would the name of a member change with the path: is it, or is it made of, what moves?"""
    if _is_rewritten(path, edits):
        return False
    variables = {node.id for node in ast.walk(path) if isinstance(node, ast.Name)}
    pending: list[ast.AST] = [named]
    while pending:
        node = pending.pop()
        if isinstance(node, ast.Name) and node.id in variables:
            return True
        is_end = (isinstance(node, ast.Call) and last_name(node.func) in _ENDS) or (
            isinstance(node, ast.Attribute) and node.attr in _ENDS
        )
        pending += () if is_end else ast.iter_child_nodes(node)
    return False
