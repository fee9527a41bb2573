"""Directories that moved writes need: who creates them, and what has to be added."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from flake8_persist.analysis.access import Access, Span, Target
from flake8_persist.analysis.paths import parent
from flake8_persist.catalog.model import Artifact, Direction, Shape
from flake8_persist.codemod.edits import AddKeyword, Edit, InsertBefore, Replace
from flake8_persist.codemod.layout import Layout
from flake8_persist.codemod.locations import Locations
from flake8_persist.codemod.relations import Location, Relation, located
from flake8_persist.codemod.rewriting import Root, below_root
from flake8_persist.codemod.subject import Subject, passes_on
from flake8_persist.codemod.words import is_command
from flake8_persist.environments.model import Environment
from flake8_persist.nodes import last_name

_ONCE = (ast.NamedExpr, ast.Await, ast.Yield, ast.YieldFrom, ast.Lambda)
_COMPREHENSIONS = (ast.Lambda, ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)

_ASKING = frozenset({"exists", "isdir", "is_dir", "isfile", "is_file"})

# What a directory that outlives the session must be created with, for it may be there already; and how many positional
# arguments may stand before that.
_TOLERANT = {
    "os.mkdir": (("exist_ok", 2),),
    "os.makedirs": (("exist_ok", 2),),
    "shutil.copytree": (("dirs_exist_ok", 6),),
    "pathlib.Path.mkdir": (("parents", 1), ("exist_ok", 2)),
}


def tolerant_creation(subject: Subject, access: Access, root: Root) -> Iterator[Edit]:
    """A moved ``os.mkdir(d)`` becomes ``os.makedirs(d, exist_ok=True)``: in the next session it is there."""
    call = access.node
    if not isinstance(call, ast.Call) or access.api.name not in _TOLERANT or is_tested(subject, access):
        return
    if access.direction is not Direction.WRITE or _is_answered(subject, call):
        return
    given = {keyword.arg for keyword in call.keywords}
    if access.api.name == "os.mkdir":
        if isinstance(call.func, ast.Attribute):
            yield Replace(Span.of(call.func), f"{subject.source(call.func.value)}.makedirs")
        else:
            yield Replace(Span.of(call.func), f"{root.os}.makedirs")
    for name, before in _TOLERANT[access.api.name]:
        if name not in given and len(call.args) <= before:
            yield AddKeyword(Span.of(call), name, "True")


def _is_answered(subject: Subject, call: ast.Call) -> bool:
    """``try: os.mkdir(d)`` … ``except FileExistsError: print("it is there")``"""
    statement = subject.parents[call]
    attempt = subject.parents.get(statement)
    if not isinstance(attempt, ast.Try) or attempt.body != [statement]:
        return False
    caught = (one for handler in attempt.handlers if handler.type is not None for one in ast.walk(handler.type))
    return any(isinstance(one, ast.Name) and one.id == "FileExistsError" for one in caught)


def insists(access: Access) -> bool:
    """``os.makedirs(d, exist_ok=False)``: does the program want to be told that a directory is there already?"""
    call = access.node
    if not isinstance(call, ast.Call) or access.api.name not in _TOLERANT:
        return False
    name, before = _TOLERANT[access.api.name][-1]
    given = [*call.args[before : before + 1], *(keyword.value for keyword in call.keywords if keyword.arg == name)]
    return any(not (isinstance(value, ast.Constant) and value.value) for value in given)


def is_tested(subject: Subject, access: Access) -> bool:
    """``if not os.path.exists(d): os.mkdir(d)`` is tolerant already."""
    place = None if access.argument is None else ast.dump(access.argument)
    return any(
        isinstance(holder, ast.If)
        and any(
            isinstance(asked, ast.Call)
            and last_name(asked.func) in _ASKING
            and any(ast.dump(one) == place for one in (*asked.args, getattr(asked.func, "value", asked)))
            for asked in ast.walk(holder.test)
        )
        for holder in subject.around(access.node)
    )


class Need(NamedTuple):
    """A directory that has to be there before a write."""

    access: Access
    code: str  # the statement that makes it


def needs(
    subject: Subject,
    layout: Layout,
    moved: Mapping[int, Sequence[Target]],
    edits: Sequence[Edit],
    environment: Environment,
    root: Root,
) -> list[Need] | None:
    """What a group of moved accesses needs and nobody makes; None where one of these places is not known.

    ``edits`` are those that move the group.
    """
    accesses = layout.accesses
    provided: Locations[int] = Locations()  # and when
    for index, targets in moved.items():
        access = accesses[index]
        if access.direction is Direction.WRITE and (_creates(access) or access.api.shape is Shape.DIR):
            for target in targets:
                provided.add(_provided(layout, access, target), access.order)
    replacements: dict[int, list[Replace]] = {}
    for edit in edits:
        if isinstance(edit, Replace):
            replacements.setdefault(edit.span.line, []).append(edit)
    found: list[Need] = []
    for index, targets in moved.items():
        access = accesses[index]
        if access.direction is not Direction.WRITE or _creates(access) or not (access.argument or is_command(access)):
            continue
        open_ends = [target for target in targets if not _is_there(provided, located(parent(target.absolute)), access)]
        places = {_directory(target, environment) for target in open_ends} - {""}
        if not places:
            continue
        code = None if _opens_cell(access) else _creation(subject, access, places, replacements, root)
        if code is None:
            return None
        found.append(Need(access, code))
    return found


def insertions(subject: Subject, found: Sequence[Need]) -> Iterator[Edit]:
    """``os.makedirs`` before the writes; once, where it is made for the whole program."""
    done: set[str] = set()
    for need in sorted(found, key=lambda one: one.access.order):
        if need.code in done:
            continue
        if subject.top_statement(need.access.node) is subject.statement(need.access.node):
            done.add(need.code)
        yield InsertBefore(need.access.span, need.code)


def _opens_cell(access: Access) -> bool:
    """``%%writefile prep/a.py``: nothing can stand above it in its cell."""
    return isinstance(access.node, ast.Call) and last_name(access.node.func) == "run_cell_magic"


def _creates(access: Access) -> bool:
    return access.artifact is Artifact.DIR or bool(access.api.creates_parents)


def _provided(layout: Layout, created: Access, target: Target) -> Location:
    """The directory that is there after an access: the one that is made or filled, or the parent of the file."""
    is_directory = created.artifact is Artifact.DIR or created.api.shape is Shape.DIR
    return layout.absolute(target) if is_directory else located(parent(target.absolute))


def _is_there(provided: Locations[int], directory: Location, access: Access) -> bool:
    """Is a directory provided before an access? With one go those above it."""
    found = provided.find(directory)
    return any(kind in (Relation.SAME, Relation.ABOVE) and order <= access.order for kind, order in found)


def _directory(target: Target, environment: Environment) -> str | None:
    """Where below the root the target's directory is; None where that is not wholly known."""
    directory = parent(target.text)
    if not directory.pieces:
        return ""
    return below_root(target._replace(text=directory), environment)


