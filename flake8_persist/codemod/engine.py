"""Edits in, new source out, line by line; or the reason why not.

The concrete tree carries the edits out. Two checks that share nothing with it decide whether the result counts: the
same edits on the abstract tree must give the same program (``proof``), and every line that no edit claims must still
be what it was (``accounting``). This module is imported only when something is to be fixed: it loads libcst.
"""

from __future__ import annotations

import ast
from collections.abc import Sequence

from libcst import ParserSyntaxError

from flake8_persist.codemod.accounting import LineChange, account, lines_of
from flake8_persist.codemod.concrete import read
from flake8_persist.codemod.edits import Edit, EditError, InsertAt
from flake8_persist.codemod.grafting import graft
from flake8_persist.codemod.locating import Sites, locate, parse
from flake8_persist.codemod.match_patterns import demand_shallow
from flake8_persist.codemod.operations import Ground, operations
from flake8_persist.codemod.proof import prove
from flake8_persist.notebooks.restoring import EditedLine


def carry_out(python: str, edits: Sequence[Edit]) -> list[EditedLine]:
    """The lines of ``python`` after all of ``edits``; raise :class:`EditError` if one of them cannot be proved."""
    if not edits:
        return account(python, python, ())
    tree = parse(python)
    sites = locate(tree, python, edits)
    demand_shallow(tree, lines_of(python))
    try:
        result, changes = _grafted(python, tree, sites, edits)
    except RecursionError as error:
        raise EditError("nested too deeply") from error
    except (ParserSyntaxError, UnicodeError) as error:
        raise EditError(f"libcst cannot read it: {error}") from error
    prove(tree, sites, edits, result)
    return account(python, result, changes)


def _grafted(python: str, tree: ast.Module, sites: Sites, edits: Sequence[Edit]) -> tuple[str, list[LineChange]]:
    lines = lines_of(python)
    encoded = [line.encode() for line in lines]
    spans = [edit.span for edit in edits if not isinstance(edit, InsertAt)]
    ground = Ground(lines, encoded, tree, sites, read(python, encoded, spans))
    todo = operations(edits, ground)
    return graft(ground.concrete.module, todo), [operation.lines for operation in todo]
