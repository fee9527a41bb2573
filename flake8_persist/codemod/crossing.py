"""Renames of which one side moves: ``os.rename`` does not cross from the machine's disk to a mount."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator

from flake8_persist.analysis.access import Span
from flake8_persist.catalog.model import Direction
from flake8_persist.codemod.edits import Edit, Replace
from flake8_persist.codemod.layout import Layout
from flake8_persist.codemod.rewriting import Root
from flake8_persist.codemod.subject import Subject
from flake8_persist.environments.model import Storage
from flake8_persist.nodes import walk

ONE_SIDE = "it is renamed from or to a place that stays, and a rename does not cross to a mount"

_FUNCTIONS = frozenset({"os.rename", "os.replace"})
_RENAMING = ("rename", "replace", "renames")
_RENAMES = _FUNCTIONS | {"os.renames", "pathlib.Path.rename", "pathlib.Path.replace"}


def crossings(layout: Layout, members: Collection[int], root: Root) -> Iterator[Edit | None]:
    """``shutil.move`` for each rename that would have to cross; None where that cannot be put there."""
    accesses = layout.accesses
    moved = {accesses[index].node for index in members if accesses[index].api.name in _RENAMES}
    for index in sorted(index for node in moved for index in layout.by_node[node]):
        access = accesses[index]
        call = access.node
        if index in members or access.api.name not in _RENAMES:
            continue
        if access.direction not in (Direction.WRITE, Direction.DELETE):
            continue
        if all(target.storage is Storage.PERSISTENT for target in access.targets):
            continue
        if access.api.name in _FUNCTIONS and isinstance(call, ast.Call) and not call.keywords and len(call.args) == 2:
            yield Replace(Span.of(call.func), f"{root.shutil}.move")
        else:
            yield None


def is_renamed_by_handle(subject: Subject, layout: Layout, members: Collection[int]) -> bool:
    """Is a file renamed by the name that its object has, to a place that stays: ``os.rename(f.name, "b.txt")``?

    Its name would be below the root, and what counts in the end, the file under its new name, would not be.
    """
    nodes = {layout.accesses[index].node for index in members}
    handles = {name for node in nodes for name in _handles(subject, node)}
    renames = (
        [call for name in _RENAMING for call in subject.calls.get(name, ()) if call not in nodes] if handles else ()
    )
    return any(
        isinstance(part, ast.Attribute)
        and part.attr == "name"
        and isinstance(part.value, ast.Name)
        and part.value.id in handles
        for call in renames
        for part in walk(call)
    )


def _handles(subject: Subject, node: ast.AST) -> Iterator[str]:
    """The names of the file object that a call gives: ``with open(path, "w") as f``, ``f = open(path, "w")``."""
    holder = subject.parents.get(node)
    bound = [holder.optional_vars] if isinstance(holder, ast.withitem) else getattr(holder, "targets", ())
    yield from (one.id for one in bound if isinstance(one, ast.Name))
