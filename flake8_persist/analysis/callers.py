"""May somebody call a function that nothing in the file is seen to call? Whoever only defines it says: no."""

from __future__ import annotations

import ast
from collections import Counter

from flake8_persist.analysis import classes
from flake8_persist.analysis import scopes as s
from flake8_persist.analysis.calls import reachable
from flake8_persist.analysis.evaluate import Evaluator


class Callers:
    def __init__(self, evaluator: Evaluator) -> None:
        self._evaluator = evaluator
        self._mentions: Counter[str] | None = None  # how often each name is used

    def may_call(self, scope: s.Scope) -> bool:
        """It is passed on, decorated, or a method that the class it overrides calls; or called in a way unseen."""
        if scope.kind is s.ScopeKind.LAMBDA or getattr(scope.node, "decorator_list", None):
            return True
        if scope.name.startswith("__") or self._is_in_derived_class(scope):
            return True
        sites = self._evaluator.recording.calls.get(scope.name, ())
        if self._mentioned()[scope.name] > len(sites):
            return True
        return any(reachable(self._evaluator, site.block) for site in sites)

    def _is_in_derived_class(self, scope: s.Scope) -> bool:
        owner = scope.parent
        if owner is None or owner.kind is not s.ScopeKind.CLASS:
            return False
        return bool(classes.outside_bases(self._evaluator, owner, self._evaluator.root(owner)))

    def _mentioned(self) -> Counter[str]:
        if self._mentions is None:
            self._mentions = Counter()
            stack: list[ast.AST] = [self._evaluator.recording.module.node]
            while stack:
                node = stack.pop()
                if isinstance(node, ast.Name | ast.Attribute):
                    self._mentions[s.last_name(node)] += 1
                for field in node._fields:
                    value = getattr(node, field, None)
                    children = value if isinstance(value, list) else [value]
                    stack.extend(child for child in children if isinstance(child, ast.AST))
        return self._mentions
