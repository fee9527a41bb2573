"""Renames of which one side moves: ``os.rename`` does not cross from the machine's disk to a mount."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator

from flake8_persist.analysis.access import Span
from flake8_persist.catalog.model import Direction
from flake8_persist.codemod.edits import Edit, Replace
from flake8_persist.codemod.layout import Layout
from flake8_persist.codemod.rewriting import Root
from flake8_persist.environments.model import Storage

ONE_SIDE = "it is renamed from or to a place that stays, and a rename does not cross to a mount"

_FUNCTIONS = frozenset({"os.rename", "os.replace"})
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
