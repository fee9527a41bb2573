"""What works once: the first session leaves it behind, and the next one stops there.

``open(path, "x")`` and ``os.rename("tmp", "final")`` of a directory succeed on an empty disk, with which every session
used to begin. To make a directory is made to work again: see ``directories.tolerant_creation``.
"""

from __future__ import annotations

import ast
from collections import Counter

from flake8_persist.analysis.access import Access
from flake8_persist.catalog.model import Artifact, Direction, Shape
from flake8_persist.codemod.companions import Members, lists, makes_directory
from flake8_persist.codemod.directories import insists, is_tested
from flake8_persist.codemod.layout import Layout
from flake8_persist.codemod.relations import Relation, relation
from flake8_persist.codemod.subject import Subject
from flake8_persist.nodes import last_name, walk

ONCE = "the next session would stop where it finds what this one has left"

APPENDED = "it is added to and read back: the next session would find in it what this one has left, too"

_ADDING = frozenset({"create_dataset", "create_group"})  # which fail where the name is taken
_LINKING = frozenset({"os.symlink", "pathlib.Path.symlink_to"})
_RENAMING = frozenset({"os.rename", "os.replace", "os.renames", "pathlib.Path.rename", "pathlib.Path.replace"})
_MOVING = frozenset({"shutil.move", "!mv"})  # into a directory that is there
_EXCLUSIVE = ("x", "w-")
_CATCHING = frozenset(
    {"FileExistsError", "OSError", "IOError", "EnvironmentError", "Exception", "BaseException", "Error"}
)
_THERE = (Relation.SAME, Relation.BELOW, Relation.ABOVE)
_STOPPING = frozenset({"exit", "_exit", "quit", "abort"})


def works_once(subject: Subject, layout: Layout, members: Members) -> bool:
    """Does anything in a group fail, or do something else, where its result is there already?"""
    return any(
        _stops(subject, layout.accesses[index])
        or _leaves_unbound(subject, layout.accesses[index])
        or not members.keys() >= set(guarded(subject, layout, layout.accesses[index]))
        if layout.accesses[index].direction is Direction.EXISTS
        else _wants_nothing(subject, layout.accesses[index])
        if lists(layout.accesses[index])
        else _fails_again(subject, layout, index) and not _is_prepared(subject, layout, index)
        for index in members
    )


def _fails_again(subject: Subject, layout: Layout, index: int) -> bool:
    access = layout.accesses[index]
    if access.direction is not Direction.WRITE:
        return False
    name = access.api.name
    if name in _LINKING or insists(access) or _is_exclusive(access) or _adds(subject, access):
        return True
    if name not in _RENAMING and name not in _MOVING:
        return False
    sources = [one for one in layout.by_node[access.node] if layout.accesses[one].direction is Direction.DELETE]
    if any(_is_directory(layout, one) for one in sources):
        return True
    return name == "shutil.move" and _is_directory(layout, index)


def appends(subject: Subject, layout: Layout, members: Members) -> bool:
    """Does a program read back a table or archive that it adds to, and has not asked for, deleted or overwritten?"""
    for index in members:
        access = layout.accesses[index]
        if access.artifact is not Artifact.DATA or not _is_appending(access):
            continue
        places = [layout.absolute(target) for target in access.targets]
        others = [
            layout.accesses[one]
            for one in members
            if one != index
            and any(
                relation(layout.absolute(target), place) is Relation.SAME for target in members[one] for place in places
            )
        ]
        if any(one.direction is Direction.READ for one in others) and not (
            access.deleted_by
            or any(one.direction in (Direction.EXISTS, Direction.DELETE) for one in others)
            or any(one.direction is Direction.WRITE and not _is_appending(one) for one in others)
            or _is_caught(subject, access.node)
        ):
            return True
    return False


