"""The root in the place of a variable that holds a directory of the machine in which other things stay.

``OUT = os.path.join(BASE, "out")`` becomes ``OUT = os.path.join(PERSIST_ROOT, "out")``; where ``BASE`` is used
otherwise, it remains ``"/content"``. Below a relative ``BASE`` it becomes ``os.path.join(PERSIST_ROOT, BASE, "out")``.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from typing import NamedTuple

from flake8_persist.analysis.access import Access, Span, Target
from flake8_persist.analysis.paths import parent
from flake8_persist.analysis.text import Literal, Text, split, text
from flake8_persist.codemod import literals
from flake8_persist.codemod.expressions import text_of
from flake8_persist.codemod.layout import decisive_origin
from flake8_persist.codemod.relations import Relation, located, relation
from flake8_persist.codemod.rewriting import Root, begins, below_path, dropped, dropped_behind
from flake8_persist.codemod.subject import Subject, default_of, passes_on
from flake8_persist.environments.model import Environment

_FAR = 20  # expressions that are looked at on the way from an access to its base
_JOINING = frozenset({"join", "Path", "PurePath"})


class Branch(NamedTuple):
    """The expression that leads away from a variable which stays."""

    path: ast.expr
    base: ast.Name
    place: Text  # where the path leads, from the top


def branch(subject: Subject, access: Access, target: Target) -> Branch | None:
    """Where the path of an access leaves the variable that decides its beginning."""
    origin, first = decisive_origin(target), target.text.pieces[0] if target.text.pieces else None
    if origin is None or not isinstance(first, Literal) or access.argument is None or origin.start == origin.end:
        return None
    pending, seen = [access.argument], {access.argument}
    while pending:
        path = pending.pop()
        base = _base(subject, path)
        for value in subject.values(base.id) if base is not None else ():
            if base is None or base is path or not _is_all_of(subject, value, origin.whole):
                if value not in seen and len(seen) < _FAR:
                    seen.add(value)
                    pending.append(value)
            elif (place := _place(subject, path, base, first.text, target)) is not None:
                return Branch(path, base, place)
    return _only_way(subject, origin.whole, first.text, target)


def _only_way(subject: Subject, literal: ast.expr, begun: str, target: Target) -> Branch | None:
    """The one expression that can lead from the variable to the path, whatever hands it on in between."""
    found: list[Branch] = []
    where = located(target.text)
    for name in (name for name, value in subject.assigned.items() if _is_all_of(subject, value, literal)):
        for base in subject.loads(name):
            path: ast.expr = base
            while isinstance(holder := subject.parents[path], ast.expr) and passes_on(subject, holder):
                path = holder
            said = text_of(subject, path).pieces[len(text_of(subject, base).pieces) :]
            if relation(located(Text((*text(begun).pieces, *said))), where) is Relation.APART:
                continue
            place = _place(subject, path, base, begun, target) if isinstance(base, ast.Name) else None
            if place is None or path is base or not isinstance(base, ast.Name) or _base(subject, path) is not base:
                return None
            found.append(Branch(path, base, place))
    return found[0] if len(found) == 1 and subject.variable(found[0].path) is not None else None


def _place(subject: Subject, path: ast.expr, base: ast.Name, begun: str, target: Target) -> Text | None:
    """Where a path leads that begins with ``begun``, if the target is there or below."""
    said = text_of(subject, path).pieces[len(text_of(subject, base).pieces) :]
    place = Text((*text(begun).pieces, *said))
    found = target.absolute
    for _ in range(len([*_names(target.text)]) - len([*_names(place)])):
        found = parent(found)
    is_there = relation(located(target.text), located(place)) in (Relation.SAME, Relation.BELOW)
    return found if is_there else None


def _names(path: Text) -> Iterator[Text]:
    return filter(lambda part: bool(part.pieces), split(path, "/"))


def by_variable(
    subject: Subject, found: Branch, target: Target, environment: Environment, root: Root
) -> tuple[Span, str] | None:
    """The place of the variable, or of the f-string that it begins, and the new source."""
    base, holder = found.base, subject.parents[found.base]
    behind = dropped_behind(target, environment)
    is_relative = not dropped(target, environment) and not target.text.prefix.startswith(("/", "~"))
    beginning = None if is_relative else _beginning(subject, target, environment, root)
    if beginning is None and not is_relative:
        return None
    if isinstance(holder, ast.FormattedValue):
        inside = f"{{{root.name}}}/{{{base.id}}}" if beginning is None else _inside_fstring(beginning, root)
        return None if inside is None else _in_fstring(subject, base, subject.parents[holder], inside, behind)
    if behind:
        return _in_sum(subject, holder, behind, root)
    if isinstance(holder, ast.BinOp) and isinstance(holder.op, ast.Div):
        if root.path is None:
            return None
        rest = base.id if beginning is None else _rest(beginning, root)
        return Span.of(base), below_path(root, rest)
    if beginning is not None:
        return Span.of(base), beginning
    if isinstance(holder, ast.Call) and subject.called(holder) in _JOINING and holder.lineno == holder.end_lineno:
        whole, inner = Span.of(holder), Span.of(base)
        opening = subject.segment(whole._replace(end_line=inner.line, end_column=inner.column))
        rest = subject.segment(whole._replace(line=inner.line, column=inner.column))
        return whole, f"{opening}{root.name}, {rest}"
    if isinstance(holder, ast.BinOp):
        return Span.of(base), f'f"{{{root.name}}}/" + {base.id}'
    return Span.of(base), f"{root.os}.path.join({root.name}, {base.id})"


def _base(subject: Subject, path: ast.expr) -> ast.Name | None:
    """The variable that a path begins with, as it is."""
    while True:
        match path:
            case ast.Name():
                return path
            case ast.BinOp(left=left, op=ast.Add() | ast.Div()):
                path = left
            case ast.JoinedStr(values=[ast.FormattedValue(value=value, conversion=-1, format_spec=None), *_]):
                return value if isinstance(value, ast.Name) else None
            case ast.Call(args=[first, *_]) if passes_on(subject, path) and subject.called(path) != "format":
                path = first
            case _:
                return None


def _is_all_of(subject: Subject, value: ast.expr, literal: ast.expr) -> bool:
    """Is the variable's value the literal, ``Path(…)`` of it, or that where the environment says nothing else?"""
    value = default_of(value) or value
    if isinstance(value, ast.Call) and value is not literal and passes_on(subject, value) and not value.keywords:
        return value.args == [literal]
    return value is literal


