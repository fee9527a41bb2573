"""May somebody call a function that nothing in the file is seen to call? Whoever only defines it says: no."""

from __future__ import annotations

import ast
from collections import Counter

from flake8_persist.analysis import classes
from flake8_persist.analysis import scopes as s
from flake8_persist.analysis.calls import reachable
from flake8_persist.analysis.evaluate import Evaluator
from flake8_persist.nodes import walk


class Callers:
    def __init__(self, evaluator: Evaluator) -> None:
        self._evaluator = evaluator
        self._names: _Names | None = None

    def may_call(self, scope: s.Scope) -> bool:
        """It is passed on, decorated, or a method that others may call; or called in a way unseen."""
        if scope.kind is s.ScopeKind.LAMBDA or getattr(scope.node, "decorator_list", None):
            return True
        if self._names is None:
            self._names = _Names(self._evaluator.recording.module.node)
        if scope.name.startswith("__") or self._is_method_for_others(scope, self._names):
            return True
        sites = self._evaluator.recording.calls.get(scope.name, ())
        return self._names.used[scope.name] > len(sites) or any(
            reachable(self._evaluator, site.block) for site in sites
        )

    def _is_method_for_others(self, scope: s.Scope, names: _Names) -> bool:
        """Its class derives from one that calls it, or an instance is handed to somebody who may."""
        owner = scope.parent
        if owner is None or owner.kind is not s.ScopeKind.CLASS:
            return False
        outside = classes.outside_bases(self._evaluator, owner, self._evaluator.root(owner))
        return bool(outside) or names.hands_over(owner.name)


class _Names:
    """How often each name is used, and which are handed to calls."""

    def __init__(self, tree: ast.AST) -> None:
        self._given: set[str] = set()
        self._made: dict[str, str] = {}  # variables, and what is called to make their values
        names: list[str] = []
        for node in walk(tree):
            kind = node.__class__
            if kind is ast.Name:
                names.append(node.id)  # type: ignore[attr-defined]  # by its class, which is faster to tell so
            elif kind is ast.Attribute:
                names.append(node.attr)  # type: ignore[attr-defined]
            elif isinstance(node, ast.Call):
                self._given.update(name for argument in node.args for name in _held(argument))
                self._given.update(name for keyword in node.keywords for name in _held(keyword.value))
            elif isinstance(node, ast.Assign) and isinstance(node.value, ast.Call):
                self._made.update((s.last_name(target), s.last_name(node.value.func)) for target in node.targets)
        self.used = Counter(names)

    def hands_over(self, owner: str) -> bool:
        """Is an instance of this class an argument of a call?"""
        return any(owner in (name, self._made.get(name)) for name in self._given)


def _held(argument: ast.expr) -> list[str]:
    """The names of an argument, or of the items of one that is a list."""
    if isinstance(argument, ast.Constant):
        return []
    items = argument.elts if isinstance(argument, ast.List | ast.Tuple | ast.Set) else [argument]
    return [s.last_name(item.func if isinstance(item, ast.Call) else item) for item in items]
