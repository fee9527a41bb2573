"""Who binds a name: every way in which a name, an attribute or an item gets a value, entered in its block."""

from __future__ import annotations

import ast
from collections.abc import Callable

from flake8_persist.analysis import scopes as s


class Binder:
    def __init__(self, module: s.Scope) -> None:
        self.module = module
        self.stores: dict[str, list[s.Store]] = {}
        self.aliases: set[str] = set()
        self.same: dict[tuple[s.Scope, str], set[str]] = {}  # names that may stand for one object: same = names

    def bind(self, name: str, source: s.Source, block: s.Block, point: int) -> None:
        scope = block.scope
        while scope.kind is s.ScopeKind.COMPREHENSION and isinstance(source, s.Assigned) and scope.parent:
            block = scope.block or block  # a walrus binds outside its comprehension
            scope = scope.parent
        root = s.root_name(name)
        if root in scope.globals:
            self.module.outside.setdefault(name, []).append(s.Binding(name, source, block, point))
            return
        if root in scope.nonlocals:
            outer = scope.parent
            while outer is not None and outer.parent is not None and root not in outer.body.entries:
                outer = outer.parent
            if outer is not None:
                outer.outside.setdefault(name, []).append(s.Binding(name, source, block, point))
            return
        if root != name:
            scope.derived.setdefault(root, set()).add(name)
        elif root in scope.derived and not _names_its_item(source):
            self.enter(root + "=", s.Binding(root, s.Rebound(), block, point))
        self.enter(name, s.Binding(name, source, block, point))

    def enter(self, name: str, binding: s.Binding) -> None:
        block = binding.block
        block.entries.setdefault(name, []).append(binding)
        while block.owner is not None:
            compound = block.owner
            block = compound.block
            entries = block.entries.setdefault(name, [])
            if entries and entries[-1] is compound:
                return
            entries.append(compound)

    def target(
        self,
        target: ast.expr,
        make: Callable[[tuple[s.Place, ...]], s.Source],
        block: s.Block,
        point: int,
        value: ast.expr | None = None,
    ) -> None:
        """Bind what stands left of ``=``; ``make`` gives the source for a place in the pattern."""
        stack: list[tuple[ast.expr, tuple[s.Place, ...]]] = [(target, ())]
        while stack:
            node, unpack = stack.pop()
            if isinstance(node, ast.Name):
                source = make(unpack)
                if isinstance(value, ast.Name) and not unpack:
                    self.same.setdefault((block.scope, node.id), set()).add(value.id)
                    self.same.setdefault((block.scope, value.id), set()).add(node.id)
                if unpack or isinstance(source, s.Looped):
                    self.aliases.add(node.id)
                self.bind(node.id, source, block, point)
            elif isinstance(node, ast.Tuple | ast.List):
                stack.extend(zip(node.elts, [(*unpack, place) for place in _places(node.elts)], strict=True))
            elif isinstance(node, ast.Starred):
                stack.append((node.value, unpack))
            elif isinstance(node, ast.Attribute | ast.Subscript):
                self.store(node, make(unpack), block, point)
                if value is not None and not unpack:
                    block.events.append(s.StoreEvent(node, value, point))

    def store(self, node: ast.Attribute | ast.Subscript, source: s.Source, block: s.Block, point: int) -> None:
        key = s.item_key(node)
        if key is not None:
            self.bind(key, source, block, point)
        base: ast.expr = node
        while isinstance(base, ast.Attribute | ast.Subscript):
            base = base.value
        if isinstance(base, ast.Name):
            self.bind(base.id, s.Stored(node, source), block, point)
            self.share(base.id, block, point)
        store = s.Store(node.value, source, block, point)
        part = s.part_of(node)
        if part is not None:
            self.stores.setdefault(part, []).append(store)
        if isinstance(node, ast.Attribute):
            if isinstance(source, s.Assigned) and may_be_function(source.value):
                self.aliases.add(node.attr)
            owner = block.scope.parent
            if owner is not None and owner.kind is s.ScopeKind.CLASS:
                owner.stores.setdefault(node.attr, []).append(store)

    def update(self, call: ast.Call, block: s.Block, point: int) -> None:
        """``names.append(...)``, ``cfg["paths"].update(...)``: the container has a new value."""
        assert isinstance(call.func, ast.Attribute)
        container = call.func.value
        if isinstance(container, ast.Name):
            self.bind(container.id, s.Updated(call), block, point)
            self.share(container.id, block, point)
        elif isinstance(container, ast.Attribute | ast.Subscript):
            self.store(container, s.Updated(call), block, point)

    def share(self, name: str, block: s.Block, point: int) -> None:
        """What happens to an object happens to all names for it."""
        for other in sorted(self.same.get((block.scope, name), ())):
            self.bind(other, s.Shared(name), block, point)


def _places(pattern: list[ast.expr]) -> list[s.Place]:
    """Where the items stand: behind a starred name they are counted from the end."""
    count = len(pattern)
    star = next((number for number, one in enumerate(pattern) if isinstance(one, ast.Starred)), count)
    return [
        number if number < star else (s.Rest(star, count - star - 1) if number == star else number - count)
        for number in range(count)
    ]


def may_be_function(value: ast.expr) -> bool:
    if isinstance(value, ast.IfExp):
        return may_be_function(value.body) or may_be_function(value.orelse)
    return isinstance(value, ast.Lambda | ast.Name | ast.Attribute | ast.Call | ast.Subscript)


def _names_its_item(source: s.Source) -> bool:
    """Does it leave alone what is known of other items?"""
    return isinstance(source, s.Stored) and s.item_key(source.target) is not None
