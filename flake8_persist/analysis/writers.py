"""Objects that know where they wrote: ``callback.best_model_path``, ``model.trainer.save_dir``, ``file.name``.

What such an attribute holds is the library's own business. That it leads to where the object has written is enough to
see that ``shutil.copy(callback.best_model_path, drive)`` takes that to safety.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from flake8_persist.analysis import defaults
from flake8_persist.analysis import values as v
from flake8_persist.analysis.frames import Where
from flake8_persist.analysis.invocation import Arguments

if TYPE_CHECKING:
    from flake8_persist.analysis.evaluate import Evaluator


class Writers:
    """The calls in which objects write, by the calls that made these."""

    def __init__(self) -> None:
        self._by_origin: dict[ast.expr, list[ast.expr]] = {}

    def note(self, receiver: v.Value | None, call: ast.expr) -> None:
        """The method of an object writes in a call."""
        if isinstance(receiver, v.Instance) and receiver.origin is not None:
            self._by_origin.setdefault(receiver.origin, []).append(call)

    def calls(self, origin: ast.expr) -> list[ast.expr]:
        """Those in which the object writes that was made there."""
        return self._by_origin.get(origin, [])

    def behind(
        self, evaluator: Evaluator, path: ast.expr, where: Where, given: Mapping[ast.expr, Arguments]
    ) -> Iterator[ast.expr]:
        """The calls in which the objects may have written of which a path is an attribute, or begins with one."""
        for one in v.alternatives(evaluator.value(_beginning(path), where)):
            owner = _owner(one)
            if isinstance(owner, v.Instance | v.Handle) and owner.origin is not None:
                for origin in (owner.origin, *defaults.holders(owner, given)):
                    yield from (origin, *self._by_origin.get(origin, ()))


def _beginning(path: ast.expr) -> ast.expr:
    """``a.b`` of ``f"{a.b}/c"``, ``a.b / "c"``, ``os.path.join(a.b, "c")`` and ``str(a.b)``."""
    while True:
        match path:
            case ast.JoinedStr(values=[ast.FormattedValue(value=first), *_]):
                path = first
            case ast.BinOp(op=ast.Add() | ast.Div(), left=first):
                path = first
            case ast.Call(func=ast.Name(id="str" | "Path") | ast.Attribute(attr="join" | "fspath"), args=[first, *_]):
                path = first
            case _:
                return path


def _owner(value: v.Value) -> v.Value | None:
    """The object of which a value is an attribute, or one of an attribute; None: it is none."""
    if not isinstance(value, v.Method):
        return None
    while isinstance(value, v.Method):
        value = value.receiver
    return value