def _creation(
    subject: Subject,
    access: Access,
    places: Collection[str | None],
    replacements: Mapping[int, Sequence[Replace]],
    root: Root,
) -> str | None:
    """The statement that makes the directory: by its name, or as that of the path. ``replacements``: by their lines."""
    only = next(iter(places)) if len(places) == 1 else None
    if only is not None:
        shown = only.replace("\\", "\\\\").replace('"', '\\"').replace("{", "{{").replace("}", "}}")
        return f'{root.os}.makedirs(f"{{{root.name}}}/{shown}", exist_ok=True)'
    path = _moved_argument(subject, access, replacements)
    return None if path is None else f"{root.os}.makedirs({root.os}.path.dirname({path}), exist_ok=True)"


def _moved_argument(subject: Subject, access: Access, replacements: Mapping[int, Sequence[Replace]]) -> str | None:
    """The path argument as it will be, if it can be evaluated twice."""
    argument = access.argument
    if argument is None or argument.lineno != argument.end_lineno:
        return None
    if any(_happens_once(subject, node) for node in ast.walk(argument)):
        return None
    if any(isinstance(holder, _COMPREHENSIONS) for holder in subject.around(argument)):
        return None
    whole = Span.of(argument)
    source = subject.source(argument).encode()
    inner = [edit for edit in replacements.get(whole.line, ()) if whole.holds(edit.span)]
    for edit in sorted(set(inner), reverse=True):
        start, end = edit.span.column - whole.column, edit.span.end_column - whole.column
        source = source[:start] + edit.code.encode() + source[end:]
    return source.decode()


def _happens_once(subject: Subject, node: ast.AST) -> bool:
    return isinstance(node, _ONCE) or (isinstance(node, ast.Call) and not passes_on(subject, node))