def _is_appending(access: Access) -> bool:
    call = access.node
    if access.direction is not Direction.WRITE or not isinstance(call, ast.Call) or access.api.name == "h5py.File":
        return False
    if last_name(call.func) == "open":
        return False  # whoever opens a file of lines to add some wants it to grow
    mode = access.api.mode
    position = None if mode is None else mode.position
    given = [one.value for one in call.keywords if one.arg == "mode"]
    if position is not None:
        given += call.args[position : position + 1]
    return any(isinstance(one, ast.Constant) and str(one.value).startswith("a") for one in given)


def _adds(subject: Subject, access: Access) -> bool:
    """``h5py.File(path, "a")`` and ``create_dataset``, where nothing asks whether there is one of that name."""
    call = access.node
    if access.api.name != "h5py.File" or not isinstance(call, ast.Call):
        return False
    given = [*call.args[1:2], *(one.value for one in call.keywords if one.arg == "mode")]
    if not any(isinstance(one, ast.Constant) and one.value == "a" for one in given):
        return False
    added = (one for name in _ADDING for one in subject.calls.get(name, ()))
    return any(not any(isinstance(holder, ast.If | ast.Try) for holder in subject.around(one)) for one in added)


def _is_exclusive(access: Access) -> bool:
    """``open(path, "x")``, ``path.touch(exist_ok=False)``"""
    call, mode = access.node, access.api.mode
    if not isinstance(call, ast.Call):
        return False
    if access.api.name == "pathlib.Path.touch":
        return any(one.arg == "exist_ok" and _is_false(one.value) for one in call.keywords)
    if mode is None:
        return False
    given = [one.value for one in call.keywords if one.arg == mode.parameter]
    if mode.position is not None:
        given += call.args[mode.position : mode.position + 1]
    return any(isinstance(one, ast.Constant) and str(one.value).startswith(_EXCLUSIVE) for one in given)


def _is_false(value: ast.expr) -> bool:
    return isinstance(value, ast.Constant) and not value.value


def _is_directory(layout: Layout, index: int) -> bool:
    """Does the program make or fill a directory at the place?"""
    access = layout.accesses[index]
    shown = {target.absolute.show() for target in access.targets}
    beginnings = tuple(f"{one.rstrip('/')}/" for one in shown)
    for other in layout.accesses:
        is_whole = makes_directory(other) or other.api.shape is Shape.DIR
        for target in other.targets if other.node is not access.node else ():
            place = target.absolute.show()
            if place.startswith(beginnings) or (is_whole and place in shown):
                return True
    return any(target.text.suffix.endswith("/") for target in access.targets)


def _is_prepared(subject: Subject, layout: Layout, index: int) -> bool:
    """Is it asked before, deleted before or behind, or is the failure taken care of?"""
    access = layout.accesses[index]
    return (
        bool(access.deleted_by)
        or is_tested(subject, access)
        or _is_caught(subject, access.node)
        or _is_deleted_before(layout, access)
    )


def _is_caught(subject: Subject, node: ast.AST) -> bool:
    inner = node
    for holder in subject.around(node):
        if isinstance(holder, ast.Try) and inner in holder.body:
            types = [handler.type for handler in holder.handlers]
            return any(one is None or any(map(_is_about_files, ast.walk(one))) for one in types)
        inner = holder
    return False


def _is_about_files(node: ast.AST) -> bool:
    return isinstance(node, ast.Name | ast.Attribute) and last_name(node) in _CATCHING


def _is_deleted_before(layout: Layout, access: Access) -> bool:
    places = [layout.absolute(target) for target in access.targets]
    return any(
        relation(layout.absolute(target), place) in (Relation.SAME, Relation.ABOVE)
        for other in layout.accesses
        if other.direction is Direction.DELETE and other.order < access.order and other.node is not access.node
        for target in other.targets
        for place in places
    )


