"""What each kind of expression is worth: one function for each, and the table of them."""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from flake8_persist.analysis import calls, items, operators
from flake8_persist.analysis import values as v
from flake8_persist.analysis.comprehensions import mapping as mapping_comprehension
from flake8_persist.analysis.comprehensions import sequence as sequence_comprehension
from flake8_persist.analysis.formats import specified
from flake8_persist.analysis.frames import Where
from flake8_persist.analysis.text import Hole, Literal, Origin, Text, concat

if TYPE_CHECKING:
    from flake8_persist.analysis.evaluate import Evaluator

_ITEMS = 200  # items of a literal collection that are looked at


def constant(node: ast.Constant) -> v.Value:
    """A literal, which is worth the same everywhere: it is in no need of the table."""
    if isinstance(node.value, str):
        if not node.value:
            return v.Str(Text(()))
        return v.Str(Text((Literal(node.value, Origin(node, node, 0, len(node.value))),)))
    return v.Constant(node.value)


def _f_string(evaluator: Evaluator, node: ast.JoinedStr, where: Where) -> v.Value:
    parts: list[v.Value] = []
    for part in node.values:
        if isinstance(part, ast.Constant) and isinstance(part.value, str):
            origin = Origin(part, node, 0, len(part.value))
            parts.append(v.Str(Text((Literal(part.value, origin),))))
        elif isinstance(part, ast.FormattedValue) and part.conversion in (-1, 115):
            parts.append(_formatted(evaluator, part, where))
        else:
            parts.append(v.Str(Text((Hole(_shown(part)),))))
    return operators.composed(parts, lambda texts: concat(*texts))


def _formatted(evaluator: Evaluator, part: ast.FormattedValue, where: Where) -> v.Value:
    value = evaluator.value(part.value, where)
    if part.format_spec is None:
        return value
    specification = operators.plain(evaluator.value(part.format_spec, where))
    if not isinstance(specification, str):
        return v.Str(Text((Hole(_shown(part)),)))
    return v.each(value, lambda one: v.Str(specified(one, specification, _shown(part))))


def _call(evaluator: Evaluator, node: ast.Call, where: Where) -> v.Value:
    callee = evaluator.value(node.func, where)
    if not isinstance(callee, v.Either):
        return calls.call(evaluator, callee, node, where)
    return v.either(calls.call(evaluator, alternative, node, where) for alternative in v.alternatives(callee))


def _binary(evaluator: Evaluator, node: ast.BinOp, where: Where) -> v.Value:
    terms = [node.right]
    left = node.left
    while isinstance(node.op, ast.Add) and isinstance(left, ast.BinOp) and isinstance(left.op, ast.Add):
        terms.append(left.right)
        left = left.left
    values = [evaluator.value(term, where) for term in (left, *reversed(terms))]
    if isinstance(node.op, ast.Add) and any(isinstance(value, v.Str) for value in values[:2]) and v.NONE not in values:
        return operators.composed(values, lambda texts: concat(*texts))
    result = values[0]
    for value in values[1:]:
        result = operators.binary(node.op, result, value)
    return result


def _boolean(evaluator: Evaluator, node: ast.BoolOp, where: Where) -> v.Value:
    ends = isinstance(node.op, ast.Or)  # the truth value that settles the expression
    possible: list[v.Value] = []
    for operand in node.values[:-1]:
        value = evaluator.value(operand, where)
        truths = {v.truth(alternative) for alternative in v.alternatives(value)}
        if truths == {ends}:
            return v.either([*possible, value])
        possible.extend(one for one in v.alternatives(value) if v.truth(one) is not (not ends))
    return v.either([*possible, evaluator.value(node.values[-1], where)])


def _unary(evaluator: Evaluator, node: ast.UnaryOp, where: Where) -> v.Value:
    value = evaluator.value(node.operand, where)
    if isinstance(node.op, ast.Not):
        answer = v.truth(value)
        return v.UNKNOWN if answer is None else v.Constant(not answer)
    if isinstance(node.op, ast.USub) and isinstance(value, v.Constant) and isinstance(value.value, int | float):
        return v.Constant(-value.value)
    return v.UNKNOWN


