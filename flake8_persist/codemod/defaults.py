"""Where a call writes by itself, below the root."""

from __future__ import annotations

from flake8_persist.analysis.access import Access, Target
from flake8_persist.analysis.text import Text, split
from flake8_persist.catalog.model import Direction
from flake8_persist.codemod.layout import Layout
from flake8_persist.codemod.relations import Relation, relation


def default_place(layout: Layout, access: Access) -> str:
    """The library's default as a relative path: ``runs`` for ``runs/<date>``; empty for the working directory.

    What the program itself reads below the default says what the unknown part is: a program that reads
    ``runs/detect/train/results.png`` has its runs in ``runs/detect``.
    """
    target = access.targets[0]
    parts = [part for part in split(target.text, "/") if part.constant not in ("", ".")]
    place: list[str] = []
    for number, part in enumerate(parts):
        name = part.constant
        if name is None:
            name = _seen(layout, target, number - len(parts))
        if name is None:
            break
        place.append(name)
    return "/".join(place)


def _seen(layout: Layout, target: Target, from_end: int) -> str | None:
    """The component that paths below the target have in place of an unknown one."""
    depth = len(split(target.absolute, "/")) + from_end
    for access in layout.accesses:
        if access.direction not in (Direction.READ, Direction.EXISTS):
            continue
        for other in access.targets:
            if relation(layout.absolute(other), layout.absolute(target)) is Relation.BELOW:
                component: Text = split(other.absolute, "/")[depth]
                if component.constant is not None:
                    return component.constant
    return None
