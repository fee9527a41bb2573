"""Directories that moved writes need: who creates them, and what has to be added."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping, Sequence

from flake8_persist.analysis.access import Access, Span, Target
from flake8_persist.catalog.model import Artifact, Direction
from flake8_persist.codemod.edits import AddKeyword, Edit, InsertBefore, Replace
from flake8_persist.codemod.relations import Relation, relation
from flake8_persist.codemod.rewriting import Root, below_root
from flake8_persist.codemod.subject import Subject
from flake8_persist.environments.model import Environment

# What a directory that outlives the session must be created with: it may be there already.
_TOLERANT = {
    "os.mkdir": (("exist_ok", "True"),),
    "os.makedirs": (("exist_ok", "True"),),
    "pathlib.Path.mkdir": (("parents", "True"), ("exist_ok", "True")),
}


def tolerant_creation(subject: Subject, access: Access, root: Root) -> Iterator[Edit]:
    """A moved ``os.mkdir(d)`` becomes ``os.makedirs(d, exist_ok=True)``: in the next session it is there."""
    call = access.node
    if not isinstance(call, ast.Call) or access.api.name not in _TOLERANT or _is_tested(subject, call):
        return
    given = {keyword.arg for keyword in call.keywords}
    if access.api.name == "os.mkdir" and len(call.args) == 1:
        if isinstance(call.func, ast.Attribute):
            yield Replace(Span.of(call.func), f"{subject.source(call.func.value)}.makedirs")
        else:
            yield Replace(Span.of(call.func), f"{root.os}.makedirs")
    for name, value in _TOLERANT[access.api.name]:
        if name not in given and len(call.args) <= 1:
            yield AddKeyword(Span.of(call), name, value)


def _is_tested(subject: Subject, call: ast.Call) -> bool:
    """``if not os.path.exists(d): os.mkdir(d)`` is tolerant already."""
    return any(
        isinstance(holder, ast.If)
        and any(
            isinstance(node, ast.Attribute | ast.Name)
            and (node.attr if isinstance(node, ast.Attribute) else node.id) in ("exists", "isdir", "is_dir")
            for node in ast.walk(holder.test)
        )
        for holder in subject.around(call)
    )


def missing(
    subject: Subject,
    accesses: Sequence[Access],
    moved: Mapping[int, Sequence[Target]],
    environment: Environment,
    root: Root,
) -> Iterator[Edit]:
    """``os.makedirs`` before moved writes whose directory nobody creates."""
    created = [
        (accesses[index].order, target)
        for index, targets in moved.items()
        if accesses[index].direction is Direction.WRITE and _creates(accesses[index])
        for target in targets
    ]
    done: set[str] = set()
    for index in sorted(moved, key=lambda one: accesses[one].order):
        access = accesses[index]
        if access.direction is not Direction.WRITE or access.artifact is Artifact.DIR or access.api.creates_parents:
            continue
        if access.argument is None:
            continue
        for target in moved[index]:
            if any(order <= access.order and _provides(one, target) for order, one in created):
                continue
            code = _creation(subject, access, target, environment, root)
            if code is None or code in done:
                continue
            if subject.top_statement(access.node) is subject.statement(access.node):
                done.add(code)
            yield InsertBefore(access.span, code)
            break


def _creates(access: Access) -> bool:
    return access.artifact is Artifact.DIR or bool(access.api.creates_parents)


def _provides(created: Target, written: Target) -> bool:
    """Does creating the one (a directory, or a file with its parents) provide the directory of the other?"""
    kind = relation(created.absolute, written.absolute)
    return kind is Relation.ABOVE or kind is Relation.SAME


def _creation(subject: Subject, access: Access, target: Target, environment: Environment, root: Root) -> str | None:
    """The statement that creates the directory of a target; None where it lies in the root itself."""
    place = below_root(target, environment)
    if place is not None:
        directory = place.rpartition("/")[0]
        if not directory:
            return None
        shown = directory.replace("\\", "\\\\").replace('"', '\\"').replace("{", "{{").replace("}", "}}")
        return f'{root.os}.makedirs(f"{{{root.name}}}/{shown}", exist_ok=True)'
    return None
