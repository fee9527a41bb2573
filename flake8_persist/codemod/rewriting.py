"""From a place that moves to the edit that moves it: its literal, or else the expression around it."""

from __future__ import annotations

import ast
import functools
import re
from typing import NamedTuple, TypeGuard

from flake8_persist.analysis.access import Access, Span, Target
from flake8_persist.analysis.paths import parent
from flake8_persist.analysis.text import Literal, Origin, Piece, Text, begins_anywhere, split
from flake8_persist.catalog.model import Place
from flake8_persist.codemod import literals
from flake8_persist.codemod.layout import decisive_origin
from flake8_persist.codemod.subject import Subject
from flake8_persist.environments.model import Environment
from flake8_persist.nodes import last_name

_FIELD = r"(?:%[-\d.]*[a-z]|\{[^{}]*\})\Z"
_NAMERS = frozenset({"with_name", "with_stem", "with_suffix"})  # take a name, and no path

UNPROVED = "the beginning of its path is not a literal that can be edited"


class Root(NamedTuple):
    """The name that holds the persistent directory, and how it is reached."""

    name: str
    os: str  # the name of the module os
    shutil: str
    path: str | None  # how pathlib.Path is reached; None: not imported
    plain: bool = True  # is there no percent sign in it, which a template would take for its own?


def dropped(target: Target, environment: Environment) -> int:
    """How many characters at the beginning of the path say that it lies on the machine: ``./``, ``/content/``."""
    text = target.text.prefix
    for start in _local_beginnings(environment) if text.startswith(("/", "~")) else ():
        if text == start.rstrip("/") and target.text.constant == text:
            return len(text)
        if text.startswith(start):
            return len(start)
    count = 0
    while text[count:].startswith(("./", "../")):
        count += 2 if text[count:].startswith("./") else 3
    if text[count:] in (".", "..") and target.text.constant is not None:
        return len(text)
    return count


def dropped_behind(target: Target, environment: Environment) -> str:
    """What is dropped behind the literal, or the variable's value, that begins the path: ``/yolov5``; without a slash.

    ``HERE + "/yolov5/runs"`` lies in a directory that the program works in, which is a part of the machine, too.
    """
    first, count = target.text.pieces[0], dropped(target, environment)
    begun = len(first.text) if isinstance(first, Literal) else 0
    return target.text.prefix[begun:count].rstrip("/") if count > begun else ""


@functools.lru_cache(maxsize=4)  # one run looks at the files of one or two platforms
def _local_beginnings(environment: Environment) -> list[str]:
    """The prefixes that stand for the machine's disk, the longest first."""
    known = [place.prefix for place in environment.places if place.storage.is_lost]
    known.extend(filter(None, (environment.start_directory, environment.home, "~", "/tmp")))
    return sorted({f"{prefix.rstrip('/')}/" for prefix in known}, key=len, reverse=True)


def below_root(target: Target, environment: Environment) -> str | None:
    """Where below the root the target goes; None where that is not wholly known."""
    text = target.text.constant
    if text is None:
        return None
    return text[dropped(target, environment) :].strip("/")


def named(target: Target, environment: Environment) -> Text | None:
    """What the literal that begins the path names by itself; None: the machine's disk, or a part of a name."""
    first = target.text.pieces[0]
    if not isinstance(first, Literal):
        return None
    own, rest = _halves(target.text, first)
    if dropped(target, environment) >= len(own.prefix.rstrip("/")):
        return None
    if rest.pieces and not own.suffix.endswith("/") and not rest.prefix.startswith("/"):
        return None
    place = target.absolute
    for part in split(rest, "/"):
        if part.pieces:
            place = parent(place)
    return place


def _halves(path: Text, first: Literal) -> tuple[Text, Text]:
    """What the literal that begins a path makes of it, its fields included if it is a template; and the rest."""
    node = None if first.origin is None else first.origin.node
    last = end = 0
    for number, piece in enumerate(path.pieces):
        if isinstance(piece, Literal) and piece.origin is not None and piece.origin.node is node:
            if piece.origin.start < end:  # taken from it a second time
                break
            last, end = number, piece.origin.end
    if first.origin is not None and _ends_with_field(first.origin.whole):
        while last + 1 < len(path.pieces) and not _begins_with_slash(path.pieces[last + 1]):
            last += 1
    return Text(path.pieces[: last + 1]), Text(path.pieces[last + 1 :])


def _ends_with_field(literal: ast.expr) -> bool:
    """``f"run_{n}"``, ``"run_%d"`` or ``"run_{}"``: what it is filled with belongs to the same name."""
    if isinstance(literal, ast.JoinedStr):
        return bool(literal.values) and isinstance(literal.values[-1], ast.FormattedValue)
    return isinstance(literal, ast.Constant) and re.search(_FIELD, str(literal.value)) is not None


def _begins_with_slash(piece: Piece) -> bool:
    return isinstance(piece, Literal) and piece.text.startswith("/")


