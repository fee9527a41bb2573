"""What has to stand above the first edit: the mount, the root, the modules that they need."""

from __future__ import annotations

import ast
import posixpath
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from flake8_persist.analysis.access import Program
from flake8_persist.codemod import preamble
from flake8_persist.codemod.edits import Edit, InsertAt
from flake8_persist.codemod.imports import free_name
from flake8_persist.codemod.mounting import FirstUses, Repairs
from flake8_persist.codemod.placement import import_placement, placement
from flake8_persist.codemod.rewriting import Root
from flake8_persist.codemod.roots import RootName
from flake8_persist.codemod.subject import Subject
from flake8_persist.environments.model import Environment

NO_PLACE = "there is no line at which the root could be set before it is used"
NO_PREAMBLE = "no preamble is wanted, and the program sets no PERSIST_ROOT above it"
_DRIVE = "google.colab.drive"


def _place(subject: Subject, need: int, after: int = 0) -> int | None:
    """The line to put a block before; in a notebook one that makes a cell of its own, if there is one."""
    line = placement(subject.tree, subject.lines, need, after)
    if line is None or subject.fresh_cell is None:
        return line
    return subject.fresh_cell(line, need, after) or line


class Reached(NamedTuple):
    """The root, and how the modules that edits need are reached in this file."""

    names: Root
    set_on: int | None  # the line behind which the program has set the root itself
    missing: tuple[tuple[str, str], ...]  # modules to import, under which names
    tempfile: str


def reached(subject: Subject, root: RootName, place: str, before: int) -> Reached:
    """The names that edits may use: those that the file has imported before a line, else new ones."""
    line = _place(subject, before) or before
    taken = subject.outline.bindings
    missing: list[tuple[str, str]] = []

    def known(module: str) -> str | None:
        name = subject.imports.everywhere(module, line)
        return None if name is not None and subject.names_are_unique and name.startswith("_") else name

    def name_of(module: str) -> str:
        name = known(module)
        if name is not None:
            return name
        later = None if subject.names_are_unique else subject.imports.everywhere(module, len(subject.lines) + 1)
        is_meant = not subject.names_are_unique and subject.imports.means(module)
        name = later or (module if is_meant else free_name(module, taken))
        missing.append((module, name))
        return name

    os_name, tempfile_name, shutil_name = name_of("os"), name_of("tempfile"), name_of("shutil")
    name = root.name if root.set_on is not None else free_name(root.name, taken)
    pathlib = known("pathlib")
    path_name = known("pathlib.Path") or (pathlib and f"{pathlib}.Path")
    return Reached(
        Root(name, os_name, shutil_name, path_name, "%" not in place),
        root.set_on,
        tuple(missing),
        tempfile_name,
    )


def needed_by(subject: Subject, program: Program, environment: Environment, mounts: Repairs, root: str | None) -> int:
    """The line by which storage has to be mounted; ``root`` is that of the block, if there is to be one."""
    lines = [1 << 60, *mounts.points.values()]
    if root is not None and environment.mounts and not program.mounts:
        used = FirstUses(subject, program, environment).of(_mount_point(root))
        lines += [] if used is None else [used]
    return min(lines)


def preparation(
    subject: Subject,
    program: Program,
    environment: Environment,
    names: Reached,
    edits: Sequence[Edit],
    mounts: Repairs,
    root: str,
    need: int,
    form: preamble.Form,
) -> tuple[Edit, ...] | str:
    """The edits that have to go with others, or why there are none. ``need``: as in :func:`needed_by`."""
    uses_root = any(names.names.name in code for code in _codes(edits))
    first = min((_line(edit) for edit in edits), default=len(subject.lines) + 1)
    if not uses_root or names.set_on is not None:
        mounting = _mount_only(subject, mounts, need)
        if isinstance(mounting, str):
            return mounting
        if names.set_on is not None and uses_root and names.set_on >= first:
            return NO_PLACE
        imports = _imports(subject, names, edits, first, needed=())
        line = _place(subject, first)
        if imports.above and line is None:
            return NO_PLACE
        above = [InsertAt(line or first, "\n".join(imports.above))] if imports.above else []
        return (*mounting, *imports.edits, *above)
    first = min(first, need)
    if form is preamble.Form.NONE:
        return NO_PREAMBLE
    mount = _mount_before(subject, program, first)
    after = mount[1] if mount is not None else 0
    line = _place(subject, first, after)
    if line is None:
        return NO_PLACE
    own = preamble.Names(names.names.name, _drive_name(subject), names.names.os, names.tempfile)
    block = _block(environment, own, root, mount[0] if mount is not None else None, form)
    imports = _imports(subject, names, edits, line, needed=preamble.MODULES)
    return (*imports.edits, InsertAt(line, preamble.with_imports(block, imports.above)))


