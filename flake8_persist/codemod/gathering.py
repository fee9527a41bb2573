"""Directories that gather: the program takes in what lies there, and then writes one more file to it.

``for f in os.listdir("parts"): …`` before ``merged.to_csv("parts/all.csv")`` finds the parts on an empty disk, with
which every session used to begin; in what is kept, the next session would find the merged file among them.
"""

from __future__ import annotations

import ast

from flake8_persist.analysis.access import Access, Target
from flake8_persist.analysis.text import LISTED, Literal
from flake8_persist.catalog.model import Artifact, Direction
from flake8_persist.codemod.companions import Members, lists
from flake8_persist.codemod.layout import Layout
from flake8_persist.codemod.moments import Moments
from flake8_persist.codemod.relations import Location, agree, begin_alike
from flake8_persist.codemod.subject import Subject

GATHERED = "it is written where the program takes in all that is there: the next session would take it in, too"

_COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
_Place = tuple[Access, Target, Location]


def gathers(subject: Subject, layout: Layout, moments: Moments, members: Members) -> bool:
    """Would the next session take in, with the other files of a directory, what this one writes after these?"""
    accesses = layout.accesses
    if not any(lists(accesses[index]) for index in members):
        return False
    reads: list[_Place] = []
    writes: list[_Place] = []
    for index, targets in members.items():
        access = accesses[index]
        for target in targets:
            if access.direction is Direction.WRITE and access.artifact is not Artifact.DIR:
                writes.append((access, target, layout.absolute(target)))
            elif access.direction is Direction.READ and not lists(access) and _first_found(target) is not None:
                reads.append((access, target, layout.absolute(target)))
    for reading, found, place in reads:
        if _sorts_out(subject, reading.node):
            continue
        before = [one for one in writes if moments.earlier(one[0], one[1], reading, found)]
        known = {where.shown for _, _, where in before}
        depth = _first_found(found)
        if not depth or not any(_lie_together(place, where, depth) for _, _, where in before):
            continue  # what an earlier session has left is looked for
        for writing, target, where in writes:
            is_later = moments.earlier(reading, found, writing, target) and where.shown not in known
            if is_later and len(where.components) == depth + 1 and _lie_together(place, where, depth + 1):
                return True
    return False


def _first_found(target: Target) -> int | None:
    """Which component of a path is a name that a listing has given; None: none is."""
    slashes = 0
    for piece in target.absolute.pieces:
        if isinstance(piece, Literal):
            slashes += piece.text.count("/")
        else:
            return slashes if piece.name == LISTED else None
    return None


def _lie_together(one: Location, other: Location, depth: int) -> bool:
    """Are the first components of two paths the same, as far as they are known?"""
    first, second = one.components[:depth], other.components[:depth]
    return len(first) == len(second) == depth and begin_alike(one, other) and all(map(agree, first, second))


def _sorts_out(subject: Subject, node: ast.AST) -> bool:
    """Is not everything read that is found: ``if name.endswith(".csv")``?"""
    for holder in subject.around(node):
        if isinstance(holder, ast.If | ast.IfExp | ast.Try):
            return True
        if isinstance(holder, ast.For) and any(isinstance(one, ast.If | ast.Try) for one in holder.body):
            return True
        if isinstance(holder, _COMPREHENSIONS) and any(one.ifs for one in holder.generators):
            return True
    return False
