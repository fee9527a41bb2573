"""What each edit means on the concrete tree: which node changes, how, and what that does to the lines."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

import libcst as cst

from flake8_persist.analysis.access import Span
from flake8_persist.codemod import keywords, parentheses
from flake8_persist.codemod.accounting import LineChange, newlines_in, rewritten
from flake8_persist.codemod.concrete import Concrete, Statement, parse_expression
from flake8_persist.codemod.edits import AddKeyword, Edit, EditError, InsertAt, InsertBefore, RemoveKeyword, Replace
from flake8_persist.codemod.locating import Sites, first_line
from flake8_persist.codemod.spacing import Block, joined, spaced

Change = Callable[[cst.BaseExpression], cst.BaseExpression]


@dataclass(frozen=True, slots=True)
class Ground:
    """A source, seen in every way that edits need."""

    lines: Sequence[str]
    encoded: Sequence[bytes]
    tree: ast.Module
    sites: Sites
    concrete: Concrete

    def expression(self, span: Span) -> cst.BaseExpression:
        node = self.concrete.expressions.get(span)
        if node is None:
            raise EditError("the expression was not found again")
        return node

    def call(self, span: Span) -> cst.Call:
        node = self.expression(span)
        if not isinstance(node, cst.Call):
            raise EditError("the call was not found again")
        return node

    def statement(self, statement: ast.stmt) -> Statement:
        node = self.concrete.statements.get((statement.lineno, statement.col_offset))
        if node is None:
            raise EditError("nothing can be put before a statement inside a line")
        return node


class Operation(NamedTuple):
    node: cst.CSTNode
    change: Change | Block  # a block goes above a statement, or to the end of a module
    lines: LineChange


def operations(edits: Sequence[Edit], ground: Ground) -> list[Operation]:
    """Those of one node in the order in which they have to be carried out."""
    return [
        *(_replacing(edit, ground) for edit in edits if isinstance(edit, Replace)),
        *(_removing(edit, ground) for edit in edits if isinstance(edit, RemoveKeyword)),
        *(_adding(edit, ground) for edit in edits if isinstance(edit, AddKeyword)),
        *_inserting_before([edit for edit in edits if isinstance(edit, InsertBefore)], ground),
        *_inserting_at([edit for edit in edits if isinstance(edit, InsertAt)], ground),
    ]


def _replacing(edit: Replace, ground: Ground) -> Operation:
    code = edit.code.strip()
    new = parse_expression(code)
    if parentheses.needed(code, ground.sites[edit.span], ground.encoded):
        new = new.with_changes(lpar=[cst.LeftParen(), *new.lpar], rpar=[*new.rpar, cst.RightParen()])

    def replace(old: cst.BaseExpression) -> cst.BaseExpression:
        return new.with_changes(lpar=[*old.lpar, *new.lpar], rpar=[*new.rpar, *old.rpar])

    lines = rewritten(edit.span.line, edit.span.end_line, newlines_in(code) + 1)
    return Operation(ground.expression(edit.span), replace, lines)


def _removing(edit: RemoveKeyword, ground: Ground) -> Operation:
    def remove(call: cst.BaseExpression) -> cst.BaseExpression:
        assert isinstance(call, cst.Call)
        return keywords.remove(call, edit.name)

    call = ground.call(edit.span)
    return Operation(call, remove, keywords.lines_of_removed(call, edit.name, ground.concrete.ranges))


def _adding(edit: AddKeyword, ground: Ground) -> Operation:
    code = edit.code.strip()
    argument = keywords.argument(edit.name, parse_expression(code))

    def add(call: cst.BaseExpression) -> cst.BaseExpression:
        assert isinstance(call, cst.Call)
        return keywords.add(call, argument)

    call = ground.call(edit.span)
    return Operation(call, add, keywords.lines_of_added(call, newlines_in(code) + 1, ground.concrete.ranges))


def _inserting_before(edits: Sequence[InsertBefore], ground: Ground) -> Iterator[Operation]:
    """One block for each statement; the comments above it stay above the block."""
    codes: dict[Statement, list[str]] = {}
    lines: dict[Statement, int] = {}
    for edit in edits:
        statement = ground.sites[edit.span].statement
        node = ground.statement(statement)
        codes.setdefault(node, []).append(edit.code.strip("\n"))
        lines[node] = first_line(statement)
    for node, pieces in codes.items():
        block = Block("\n".join(pieces), None)
        yield Operation(node, block, LineChange(grown_after=lines[node] - 1, growth=block.height))


def _inserting_at(edits: Sequence[InsertAt], ground: Ground) -> Iterator[Operation]:
    """One block for each line, from below: each leaves the comments above its line to the next."""
    in_order = sorted(edits, key=lambda edit: -edit.line)
    for line, same_line in groupby(in_order, key=lambda edit: edit.line):
        node, start = _below(line, ground)
        if not start <= line <= len(ground.lines) + 1:
            raise EditError(f"line {line} is not at the top level")
        code = joined([edit.code.strip("\n") for edit in same_line])
        block = spaced(code, line - start, line, ground.tree, ground.lines)
        end = {line - 1} if line > len(ground.lines) else set()  # it may have lacked its newline
        yield Operation(node, block, LineChange(end, (), line - 1, block.height))


def _below(line: int, ground: Ground) -> tuple[cst.CSTNode, int]:
    """What follows a top-level line, and the line where the comments and blank lines above that begin."""
    following = next((statement for statement in ground.tree.body if first_line(statement) >= line), None)
    if following is None:
        module = ground.concrete.module
        return module, len(ground.lines) - len(module.footer) + 1
    node = ground.statement(following)
    return node, first_line(following) - len(node.leading_lines)