class _Imports(NamedTuple):
    edits: list[Edit]
    above: list[str]  # for which there is no place but a block of their own


def _imports(subject: Subject, names: Reached, edits: Sequence[Edit], line: int, *, needed: Sequence[str]) -> _Imports:
    """The modules that the block or the edits need, and that the file has not imported by a line."""
    found = _Imports([], [])
    for module, name in sorted(names.missing):
        if module not in needed and not any(f"{name}." in code for code in _codes(edits)):
            continue
        place = import_placement(subject.tree, module, line)
        if place is None:
            found.above.append(preamble.importing(module, name))
        else:
            found.edits.append(InsertAt(place, preamble.importing(module, name)))
    return found


def _block(environment: Environment, names: preamble.Names, root: str, mounted: str | None, form: preamble.Form) -> str:
    is_plain = form is preamble.Form.PLAIN
    if environment.mounts:
        if mounted is not None:
            return preamble.mounted(root, names)
        write = preamble.mounting_always if is_plain else preamble.mounting
        return write(root, _mount_point(root), names)
    if is_plain:
        return preamble.mounted(root, names)
    if environment.landmarks:
        return preamble.where_present(root, posixpath.normpath(environment.root or root), names)
    return preamble.configured(root, names)


def _mount_point(root: str) -> str:
    """``/content/drive`` of ``/content/drive/MyDrive/project``."""
    parts = root.split("/")
    for number, part in enumerate(parts):
        if number > 1 and part in ("MyDrive", "My Drive", "Shareddrives", "Shared drives"):
            return "/".join(parts[:number])
    return "/content/drive"


def _mount_before(subject: Subject, program: Program, line: int) -> tuple[str, int] | None:
    """The mount point and last line of a mount that every run comes through before a line."""
    for mount in program.mounts:
        statement = subject.top_statement(mount.node)
        plain = isinstance(statement, ast.Expr) and statement.value is mount.node
        end = statement.end_lineno or statement.lineno
        if plain and mount.point is not None and not mount.read_only and end < line:
            return mount.point, end
    return None


def _mount_only(subject: Subject, mounts: Repairs, need: int) -> tuple[Edit, ...] | str:
    """Mount what is written to; those paths exist on Colab alone, so nothing is guarded."""
    if not mounts.points:
        return ()
    line = _place(subject, need)
    if line is None:
        return NO_PLACE
    drive, new = subject.imports.expression(_DRIVE, line), _drive_name(subject)
    calls = [f"{drive or new}.mount({preamble.quoted(point)})" for point in mounts.points]
    code = "\n".join(calls) if drive else "\n".join([preamble.importing_drive(new), "", *calls])
    return (InsertAt(line, code),)


def _drive_name(subject: Subject) -> str:
    """``drive``, unless the file uses that name for something else."""
    bindings = subject.outline.bindings
    means_else = any(_binds_else(node, subject.parents[node]) for node in bindings.get("drive", ()))
    return free_name("drive", bindings) if means_else else "drive"


def _binds_else(node: ast.AST, holder: ast.AST) -> bool:
    """Does what binds the name ``drive`` make it anything but ``google.colab.drive``?"""
    if isinstance(node, ast.alias):
        return not (isinstance(holder, ast.ImportFrom) and holder.module == "google.colab" and node.name == "drive")
    return not isinstance(node, ast.Global | ast.Nonlocal)


def _codes(edits: Iterable[Edit]) -> list[str]:
    return [code for edit in edits if isinstance(code := getattr(edit, "code", ""), str)]


def _line(edit: Edit) -> int:
    return edit.line if isinstance(edit, InsertAt) else edit.span.line
