"""Files that a program copies by hand: ``Path(b).write_bytes(Path(a).read_bytes())``, ``dst.write(src.read())``."""

from __future__ import annotations

import ast
from typing import NamedTuple

from flake8_persist.analysis import scopes as s
from flake8_persist.analysis import values as v
from flake8_persist.analysis.evaluate import Evaluator
from flake8_persist.analysis.frames import Where

_COPYING = "shutil.copyfileobj"
_READING = frozenset({"read", "read_bytes", "read_text"})
NAMES = frozenset({"copyfileobj", "write", "write_bytes", "write_text", "add"})
_ADDING = {"zipfile.ZipFile": "write", "tarfile.TarFile": "add"}  # to an archive, which holds the file from then on


class ByteCopy(NamedTuple):
    """What one call reads, another writes. A handle stands for the call that opened it."""

    reader: ast.expr
    writer: ast.expr


def byte_copy(evaluator: Evaluator, callee: v.Value, call: ast.Call, where: Where) -> ByteCopy | None:
    """The copy that a call completes, if it does."""
    reader: ast.expr | None = None
    writer: ast.expr | None = None
    if callee == v.Symbol(_COPYING) and len(call.args) >= 2:
        reader, writer = (opened(evaluator.value(one, where)) for one in call.args[:2])
    elif isinstance(callee, v.Method) and isinstance(callee.receiver, v.Instance) and call.args:
        if _ADDING.get(callee.receiver.type) == callee.name:
            reader, writer = call, callee.receiver.origin
    elif isinstance(callee, v.Method) and callee.name in NAMES and len(call.args) == 1:
        writer = call if isinstance(callee.receiver, v.PathOf) else opened(callee.receiver)
        reader = _read(evaluator, call.args[0], where) if writer is not None else None
    return None if reader is None or writer is None else ByteCopy(reader, writer)


def opened(value: v.Value) -> ast.expr | None:
    """The call that opened a file."""
    return value.origin if isinstance(value, v.Handle) else None


def _read(evaluator: Evaluator, content: ast.expr, where: Where) -> ast.expr | None:
    """The call that reads, or opens, the file whose whole content this is."""
    if isinstance(content, ast.Name):
        bindings = evaluator.reaching.at(content.id, where.block, where.point).bindings
        source = bindings[0].source if len(bindings) == 1 else None
        if not isinstance(source, s.Assigned) or source.unpack:
            return None
        content, where = source.value, Where(bindings[0].block, bindings[0].point - 1, where.frame)
    if not isinstance(content, ast.Call) or content.args or not isinstance(content.func, ast.Attribute):
        return None
    if content.func.attr not in _READING:
        return None
    owner = evaluator.value(content.func.value, where)
    return content if isinstance(owner, v.PathOf) else opened(owner)
