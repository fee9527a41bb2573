"""Comprehensions and generator expressions: item by item over a known sequence, else any of their items."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from flake8_persist.analysis import operators
from flake8_persist.analysis import scopes as s
from flake8_persist.analysis import values as v
from flake8_persist.analysis.frames import Where

if TYPE_CHECKING:
    from flake8_persist.analysis.evaluate import Evaluator

Comprehension = ast.ListComp | ast.SetComp | ast.GeneratorExp | ast.DictComp
_END = 1 << 60  # a point behind everything


def first_iterable(scope: s.Scope) -> ast.expr | None:
    """The iterable that is evaluated outside, where Python does so."""
    return scope.node.generators[0].iter if isinstance(scope.node, Comprehension) else None


def sequence(evaluator: Evaluator, node: ast.ListComp | ast.SetComp | ast.GeneratorExp, where: Where) -> v.Value:
    rows = _rows(evaluator, node, where)
    if rows is not None and not isinstance(node, ast.SetComp):
        return v.Sequence(tuple(evaluator.value(node.elt, row) for row in rows))
    element = evaluator.value(node.elt, _any_row(evaluator, node, where))
    return v.some_of(element)


def mapping(evaluator: Evaluator, node: ast.DictComp, where: Where) -> v.Value:
    rows = _rows(evaluator, node, where)
    complete = rows is not None
    items: list[tuple[object, v.Value]] = []
    for row in [_any_row(evaluator, node, where)] if rows is None else rows:
        key = operators.plain(evaluator.value(node.key, row))
        if key is operators.NOT_PLAIN:
            complete = False
        else:
            items.append((key, evaluator.value(node.value, row)))
    return v.Mapping(tuple(items), complete, node)


def _any_row(evaluator: Evaluator, node: Comprehension, where: Where) -> Where:
    scope = evaluator.scopes_by_node[node]
    return Where(scope.body, _END, evaluator.frames.enter(scope, where.frame))


def _rows(evaluator: Evaluator, node: Comprehension, where: Where) -> list[Where] | None:
    """A frame for each round; None: the rounds are not known."""
    if len(node.generators) != 1:
        return None
    scope = evaluator.scopes_by_node[node]
    any_frame = evaluator.frames.enter(scope, where.frame)
    rounds = evaluator.items_of(evaluator.iterable(node.generators[0].iter, Where(scope.body, _END, any_frame)))
    if not isinstance(rounds, v.Sequence) or not rounds.complete or len(rounds.items) > v.ALTERNATIVES:
        return None
    rows: list[Where] = []
    for number, item in enumerate(rounds.items):
        frame = evaluator.frames.enter(scope, where.frame, row=item, number=number + 1)
        row = Where(scope.body, _END, frame)
        answers = [v.truth(evaluator.value(condition, row)) for condition in node.generators[0].ifs]
        if None in answers:
            return None
        if all(answers):
            rows.append(row)
    return rows
