"""Paths that begin wrongly: at another mount point than the program's, or beside the folders of what is mounted.

Where a variable holds the beginning and other paths need it, the path is corrected where it leaves the variable:
``ROOT + "/m.pth"`` becomes ``ROOT + "/MyDrive/m.pth"``.
"""

from __future__ import annotations

import ast
import posixpath
import re
from typing import NamedTuple

from flake8_persist.analysis.access import Access, Program, Span, Target
from flake8_persist.analysis.text import Literal
from flake8_persist.codemod import literals, variables
from flake8_persist.codemod.companions import Members
from flake8_persist.codemod.edits import Edit, Replace
from flake8_persist.codemod.layout import Layout, decisive_origin
from flake8_persist.codemod.rewriting import UNPROVED
from flake8_persist.codemod.sharing import Sharing
from flake8_persist.codemod.subject import Subject
from flake8_persist.codemod.uses import Others, Uses
from flake8_persist.environments.model import Environment, Storage
from flake8_persist.environments.placing import expected_mount

SHARED = "its beginning is also that of other places, which may be right"

_WRONG = {"PST203": Storage.UNMOUNTED, "PST204": Storage.READONLY}
CODES = frozenset(_WRONG)


class _Change(NamedTuple):
    """How a path is to begin instead."""

    old: str
    new: str

    @property
    def folder(self) -> str | None:
        """What comes behind the old beginning, if that stays."""
        return self.new[len(self.old) + 1 :] if self.new.startswith(f"{self.old}/") else None


class Corrections:
    """The edits that correct the paths of one program."""

    def __init__(self, subject: Subject, program: Program, layout: Layout, environment: Environment) -> None:
        self._subject = subject
        self._layout = layout
        self._environment = environment
        self._mounts = [mount for mount in program.mounts if mount.point is not None]
        self._uses = Uses(subject)
        self._sharings: dict[str, Sharing] = {}

    def of(self, access: Access, code: str) -> list[Edit] | str:
        """The edits that correct the paths of an access, and of all others to the same places; or why there is none."""
        found: list[Edit] = []
        for target in access.targets:
            if target.storage is not _WRONG[code]:
                continue
            for index, other in self._layout.shown[target.absolute.show()]:
                edit = self._corrected(code, index, other)
                if isinstance(edit, str):
                    return edit
                found.append(edit)
        return found or UNPROVED

    def _corrected(self, code: str, index: int, target: Target) -> Edit | str:
        access, change, sharing = self._layout.accesses[index], self._change(code, target), self._sharing(code)
        if change is None:
            return UNPROVED
        if sharing.others(target) is Others.FOLLOW:
            return _replaced_beginning(self._subject, target, change) or UNPROVED
        branch = variables.branch(self._subject, access, target)
        if branch is None or change.folder is None:
            return SHARED
        if branch.path is access.argument:
            is_alone = len(sharing.members.get(index, ())) == len(access.targets)
        else:
            is_alone = sharing.others_of_branch(target, branch) is Others.FOLLOW
        if not is_alone:
            return SHARED
        return _with_folder(self._subject, branch.base, change.folder) or SHARED

    def _change(self, code: str, target: Target) -> _Change | None:
        path = target.absolute.prefix
        points = [mount.point for mount in self._mounts if mount.point is not None]
        if not points or self._environment.root is None or target.storage is not _WRONG[code]:
            return None
        if code == "PST203":
            point = expected_mount(path, self._environment)
            return None if point is None or path == point else _Change(point, points[0])
        point = next((one for one in points if path.startswith(f"{one}/")), None)
        return None if point is None else _Change(point, f"{point}/{posixpath.basename(self._environment.root)}")

    def _sharing(self, code: str) -> Sharing:
        """The paths that are wrong, since the mount."""
        if code not in self._sharings:
            start = min((mount.order for mount in self._mounts), default=0)
            wrong: Members = {}
            for index, access in enumerate(self._layout.accesses):
                targets = tuple(target for target in access.targets if self._change(code, target) is not None)
                if targets and access.order > start:
                    wrong[index] = targets
            self._sharings[code] = Sharing(self._uses, self._layout, self._environment, wrong)
        return self._sharings[code]


def _replaced_beginning(subject: Subject, target: Target, change: _Change) -> Edit | None:
    origin = decisive_origin(target)
    first = target.text.pieces[0] if target.text.pieces else None
    if origin is None or origin.start != 0 or not isinstance(first, Literal) or not first.text.startswith(change.old):
        return None
    if not isinstance(origin.whole, ast.Constant | ast.JoinedStr):
        return None
    code = literals.replaced(subject.source(origin.whole), 0, len(change.old), change.new)
    return None if code is None else Replace(Span.of(origin.whole), code)


def _with_folder(subject: Subject, base: ast.Name, folder: str) -> Edit | None:
    """The folder between a variable and the text behind it."""
    holder = subject.parents[base]
    match holder:
        case ast.FormattedValue():
            whole = subject.parents[holder]
            assert isinstance(whole, ast.JoinedStr)
            found = re.match(rf"(?:f|rf|fr)(?:\"\"\"|'''|\"|')\{{{base.id}\}}", source := subject.source(whole), re.I)
            if found is None or source[found.end() : found.end() + 1] != "/":
                return None
            return Replace(Span.of(whole), f"{source[: found.end()]}/{folder}{source[found.end() :]}")
        case ast.BinOp(left=left, right=ast.Constant(value=str(said)) as behind) if left is base:
            is_joined = isinstance(holder.op, ast.Div)
        case ast.Call(args=[left, ast.Constant(value=str(said)) as behind, *_]) if left is base:
            is_joined = subject.called(holder) == "join"
            if not is_joined:
                return None
        case _:
            return None
    if said.startswith("/") is is_joined:
        return None
    code = literals.inserted(subject.source(behind), 0, f"{folder}/" if is_joined else f"/{folder}")
    return None if code is None else Replace(Span.of(behind), code)