def _beginning(subject: Subject, target: Target, environment: Environment, root: Root) -> str | None:
    """What the variable would hold if it moved."""
    origin, first = decisive_origin(target), target.text.pieces[0]
    assert origin is not None
    assert isinstance(first, Literal)
    count = dropped(target, environment)
    if not first.is_written or not isinstance(origin.whole, ast.Constant):  # "~", os.getcwd()
        return root.name if count >= len(first.text) else None
    if not begins(origin):
        return None
    if 1 < count == len(first.text) and first.text.endswith("/"):
        count -= 1  # what follows is glued to it
    return literals.moved(subject.source(origin.whole), origin.start + min(count, len(first.text)), root.name)


def _in_sum(subject: Subject, holder: ast.AST, behind: str, root: Root) -> tuple[Span, str] | None:
    """``HOME + "/yolov5/runs"`` as one text."""
    match holder:
        case ast.BinOp(left=ast.Name(), op=ast.Add(), right=ast.Constant(value=str(said)) as literal):
            if said.startswith(f"{behind}/"):
                code = literals.moved(subject.source(literal), len(behind), root.name)
                return None if code is None else (Span.of(holder), code)
    return None


def _in_fstring(
    subject: Subject, base: ast.Name, formatted: ast.AST, inside: str, behind: str
) -> tuple[Span, str] | None:
    assert isinstance(formatted, ast.JoinedStr)
    source = subject.source(formatted)
    opening = re.match(rf"((?:f|rf|fr)(?:\"\"\"|'''|\"|'))\{{{base.id}\}}", source, re.IGNORECASE)
    rest = "" if opening is None else source[opening.end() :]
    if opening is None or (behind and not rest.startswith(f"{behind}/")):
        return None
    return Span.of(formatted), f"{opening[1]}{inside}{rest[len(behind) :]}"


def _inside_fstring(beginning: str, root: Root) -> str | None:
    if beginning == root.name:
        return f"{{{root.name}}}"
    found = re.fullmatch(r"f([\"'])([^\"'\\]*)\1", beginning)
    return None if found is None else found[2]


def _rest(beginning: str, root: Root) -> str | None:
    """``"out"`` of ``f"{PERSIST_ROOT}/out"``."""
    found = re.fullmatch(rf"f([\"'])\{{{root.name}\}}/(.+)\1", beginning)
    return None if found is None else f"{found[1]}{found[2].replace('{{', '{').replace('}}', '}')}{found[1]}"