def _compare(evaluator: Evaluator, node: ast.Compare, where: Where) -> v.Value:
    if len(node.ops) != 1:
        return v.UNKNOWN
    answers = {
        operators.compared(evaluator, node.ops[0], left, right)
        for left, right in v.pairs(evaluator.value(node.left, where), evaluator.value(node.comparators[0], where))
    }
    answer = answers.pop() if len(answers) == 1 else None
    return v.UNKNOWN if answer is None else v.Constant(answer)


def _conditional(evaluator: Evaluator, node: ast.IfExp, where: Where) -> v.Value:
    condition = v.truth(evaluator.value(node.test, where))
    if condition is not None:
        return evaluator.value(node.body if condition else node.orelse, where)
    return v.either((evaluator.value(node.body, where), evaluator.value(node.orelse, where)))


def _sequence(evaluator: Evaluator, node: ast.Tuple | ast.List | ast.Set, where: Where) -> v.Value:
    found: list[v.Value] = []
    complete = len(node.elts) <= _ITEMS
    for element in node.elts[:_ITEMS]:
        value = evaluator.value(element, where)
        if not isinstance(element, ast.Starred):
            found.append(value)
            continue
        inner = evaluator.items_of(value)
        if isinstance(inner, v.Sequence):
            found.extend(inner.items)
            complete = complete and inner.complete
        else:
            found.append(operators.element(inner))
            complete = False
    if len(node.elts) > _ITEMS:
        found.append(v.UNKNOWN)
    return v.Sequence(tuple(found), complete)


def _mapping(evaluator: Evaluator, node: ast.Dict, where: Where) -> v.Value:
    found: list[tuple[object, v.Value]] = []
    complete = len(node.keys) <= _ITEMS
    for key, element in zip(node.keys[:_ITEMS], node.values, strict=False):
        value = evaluator.value(element, where)
        if key is None:
            if not isinstance(value, v.Mapping) or not value.complete:
                found = [(name, v.either((one, v.UNKNOWN))) for name, one in found]  # may be overridden
                complete = False
            if isinstance(value, v.Mapping):
                found.extend(value.items)
            continue
        name = operators.plain(evaluator.value(key, where))
        if name is operators.NOT_PLAIN:
            found = [(other, v.either((one, value))) for other, one in found]
            complete = False
        else:
            found.append((name, value))
    return v.Mapping(tuple(found), complete, node)


def _lambda(evaluator: Evaluator, node: ast.Lambda, where: Where) -> v.Value:
    return v.Local(evaluator.scopes_by_node[node], where.frame)


def _shown(node: ast.expr) -> str:
    inner = node.value if isinstance(node, ast.FormattedValue) else node
    return inner.id if isinstance(inner, ast.Name) else ""


def _name(evaluator: Evaluator, node: ast.Name, where: Where) -> v.Value:
    return evaluator.named(node.id, where)


def _inner(evaluator: Evaluator, node: ast.NamedExpr | ast.Await | ast.Starred, where: Where) -> v.Value:
    return evaluator.value(node.value, where)


EXPRESSIONS: dict[type[ast.expr], Callable[[Evaluator, Any, Where], v.Value]] = {
    ast.JoinedStr: _f_string,
    ast.Name: _name,
    ast.Attribute: items.attribute,
    ast.Subscript: items.subscript,
    ast.Call: _call,
    ast.BinOp: _binary,
    ast.BoolOp: _boolean,
    ast.UnaryOp: _unary,
    ast.Compare: _compare,
    ast.IfExp: _conditional,
    ast.Tuple: _sequence,
    ast.List: _sequence,
    ast.Set: _sequence,
    ast.Dict: _mapping,
    ast.NamedExpr: _inner,
    ast.Await: _inner,
    ast.Starred: _inner,
    ast.Lambda: _lambda,
    ast.ListComp: sequence_comprehension,
    ast.SetComp: sequence_comprehension,
    ast.GeneratorExp: sequence_comprehension,
    ast.DictComp: mapping_comprehension,
}
