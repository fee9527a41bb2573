"""Where new top-level statements go: the preamble below the imports, an import beside its like."""

from __future__ import annotations

import ast
import re
import sys
from bisect import bisect_left
from collections.abc import Sequence

from flake8_persist.codemod.locating import first_line, last_line
from flake8_persist.codemod.spacing import CELL_MARKER

_SMALL = (ast.Import, ast.ImportFrom, ast.Pass, ast.Expr, ast.Assign, ast.Raise)


def placement(tree: ast.Module, lines: Sequence[str], needed_before_line: int, after_line: int = 0) -> int | None:
    """The top-level line to put a block before; None where there is no place between the two lines.

    That is below the first imports of the file, and below the statement that holds ``after_line``. Where neither is
    above the need, it is above the top-level statement that holds ``needed_before_line`` and the comments that belong
    to it, but below the marker of a cell and below the comments that the file begins with.
    """
    index = _position(tree.body, needed_before_line)
    before = tree.body[:index]
    end = max(_end_of_imports(before), after_line)
    for statement in before:
        if first_line(statement) > end:
            break
        end = max(end, last_line(statement))
    need = first_line(tree.body[index]) if index < len(tree.body) else len(lines) + 1
    if end >= need:
        return None
    return end + 1 if end else _above_comments(lines, need)


def import_placement(tree: ast.Module, module: str, before_line: int) -> int | None:
    """The line to put ``import module``, of the standard library, before; None where there are no imports yet."""
    imports = _first_imports(tree, before_line)
    others = [statement for statement in imports if _module(statement) != "__future__"]
    standard = [statement for statement in others if _module(statement).partition(".")[0] in sys.stdlib_module_names]
    plain = [statement for statement in standard if isinstance(statement, ast.Import)]
    lower = [statement for statement in plain if _module(statement) < module]
    if lower:
        return last_line(lower[-1]) + 1
    for group in (plain, standard, others):
        if group:
            return first_line(group[0])
    return last_line(imports[-1]) + 1 if imports else None


def _position(body: Sequence[ast.stmt], line: int) -> int:
    """The index of the statement that holds a line, or of the first that shares a line with it."""
    index = bisect_left(body, line, key=last_line)
    while 0 < index < len(body) and last_line(body[index - 1]) == first_line(body[index]):
        index -= 1
    return index


def _end_of_imports(statements: Sequence[ast.stmt]) -> int:
    """The last line of the imports at the beginning; other small things may stand among them."""
    end = 0
    for statement in statements:
        if _imports(statement):
            end = last_line(statement)
        elif not _sets_up(statement) and (end or not _is_constant(statement)):
            break
    return end


def _imports(statement: ast.stmt) -> bool:
    """Whether it is an import, or a choice between imports."""
    statements = [statement]
    for one in statements:  # a choice may hold further choices, to any depth
        statements.extend(_parts(one))
    importing: set[ast.stmt] = set()
    for one in reversed(statements):  # what is inside comes first
        parts = _parts(one)
        if isinstance(one, ast.Import | ast.ImportFrom) or (
            not importing.isdisjoint(parts) and all(isinstance(part, _SMALL) or part in importing for part in parts)
        ):
            importing.add(one)
    return statement in importing


def _parts(statement: ast.stmt) -> list[ast.stmt]:
    """The statements that a choice is between."""
    if not isinstance(statement, ast.Try | ast.If):
        return []
    parts = [*statement.body, *statement.orelse]
    if isinstance(statement, ast.Try):
        parts += [*statement.finalbody, *(part for handler in statement.handlers for part in handler.body)]
    return parts


def _sets_up(statement: ast.stmt) -> bool:
    """What stands among imports: documentation, shell lines, ``sys.path.append(…)``, ``os.environ["X"] = …``."""
    if isinstance(statement, ast.Assign):
        return all(isinstance(target, ast.Subscript | ast.Attribute) for target in statement.targets)
    return isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant | ast.Call)


def _is_constant(statement: ast.stmt) -> bool:
    """``data = "in/"``, as some programs have above their imports."""
    return isinstance(statement, ast.Assign) and isinstance(statement.value, ast.Constant)


def _above_comments(lines: Sequence[str], line: int) -> int:
    """The first of the comment lines directly above ``line`` that belong to it, or ``line`` itself."""
    start = line
    while start > 1 and lines[start - 2].startswith("#"):
        if re.match(CELL_MARKER, lines[start - 2]):
            return start
        start -= 1
    return start if start > 1 else line


def _first_imports(tree: ast.Module, before_line: int) -> list[ast.Import | ast.ImportFrom]:
    """The first unbroken run of imports, each on lines of its own."""
    run: list[ast.Import | ast.ImportFrom] = []
    for statement in tree.body:
        if last_line(statement) >= before_line:
            break
        if isinstance(statement, ast.Import | ast.ImportFrom):
            if run and last_line(run[-1]) >= first_line(statement):
                break
            run.append(statement)
        elif run:
            break
    return run


def _module(statement: ast.Import | ast.ImportFrom) -> str:
    if isinstance(statement, ast.Import):
        return statement.names[0].name
    return "." * statement.level + (statement.module or "")
