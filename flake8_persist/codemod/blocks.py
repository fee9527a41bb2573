"""Blocks of statements put into the concrete tree; the comments and blank lines at their place are shared out."""

from __future__ import annotations

from collections.abc import Sequence

import libcst as cst

from flake8_persist.codemod.concrete import Statement, parse_block
from flake8_persist.codemod.spacing import Block


def above(statements: Sequence[Statement], block: Block) -> list[Statement]:
    """The block, then the statements."""
    first = statements[0]
    kept, moved = _shared(first.leading_lines, block)
    inserted, footer = _parsed(block, kept)
    return [*inserted, first.with_changes(leading_lines=[*footer, *moved]), *statements[1:]]


def at_end(module: cst.Module, block: Block) -> cst.Module:
    """The module with the block after its last statement."""
    kept, moved = _shared(module.footer, block)
    inserted, footer = _parsed(block, kept)
    return module.with_changes(
        body=[*module.body, *inserted],
        footer=[*footer, *moved],
        has_trailing_newline=module.has_trailing_newline or not moved,
    )


def _shared(lines: Sequence[cst.EmptyLine], block: Block) -> tuple[Sequence[cst.EmptyLine], Sequence[cst.EmptyLine]]:
    kept = len(lines) if block.kept is None else block.kept
    return lines[:kept], lines[kept:]


def _parsed(block: Block, kept: Sequence[cst.EmptyLine]) -> tuple[list[Statement], list[cst.EmptyLine]]:
    """The statements below the lines that are kept, and the lines below the statements."""
    header, body, footer = parse_block(block.code)
    leading = [*kept, *_blank_lines(block.blank_before), *header, *body[0].leading_lines]
    body[0] = body[0].with_changes(leading_lines=leading)
    return body, [*footer, *_blank_lines(block.blank_after)]


def _blank_lines(count: int) -> list[cst.EmptyLine]:
    return [cst.EmptyLine(indent=False) for _ in range(count)]
