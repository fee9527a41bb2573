"""What may take a path apart, by its name or its kind: whether :mod:`partings` has to be asked is told from this."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from flake8_persist.codemod.subject import Subject
from flake8_persist.nodes import last_name

PARTED = "the program takes its path apart from the beginning, and would get something else"

# What takes a text apart, or compares it, from its beginning or at any place of it.
PARTING = frozenset(
    [
        *("split", "rsplit", "partition", "rpartition", "replace", "removeprefix", "startswith", "lstrip", "strip"),
        *("find", "index", "count", "relative_to", "is_relative_to", "relpath", "fnmatch", "fnmatchcase"),
        *("match", "search", "fullmatch", "sub", "subn", "findall"),
        *("encode", "quote"),  # which makes another number or name of another path
    ]
)

_LISTING = frozenset({"glob", "iglob", "rglob", "iterdir", "walk"})
_DEEP = 4  # names of a listing


def may_take_apart(subject: Subject) -> bool:
    """Is there anything in a program that may take a text apart? In a short one that saves something there is not."""
    outline = subject.outline
    if any(map(outline.nodes, (ast.Subscript, ast.Compare, ast.For, ast.comprehension))):
        return True
    if {"filter", "join", "joinpath", "DataFrame", "Series"} & subject.calls.keys() or not PARTING.isdisjoint(
        subject.calls
    ):
        return True
    if any(map(leads_up, outline.nodes(ast.Constant))):
        return True
    return any(attribute.attr == "parts" for attribute in outline.nodes(ast.Attribute))


def leads_up(text: ast.Constant) -> bool:
    """``"/../in.csv"``"""
    return isinstance(text.value, str) and ".." in text.value and ".." in text.value.split("/")


def is_found(subject: Subject, path: ast.expr) -> bool:
    """Is it one of the paths that a listing gives, and no name of one: ``q`` of ``for q in glob("*.png")``?"""
    if not isinstance(path, ast.Name):
        return False
    for bound in subject.outline.bindings.get(path.id, ()):
        holder = subject.parents[bound]
        while isinstance(holder, ast.Tuple):
            holder = subject.parents[holder]
        if isinstance(holder, ast.For | ast.comprehension) and _lists(subject, holder.iter, _DEEP):
            return True
    return False


def _lists(subject: Subject, rows: ast.expr, deep: int) -> bool:
    if isinstance(rows, ast.Name) and deep:
        made = subject.assigned.get(rows.id)
        return made is not None and _lists(subject, made, deep - 1)
    if not isinstance(rows, ast.Call):
        return False
    return subject.called(rows) in _LISTING or any(_lists(subject, one, deep) for one in rows.args)


def from_the_beginning(subject: Subject) -> Iterator[ast.expr]:
    """Variables and columns whose components are counted from the beginning: ``p.split("/")[1]``, ``p.parts[0]``."""
    for item in subject.outline.nodes(ast.Subscript):
        if not _counts_up(item.slice):
            continue
        match item.value:
            case ast.Call(func=ast.Attribute(value=path, attr="split"), args=[separator, *_]) if _is_slash(separator):
                if isinstance(path, ast.Name) or (isinstance(path, ast.Attribute) and path.attr == "str"):
                    yield path
            case ast.Attribute(value=ast.Name() as path, attr="parts"):
                yield path
            case ast.Attribute(value=ast.Call(func=ast.Attribute(value=column, attr="split"), args=[separator, *_])):
                if item.value.attr == "str" and _is_slash(separator):
                    yield column


def _counts_up(index: ast.expr) -> bool:
    if isinstance(index, ast.Slice):
        return index.lower is not None and _counts_up(index.lower)
    return isinstance(index, ast.Constant) and isinstance(index.value, int)


def _is_slash(separator: ast.expr) -> bool:
    return (isinstance(separator, ast.Constant) and separator.value == "/") or last_name(separator) == "sep"