def _stops(subject: Subject, access: Access) -> bool:
    """``if os.path.exists(path): raise …``, ``assert not os.path.exists(path)``"""
    holder, is_denied = _question(subject, access)
    if isinstance(holder, ast.Assert):
        return is_denied
    if not isinstance(holder, ast.If):
        return False
    body = holder.orelse if is_denied else holder.body
    return any(isinstance(one, ast.Raise) or _exits(one) for one in body)


def _wants_nothing(subject: Subject, access: Access) -> bool:
    """``assert not os.listdir(path)``, ``if len(os.listdir(path)) > 0: raise …``"""
    inner: ast.AST = access.node
    is_denied = False
    for holder in subject.around(access.node):
        match holder:
            case ast.UnaryOp(op=ast.Not()):
                is_denied = not is_denied
            case ast.Compare(ops=[ast.Eq()], comparators=[ast.Constant(value=0) | ast.List(elts=[])]):
                is_denied = not is_denied
            case ast.Assert():
                return is_denied and holder.test is inner
            case ast.If():
                body = holder.orelse if is_denied else holder.body
                return holder.test is inner and any(isinstance(one, ast.Raise) or _exits(one) for one in body)
            case ast.stmt():
                return False
        inner = holder
    return False


def _leaves_unbound(subject: Subject, access: Access) -> bool:
    """Does a program go on behind ``if not os.path.exists(path): model = train()`` with names that have no value where
    the question is answered by yes?
    """
    holder, is_denied = _question(subject, access)
    if not isinstance(holder, ast.If):
        return False
    skipped, done = (holder.body, holder.orelse) if is_denied else (holder.orelse, holder.body)
    if not skipped or subject.top_statement(holder) is not holder or any(map(_leaves, done)):
        return False
    last = skipped[-1].end_lineno or skipped[-1].lineno
    bound = [node for node in walk(*skipped) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)]
    count = Counter(node.id for node in bound)
    return any(
        len(subject.outline.bindings[name]) == within and any(load.lineno > last for load in subject.loads(name))
        for name, within in count.items()
    )


def _leaves(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.Return | ast.Raise | ast.Continue | ast.Break) or _exits(statement)


def guarded(subject: Subject, layout: Layout, access: Access) -> list[int]:
    """What is written only where a question is answered by no, and used behind it: ``raw.txt``, if it is read later, of
    ``if not os.path.exists("vocab.txt"): fetch("raw.txt") …``.
    """
    if access.direction is not Direction.EXISTS:
        return []
    holder, is_denied = _question(subject, access)
    if not isinstance(holder, ast.If):
        return []
    skipped = holder.body if is_denied else holder.orelse
    if not skipped:
        return []
    lines = range(skipped[0].lineno, (skipped[-1].end_lineno or skipped[-1].lineno) + 1)
    found = [
        index
        for index, one in enumerate(layout.accesses)
        if one.direction is Direction.WRITE and one.node.lineno in lines and layout.lost[index]
    ]
    outside = (one for one in layout.accesses if one.node.lineno not in lines) if found else ()
    others = [layout.absolute(target) for one in outside for target in one.targets]
    return [
        index
        for index in found
        for target in layout.lost[index]
        if any(relation(other, layout.absolute(target)) in _THERE for other in others)
    ]


def _question(subject: Subject, access: Access) -> tuple[ast.AST, bool]:
    """What is decided by whether something is there, and whether that is asked the other way round."""
    asked: ast.AST = access.node
    holder = subject.parents[asked]
    is_denied = isinstance(holder, ast.UnaryOp) and isinstance(holder.op, ast.Not)
    if is_denied:
        asked, holder = holder, subject.parents[holder]
    is_test = isinstance(holder, ast.Assert | ast.If) and holder.test is asked
    return (holder if is_test else asked), is_denied


def _exits(statement: ast.stmt) -> bool:
    called = statement.value if isinstance(statement, ast.Expr) else None
    return isinstance(called, ast.Call) and last_name(called.func) in _STOPPING
