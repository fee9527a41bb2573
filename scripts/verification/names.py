"""What a dotted name stands for: followed through re-exports, lazy imports, aliases and base classes by the text alone.

A name can lead to several definitions (a stub beside a module, the two branches of an ``if``): all of them are given.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple, Union

from verification import bindings, modules
from verification.modules import Module, Tree

Function = Union[ast.FunctionDef, ast.AsyncFunctionDef]  # noqa: UP007 - evaluated by Python 3.10, too


class Package(NamedTuple):
    """A module, or a folder of modules."""

    name: str


class Class(NamedTuple):
    node: ast.ClassDef
    module: Module


class Callable(NamedTuple):
    node: Function
    module: Module
    bound: bool  # a method, whose first parameter is the receiver


class Instance(NamedTuple):
    of: Class


Target = Union[Package, Class, Callable, Instance]  # noqa: UP007 - evaluated by Python 3.10, too


class Names:
    """The names of one tree; what it imports from elsewhere is looked for in the ``others``."""

    def __init__(self, own: Tree, others: Sequence[Tree] = ()) -> None:
        self._own = own
        self._by_root: dict[str, list[Tree]] = {}
        for tree in (own, *others):
            for root in tree.roots:
                self._by_root.setdefault(root, []).append(tree)
        self._members: dict[tuple[object, str], list[Target]] = {}

    @property
    def folder(self) -> Path:
        return self._own.folder

    def resolve(self, name: str, *, elsewhere: bool = False) -> list[Target]:
        """All that the name leads to; nothing if its first part is not in the tree itself, unless ``elsewhere``."""
        root, *rest = name.split(".")
        targets: list[Target] = [Package(root)] if elsewhere or root in self._own.roots else []
        for part in rest:
            targets = _once(member for target in targets for member in self.members(target, part))
        return targets

    def mentions(self, word: str) -> bool:
        """Does the word stand anywhere in the tree's Python?"""
        expression = re.compile(rf"\b{re.escape(word)}\b")
        return any(expression.search(modules.text(module.path)) for module in self._own.all())

    def members(self, target: Target, name: str) -> list[Target]:
        key = (_identity(target), name)
        if key not in self._members:
            self._members[key] = []  # for cycles of imports
            self._members[key] = _once(self._member(target, name))
        return self._members[key]

    def lineage(self, cls: Class) -> list[Class]:
        """The class and its bases, nearest first."""
        found = [cls]
        for one in found:
            for base in one.node.bases:
                bases = self._evaluated(base, one.module)
                found.extend(target for target in bases if isinstance(target, Class) and target not in found)
        return found

    def _member(self, target: Target, name: str) -> Iterator[Target]:
        match target:
            case Package(package):
                yield from self._of_package(package, name)
            case Class() | Instance():
                yield from self._of_class(target if isinstance(target, Class) else target.of, name)

    def _of_package(self, package: str, name: str) -> Iterator[Target]:
        found = False
        for module in self._modules(package):
            for target in self._in_scope(module, name):
                found = True
                yield target
        if self._is_package(f"{package}.{name}"):
            found = True
            yield Package(f"{package}.{name}")
        if not found:
            yield from self._lazy(package, name)

    def _in_scope(self, module: Module, name: str) -> Iterator[Target]:
        bound = bindings.of_module(module.path)
        for statement in bound.names.get(name, ()):
            yield from self._bound(statement, name, module, None)
        for star in bound.stars:
            package = _absolute(star, module)
            if self._exports(package, name):
                yield from self.members(Package(package), name)

    def _exports(self, package: str, name: str) -> bool:
        """May ``import *`` bring the name? Parsing all that a large library's ``import *`` lead to takes minutes."""
        listed = [modules.exported(module.path) for module in self._modules(package)]
        return not listed or any(names is None or name in names for names in listed)

    def _of_class(self, cls: Class, name: str) -> Iterator[Target]:
        for one in self.lineage(cls):
            statements = bindings.of_class(one.node).names.get(name, ())
            for statement in statements:
                yield from self._bound(statement, name, one.module, one)
            if statements:
                return
            patched = self._patched(one, name)
            if patched:
                yield from patched
                return

    def _patched(self, cls: Class, name: str) -> list[Target]:
        """Functions that a decorator such as ``@patch`` puts into the class that their first parameter names."""
        found: list[Target] = []
        for tree in self._trees(cls.module.name):
            for module in tree.all():
                if "@patch" in modules.text(module.path):
                    for statement in bindings.of_module(module.path).names.get(name, ()):
                        if isinstance(statement, ast.FunctionDef) and _patches(statement, cls.node.name):
                            found.append(Callable(statement, module, bound=True))
        return found

    def _lazy(self, package: str, name: str) -> Iterator[Target]:
        """Definitions below the package, if the package names it in a string: the ways to be lazy are many."""
        quoted = (f'"{name}"', f"'{name}'")
        if not any(mark in modules.text(module.path) for module in self._modules(package) for mark in quoted):
            return
        for tree in self._trees(package):
            for module in tree.all():
                if module.name.startswith(f"{package}.") and name in modules.text(module.path):
                    for statement in bindings.of_module(module.path).names.get(name, ()):
                        if isinstance(statement, (ast.FunctionDef, ast.ClassDef)):
                            yield from self._bound(statement, name, module, None)

    def _bound(self, statement: ast.stmt, name: str, module: Module, owner: Class | None) -> Iterator[Target]:
        match statement:
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                yield Callable(statement, module, bound=owner is not None)
            case ast.ClassDef():
                yield Class(statement, module)
            case ast.Import():
                for alias in statement.names:
                    if alias.asname == name:
                        yield Package(alias.name)
                    elif alias.asname is None and alias.name.partition(".")[0] == name:
                        yield Package(name)
            case ast.ImportFrom():
                for alias in statement.names:
                    if (alias.asname or alias.name) == name:
                        yield from self.members(Package(_absolute(statement, module)), alias.name)
            case ast.Assign(value=value) | ast.AnnAssign(value=ast.expr() as value):
                yield from self._evaluated(value, module, owner)
            case ast.AnnAssign(annotation=annotation):
                for target in self._evaluated(annotation, module, owner):
                    yield Instance(target) if isinstance(target, Class) else target

    def _evaluated(self, node: ast.expr, module: Module, owner: Class | None = None) -> Iterator[Target]:
        match node:
            case ast.Name(id=name):
                bound = bindings.of_class(owner.node).names.get(name, []) if owner is not None else []
                before = [one for one in bound if node not in ast.walk(one)]  # in ``save = save`` the second is outside
                for statement in before:
                    yield from self._bound(statement, name, module, owner)
                if not before:
                    yield from self._scope(module, name)
            case ast.Attribute(value=value, attr=name):
                for target in list(self._evaluated(value, module, owner)):
                    yield from self.members(target, name)
            case ast.Subscript(value=value):
                yield from self._evaluated(value, module, owner)
            case ast.IfExp(body=body, orelse=orelse):
                yield from self._evaluated(body, module, owner)
                yield from self._evaluated(orelse, module, owner)
            case ast.BoolOp(values=values):
                for value in values:
                    yield from self._evaluated(value, module, owner)
            case ast.Call():
                yield from self._called(node, module, owner)

    def _scope(self, module: Module, name: str) -> Iterator[Target]:
        key = (module.path, name)
        if key not in self._members:
            self._members[key] = []
            self._members[key] = _once(self._in_scope(module, name))
        yield from self._members[key]

    def _called(self, call: ast.Call, module: Module, owner: Class | None) -> Iterator[Target]:
        """An instance of a class; or what was passed in, as decorators and ``partial`` give back; or a lazy module."""
        for target in list(self._evaluated(call.func, module, owner)):
            if isinstance(target, Class):
                yield Instance(target)
        for argument in (*call.args, *(keyword.value for keyword in call.keywords)):
            if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                if "." in argument.value and self._is_package(argument.value):
                    yield Package(argument.value)
            else:
                yield from self._evaluated(argument, module, owner)

    def _trees(self, name: str) -> list[Tree]:
        return self._by_root.get(name.partition(".")[0], [])

    def _is_package(self, name: str) -> bool:
        return any(name in tree.packages for tree in self._trees(name))

    def _modules(self, name: str) -> list[Module]:
        for tree in self._trees(name):
            found = list(tree.named(name))
            if found:
                return found
        return []


def _identity(target: Target) -> object:
    match target:
        case Package(name):
            return name
        case Instance(cls):
            return ("instance", id(cls.node))
    return id(target.node)


def _once(targets: Iterable[Target]) -> list[Target]:
    return list({_identity(target): target for target in targets}.values())


def _absolute(statement: ast.ImportFrom, module: Module) -> str:
    if not statement.level:
        return statement.module or ""
    parts = module.package.split(".")
    base = parts[: len(parts) - statement.level + 1]
    return ".".join([*base, *([statement.module] if statement.module else [])])


def _patches(function: ast.FunctionDef, cls: str) -> bool:
    decorated = any(ast.unparse(decorator).startswith("patch") for decorator in function.decorator_list)
    first = next(iter([*function.args.posonlyargs, *function.args.args]), None)
    annotation = ast.unparse(first.annotation) if first is not None and first.annotation is not None else ""
    return (
        decorated and cls in annotation.replace("(", " ").replace(")", " ").replace(",", " ").replace("|", " ").split()
    )
