"""The value of an expression at a point of the program, worked out on demand and remembered.

Names ask for the bindings that reach the point (:mod:`reaching`); a binding is evaluated once, at its own point.
What depends on itself is the business of :mod:`solving`.
"""

from __future__ import annotations

import ast

from flake8_persist.analysis import (
    classes,
    comprehensions,
    containers,
    indirect,
    known,
    operators,
    parameters,
    records,
)
from flake8_persist.analysis import scopes as s
from flake8_persist.analysis import values as v
from flake8_persist.analysis.expressions import EXPRESSIONS, constant
from flake8_persist.analysis.frames import CallSite, Frame, Frames, Where
from flake8_persist.analysis.reaching import Reaching
from flake8_persist.analysis.solving import Solver
from flake8_persist.analysis.text import BLANK, Hole, Text
from flake8_persist.catalog import customary
from flake8_persist.catalog.loader import Catalog
from flake8_persist.environments.model import Environment

_CHANGES = (s.Updated, s.Stored, s.Shared)  # of what a name stands for, which may come from outside of the scope


class Evaluator:
    """Answers for one file on one platform."""

    def __init__(
        self, recording: s.Recording, catalog: Catalog, environment: Environment, blanks: frozenset[int] = frozenset()
    ) -> None:
        self.recording = recording
        self.blanks = blanks  # lines that assign the empty field of a form
        self.catalog = catalog
        self.environment: Environment = environment
        self.frames = Frames(recording.module)
        self.directories: dict[tuple[ast.Call, Frame], Text] = {}  # the working directory at calls that ask for it
        self.present: dict[ast.Call, bool] = {}  # at calls that ask for a directory: is it mounted each time?
        self.scopes_by_node = {scope.node: scope for scope in recording.scopes}
        self.callers: dict[s.Scope, list[CallSite]] = {}
        self.origins: dict[ast.Call, CallSite] = {}  # where objects of the file's classes are made
        self.made: dict[ast.Call, CallSite | None] = {}  # where those of outside classes are; None: in several ways
        self.solver = Solver()
        self.reaching = Reaching(self.taken, self.solver.doubt)
        self.settled: dict[s.Compound, int] = {}  # the arm of an ``if`` behind which none is entered
        self._arms: dict[tuple[s.Compound, int], bool] = {}
        self._markers: dict[tuple[ast.AST, int], ast.AST] = {}
        self._stores: dict[str, dict[tuple[s.Scope, str], list[s.Store]]] = {}

    def value(self, node: ast.expr, where: Where) -> v.Value:
        key = (node, where.frame)
        value = self.solver.known.get(key)
        if value is not None:
            return value
        if isinstance(node, ast.Constant):  # asks for nothing else
            value = self.solver.known[key] = constant(node)
            return value
        evaluate = EXPRESSIONS.get(type(node))
        return v.UNKNOWN if evaluate is None else self.solver.solve(key, evaluate, self, node, where)

    def taken(self, compound: s.Compound, arm: int) -> bool:
        """Can this arm be entered on the platform? An index behind the last arm asks whether all may be passed by."""
        key = (compound, arm)
        known_answer = self._arms.get(key)
        if known_answer is not None:
            return known_answer
        self._arms[key] = True  # while it is being worked out, and where that asks what the arm itself decides
        answers: list[bool] = []
        if self.solver.is_firm(lambda: answers.append(operators.taken(self, compound, arm))):
            self._arms[key] = answers[0]
        return self._arms[key]

    def root(self, scope: s.Scope) -> Frame:
        """The frame of a scope that nobody is known to call."""
        if scope.parent is None:
            return self.frames.module
        return self.frames.enter(scope, self.root(scope.parent), None, classes.nobody(self, scope))

    # names

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
            outer = self.outward(scope, frame)
            if outer is None:
                break
            block, point, frame = outer
            first = False
        found = self._builtin(name)
        return self._imported_later(name) if isinstance(found, v.Unknown) else found

    def _imported_later(self, name: str) -> v.Value:
        """What a later cell imports under a name that nothing has bound yet: cells are not always run from the top."""
        entries = self.recording.module.body.entries.get(name, ())
        for entry in entries:
            if isinstance(entry, s.Binding) and isinstance(entry.source, s.Imported):
                return v.Symbol(entry.source.name)
        meant = None if entries else customary.MEANINGS.get(name)
        return v.Unknown(name) if meant is None else v.Symbol(meant)

    def _builtin(self, name: str) -> v.Value:
        for module in self.recording.module.stars:
            full = self.catalog.canonical(f"{module}.{name}")
            elsewhere = full.partition(".")[0] != self.catalog.canonical(module).partition(".")[0]
            if full in known.FUNCTIONS or self.catalog.knows(full) or elsewhere:  # fastai has os and Path, too
                return v.Symbol(full)
        if name in known.GIVEN:
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
        changed = key.isidentifier() and reach.through and all(isinstance(one.source, _CHANGES) for one in bindings)
        outer = self.outward(scope, where.frame) if changed else None
        if len(bindings) == 1 and not reach.overflow and outer is None:
            return self.binding(bindings[0], where.frame)
        values = [self.binding(binding, where.frame) for binding in bindings]
        if outer is not None:  # in a loop: what comes from outside may not have been changed yet
            values.append(self.named(key, outer))
        if reach.overflow:
            values.append(v.Unknown(key))
        return v.either(values)

    def outward(self, scope: s.Scope, frame: Frame) -> Where | None:
        """The point in the scope around from which a free name is looked up."""
        outer = frame.closure
        if outer is None or scope.block is None:
            return None
        if scope.kind in (s.ScopeKind.COMPREHENSION, s.ScopeKind.CLASS):
            return Where(scope.block, scope.point, outer)
        caller = frame
        while caller.call is not None:
            where = caller.call.where
            while where.frame is not outer and where.frame.scope.kind is s.ScopeKind.COMPREHENSION:
                inner = where.frame.scope
                if inner.block is None or where.frame.closure is None:
                    break
                where = Where(inner.block, inner.point, where.frame.closure)
            if where.frame is outer:
                return where
            caller = where.frame
        return Where(outer.scope.body, 1 << 60, outer)

    def binding(self, binding: s.Binding, frame: Frame) -> v.Value:
        """The value that a binding gives its name, in a frame of its scope."""
        if isinstance(binding.source, s.Imported):  # asks for nothing else
            return v.Symbol(binding.source.name)
        if binding.block.scope is not frame.scope:
            frame = self.root(binding.block.scope)
        return self.solver.solve((binding, frame), self._bound_by, binding, frame)

    def _bound_by(self, binding: s.Binding, frame: Frame) -> v.Value:
        value = self.sourced(binding.source, Where(binding.block, binding.point - 1, frame), binding.name)
        return value._replace(name=binding.name) if isinstance(value, v.Unknown) else value

    def sourced(self, source: s.Source, where: Where, name: str) -> v.Value:
        if isinstance(source, s.Assigned):
            if source.value.lineno in self.blanks:
                return v.Str(Text((Hole(BLANK),)))
            return containers.unpack(self, self.value(source.value, where), source.unpack)
        if isinstance(source, s.Looped):
            return containers.unpack(self, self._looped(source, where), source.unpack)
        if isinstance(source, s.Entered):
            return containers.unpack(self, indirect.entered(self, source.context, where), source.unpack)
        if isinstance(source, s.Imported):
            return v.Symbol(source.name)
        if isinstance(source, s.Defined):
            return indirect.decorated(self, v.Local(source.scope, where.frame))
        if isinstance(source, s.Parameter):
            return parameters.parameter(self, source.name, where.frame)
        if isinstance(source, s.Augmented):
            return containers.augmented(self, source.statement, where)
        if isinstance(source, s.Updated):
            return containers.updated(self, source.call, where)
        if isinstance(source, s.Disturbed):
            return v.each(self.named(name, where), containers.disturbed)
        if isinstance(source, s.Stored):
            return containers.stored(self, source, where)
        if isinstance(source, s.Shared):
            changed = self.named(source.other, where._replace(point=where.point + 1))
            return v.either((self.named(name, where), changed))
        return v.Unknown(name)

    def _looped(self, source: s.Looped, where: Where) -> v.Value:
        if where.frame.row is not None and source.iterable is comprehensions.first_iterable(where.block.scope):
            return where.frame.row
        return operators.element(self.items_of(self.iterable(source.iterable, where)))

    def iterable(self, node: ast.expr, where: Where) -> v.Value:
        """An iterable is evaluated in the scope around a comprehension, where Python does so."""
        scope = where.block.scope
        outer = where.frame.closure
        if scope.block is not None and outer is not None and node is comprehensions.first_iterable(scope):
            return self.value(node, Where(scope.block, scope.point, outer))
        return self.value(node, where)

    def marker(self, node: ast.AST, number: int) -> ast.AST:
        """Stands for one of the calls that are made through a node."""
        return self._markers.setdefault((node, number), ast.Pass())

    def stores_by_owner(self, part: str) -> dict[tuple[s.Scope, str], list[s.Store]]:
        """The assignments to an attribute or item, by the scope and spelling of what they are part of."""
        groups = self._stores.get(part)
        if groups is None:
            groups = self._stores[part] = {}
            for store in self.recording.stores.get(part, ()):
                groups.setdefault((store.block.scope, ast.dump(store.base)), []).append(store)
        return groups

    def items_of(self, value: v.Value) -> v.Value:
        """What a loop goes through, or an assignment takes apart: an object of the file as its items."""
        return v.each(value, lambda one: records.as_container(self, one))
