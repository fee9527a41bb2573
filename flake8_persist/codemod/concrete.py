"""The concrete tree of a source, and the nodes of it that edits speak of.

Only this module and those that build on it load libcst, which is slow to import.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeGuard

import libcst as cst
from libcst.metadata import CodeRange, MetadataWrapper, PositionProvider

from flake8_persist.analysis.access import Span
from flake8_persist.codemod.edits import EditError

Statement = cst.SimpleStatementLine | cst.BaseCompoundStatement


@dataclass(frozen=True, slots=True)
class Concrete:
    """A parsed source. Comments above the first statement belong to that statement, not to the module."""

    module: cst.Module
    ranges: Mapping[cst.CSTNode, CodeRange]
    expressions: Mapping[Span, cst.BaseExpression]  # those that were asked for
    statements: Mapping[tuple[int, int], Statement]  # by line and column; only those that begin a line of a block


def read(python: str, lines: Sequence[bytes], spans: Iterable[Span]) -> Concrete:
    module = _comments_to_first_statement(_parse(python))
    # Not copied: a fresh tree holds no node twice.
    ranges = MetadataWrapper(module, unsafe_skip_copy=True).resolve(PositionProvider)
    wanted = {_in_characters(span, lines): span for span in spans}
    expressions: dict[Span, cst.BaseExpression] = {}
    statements: dict[tuple[int, int], Statement] = {}
    for node, place in ranges.items():
        if isinstance(node, cst.BaseExpression):
            span = wanted.get((place.start.line, place.start.column, place.end.line, place.end.column))
            if span is not None:
                expressions[span] = node
        elif isinstance(node, cst.Module | cst.IndentedBlock):
            for child in filter(is_statement, node.body):
                start = ranges[child].start
                statements[start.line, start.column] = child
    return Concrete(module, ranges, expressions, statements)


def parse_block(code: str) -> tuple[list[cst.EmptyLine], list[Statement], list[cst.EmptyLine]]:
    """Comments, statements and comments to insert. Indentation and line ends become those of their place."""
    config = cst.PartialParserConfig(default_indent="    ", default_newline="\n")
    block = cst.parse_module(code + "\n", config).visit(_BlankLinesUnindented())
    return list(block.header), list(filter(is_statement, block.body)), list(block.footer)


def parse_expression(code: str) -> cst.BaseExpression:
    return cst.parse_expression(code, cst.PartialParserConfig(default_newline="\n"))


class _BlankLinesUnindented(cst.CSTTransformer):
    def leave_EmptyLine(self, original_node: cst.EmptyLine, updated_node: cst.EmptyLine) -> cst.EmptyLine:  # noqa: N802
        return updated_node if updated_node.comment else updated_node.with_changes(indent=False)


def _parse(python: str) -> cst.Module:
    module = cst.parse_module(python)
    if module.code != python:
        raise EditError("libcst does not give the file back as it was")
    return module


def _comments_to_first_statement(module: cst.Module) -> cst.Module:
    if not module.body:
        return module.with_changes(header=[], footer=[*module.header, *module.footer])
    first = module.body[0]
    first = first.with_changes(leading_lines=[*module.header, *first.leading_lines])
    return module.with_changes(header=[], body=[first, *module.body[1:]])


def is_statement(node: cst.CSTNode) -> TypeGuard[Statement]:
    return isinstance(node, cst.SimpleStatementLine | cst.BaseCompoundStatement)


def _in_characters(span: Span, lines: Sequence[bytes]) -> tuple[int, int, int, int]:
    return (
        span.line,
        len(lines[span.line - 1][: span.column].decode()),
        span.end_line,
        len(lines[span.end_line - 1][: span.end_column].decode()),
    )
