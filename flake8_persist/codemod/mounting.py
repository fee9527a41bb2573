"""Repairs of all but PST1: mount what is written to, at the place that is written to, beside nothing."""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping

from flake8_persist.analysis import paths
from flake8_persist.analysis.access import Access, Mount, Program, Span, Target
from flake8_persist.codemod.corrections import CODES, Corrections
from flake8_persist.codemod.edits import Edit, InsertBefore, RemoveKeyword
from flake8_persist.codemod.layout import Layout
from flake8_persist.codemod.preamble import quoted
from flake8_persist.codemod.rewriting import UNPROVED
from flake8_persist.codemod.subject import Subject
from flake8_persist.environments.model import Environment, Storage
from flake8_persist.environments.placing import expected_mount
from flake8_persist.nodes import last_name
from flake8_persist.rules.model import Finding
from flake8_persist.rules.unreadable import UNREADABLE

NO_MOUNT = "no preamble is wanted, and a mount would be one"
UNSEEN = "it is not seen where the program goes to the directory that it works in"

NO_DIRECTORY = "it is not known which directory has to be made"
NO_OS = "os is not imported above it, and to import it here might give the name another meaning"
NO_EDIT = "no edit repairs it that would leave alone what the program does"

# Why nothing is done about what nothing is done about.
_UNREPAIRED = {
    "PST206": "whether it is to be written earlier, or Drive is to be mounted again, is for its author to say",
    "PST207": "a function of the storage's own library has to write it",
}
_NEEDS_MOUNT = frozenset({"PST201", "PST202"})
_REPAIRED = _NEEDS_MOUNT | CODES | {"PST205", "PST301"}


class Repairs:
    """What is done about mounts."""

    def __init__(self) -> None:
        self.edits: list[Edit] = []
        self.repaired: list[int] = []
        self.refused: dict[int, str] = {}
        self.points: dict[str, int] = {}  # mount points to mount, each before the line of a first use


def repairs(
    subject: Subject,
    program: Program,
    layout: Layout,
    findings: Mapping[int, Finding],
    environment: Environment,
    *,
    may_mount: bool = True,
) -> Repairs:
    result = Repairs()
    first_uses = FirstUses(subject, program, environment)
    corrections = Corrections(subject, program, layout, environment)
    for number, finding in findings.items():
        if finding.code == "PST206" and finding.access is None:
            _flush(result, number, finding.span, subject)
            continue
        if finding.code.startswith("PST1") or finding.code == UNREADABLE.code:  # which says itself why
            continue
        if finding.access is None or finding.code not in _REPAIRED:
            result.refused[number] = _UNREPAIRED.get(finding.code, NO_EDIT)
            continue
        access = program.accesses[finding.access]
        if finding.code in _NEEDS_MOUNT and not may_mount:
            result.refused[number] = NO_MOUNT
        elif finding.code in _NEEDS_MOUNT:
            _mount(result, number, access, first_uses)
        elif finding.code == "PST205":
            _mount_writable(result, number, program)
        elif finding.code == "PST301":
            _make_directory(result, number, access, subject)
        else:
            if any(_is_in_drive(mount, environment) for mount in program.mounts):
                result.refused[number] = "the mount point itself is a folder of Drive"
                continue
            found = corrections.of(access, finding.code)
            if isinstance(found, str):
                result.refused[number] = found
            else:
                result.edits.extend(found)
                result.repaired.append(number)
    return result


def _flush(result: Repairs, number: int, span: Span, subject: Subject) -> None:
    """Wait for Drive before the machine goes; as the program itself calls the module."""
    drive = subject.imports.everywhere("google.colab.drive", span.line)
    if drive is None:
        result.refused[number] = "drive is not imported by then"
        return
    result.edits.append(InsertBefore(span, f"{drive}.flush_and_unmount()"))
    result.repaired.append(number)


