"""marimo notebooks: Python files whose cells are functions.

::

    @app.cell
    def _(pd):
        sales = pd.read_csv("sales.csv")
        return (sales,)

A cell names in its signature what it takes from others, and returns what others take from it; marimo runs the cells
in the order that follows from these names. Here the cells come in that order, without what surrounds their code.
"""

from __future__ import annotations

import ast
import enum
import io
import re
import tokenize
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from flake8_persist.notebooks import dataflow
from flake8_persist.notebooks import lines as ln
from flake8_persist.notebooks.dataflow import Names
from flake8_persist.notebooks.parsing import parsed

_IMPORT = re.compile(r"^import marimo\b", re.MULTILINE)
_APP = re.compile(r"^(?P<app>\w+) = marimo\.App\(", re.MULTILINE)
_DECORATORS = {"cell": "cell", "function": "top level", "class_definition": "top level"}
_LONE_CR = re.compile(r"\r(?!\n)")
_NOTHING = Names(frozenset(), frozenset())


class Kind(enum.Enum):
    CELL = "cell"
    TOP_LEVEL = "top level"  # one function or class, which any cell can use as it is
    SETUP = "setup"  # runs first; any cell can use its names as they are
    UNPARSABLE = "unparsable"  # kept in a string, since it is not Python


class Cell(NamedTuple):
    kind: Kind
    lines: tuple[str, ...]  # of the file: the code alone
    first: int  # the line of the first of them, 0-based
    start: int  # the first line of the whole cell
    head: range  # the lines of the signature
    returns: range  # the lines of the return statement; empty where there is none
    node: ast.stmt
    names: Names

    @property
    def returned(self) -> list[str]:
        """The names that the cell returns."""
        match self.node:
            case ast.FunctionDef(body=[*_, ast.Return(ast.Tuple(parts))]):
                return [part.id for part in parts if isinstance(part, ast.Name)]
            case ast.FunctionDef(body=[*_, ast.Return(ast.Name(name))]):
                return [name]
        return []

    @property
    def indentation(self) -> str:
        """What every line of the code begins with, in the file."""
        first = next((line for line in self.lines if line.strip()), "")
        return "" if self.kind is Kind.TOP_LEVEL else ln.indentation(first)

    @property
    def source(self) -> str:
        return "".join(line.removeprefix(self.indentation) for line in self.lines)


@dataclass(frozen=True)
class Marimo:
    text: str
    cells: tuple[Cell, ...]  # in the order in which they run
    dormant: tuple[Cell, ...]  # which never run: disabled, or in need of what is disabled
    app: str  # what the file calls it

    @property
    def setup(self) -> Cell | None:
        return next((cell for cell in self.cells if cell.kind is Kind.SETUP), None)

    @property
    def wants_setup(self) -> bool:
        """Must a new cell be the one that runs first, since functions on top level can use nothing else?"""
        return self.setup is None and any(cell.kind is Kind.TOP_LEVEL for cell in self.cells)


def may_be(source: str) -> bool:
    return _app(source) is not None


def parse(text: str) -> Marimo | None:
    """None: the file is something else, or its cells are written in a way that marimo does not write."""
    app, tree = _app(text), parsed(text)
    if app is None or not isinstance(tree, ast.Module) or _LONE_CR.search(text):
        return None
    lines = ln.split(text)
    kinds = [(statement, kind) for statement in tree.body if (kind := _kind(statement, app)) is not None]
    cells = [cell for statement, kind in kinds if (cell := _cell(statement, kind, lines)) is not None]
    run = dataflow.order([cell.names for cell in cells])
    if len(kinds) != len(cells) or run is None:
        return None
    live, dormant = _parted(sorted((cells[index] for index in run), key=lambda cell: cell.kind is not Kind.SETUP))
    return Marimo(text, tuple(live), tuple(dormant), app)


def _app(source: str) -> str | None:
    """What the app is called that is made last, below the import."""
    imported = _IMPORT.search(source) if "marimo.App(" in source else None
    found = list(_APP.finditer(source, imported.end())) if imported else []
    return found[-1]["app"] if found else None


