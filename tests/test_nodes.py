"""Walking by the fields that can hold nodes finds what the standard library's walk finds."""

from __future__ import annotations

import ast
import sys

import pytest

from flake8_persist.nodes import walk

SHARED = (ast.expr_context, ast.operator, ast.unaryop, ast.boolop, ast.cmpop)  # one node stands for all

PROGRAMS = [
    "import a.b as c\nfrom d import e\ndef f(x, *y, z=1, **w): global g; del x[0], y.z\n",
    "match x:\n    case True | None: pass\n    case [1, *rest] if (y := 2): pass\n    case {'k': C(d=3), **e}: pass\n",
    "try: z = f'{a!r:>{w}}' + b[1:2, ...]\nexcept (E, F) as g: raise\nclass A(B, k=1): x: int = not -1 < 2\n",
    "{**a, 'b': lambda q=1: [c async for d in e if f]}\n",
]
if sys.version_info >= (3, 12):
    PROGRAMS.append("type X[T] = list[T]\ndef f[*U](x: U): pass\n")


@pytest.mark.parametrize("program", PROGRAMS)
def test_all_nodes_are_found_once(program: str) -> None:
    tree = ast.parse(program)
    expected = {node for node in ast.walk(tree) if not isinstance(node, SHARED)}
    found = walk(tree)
    assert set(found) == expected
    assert len(found) == len(expected)