def _mount_writable(result: Repairs, number: int, program: Program) -> None:
    mounts = [mount for mount in program.mounts if mount.read_only]
    if not all(any(keyword.arg == "readonly" for keyword in mount.node.keywords) for mount in mounts):
        result.refused[number] = UNPROVED
        return
    result.edits.extend(RemoveKeyword(Span.of(mount.node), "readonly") for mount in mounts)
    result.repaired.append(number)


def _make_directory(result: Repairs, number: int, access: Access, subject: Subject) -> None:
    """Make the directory once, before the write."""
    directories = {paths.parent(target.absolute).constant for target in access.targets} - {""}
    directory = directories.pop() if len(directories) == 1 else None
    if directory is None:
        result.refused[number] = NO_DIRECTORY
        return
    os_name = subject.imports.everywhere("os", access.span.line)
    if os_name is None:
        if subject.outline.bindings.get("os") or subject.names_are_unique:
            result.refused[number] = NO_OS
            return
        os_name = "os"  # see ``preparing``, which imports what edits need
    result.edits.append(InsertBefore(access.span, f"{os_name}.makedirs({quoted(directory)}, exist_ok=True)"))
    result.repaired.append(number)


def _mount(result: Repairs, number: int, access: Access, first_uses: FirstUses) -> None:
    for target in access.targets:
        point = first_uses.point(target) if target.storage is Storage.UNMOUNTED else None
        if point is None:
            continue
        named = first_uses.named(point)
        if not target.text.prefix.startswith("/") and (named is None or named > access.node.lineno):
            result.refused[number] = UNSEEN
            return
        result.points[point] = min(first_uses.of(point) or access.node.lineno, access.node.lineno)
        result.repaired.append(number)
        return
    result.refused[number] = UNPROVED


class FirstUses:
    """The first lines that use what is mounted, or is to be: it has to be there by then."""

    def __init__(self, subject: Subject, program: Program, environment: Environment) -> None:
        self._subject = subject
        self._program = program
        self._environment = environment
        self._lines: dict[str, int | None] = {}  # by the mount points
        self._names: dict[str, int | None] = {}

    def point(self, target: Target) -> str | None:
        return expected_mount(target.absolute.prefix, self._environment)

    def of(self, point: str) -> int | None:
        if point not in self._lines:
            self._lines[point] = self._first(point)
        return self._lines[point]

    def _first(self, point: str) -> int | None:
        lines = [
            access.node.lineno
            for access in self._program.accesses
            if any(self.point(target) == point for target in access.targets)
        ]
        named = self.named(point)
        return min(lines if named is None else [*lines, named], default=None)

    def named(self, point: str) -> int | None:
        """The first line with a text that names a mount point, whatever becomes of it, or a folder of it."""
        if point not in self._names:
            self._names[point] = self._first_named(point)
        return self._names[point]

    def _first_named(self, point: str) -> int | None:
        folders = [row.prefix for row in self._environment.mount_places if row.prefix]
        start = f"{self._environment.start_directory}/"
        near = re.escape(point.removeprefix(start)) if point.startswith(start) else "(?!)"
        names = rf"{re.escape(point)}(?![\w.-])|(?<![\w./-])(?:\./)?{near}/(?:{'|'.join(map(re.escape, folders))})"
        lines = [
            node.lineno
            for node in self._subject.outline.nodes(ast.Constant)
            if isinstance(node.value, str) and re.search(names, node.value) and self._is_used(node)
        ]
        return min(lines, default=None)

    def _is_used(self, literal: ast.Constant) -> bool:
        """Is it more than a text that stands for itself, and not the mount itself?"""
        holder = self._subject.parents[literal]
        is_mount = isinstance(holder, ast.Call) and last_name(holder.func) == "mount"
        return not is_mount and not isinstance(holder, ast.Expr)


def _is_in_drive(mount: Mount, environment: Environment) -> bool:
    """Where Drive cannot be mounted: ``/content/drive/My Drive``."""
    return mount.point is not None and expected_mount(mount.point, environment) not in (None, mount.point)
