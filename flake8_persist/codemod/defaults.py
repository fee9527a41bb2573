"""Where a call writes by itself, below the root."""

from __future__ import annotations

import ast
import re

from flake8_persist.analysis.access import Access, Target
from flake8_persist.analysis.text import Text, split
from flake8_persist.catalog.model import BELOW, Direction
from flake8_persist.codemod.layout import Layout
from flake8_persist.codemod.relations import Relation, relation
from flake8_persist.codemod.subject import Subject

_DATED = re.compile(r"<(?:date|time)>")
_LOOPS = (ast.For, ast.AsyncFor, ast.While, ast.ListComp, ast.DictComp, ast.GeneratorExp, ast.SetComp)


def default_place(layout: Layout, access: Access) -> str:
    """The library's default as a relative path: ``runs`` for ``runs/<date>``; empty for the working directory, also
    where the library makes a directory in it.

    What the program itself reads below the default says what the unknown part is: a program that reads
    ``runs/detect/train/results.png`` has its runs in ``runs/detect``.
    """
    if (access.api.default or "").startswith(BELOW):
        return ""
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


def is_told_elsewhere(access: Access) -> bool:
    """Is the place that of another object: ``<dls.path>/export.pkl``?"""
    return (access.api.default or "").startswith("<")


def shares_its_place(subject: Subject, layout: Layout, access: Access) -> bool:
    """Is there another call, or another turn of a loop, for which the library makes a directory with another date?"""
    if not _DATED.search(access.api.default or ""):
        return False
    if any(isinstance(holder, _LOOPS) for holder in subject.around(access.node)):
        return True
    others = (other for other in layout.accesses if other.argument is None and other.node is not access.node)
    return any(other.api.default == access.api.default for other in others)


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