def by_literal(subject: Subject, target: Target, environment: Environment, root: Root) -> tuple[Span, str] | None:
    """The literal's place and new source; None where the literal cannot be edited."""
    origin = decisive_origin(target)
    first = target.text.pieces[0] if target.text.pieces else None
    if origin is None or not isinstance(first, Literal) or not begins(origin) or _is_behind(subject, origin):
        return None
    count = dropped(target, environment)
    if not first.is_written:  # "~" stands for all of the home directory
        if count < len(first.text):
            return None
        count = origin.end + count - len(first.text)
    elif count > len(first.text):
        if dropped_behind(target, environment):
            return None
        count = len(first.text)  # the slash stands in what is joined to it
    elif 1 < count == len(first.text) and first.text.endswith("/"):
        count -= 1  # what follows may be glued to it
    whole = origin.whole
    holder = subject.parents.get(whole)
    if isinstance(holder, ast.Call) and last_name(holder.func) in _NAMERS:
        return None
    if _is_div_by(holder, whole) and not count and root.path is not None:  # Path(".") / "out"
        return Span.of(holder.left), below_path(root, None)
    if not isinstance(whole, ast.Constant | ast.JoinedStr):
        return _in_place_of_call(whole, first.text, count, root)
    if first.is_written:
        count += origin.start
    source = subject.source(whole)
    filled = _filled_in(subject, whole, root)
    if filled is not None or (isinstance(whole, ast.Constant) and _is_template(whole)):
        rest = literals.without_beginning(source, count)
        if rest is None:
            return None
        if filled is None:
            return Span.of(whole), f"{root.os}.path.join({root.name}, {rest})"
        return Span.of(filled), f"{root.os}.path.join({root.name}, {rest}{subject.source(filled)[len(source) :]})"
    if not root.plain and "%" in source:
        return None
    call = subject.parents.get(whole)
    if _is_path_call(call, whole, root) and isinstance(call, ast.Call):
        rest = literals.without_beginning(source, count)
        if rest is None:
            return None
        return Span.of(call), below_path(root, None if literals.is_empty(rest) else rest)
    code = literals.moved(source, count, root.name)
    return None if code is None else (Span.of(whole), code)


def begins(origin: Origin) -> bool:
    """Does the path begin where its literal does, but for a ``./`` that pathlib takes away?"""
    value = origin.node.value if isinstance(origin.node, ast.Constant) else ""
    return not origin.start or (isinstance(value, str) and re.fullmatch(r"(\./+)+", value[: origin.start]) is not None)


def _is_behind(subject: Subject, origin: Origin) -> bool:
    """Does it begin the path only since what stands before it is empty: a field that is yet to be filled in?"""
    whole = origin.whole
    if isinstance(whole, ast.JoinedStr):
        first = whole.values[0]
        return isinstance(first, ast.FormattedValue) and first.value is not origin.node
    match subject.parents.get(whole):
        case ast.BinOp(right=right, op=ast.Add()):
            return right is whole
        case ast.Call(args=[_, *others]) as call if subject.called(call) == "join":
            return whole in others
    return False


def _filled_in(subject: Subject, literal: ast.expr, root: Root) -> ast.expr | None:
    """``"part_%d.txt" % n`` or ``"part_{}.txt".format(n)``: the root must not be taken for a part of the template."""
    holder = subject.parents.get(literal)
    if isinstance(holder, ast.BinOp) and isinstance(holder.op, ast.Mod) and holder.left is literal:
        return None if root.plain else holder
    if isinstance(holder, ast.Attribute) and holder.attr == "format":
        call = subject.parents.get(holder)
        if isinstance(call, ast.Call) and call.func is holder:
            return call
    return None


def _is_template(literal: ast.Constant) -> bool:
    """Does the library fill in the fields of the path (``{epoch:02d}``), or a later ``.format``?"""
    return isinstance(literal.value, str) and "{" in literal.value


def _is_path_call(call: ast.AST | None, argument: ast.expr, root: Root) -> bool:
    return (
        root.path is not None
        and isinstance(call, ast.Call)
        and isinstance(call.func, ast.Name)
        and call.func.id == root.path
        and call.args == [argument]
    )


def below_path(root: Root, rest: str | None) -> str:
    """``Path(PERSIST_ROOT) / "out"``."""
    return f"{root.path}({root.name})" if rest is None else f"{root.path}({root.name}) / {rest}"


def _is_div_by(holder: ast.AST | None, right: ast.expr) -> TypeGuard[ast.BinOp]:
    return isinstance(holder, ast.BinOp) and isinstance(holder.op, ast.Div) and holder.right is right


def _in_place_of_call(whole: ast.expr, text: str, count: int, root: Root) -> tuple[Span, str] | None:
    """``Path.home()`` or ``os.getcwd()``: the whole of what it gives is the machine's."""
    if count < len(text):
        return None
    is_path = isinstance(whole, ast.Call) and _names_path(whole.func, root)
    return Span.of(whole), below_path(root, None) if is_path else root.name


def _names_path(function: ast.expr, root: Root) -> bool:
    return (
        isinstance(function, ast.Attribute) and isinstance(function.value, ast.Name) and function.value.id == root.path
    )


def by_expression(
    subject: Subject, access: Access, target: Target, environment: Environment, root: Root
) -> tuple[Span, str] | None:
    """The path argument, put below the root where it is used; only for what is relative."""
    argument = access.argument
    if argument is None or dropped(target, environment) or not target.text.pieces:
        return None
    if begins_anywhere(target.text) or target.text.prefix.startswith(("/", "~")):
        return None
    span, source = Span.of(argument), subject.source(argument)
    opening = f"{root.os}.path.join("
    if source.startswith(opening):
        return span, f"{opening}{root.name}, {source[len(opening) :].lstrip()}"
    origin = decisive_origin(target)
    if isinstance(argument, ast.JoinedStr) and (origin is None or not _is_behind(subject, origin)):
        code = literals.moved(source, 0, root.name)
        return None if code is None else (span, code)
    if root.path is not None and isinstance(argument, ast.BinOp) and isinstance(argument.op, ast.Div):
        return span, f"{root.path}({root.name}) / {source}"
    if access.api.position is Place.RECEIVER:  # whatever it is made of, it is to be a path of pathlib
        return None if root.path is None else (span, f"({root.path}({root.name}) / {source})")
    return span, f"{root.os}.path.join({root.name}, {source})"
