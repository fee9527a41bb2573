"""Operations carried out on the concrete tree, all in one walk."""

from __future__ import annotations

from collections.abc import Iterable

import libcst as cst

from flake8_persist.codemod.blocks import above, at_end
from flake8_persist.codemod.concrete import Statement, is_statement
from flake8_persist.codemod.edits import EditError
from flake8_persist.codemod.operations import Change, Operation
from flake8_persist.codemod.spacing import Block


def graft(module: cst.Module, operations: Iterable[Operation]) -> str:
    """The source after the operations."""
    try:
        return module.visit(_Grafting(operations)).code
    except cst.CSTValidationError as error:
        raise EditError(f"the edits do not fit: {error}") from error


class _Grafting(cst.CSTTransformer):
    def __init__(self, operations: Iterable[Operation]) -> None:
        super().__init__()
        self._changes: dict[cst.CSTNode, list[Change]] = {}
        self._blocks: dict[cst.CSTNode, list[Block]] = {}
        for operation in operations:
            if isinstance(operation.change, Block):
                self._blocks.setdefault(operation.node, []).append(operation.change)
            else:
                self._changes.setdefault(operation.node, []).append(operation.change)

    def on_visit(self, node: cst.CSTNode) -> bool:
        return True

    def on_leave(  # type: ignore[override]  # what is returned depends on the class of the node
        self, original_node: cst.CSTNode, updated_node: cst.CSTNode
    ) -> cst.CSTNode | cst.FlattenSentinel[Statement]:
        """Both are overridden as a whole: to look a method up for every node takes longer than all else."""
        if isinstance(updated_node, cst.BaseExpression):
            for change in self._changes.get(original_node, ()):
                updated_node = change(updated_node)
            return updated_node
        blocks = self._blocks.get(original_node, ())
        if isinstance(updated_node, cst.Module):
            for block in blocks:
                updated_node = at_end(updated_node, block)
        elif blocks and is_statement(updated_node):
            statements = [updated_node]
            for block in blocks:
                statements = above(statements, block)
            return cst.FlattenSentinel(statements)
        return updated_node
