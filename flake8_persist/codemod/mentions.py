"""Other mentions of what moves, in calls and commands that nothing is known of: ``custom_load("model.pth")``.

They move along where they can only mean the file; where they may mean something else, nothing moves.
"""

from __future__ import annotations

import ast
import posixpath
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from flake8_persist.analysis.access import Access, Program, Span, Target
from flake8_persist.analysis.text import Hole, Literal, Origin, Text, concat, glue, text
from flake8_persist.catalog.model import Artifact, Shape
from flake8_persist.codemod import literals
from flake8_persist.codemod.companions import place
from flake8_persist.codemod.edits import Edit, Replace
from flake8_persist.codemod.relations import Relation, relation
from flake8_persist.codemod.rewriting import Root, dropped
from flake8_persist.codemod.subject import Subject, passes_on
from flake8_persist.codemod.uses import is_about_files, is_harmless, is_naming, is_remote, looks_like_path
from flake8_persist.codemod.words import Words, runs_commands
from flake8_persist.environments.model import Environment, Storage

UNCLEAR = "its name is also given to something that may mean something else by it"
IMPORTED = "it is a module that the program imports from where it is"
COMMANDED = "a command that cannot be edited names it, too"

_HOLDERS = (ast.List, ast.Tuple, ast.Set, ast.Dict, ast.ListComp, ast.GeneratorExp, ast.Assign, ast.Return)
_DIRECTORIES = (Shape.DIR, Shape.PREFIX)


class Along(NamedTuple):
    """What moves along, or why nothing can."""

    edits: tuple[Replace, ...] = ()
    reason: str | None = None


class _Call(NamedTuple):
    node: ast.Call
    arguments: list[tuple[ast.expr, Text]]  # that may be paths, and to where


class _Word(NamedTuple):
    call: ast.Call
    text: Text
    where: Text


class Mentions:
    """The texts in a file that nothing known reads as a path."""

    def __init__(self, subject: Subject, program: Program, environment: Environment, root: Root) -> None:
        self._subject = subject
        self._environment = environment
        self._root = root
        self._accesses = program.accesses
        self._calls = {access.node for access in program.accesses}
        self._known = {
            piece.origin.whole
            for access in program.accesses
            for target in access.targets
            for piece in target.text.pieces
            if isinstance(piece, Literal) and piece.origin is not None
        }

        self._arguments: list[_Call] = []
        self._commands: list[_Word] = []
        self._loose: list[Text] = []
        for node, parent in subject.parents.items():
            if isinstance(node, ast.Call):
                self._note(node)
            elif isinstance(node, ast.Constant | ast.JoinedStr) and isinstance(parent, _HOLDERS):
                self._note_loose(node)

    def _note(self, call: ast.Call) -> None:
        if runs_commands(call):
            self._commands.extend(self._words(call))
        elif not (call in self._calls or is_harmless(call) or is_remote(call) or passes_on(call)):
            given = (*call.args, *(keyword.value for keyword in call.keywords if not is_naming(keyword)))
            named = [
                (one, self._absolute(_text(self._subject, one))) for one in given if first_part(one) not in self._known
            ]
            places = [(one, where) for one, where in named if where is not None]
            if places:
                self._arguments.append(_Call(call, places))

    def _note_loose(self, literal: ast.expr) -> None:
        """A path in a list or the like: who reads it cannot be seen."""
        if literal in self._known:
            return
        value = _text(self._subject, literal)
        where = self._absolute(value)
        if where is not None and looks_like_path(value.show()):
            self._loose.append(where)

    def along(self, members: Mapping[int, Sequence[Target]], words: Words, edits: Iterable[Edit]) -> Along:
        """What has to move with the members of a group, beside ``edits``; words of commands move in ``words``."""
        moved = [(self._accesses[index], target) for index, targets in members.items() for target in targets]
        done = {edit.span for edit in edits if isinstance(edit, Replace)}
        if any(self._is_imported(target) for _, target in moved):
            return Along(reason=IMPORTED)
        if not all(self._word_moves(word, words) for word in self._commands if _names(word.where, moved)):
            return Along(reason=COMMANDED)
        if any(_names(where, moved) for where in self._loose):
            return Along(reason=UNCLEAR)
        found: list[Replace] = []
        for call, arguments in self._arguments:
            mentioned = [one for one, where in arguments if _names(where, moved) and not self._is_done(one, done)]
            replaced = [self._moved(one, call) for one in mentioned]
            if None in replaced or len(replaced) > 1:
                return Along(reason=UNCLEAR)
            found.extend(one for one in replaced if one is not None)
        return Along(tuple(found))

    def _is_done(self, argument: ast.expr, done: set[Span]) -> bool:
        """Does it move with the variable that it begins with?"""
        variable = _variable(argument)
        literal = None if variable is None else self._subject.constants.get(variable.id)
        return literal is not None and Span.of(literal) in done

    def _moved(self, argument: ast.expr, call: ast.Call) -> Replace | None:
        literal = first_part(argument)
        if not isinstance(literal, ast.Constant | ast.JoinedStr) or _variable(argument) is not None:
            return None
        value = _text(self._subject, literal)
        if literal is argument and not looks_like_path(value.show()) and not is_about_files(call):
            return None
        target = Target(value, value, Storage.RELATIVE)
        code = literals.moved(self._subject.source(literal), dropped(target, self._environment), self._root.name)
        return None if code is None else Replace(Span.of(literal), code)

    def _words(self, call: ast.Call) -> Iterator[_Word]:
        """The words of a command line that are no accesses."""
        seen = self._seen(call)
        for line in call.args:
            if isinstance(line, ast.Constant) and isinstance(line.value, str):
                for start, word in _operands(line.value):
                    origin = Origin(line, line, start, start + len(word))
                    value = Text((Literal(word, origin),))
                    where = self._absolute(value)
                    if where is not None and origin not in seen:
                        yield _Word(call, value, where)

    def _word_moves(self, word: _Word, words: Words) -> bool:
        if not looks_like_path(word.text.show()):
            return False
        return words.move(word.call, Target(word.text, word.where, Storage.RELATIVE))

    def _seen(self, call: ast.Call) -> list[Origin]:
        """The words of a command line that are accesses."""
        return [
            first.origin
            for access in self._accesses
            if access.node is call
            for target in access.targets
            for first in target.text.pieces[:1]
            if isinstance(first, Literal) and first.origin is not None
        ]

    def _absolute(self, value: Text) -> Text | None:
        prefix = value.prefix
        if not prefix or "://" in prefix or "\n" in prefix or prefix.startswith("-"):
            return None
        if not prefix.startswith("/"):
            value = Text((*text(f"{self._environment.start_directory or ''}/").pieces, *value.pieces))
        constant = value.constant
        if constant is not None:
            return text(posixpath.normpath(constant))
        return value

    def _is_imported(self, target: Target) -> bool:
        """``import layers`` after ``layers.py`` was written."""
        stem, dot, suffix = (target.text.constant or "").removeprefix("./").partition(".")
        if suffix != "py" or not dot:
            return False
        module = posixpath.basename(stem)
        for node in self._subject.parents:
            if isinstance(node, ast.Import) and any(alias.name.split(".")[-1] == module for alias in node.names):
                return True
            if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[-1] == module:
                return True
        return False


