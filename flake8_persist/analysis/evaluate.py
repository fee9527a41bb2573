"""The value of an expression at a point of the program, worked out on demand and remembered.

Names ask for the bindings that reach the point (:mod:`reaching`); a binding is evaluated once, at its own point.
What depends on itself, or nests too deep, is unknown.
"""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import Any

from flake8_persist.analysis import calls, classes, known, operators
from flake8_persist.analysis import scopes as s
from flake8_persist.analysis import values as v
from flake8_persist.analysis.frames import CallSite, Frame, Frames, Where
from flake8_persist.analysis.reaching import Reaching
from flake8_persist.analysis.text import Hole, Literal, Origin, Text, concat
from flake8_persist.catalog.loader import Catalog
from flake8_persist.environments.model import Environment

_DEPTH = 60  # nested evaluations; each takes a handful of Python frames
_ITEMS = 200  # items of a literal collection that are looked at


class Evaluator:
    """Answers for one file on one platform."""

    def __init__(self, recording: s.Recording, catalog: Catalog, environment: Environment) -> None:
        self.recording = recording
        self.catalog = catalog
        self.environment: Environment = environment
        self.frames = Frames(recording.module)
        self.reaching = Reaching(self.taken)
        self.directories: dict[ast.Call, Text] = {}  # the working directory at calls that ask for it
        self.scopes_by_node = {scope.node: scope for scope in recording.scopes}
        self.callers: dict[s.Scope, list[CallSite]] = {}
        self.origins: dict[ast.Call, CallSite] = {}  # where objects of the file's classes are made
        self._values: dict[tuple[ast.AST, Frame], v.Value] = {}
        self._bindings: dict[tuple[s.Binding, Frame], v.Value] = {}
        self._arms: dict[tuple[s.Compound, int], bool] = {}
        self._depth = 0
        self._expressions: dict[type[ast.expr], Callable[[Any, Where], v.Value]] = {
            ast.Constant: self._constant,
            ast.JoinedStr: self._f_string,
            ast.Name: self._name,
            ast.Attribute: self._attribute,
            ast.Subscript: self._subscript,
            ast.Call: self._call,
            ast.BinOp: self._binary,
            ast.BoolOp: self._boolean,
            ast.UnaryOp: self._unary,
            ast.Compare: self._compare,
            ast.IfExp: self._conditional,
            ast.Tuple: self._sequence,
            ast.List: self._sequence,
            ast.Set: self._sequence,
            ast.Dict: self._mapping,
            ast.NamedExpr: lambda node, where: self.value(node.value, where),
            ast.Await: lambda node, where: self.value(node.value, where),
            ast.Starred: lambda node, where: self.value(node.value, where),
            ast.Lambda: self._lambda,
            ast.ListComp: self._comprehension,
            ast.SetComp: self._comprehension,
            ast.GeneratorExp: self._comprehension,
        }

    def value(self, node: ast.expr, where: Where) -> v.Value:
        key = (node, where.frame)
        value = self._values.get(key)
        if value is not None:
            return value
        evaluate = self._expressions.get(type(node))
        if evaluate is None or self._depth >= _DEPTH:
            return v.UNKNOWN
        self._values[key] = v.UNKNOWN  # for what depends on itself
        self._depth += 1
        value = evaluate(node, where)
        self._depth -= 1
        self._values[key] = value
        return value

    def taken(self, compound: s.Compound, arm: int) -> bool:
        """Can this arm be entered on the platform? An index behind the last arm asks whether all may be passed by."""
        key = (compound, arm)
        known_answer = self._arms.get(key)
        if known_answer is not None:
            return known_answer
        self._arms[key] = True  # while it is being worked out
        answer = operators.taken(self, compound, arm)
        self._arms[key] = answer
        return answer

    def root(self, scope: s.Scope) -> Frame:
        """The frame of a scope that nobody is known to call."""
        if scope.parent is None:
            return self.frames.module
        return self.frames.enter(scope, self.root(scope.parent), None, classes.nobody(self, scope))

    # names

    def _name(self, node: ast.Name, where: Where) -> v.Value:
        return self.named(node.id, where)

    def named(self, name: str, where: Where) -> v.Value:
        """The value of a name, through the scopes around, from inside out."""
        block, point, frame = where
        first = True
        while True:
            scope = block.scope
            if (first or scope.kind is not s.ScopeKind.CLASS) and name not in scope.globals:
                found = self.bound(name, Where(block, point, frame))
                if found is not None:
                    return found
            outer = self._outward(scope, frame)
            if outer is None:
                break
            block, point, frame = outer
            first = False
        return self._builtin(name)

    def _builtin(self, name: str) -> v.Value:
        for module in self.recording.module.stars:
            if f"{module}.{name}" in known.FUNCTIONS or self.catalog.knows(f"{module}.{name}"):
                return v.Symbol(f"{module}.{name}")
        if name == "get_ipython":
            return v.Symbol(name)
        return v.Symbol(f"builtins.{name}") if name in known.BUILTINS else v.Unknown(name)

    def bound(self, key: str, where: Where) -> v.Value | None:
        """What a name (or an item, ``cfg['out']``) is bound to in the scope at hand; None: not bound there."""
        scope = where.block.scope
        reach = self.reaching.at(key, where.block, where.point)
        bindings = list(reach.bindings)
        if key in scope.outside:
            bindings.extend(scope.outside[key])
        if not bindings:
            return None
        if any(isinstance(binding.source, s.Rebound) for binding in bindings):
            return None
        values = [self.binding(binding, where.frame) for binding in bindings]
        if reach.overflow:
            values.append(v.Unknown(key))
        return v.either(values)

    def _outward(self, scope: s.Scope, frame: Frame) -> Where | None:
        """The point in the scope around from which a free name is looked up."""
        outer = frame.closure
        if outer is None or scope.block is None:
            return None
        if scope.kind in (s.ScopeKind.COMPREHENSION, s.ScopeKind.CLASS):
            return Where(scope.block, scope.point, outer)
        caller = frame
        while caller.call is not None:
            where = caller.call.where
            if where.frame is outer:
                return where
            caller = where.frame
        return Where(outer.scope.body, 1 << 60, outer)

    def binding(self, binding: s.Binding, frame: Frame) -> v.Value:
        """The value that a binding gives its name, in a frame of its scope."""
        if binding.block.scope is not frame.scope:
            frame = self.root(binding.block.scope)
        key = (binding, frame)
        value = self._bindings.get(key)
        if value is None:
            if self._depth >= _DEPTH:
                return v.Unknown(binding.name)
            self._bindings[key] = v.Unknown(binding.name)
            self._depth += 1
            value = self.sourced(binding.source, Where(binding.block, binding.point - 1, frame), binding.name)
            self._depth -= 1
            if isinstance(value, v.Unknown):
                value = v.Unknown(binding.name)
            self._bindings[key] = value
        return value

    def sourced(self, source: s.Source, where: Where, name: str) -> v.Value:
        if isinstance(source, s.Assigned):
            return operators.unpack(self.value(source.value, where), source.unpack)
        if isinstance(source, s.Looped):
            return operators.unpack(operators.element(self.iterable(source.iterable, where)), source.unpack)
        if isinstance(source, s.Entered):
            return operators.unpack(self.value(source.context, where), source.unpack)
        if isinstance(source, s.Imported):
            return v.Symbol(source.name)
        if isinstance(source, s.Defined):
            return v.Local(source.scope, where.frame)
        if isinstance(source, s.Parameter):
            return calls.parameter(self, source.name, where.frame)
        if isinstance(source, s.Augmented):
            return operators.augmented(self, source.statement, where)
        if isinstance(source, s.Updated):
            return operators.updated(self, source.call, where)
        return v.Unknown(name)

    def iterable(self, node: ast.expr, where: Where) -> v.Value:
        """An iterable is evaluated in the scope around a comprehension, where Python does so."""
        scope = where.block.scope
        if scope.kind is s.ScopeKind.COMPREHENSION and scope.block is not None and where.frame.closure is not None:
            first = scope.node.generators[0].iter  # type: ignore[attr-defined]
            if node is first:
                return self.value(node, Where(scope.block, scope.point, where.frame.closure))
        return self.value(node, where)

    # expressions

    def _constant(self, node: ast.Constant, _where: Where) -> v.Value:
        if isinstance(node.value, str):
            if not node.value:
                return v.Str(Text(()))
            return v.Str(Text((Literal(node.value, Origin(node, node, 0, len(node.value))),)))
        return v.Constant(node.value)

    def _f_string(self, node: ast.JoinedStr, where: Where) -> v.Value:
        parts: list[v.Value] = []
        for part in node.values:
            if isinstance(part, ast.Constant) and isinstance(part.value, str):
                origin = Origin(part, node, 0, len(part.value))
                parts.append(v.Str(Text((Literal(part.value, origin),))))
            elif isinstance(part, ast.FormattedValue) and part.format_spec is None and part.conversion in (-1, 115):
                parts.append(self.value(part.value, where))
            else:
                parts.append(v.Str(Text((Hole(_shown(part)),))))
        return operators.composed(parts, lambda texts: concat(*texts))

    def _attribute(self, node: ast.Attribute, where: Where) -> v.Value:
        key = s.item_key(node)
        if key is not None and (found := self._item(key, where)) is not None:
            return found
        receiver = self.value(node.value, where)
        return v.each(receiver, lambda value: classes.attribute(self, value, node.attr))

    def _item(self, key: str, where: Where) -> v.Value | None:
        """The last assignment to ``cfg['out']`` or ``args.out`` in the scope that owns the variable."""
        root = s.root_name(key)
        block, point, frame = where
        while True:
            scope = block.scope
            if root in scope.body.entries or root in scope.derived:
                if key not in scope.derived.get(root, ()) and key not in scope.outside:
                    return None
                found = self.reaching.at(key, block, point)
                if found.through and not self.reaching.at(root, block, point).through:
                    return None if not found.bindings else self._partly(key, found.bindings, frame)
                return self.bound(key, Where(block, point, frame))
            outer = self._outward(scope, frame)
            if outer is None:
                return None
            block, point, frame = outer

    def _partly(self, key: str, bindings: tuple[s.Binding, ...], frame: Frame) -> v.Value | None:
        if any(isinstance(binding.source, s.Rebound) for binding in bindings):
            return None
        return v.either([*(self.binding(binding, frame) for binding in bindings), v.Unknown(key)])

    def _subscript(self, node: ast.Subscript, where: Where) -> v.Value:
        key = s.item_key(node)
        if key is not None and (found := self._item(key, where)) is not None:
            return found
        receiver = self.value(node.value, where)
        if isinstance(node.slice, ast.Slice):
            bounds = [
                self.value(bound, where) if bound is not None else v.NONE
                for bound in (node.slice.lower, node.slice.upper, node.slice.step)
            ]
            return v.each(receiver, lambda value: operators.sliced(value, bounds))
        index = self.value(node.slice, where)
        return v.either(operators.item(self, value, key) for value, key in v.pairs(receiver, index))

    def _call(self, node: ast.Call, where: Where) -> v.Value:
        callee = self.value(node.func, where)
        return v.either(calls.call(self, alternative, node, where) for alternative in v.alternatives(callee))

    def _binary(self, node: ast.BinOp, where: Where) -> v.Value:
        terms = [node.right]
        left = node.left
        while isinstance(node.op, ast.Add) and isinstance(left, ast.BinOp) and isinstance(left.op, ast.Add):
            terms.append(left.right)
            left = left.left
        values = [self.value(term, where) for term in (left, *reversed(terms))]
        if isinstance(node.op, ast.Add) and any(isinstance(value, v.Str) for value in values[:2]):
            return operators.composed(values, lambda texts: concat(*texts))
        result = values[0]
        for value in values[1:]:
            result = operators.binary(node.op, result, value)
        return result

    def _boolean(self, node: ast.BoolOp, where: Where) -> v.Value:
        ends = isinstance(node.op, ast.Or)  # the truth value that settles the expression
        possible: list[v.Value] = []
        for operand in node.values[:-1]:
            value = self.value(operand, where)
            truths = {v.truth(alternative) for alternative in v.alternatives(value)}
            if truths == {ends}:
                return v.either([*possible, value])
            possible.extend(one for one in v.alternatives(value) if v.truth(one) is not (not ends))
        return v.either([*possible, self.value(node.values[-1], where)])

    def _unary(self, node: ast.UnaryOp, where: Where) -> v.Value:
        value = self.value(node.operand, where)
        if isinstance(node.op, ast.Not):
            answer = v.truth(value)
            return v.UNKNOWN if answer is None else v.Constant(not answer)
        if isinstance(node.op, ast.USub) and isinstance(value, v.Constant) and isinstance(value.value, int | float):
            return v.Constant(-value.value)
        return v.UNKNOWN

    def _compare(self, node: ast.Compare, where: Where) -> v.Value:
        if len(node.ops) != 1:
            return v.UNKNOWN
        answers = {
            operators.compared(self, node.ops[0], left, right)
            for left, right in v.pairs(self.value(node.left, where), self.value(node.comparators[0], where))
        }
        answer = answers.pop() if len(answers) == 1 else None
        return v.UNKNOWN if answer is None else v.Constant(answer)

    def _conditional(self, node: ast.IfExp, where: Where) -> v.Value:
        condition = v.truth(self.value(node.test, where))
        if condition is not None:
            return self.value(node.body if condition else node.orelse, where)
        return v.either((self.value(node.body, where), self.value(node.orelse, where)))

    def _sequence(self, node: ast.Tuple | ast.List | ast.Set, where: Where) -> v.Value:
        items: list[v.Value] = []
        for element in node.elts[:_ITEMS]:
            value = self.value(element, where)
            if isinstance(element, ast.Starred):
                if not isinstance(value, v.Sequence) or not value.complete:
                    return v.Sequence(tuple(items), False)
                items.extend(value.items)
            else:
                items.append(value)
        return v.Sequence(tuple(items), len(node.elts) <= _ITEMS)

    def _mapping(self, node: ast.Dict, where: Where) -> v.Value:
        items: list[tuple[object, v.Value]] = []
        complete = len(node.keys) <= _ITEMS
        for key, element in zip(node.keys[:_ITEMS], node.values, strict=False):
            value = self.value(element, where)
            if key is None:
                if isinstance(value, v.Mapping):
                    items.extend(value.items)
                complete = complete and isinstance(value, v.Mapping) and value.complete
                continue
            name = operators.plain(self.value(key, where))
            if name is operators.NOT_PLAIN:
                complete = False
            else:
                items.append((name, value))
        return v.Mapping(tuple(items), complete)

    def _lambda(self, node: ast.Lambda, where: Where) -> v.Value:
        return v.Local(self.scopes_by_node[node], where.frame)

    def _comprehension(self, node: ast.ListComp | ast.SetComp | ast.GeneratorExp, where: Where) -> v.Value:
        scope = self.scopes_by_node[node]
        frame = self.frames.enter(scope, where.frame)
        element = self.value(node.elt, Where(scope.body, 1 << 60, frame))
        return v.Sequence(v.alternatives(element), False)


def _shown(node: ast.expr) -> str:
    inner = node.value if isinstance(node, ast.FormattedValue) else node
    return inner.id if isinstance(inner, ast.Name) else ""
