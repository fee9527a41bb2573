"""The program that is to be edited, as the plan sees it: source, tree, and who stands inside whom."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property

from flake8_persist.analysis.access import Span
from flake8_persist.codemod.imports import Imports
from flake8_persist.codemod.outline import Outline
from flake8_persist.nodes import last_name

_ARCHIVES = frozenset({"zipfile", "tarfile"})


class Subject:
    """A parsed program with its source lines."""

    def __init__(
        self,
        tree: ast.Module,
        lines: Sequence[str],
        fresh_cell: Callable[[int, int, int], int | None] | None = None,
        *,
        names_are_unique: bool = False,
        strangers: frozenset[str] = frozenset(),
    ) -> None:
        self.tree = tree
        self.outline = Outline(tree)
        self.parents = self.outline.parents
        self.imports = Imports(self.outline)
        self.fresh_cell = fresh_cell  # of a notebook: the line that makes a cell of its own, see CellProgram
        self.names_are_unique = names_are_unique  # one cell alone may bind a name, and one like _os is that cell's own
        self.lines = lines
        self.strangers = strangers  # the modules it imports that nothing is known of

    @cached_property
    def calls(self) -> Mapping[str, list[ast.Call]]:
        """The calls of each name."""
        found: defaultdict[str, list[ast.Call]] = defaultdict(list)
        for call in self.outline.nodes(ast.Call):
            found[self.called(call)].append(call)
        return found

    def called(self, call: ast.Call) -> str:
        """The last name of what is called, as it is called where it comes from: ``join``, if imported as ``pjoin``."""
        function = call.func
        return self._renamed.get(function.id, function.id) if isinstance(function, ast.Name) else last_name(function)

    def module_of(self, call: ast.Call) -> str | None:
        """The top-level module that what is called is imported from, a dot where that is beside the file; None: it is
        not imported.
        """
        function = call.func
        while isinstance(function, ast.Attribute):
            function = function.value
        if not isinstance(function, ast.Name):
            return None
        for alias in self.outline.bindings.get(function.id, ()):
            statement = self.parents[alias]
            if isinstance(alias, ast.alias) and isinstance(statement, ast.Import):
                return alias.name.partition(".")[0]
            if isinstance(statement, ast.ImportFrom):
                return "." if statement.level else (statement.module or "").partition(".")[0]
        return None

    @cached_property
    def has_archives(self) -> bool:
        """Does the program import what reads archives, whose members go by names like those of files?"""
        imports = [alias.name for node in self.outline.nodes(ast.Import) for alias in node.names]
        imports += [node.module or "" for node in self.outline.nodes(ast.ImportFrom)]
        return not _ARCHIVES.isdisjoint(imports)

    @cached_property
    def _renamed(self) -> dict[str, str]:
        """The names that an import gives to something and that mean nothing else."""
        bindings = self.outline.bindings
        return {
            alias.asname: alias.name
            for node in self.outline.nodes(ast.ImportFrom)
            for alias in node.names
            if alias.asname is not None and len(bindings[alias.asname]) == 1
        }

    @cached_property
    def defined(self) -> frozenset[str]:
        """The names of the file's own functions, methods and classes."""
        return frozenset(definition.name for definition in self.outline.definitions)

    @cached_property
    def constants(self) -> dict[str, ast.Constant]:
        """The variables that hold one text throughout."""
        return {name: value for name, value in self.assigned.items() if isinstance(value, ast.Constant)}

    @cached_property
    def assigned(self) -> dict[str, ast.expr]:
        """The variables that are bound once, and to what."""
        found: dict[str, ast.expr] = {}
        for node in self.outline.nodes(ast.Assign):
            target = node.targets[0]
            if isinstance(target, ast.Name) and not self._is_bound_again(target):
                found[target.id] = node.value
        return found

    def values(self, name: str) -> Sequence[ast.expr]:
        """What a variable is bound to that is bound once, by an assignment or by a loop over what is written there."""
        if (value := self.assigned.get(name)) is not None:
            return (value,)
        bound = self.outline.bindings[name]
        loop = self.parents.get(bound[0]) if len(bound) == 1 else None
        if not isinstance(loop, ast.For | ast.comprehension) or loop.target is not bound[0]:
            return ()
        items = loop.iter
        if isinstance(items, ast.Name):
            items = self.assigned.get(items.id, items)
        return items.elts if isinstance(items, ast.Tuple | ast.List) else ()

    def _is_bound_again(self, name: ast.Name) -> bool:
        """By an assignment, a loop or the like, or as a parameter."""
        others = (node for node in self.outline.bindings[name.id] if node is not name)
        return any(isinstance(node, ast.arg) or _is_stored(node) for node in others)

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

    def is_inside_line(self, node: ast.AST) -> bool:
        """Does the statement that holds a node stand behind something else: ``if ready: save()``, ``x = 1; save()``?"""
        statement = self.statement(node)
        line = self.lines[statement.lineno - 1].encode()
        return bool(line[: statement.col_offset].strip())

    def variable(self, node: ast.expr) -> ast.Name | None:
        """The variable that a path expression is assigned to, if it goes nowhere else."""
        inner: ast.AST = node
        for holder in self.around(node):
            if isinstance(holder, ast.Assign):
                target = holder.targets[0]
                return target if len(holder.targets) == 1 and isinstance(target, ast.Name) else None
            if not passes_on(self, holder) and default_of(holder) is not inner:
                return None
            inner = holder
        return None

    def loads(self, name: str, *, members: bool = False) -> list[ast.expr]:
        """Where a variable is used; with ``members``, also attributes and items of that name."""
        found: list[ast.expr] = [node for node in self.outline.names.get(name, ()) if isinstance(node.ctx, ast.Load)]
        if members:
            found += [node for node in self._members.get(name, ()) if isinstance(node.ctx, ast.Load)]
        return found

    @cached_property
    def _members(self) -> dict[str, list[ast.Attribute | ast.Subscript]]:
        found: dict[str, list[ast.Attribute | ast.Subscript]] = {}
        for attribute in self.outline.nodes(ast.Attribute):
            found.setdefault(attribute.attr, []).append(attribute)
        for item in self.outline.nodes(ast.Subscript):
            if isinstance(item.slice, ast.Constant) and isinstance(item.slice.value, str):
                found.setdefault(item.slice.value, []).append(item)
        return found


def _is_stored(node: ast.AST) -> bool:
    return isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)


PATH_BUILDERS = frozenset({"join", "Path", "PurePath", "str", "expanduser", "abspath", "normpath", "fspath", "format"})


_ASKING = frozenset({"get", "getenv"})


def passes_on(subject: Subject, node: ast.AST) -> bool:
    """Does a path that goes into this come out again, with something added?"""
    if not isinstance(node, ast.Call):
        return isinstance(node, ast.BinOp | ast.JoinedStr | ast.FormattedValue | ast.IfExp | ast.BoolOp)
    return subject.called(node) in PATH_BUILDERS


def default_of(node: ast.AST) -> ast.expr | None:
    """``"out"`` of ``os.environ.get("OUT", "out")``: what comes out where nothing is found."""
    if isinstance(node, ast.Call) and len(node.args) == 2 and last_name(node.func) in _ASKING:
        return node.args[1]
    return None