def _names(where: Text, moved: Sequence[tuple[Access, Target]]) -> bool:
    """Is it a file or directory that moves, or something in such a directory?"""
    for access, target in moved:
        kind = relation(where, place(access, target))
        if kind is Relation.SAME and where.prefix not in ("", "/"):
            return True
        if kind is Relation.BELOW and (access.artifact is Artifact.DIR or access.api.shape in _DIRECTORIES):
            return True
    return False


def first_part(path: ast.expr) -> ast.expr:
    """The literal or name that an expression for a path begins with."""
    while True:
        if isinstance(path, ast.BinOp):
            path = path.left
        elif isinstance(path, ast.Call) and passes_on(path) and path.args:
            path = path.args[0]
        else:
            return path


def _variable(path: ast.expr) -> ast.Name | None:
    """The variable that holds the beginning of a path."""
    first = first_part(path)
    if isinstance(first, ast.JoinedStr) and first.values and isinstance(first.values[0], ast.FormattedValue):
        first = first.values[0].value
    return first if isinstance(first, ast.Name) else None


def _text(subject: Subject, path: ast.expr) -> Text:
    """What the expression says by itself, and by variables that hold one text throughout."""
    match path:
        case ast.Constant(value=str(value)):
            return text(value)
        case ast.JoinedStr(values=values):
            return concat(*(_text(subject, one) for one in values))
        case ast.FormattedValue(value=value, format_spec=None):
            return _text(subject, value)
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            return concat(_text(subject, left), _text(subject, right))
        case ast.BinOp(left=left, op=ast.Div(), right=right):
            return glue([_text(subject, left), _text(subject, right)], "/")
        case ast.Call(args=arguments) if arguments and passes_on(path):
            return glue([_text(subject, one) for one in arguments], "/")
        case ast.Name(id=name) if name in subject.constants:
            return _text(subject, subject.constants[name])
    return Text((Hole(""),))


def _operands(line: str) -> Iterator[tuple[int, str]]:
    """The words that stand in a line as they are, and what follows ``=`` in options, with their places."""
    from flake8_persist.notebooks.shell import commands  # of use where a program has commands

    for command in commands(line):
        for word in (*command.words, *(one.target for one in command.redirects if one.op.endswith("<"))):
            option, equals, value = word.text.partition("=")
            shown = value if equals and option.startswith("-") else word.text
            start = line.find(shown, word.start, word.end)
            if shown and start >= 0 and not any(sign in shown for sign in "{$`"):
                yield start, shown
