"""The program that is to be edited, as the plan sees it: source, tree, and who stands inside whom."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Callable, Sequence

from flake8_persist.analysis.access import Span


class Subject:
    """A parsed program with its source lines."""

    def __init__(
        self,
        tree: ast.Module,
        lines: Sequence[str],
        fresh_cell: Callable[[int, int, int], int | None] | None = None,
        *,
        names_are_unique: bool = False,
    ) -> None:
        self.tree = tree
        self.fresh_cell = fresh_cell  # of a notebook: the line that makes a cell of its own, see CellProgram
        self.names_are_unique = names_are_unique  # one cell alone may bind a name, and one like _os is that cell's own
        self.lines = lines
        self._parents: dict[ast.AST, ast.AST] | None = None
        self._defined: frozenset[str] | None = None
        self._assigned: dict[str, ast.expr] | None = None

    @property
    def parents(self) -> dict[ast.AST, ast.AST]:
        if self._parents is None:
            self._parents = {}
            stack: list[ast.AST] = [self.tree]
            while stack:
                node = stack.pop()
                for child in ast.iter_child_nodes(node):
                    self._parents[child] = node
                    stack.append(child)
        return self._parents

    @property
    def defined(self) -> frozenset[str]:
        """The names of the file's own functions, methods and classes."""
        if self._defined is None:
            kinds = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
            self._defined = frozenset(node.name for node in self.parents if isinstance(node, kinds))
        return self._defined

    @property
    def constants(self) -> dict[str, ast.Constant]:
        """The variables that hold one text throughout."""
        return {name: value for name, value in self.assigned.items() if isinstance(value, ast.Constant)}

    @property
    def assigned(self) -> dict[str, ast.expr]:
        """The variables that are bound once, and to what."""
        if self._assigned is None:
            bound = Counter(
                node.id if isinstance(node, ast.Name) else node.arg
                for node in self.parents
                if isinstance(node, ast.arg) or (isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store))
            )
            self._assigned = {
                node.targets[0].id: node.value
                for node in self.parents
                if isinstance(node, ast.Assign)
                and isinstance(node.targets[0], ast.Name)
                and bound[node.targets[0].id] == 1
            }
        return self._assigned

    def segment(self, span: Span) -> str:
        """The source at a span."""
        lines = [line.encode() for line in self.lines[span.line - 1 : span.end_line]]
        lines[-1] = lines[-1][: span.end_column]
        lines[0] = lines[0][span.column :]
        return b"".join(lines).decode()

    def source(self, node: ast.expr) -> str:
        return self.segment(Span.of(node))

    def around(self, node: ast.AST) -> list[ast.AST]:
        """The nodes that hold a node, from inside out."""
        found: list[ast.AST] = []
        while (parent := self.parents.get(node)) is not None:
            found.append(parent)
            node = parent
        return found

    def top_statement(self, node: ast.AST) -> ast.stmt:
        """The statement of the module's own body that holds a node."""
        holders = [node, *self.around(node)]
        statement = holders[-2] if len(holders) > 1 else holders[0]
        assert isinstance(statement, ast.stmt)
        return statement

    def statement(self, node: ast.AST) -> ast.stmt:
        """The innermost statement that holds a node."""
        found = next(holder for holder in [node, *self.around(node)] if isinstance(holder, ast.stmt))
        assert isinstance(found, ast.stmt)
        return found

    def variable(self, node: ast.expr) -> ast.Name | None:
        """The variable that a path expression is assigned to, if it goes nowhere else."""
        for holder in self.around(node):
            if isinstance(holder, ast.Assign):
                target = holder.targets[0]
                return target if len(holder.targets) == 1 and isinstance(target, ast.Name) else None
            if not passes_on(holder):
                return None
        return None

    def loads(self, name: str, *, members: bool = False) -> list[ast.expr]:
        """Where a variable is used; with ``members``, also attributes and items of that name."""
        return [
            node
            for node in self.parents
            if isinstance(node, ast.Name | ast.Attribute | ast.Subscript)
            and isinstance(node.ctx, ast.Load)
            and _is_named(node, name, members)
        ]


def _is_named(node: ast.Name | ast.Attribute | ast.Subscript, name: str, members: bool) -> bool:
    if isinstance(node, ast.Name):
        return node.id == name
    if not members:
        return False
    if isinstance(node, ast.Attribute):
        return node.attr == name
    return isinstance(node.slice, ast.Constant) and node.slice.value == name


_PATH_BUILDERS = frozenset({"join", "Path", "PurePath", "str", "expanduser", "abspath", "normpath", "fspath", "format"})


def passes_on(node: ast.AST) -> bool:
    """Does a path that goes into this come out again, with something added?"""
    if not isinstance(node, ast.Call):
        return isinstance(node, ast.BinOp | ast.JoinedStr | ast.FormattedValue | ast.IfExp | ast.BoolOp)
    return called_name(node) in _PATH_BUILDERS


def called_name(call: ast.Call) -> str:
    """``save`` of ``torch.save(…)``."""
    function = call.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
