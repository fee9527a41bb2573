"""Many locations, found by how they lie to another one without a look at each of them.

They hang in a tree: ``/content/ckpt/a.pth`` below ``ckpt``, which hangs below ``content``.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Generic, TypeVar

from flake8_persist.codemod.relations import Component, Location, Partial, Relation, agree, begin_alike

Item = TypeVar("Item")


class Locations(Generic[Item]):
    """Items by their locations."""

    def __init__(self) -> None:
        self._top: _Node[Item] = _Node()

    def add(self, location: Location, item: Item) -> None:
        node = self._top
        for component in location.components:
            node = node.child(component)
        node.items.append((location, item))

    def find(self, location: Location) -> Iterator[tuple[Relation, Item]]:
        """The items that do not lie apart, each with the relation of ``location`` to its own."""
        level = [self._top]
        last = len(location.components) - 1
        for depth, component in enumerate(location.components):
            level = [child for node in level for child in node.agreeing(component)]
            if not level:
                return
            for node in level:
                for place, item in node.items:
                    if begin_alike(location, place):
                        yield (Relation.SAME if depth == last else Relation.BELOW), item
        while level:
            level = [child for node in level for child in node.children.values()]
            for node in level:
                for place, item in node.items:
                    if begin_alike(location, place):
                        yield Relation.ABOVE, item


class _Node(Generic[Item]):
    __slots__ = ("children", "items", "partial")

    def __init__(self) -> None:
        self.children: dict[Component, _Node[Item]] = {}
        self.partial: list[Partial] = []  # those of the children that may stand for several names
        self.items: list[tuple[Location, Item]] = []

    def child(self, component: Component) -> _Node[Item]:
        found = self.children.get(component)
        if found is None:
            found = self.children[component] = _Node()
            if isinstance(component, Partial):
                self.partial.append(component)
        return found

    def agreeing(self, component: Component) -> list[_Node[Item]]:
        if isinstance(component, Partial):
            return [child for other, child in self.children.items() if agree(component, other)]
        found = [self.children[component]] if component in self.children else []
        if self.partial:
            found += [self.children[other] for other in self.partial if agree(component, other)]
        return found
