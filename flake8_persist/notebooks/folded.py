"""Programs that an export has folded into a string: ``get_ipython().run_cell_magic('time', '', 'x = 1\\n')``.

nbconvert makes such a call of every cell that begins with a magic. Under ``%%time`` and the like stands Python, which
runs in the notebook's own namespace: what it imports, binds and writes belongs to the program as any other cell does.
Its statements take the place of the call, and all of them stand where the call stands.
"""

from __future__ import annotations

import ast
from typing import NamedTuple

from flake8_persist.nodes import last_name
from flake8_persist.notebooks import cells
from flake8_persist.notebooks.masking import PYTHON_CELLS
from flake8_persist.notebooks.parsing import parsed


class Unfolded(NamedTuple):
    tree: ast.Module
    lines: frozenset[int] = frozenset()  # of the calls whose programs were read


def unfolded(tree: ast.Module, python: str) -> Unfolded:
    """The tree of ``python`` with the programs in place of their calls; the nodes of ``tree`` stay as they are."""
    if "run_cell_magic" not in python:
        return Unfolded(tree)
    body: list[ast.stmt] = []
    lines: set[int] = set()
    for statement in tree.body:
        program = _program(statement)
        if program is None:
            body.append(statement)
        else:
            body.extend(program)
            lines.add(statement.lineno)
    return Unfolded(ast.Module(body, tree.type_ignores), frozenset(lines)) if lines else Unfolded(tree)


def _program(statement: ast.stmt) -> list[ast.stmt] | None:
    """The statements that a cell holds in its string; None: it is no such cell, or not all of it can be read."""
    if not isinstance(statement, ast.Expr) or not isinstance(call := statement.value, ast.Call):
        return None
    if last_name(call.func) != "run_cell_magic" or len(call.args) != 3:
        return None
    name, _, text = (one.value if isinstance(one, ast.Constant) else None for one in call.args)
    if name not in PYTHON_CELLS or not isinstance(text, str):
        return None
    document = cells.program((text,))
    outcome = parsed(document.python)
    if document.omissions or not isinstance(outcome, ast.Module):
        return None
    for node in ast.walk(outcome):
        if isinstance(node, ast.stmt | ast.expr | ast.excepthandler | ast.arg | ast.keyword | ast.alias | ast.pattern):
            ast.copy_location(node, call)
    return outcome.body
