"""Files that a program fetches by hand: ``f.write(requests.get(url).content)``. They can be had again where they are.

Only what was asked for as it lies there counts: the answer to a ``post`` may have been made for this program alone.
"""

from __future__ import annotations

import ast
from typing import NamedTuple

from flake8_persist.analysis import scopes as s
from flake8_persist.analysis import values as v
from flake8_persist.analysis.byte_copies import opened
from flake8_persist.analysis.evaluate import Evaluator
from flake8_persist.analysis.frames import Where

_FETCHING = frozenset({"requests.get", "httpx.get", "urllib.request.urlopen", "urllib2.urlopen"})
_SESSIONS = frozenset({"requests.Session", "requests.session", "httpx.Client"})
_COPYING = "shutil.copyfileobj"
_CONTENT = frozenset({"content", "raw", "text"})  # of an answer
_READING = frozenset({"iter_bytes", "iter_content", "read", "decode"})
_WRITING = frozenset({"write", "write_bytes", "write_text"})
_DRIVE = "MediaIoBaseDownload"  # of googleapiclient.http: writes to the handle that it is given
NAMES = frozenset({_DRIVE})
_STEPS = 6  # from what is written back to the call that fetched it


class Written(NamedTuple):
    """What is written by one call to a file that another one opened, or by itself."""

    writer: ast.expr
    is_fetched: bool


def written(evaluator: Evaluator, callee: v.Value, call: ast.Call, where: Where) -> Written | None:
    """What a call writes to a file, if it does."""
    if isinstance(callee, v.Symbol) and call.args:
        if callee.name.rpartition(".")[2] == _DRIVE:
            handle = opened(evaluator.value(call.args[0], where))
            return None if handle is None else Written(handle, True)
        if callee.name == _COPYING and len(call.args) >= 2:
            handle = opened(evaluator.value(call.args[1], where))
            return None if handle is None else Written(handle, _is_fetched(evaluator, call.args[0], where))
    if isinstance(callee, v.Method) and callee.name in _WRITING and len(call.args) == 1:
        writer = call if isinstance(callee.receiver, v.PathOf) else opened(callee.receiver)
        return None if writer is None else Written(writer, _is_fetched(evaluator, call.args[0], where))
    return None


def _is_fetched(evaluator: Evaluator, content: ast.expr, where: Where) -> bool:
    for _ in range(_STEPS):
        if isinstance(content, ast.Name):
            bindings = evaluator.reaching.at(content.id, where.block, where.point).bindings
            source = bindings[-1].source if bindings else None
            found = _source(source)
            if found is None:
                return False
            content, where = found, Where(bindings[-1].block, bindings[-1].point - 1, where.frame)
        elif isinstance(content, ast.Attribute) and content.attr in _CONTENT:
            content = content.value
        elif isinstance(content, ast.Call):
            if isinstance(content.func, ast.Attribute) and content.func.attr in _READING:
                content = content.func.value
                continue
            called = evaluator.value(content.func, where)
            name = called.name if isinstance(called, v.Symbol) else _spelled(content.func)
            if name in _FETCHING or name in _SESSIONS:
                return True
            if not isinstance(content.func, ast.Attribute) or content.func.attr != "get":
                return False
            content = content.func.value  # of a session
        else:
            return False
    return False


def _spelled(node: ast.expr) -> str:
    """``requests.get`` where a star import, or another notebook, has brought in ``requests``."""
    is_plain = isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)
    return f"{node.value.id}.{node.attr}" if is_plain else ""  # type: ignore[attr-defined]


def _source(source: s.Source | None) -> ast.expr | None:
    """The expression that a name stands for, or that a loop over chunks goes through."""
    if isinstance(source, s.Assigned) and not source.unpack:
        return source.value
    if isinstance(source, s.Looped) and not source.unpack:
        wrapped = source.iterable  # tqdm(r.iter_content(1024))
        is_shown = isinstance(wrapped, ast.Call) and isinstance(wrapped.func, ast.Name) and wrapped.args
        return wrapped.args[0] if is_shown and isinstance(wrapped, ast.Call) else wrapped
    if isinstance(source, s.Entered) and not source.unpack:
        return source.context
    return None
