"""What may take a path apart, by its name or its kind: whether :mod:`partings` has to be asked is told from this."""

from __future__ import annotations

import ast

from flake8_persist.codemod.subject import Subject

PARTED = "the program takes its path apart from the beginning, and would get something else"

# What takes a text apart, or compares it, from its beginning or at any place of it.
PARTING = frozenset(
    [
        *("split", "rsplit", "partition", "rpartition", "replace", "removeprefix", "startswith", "lstrip", "strip"),
        *("find", "index", "count", "relative_to", "is_relative_to", "relpath", "fnmatch", "fnmatchcase"),
        *("match", "search", "fullmatch", "sub", "subn", "findall"),
    ]
)


def may_take_apart(subject: Subject) -> bool:
    """Is there anything in a program that may take a text apart? In a short one that saves something there is not."""
    outline = subject.outline
    if any(map(outline.nodes, (ast.Subscript, ast.Compare, ast.For, ast.comprehension))):
        return True
    if "filter" in subject.calls or not PARTING.isdisjoint(subject.calls):
        return True
    return any(attribute.attr == "parts" for attribute in outline.nodes(ast.Attribute))
