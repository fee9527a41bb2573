"""Texts that may name what moves, found before any of them is taken apart: constants, and words of command lines."""

from __future__ import annotations

import ast
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from flake8_persist.codemod.relations import Component, Location
from flake8_persist.codemod.subject import Subject

if TYPE_CHECKING:
    from flake8_persist.notebooks.shell import Command, Word

WILD = re.compile(r"[*?]")

_FILLED = re.compile(r"(?=\w[^{$`]*/)(?:[^{$`]|\{\w+\}|\$\w+)*\Z")  # names of variables behind a directory
_LETTER = re.compile(r"[^\W\d_]")
_MANY = 20  # to look for each of so many parts in a text takes longer than to take the text apart


def naming(subject: Subject, told_by: Iterable[Sequence[str]] | None) -> Mapping[ast.Constant, str]:
    """The strings of the program that may name what moves."""
    texts = [(node, node.value) for node in subject.outline.nodes(ast.Constant) if isinstance(node.value, str)]
    if told_by is None:
        return dict(texts)
    return {
        node: value
        for first, *others in told_by
        for node, value in texts
        if first in value and all(part in value for part in others)
    }


def telltales(moving: Iterable[Location], start: str) -> Collection[tuple[str, ...]] | None:
    """Of each path that moves, the parts that any text must hold which names it, or a directory that it lies in; None:
    look at every text.

    What a relative path need not say is the directory that it starts from.
    """
    found: dict[tuple[str, ...], None] = {}  # in the order of the program
    for location in moving:
        names = [{part for part in _known_parts(component) if part not in start} for component in location.components]
        parts = next(filter(None, names), None)
        if not parts or len(found) >= _MANY:
            return None
        found[tuple(sorted(parts, key=lambda part: (-len(part), part)))] = None  # the longest is the rarest
    return found.keys()


def _known_parts(component: Component) -> Iterator[str]:
    return iter((component,)) if isinstance(component, str) else filter(None, component.parts)


def operands(line: str, *, partly: bool = False) -> Iterator[tuple[int, str, str]]:
    """The words that stand in a line as they are, and what follows ``=`` in options, with their places and programs.

    ``partly``: also those of which only the directory does, ``results/{name}``.
    """
    from flake8_persist.notebooks.shell import commands  # of use where a program has commands

    for command in commands(line):
        for word in (*command.words, *(one.target for one in command.redirects if one.op.endswith("<"))):
            if WILD.search(word.text) and not _is_filled_in(word, command, line):
                continue
            option, equals, value = word.text.partition("=")
            is_option = equals and (option.startswith("-") or option.isidentifier())  # --output=out, OUT=out
            shown = value if is_option else word.text
            start = line.find(shown, word.start + (len(option) if is_option else 0), word.end)
            begun = shown if partly and _FILLED.match(shown) else ""
            if shown and start >= 0 and not any(sign in shown.removeprefix(begun) for sign in "{$`"):
                yield start, shown, command.words[0].text if command.words else ""


def _is_filled_in(word: Word, command: Command, line: str) -> bool:
    """Does a shell put file names in its place? Not in quotes; and what has no letter names too much to tell."""
    is_quoted = line[word.start : word.end] != word.text
    return not is_quoted and word is not command.words[0] and _LETTER.search(word.text) is not None
