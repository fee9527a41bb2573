"""Who keeps silent when a write fails: handlers that catch everything or ``OSError``, and do nothing."""

from __future__ import annotations

import ast

from flake8_persist.analysis import scopes as s

_CAUGHT = frozenset({"BaseException", "Exception", "OSError", "IOError", "EnvironmentError", "PermissionError"})


def silence(block: s.Block, call: ast.Call) -> int | None:
    """The line of the handler that would swallow a failure of the call; None: it would be noticed."""
    arm: s.Block | None = block
    while arm is not None and (owner := arm.owner) is not None:
        statement = owner.statement
        if owner.kind is s.CompoundKind.TRY and arm is owner.arms[0] and isinstance(statement, ast.Try):
            handler = next((one for one in statement.handlers if catches(one.type)), None)
            if handler is not None:
                return handler.lineno if all(map(_does_nothing, handler.body)) else None
        arm = owner.block
    return None


def catches(kind: ast.expr | None) -> bool:
    """Does a handler for this, or for everything, get the errors of a write?"""
    if kind is None:
        return True
    kinds = kind.elts if isinstance(kind, ast.Tuple) else [kind]
    return any(s.last_name(one) in _CAUGHT for one in kinds)


def _does_nothing(statement: ast.stmt) -> bool:
    """``pass``, ``continue``, ``...``; whatever else is done shows that somebody cared."""
    if isinstance(statement, ast.Pass | ast.Continue):
        return True
    return isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