def _parted(cells: Sequence[Cell]) -> tuple[list[Cell], list[Cell]]:
    """The cells that run, and those that do not."""
    live: list[Cell] = []
    dormant: list[Cell] = []
    missing: set[str] = set()
    for cell in cells:
        if _is_disabled(cell.node) or missing & cell.names.needed:
            dormant.append(cell)
            missing |= cell.names.defined
        else:
            live.append(cell)
    return live, dormant


def _kind(statement: ast.stmt, app: str) -> Kind | None:
    match statement:
        case ast.With(items=[ast.withitem(context)]) | ast.AsyncWith(items=[ast.withitem(context)]):
            return Kind.SETUP if _dotted(context) == f"{app}.setup" else None
        case ast.Expr(ast.Call() as call):
            return Kind.UNPARSABLE if _dotted(call) == f"{app}._unparsable_cell" else None
        case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
            for decorator in statement.decorator_list[:1]:
                owner, _, name = _dotted(decorator).rpartition(".")
                if owner == app and name in _DECORATORS:
                    return Kind(_DECORATORS[name])
    return None


def _cell(statement: ast.stmt, kind: Kind, lines: Sequence[str]) -> Cell | None:
    """None: its code shares a line with what surrounds it."""
    start, after = statement.lineno - 1, statement.end_lineno or statement.lineno
    head = returns = range(after, after)
    if isinstance(statement, ast.Expr):
        return Cell(kind, tuple(lines[start:after]), start, start, head, returns, statement, _NOTHING)
    assert isinstance(statement, ast.With | ast.AsyncWith | ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
    decorators = [] if isinstance(statement, ast.With | ast.AsyncWith) else statement.decorator_list
    first = (decorators[0].end_lineno if decorators else None) or 0
    if kind is not Kind.TOP_LEVEL:
        first = _end_of_head(lines, start) + 1
        head = range(start, first)
        after = _with_comments(lines, after, statement.body[0].col_offset)
        if isinstance(statement.body[-1], ast.Return):
            returns = range(statement.body[-1].lineno - 1, statement.body[-1].end_lineno or 0)
        if first > statement.body[0].lineno - 1 or _shares_line(statement.body):
            return None
    code = list(lines[first : returns.start or after])
    while code and not code[-1].strip():
        code.pop()
    made = Cell(
        kind, tuple(code), first, decorators[0].lineno - 1 if decorators else start, head, returns, statement, _NOTHING
    )
    tree = parsed(made.source)
    return made._replace(names=dataflow.names_of(tree)) if isinstance(tree, ast.Module) else None


def _shares_line(body: Sequence[ast.stmt]) -> bool:
    return len(body) > 1 and isinstance(body[-1], ast.Return) and body[-2].end_lineno == body[-1].lineno


def _with_comments(lines: Sequence[str], after: int, margin: int) -> int:
    """The line behind a block, and behind the comments at its end."""
    end = after
    for index in range(after, len(lines)):
        line = lines[index]
        if line.strip():
            if len(ln.indentation(line)) < margin:
                break
            end = index + 1
    return end


def _end_of_head(lines: Sequence[str], first: int) -> int:
    """The line of the colon that ends a signature."""
    depth = 0
    for token in tokenize.generate_tokens(io.StringIO("".join(lines[first:])).readline):
        if token.string in ("(", "[", "{"):
            depth += 1
        elif token.string in (")", "]", "}"):
            depth -= 1
        elif token.string == ":" and not depth:
            return first + token.start[0] - 1
    raise AssertionError("a signature without an end has been parsed")


def _is_disabled(statement: ast.stmt) -> bool:
    decorators = getattr(statement, "decorator_list", [])
    return any(
        keyword.arg == "disabled" and isinstance(keyword.value, ast.Constant) and keyword.value.value is True
        for decorator in decorators[:1]
        if isinstance(decorator, ast.Call)
        for keyword in decorator.keywords
    )


def _dotted(node: ast.expr) -> str:
    """``app.cell`` of ``app.cell`` and of ``app.cell(…)``."""
    if isinstance(node, ast.Call):
        node = node.func
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        return f"{node.value.id}.{node.attr}"
    return ""
