"""Where words of a program stand in its tree, found by the lines of its text: no walk over the whole tree."""

from __future__ import annotations

import ast
import itertools
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, Union

from flake8_persist.nodes import BLOCKS, FIELDS, walk

Scope = Union[ast.Module, ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef]  # noqa: UP007 - evaluated at run time
SCOPES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)

MANY = 40  # statements that hold a name of which all uses are asked for
_BLOCKS = ("body", "handlers", "cases", "orelse", "finalbody")


class Spot(NamedTuple):
    """A simple statement, or the head of a compound one, and the scopes around it, outermost first."""

    statement: ast.AST
    scopes: tuple[Scope, ...]

    def nodes(self) -> list[ast.AST]:
        """All that stands there, without what is nested in the blocks of a compound statement."""
        return walk(*heads(self.statement))


class Source:
    """The text of a program and its tree."""

    def __init__(self, tree: ast.Module, text: str) -> None:
        self.tree = tree
        self.text = text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
        self._spots: dict[str, list[Spot] | None] = {}
        self._by_line: dict[int, list[Spot]] = {}

    def spots(self, word: str) -> list[Spot] | None:
        """The statements on whose lines a word stands; None: they are many."""
        if word not in self._spots:
            found = list(itertools.islice(self.spots_of((word,)), MANY + 1))
            self._spots[word] = found if len(found) <= MANY else None
        return self._spots[word]

    def spots_of(self, words: Iterable[str]) -> Iterator[Spot]:
        """The statements on whose lines any of the words stands, one after the other."""
        seen: set[int] = set()
        line, end, before = 1, 0, 0
        for start in sorted(start for word in words for start in occurrences(self.text, word)):
            line += self.text.count("\n", end, start)
            end = start
            if line == before:
                continue
            before = line
            for spot in self._on(line):
                if id(spot.statement) not in seen:
                    seen.add(id(spot.statement))
                    yield spot

    def _on(self, line: int) -> list[Spot]:
        if line not in self._by_line:
            self._by_line[line] = list(_on_line(self.tree, line))
        return self._by_line[line]


def heads(statement: ast.AST) -> Iterator[ast.AST]:
    """The parts of a statement that are not blocks of statements."""
    for name in FIELDS[statement.__class__]:
        value = getattr(statement, name, None)
        if name in _BLOCKS and isinstance(value, list):
            continue
        if isinstance(value, ast.AST):
            yield value
        elif isinstance(value, list):
            yield from (one for one in value if isinstance(one, ast.AST))


def blocks(statement: ast.AST) -> Iterator[list[ast.AST]]:
    """The blocks of a compound statement; ``except`` and ``case`` clauses are compound statements of a block."""
    for name in BLOCKS[statement.__class__]:
        value = getattr(statement, name)
        if value:
            yield value


def occurrences(text: str, word: str) -> Iterator[int]:
    """Where a word stands in a text; much faster than a pattern, which is tried at every character."""
    start = text.find(word)
    while start >= 0:
        end = start + len(word)
        if not (_is_of_word(text[start - 1 : start]) or _is_of_word(text[end : end + 1])):
            yield start
        start = text.find(word, end)


def _is_of_word(character: str) -> bool:
    return character == "_" or character.isalnum()


def _on_line(tree: ast.Module, line: int) -> Iterator[Spot]:
    pending: list[tuple[Sequence[ast.AST], tuple[Scope, ...]]] = [(tree.body, (tree,))]
    while pending:
        block, scopes = pending.pop()
        for statement in _covering(block, line):
            inner = list(blocks(statement))
            if not inner or line <= min(_start(one[0]) for one in inner):
                yield Spot(statement, scopes)
            around = (*scopes, statement) if isinstance(statement, SCOPES) else scopes
            pending.extend((one, around) for one in inner)


def _covering(block: Sequence[ast.AST], line: int) -> Iterator[ast.AST]:
    """The statements of a block that stand on a line."""
    number = bisect_right(block, line, key=_start)
    while number and _end(block[number - 1]) >= line:
        number -= 1
        yield block[number]


def _start(statement: ast.AST) -> int:
    decorators = getattr(statement, "decorator_list", None)
    first: ast.AST = decorators[0] if decorators else getattr(statement, "pattern", statement)
    return int(getattr(first, "lineno", 0))


def _end(statement: ast.AST) -> int:
    last = statement.body[-1] if isinstance(statement, ast.match_case) else statement
    return int(getattr(last, "end_lineno", 0))
