"""Which statements of a module or class bind which names, however deep in ``if`` and ``try`` they stand."""

from __future__ import annotations

import ast
import functools
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from verification import modules

_KEPT = 500  # modules and classes


class Bindings(NamedTuple):
    names: dict[str, list[ast.stmt]]
    stars: list[ast.ImportFrom]


@functools.lru_cache(maxsize=_KEPT)
def of_module(path: Path) -> Bindings:
    return _collected(modules.parsed(path).body)


@functools.lru_cache(maxsize=_KEPT)
def of_class(node: ast.ClassDef) -> Bindings:
    return _collected(node.body)


def _collected(body: Sequence[ast.stmt]) -> Bindings:
    found = Bindings({}, [])
    pending = list(reversed(body))
    while pending:
        statement = pending.pop()
        for name in _bound_names(statement):
            found.names.setdefault(name, []).append(statement)
        if isinstance(statement, ast.ImportFrom) and statement.names[0].name == "*":
            found.stars.append(statement)
        if not isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            for block in ("body", "orelse", "finalbody"):
                pending.extend(reversed(getattr(statement, block, [])))
            for part in (*getattr(statement, "handlers", []), *getattr(statement, "cases", [])):
                pending.extend(reversed(part.body))
    return found


def _bound_names(statement: ast.stmt) -> Iterator[str]:
    match statement:
        case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
            yield name
        case ast.Import(names=aliases):
            yield from (alias.asname or alias.name.partition(".")[0] for alias in aliases)
        case ast.ImportFrom(names=aliases):
            yield from (alias.asname or alias.name for alias in aliases)
        case ast.Assign(targets=targets):
            yield from (target.id for target in targets if isinstance(target, ast.Name))
        case ast.AnnAssign(target=ast.Name(id=name)):
            yield name
