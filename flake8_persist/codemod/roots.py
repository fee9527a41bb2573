"""The name that holds the persistent directory: the program's own, or one that has to be set first."""

from __future__ import annotations

import ast
import posixpath
from typing import NamedTuple

from flake8_persist.analysis.access import Access, Program
from flake8_persist.analysis.text import text
from flake8_persist.catalog.model import Artifact, Direction, Kind, Shape
from flake8_persist.codemod.directories import is_tested
from flake8_persist.codemod.layout import Layout, decisive_origin
from flake8_persist.codemod.locating import last_line
from flake8_persist.codemod.relations import Relation, located, relation
from flake8_persist.codemod.subject import Subject
from flake8_persist.codemod.words import is_command
from flake8_persist.environments.model import Environment, Storage

NAME = "PERSIST_ROOT"

_FILES = (Shape.FILE, Shape.FILE_OR_HANDLE, Shape.URL_OR_PATH)
_LISTING = frozenset({"os.listdir", "os.scandir"})  # others take a directory that is missing for an empty one
_SILENT = "cv2"  # says nothing where it can neither read nor write
_AT_ONCE = (ast.Expr, ast.Assign, ast.AnnAssign, ast.AugAssign, ast.With, ast.withitem, ast.Module)
_PERHAPS = (ast.Lambda, ast.IfExp, ast.BoolOp, ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)


class RootName(NamedTuple):
    name: str
    set_on: int | None  # the line behind which the program's own name holds; None: it has to be set


def root_name(subject: Subject, program: Program, layout: Layout, environment: Environment, before: int) -> RootName:
    """A root that the program has already at a line, whoever wrote it, else ours."""
    directories: dict[str, int | None] = {}  # the names of those that are there, and the lines that set them
    own = _assignment(subject, NAME) if NAME in subject.outline.bindings else None
    if own is not None and own < before:
        return RootName(NAME, own)
    for access in program.accesses:
        for target in access.targets:
            origin = decisive_origin(target)
            if target.storage is not Storage.PERSISTENT or origin is None or origin.start:
                continue
            if access.direction is Direction.READ and target.text.prefix.endswith("/."):
                continue  # all that is in it: data, which what is written does not belong to
            found = _named_directory(subject, origin.whole, target.text.prefix)
            if found is None:
                continue
            name, directory = found
            if name not in directories:
                line = _assignment(subject, name)
                is_there = line is not None and line < before and _is_there(subject, program, layout, directory, before)
                directories[name] = line if is_there or _is_folder(program, environment, directory, before) else None
            line = directories[name]
            if line is not None and line < before:
                return RootName(name, line)
    return RootName(NAME, None)


def _named_directory(subject: Subject, literal: ast.expr, path: str) -> tuple[str, str] | None:
    """The variable whose whole value is a literal that begins a longer path, and its value."""
    statement = subject.parents.get(literal)
    if not isinstance(statement, ast.Assign) or not isinstance(literal, ast.Constant):
        return None
    name = statement.targets[0]
    if len(statement.targets) != 1 or not isinstance(name, ast.Name) or not isinstance(literal.value, str):
        return None
    if subject.names_are_unique and name.id.startswith("_"):
        return None  # of one cell alone
    longer = len(path) > len(literal.value.rstrip("/")) and not literal.value.endswith("/")
    return (name.id, literal.value) if longer else None


def _assignment(subject: Subject, name: str) -> int | None:
    """The last line of the top-level statement that sets a name on all its branches, and nothing else sets it anywhere;
    None: there is none.
    """
    bindings = subject.outline.bindings[name]
    statement = subject.top_statement(bindings[0])
    is_alone = all(
        isinstance(subject.parents[node], ast.Assign)
        and subject.outline.is_at_module_level(node)
        and subject.top_statement(node) is statement
        for node in bindings
    )
    return last_line(statement) if is_alone and _always_sets([statement], name) else None


def _is_folder(program: Program, environment: Environment, directory: str, before: int) -> bool:
    """Is it a folder that storage has by itself, ``/content/drive/MyDrive``, and mounted by a line?"""
    path = posixpath.normpath(directory)
    kept = [row.prefix for row in environment.mount_places if row.storage is Storage.PERSISTENT]
    points = [mount.point for mount in program.mounts if mount.point is not None and mount.node.lineno < before]
    if any(path == posixpath.join(point, prefix) for point in points for prefix in kept):
        return True
    return any(path == row.prefix for row in environment.places if row.storage is Storage.PERSISTENT)


def _is_there(subject: Subject, program: Program, layout: Layout, directory: str, before: int) -> bool:
    """Has the program made a directory, or used what is in it, in every run that comes to a line; and does not delete
    it?
    """
    place = located(text(posixpath.normpath(directory)))
    is_there = False
    for access in program.accesses:
        for target in access.targets:
            kind = relation(layout.absolute(target), place)
            if access.direction is Direction.DELETE and kind in (Relation.SAME, Relation.ABOVE):
                return False
            if target.storage is Storage.PERSISTENT and kind in (Relation.SAME, Relation.BELOW) and not is_there:
                is_there = access.node.lineno < before and _proves(subject, access, kind)
    return is_there


def _proves(subject: Subject, access: Access, kind: Relation) -> bool:
    """Is the directory there, once this is done?"""
    if not _happens(subject, access) or access.silenced_on is not None:
        return False
    if access.direction is Direction.WRITE and access.artifact is Artifact.DIR:
        return True
    if is_command(access) or access.api.kind not in (Kind.FUNCTION, Kind.METHOD):
        return False
    if access.direction is Direction.READ and access.api.name in _LISTING:
        return True
    return (
        access.direction in (Direction.READ, Direction.WRITE)
        and access.api.shape in _FILES
        and kind is Relation.BELOW
        and not access.api.name.startswith(f"{_SILENT}.")
    )


def _happens(subject: Subject, access: Access) -> bool:
    """Does a run that comes to what follows come through this?"""
    around = subject.around(access.node)
    tested = [holder for holder in around if isinstance(holder, ast.If)] if is_tested(subject, access) else []
    return all(
        holder in tested
        or isinstance(holder, _AT_ONCE)
        or (isinstance(holder, ast.expr | ast.keyword) and not isinstance(holder, _PERHAPS))
        for holder in around
    )


def _always_sets(body: list[ast.stmt], name: str) -> bool:
    for statement in body:
        if isinstance(statement, ast.Assign):
            if any(isinstance(target, ast.Name) and target.id == name for target in statement.targets):
                return True
        elif isinstance(statement, ast.If):
            if _always_sets(statement.body, name) and _always_sets(statement.orelse, name):
                return True
        elif isinstance(statement, ast.Try):
            tried = _always_sets([*statement.body, *statement.orelse], name)
            if tried and all(_always_sets(handler.body, name) for handler in statement.handlers):
                return True
    return False
