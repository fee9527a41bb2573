"""Other mentions of what moves, in calls and commands that nothing is known of: ``custom_load("model.pth")``.

They move along where they can only mean the file; where they may mean something else, nothing moves.
"""

from __future__ import annotations

import ast
import posixpath
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from flake8_persist.analysis.access import Span, Target
from flake8_persist.analysis.text import text
from flake8_persist.catalog.model import Artifact, Direction, Shape
from flake8_persist.codemod import literals
from flake8_persist.codemod.companions import is_found_there
from flake8_persist.codemod.edits import Edit, Replace
from flake8_persist.codemod.expressions import first_part, first_variable, text_of
from flake8_persist.codemod.layout import Layout
from flake8_persist.codemod.locations import Locations
from flake8_persist.codemod.meanings import (
    is_about_files,
    looks_like_path,
)
from flake8_persist.codemod.noticing import Argument, Loose, Mention, Noticed, Word
from flake8_persist.codemod.reading_first import is_attempted
from flake8_persist.codemod.relations import Location, Relation, located, relation
from flake8_persist.codemod.rewriting import Root, dropped
from flake8_persist.codemod.uses import Others, Uses
from flake8_persist.codemod.words import Words, runs_commands
from flake8_persist.environments.model import Environment, Storage
from flake8_persist.printable import escaped, shortened

UNCLEAR = "its name is also given to something that may mean something else by it"
IMPORTED = "it is a module that the program imports from where it is"
COMMANDED = "a command that cannot be edited names it, too"

_LATER = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)  # whose lines say nothing of when they are run
_MAKING = re.compile(
    r"(?i)(?:^|_)(?:save|write|dump|export|create|make|init|build|generate|plot|draw|download|fetch|train|fit|convert|"
    r"render|log|record|run|set|add|register|remove|delete|clean|clear|reset|print|str|repr|len|Path|main)"
)
_BESIDE = frozenset({"gzip", "gunzip", "bzip2", "bunzip2", "xz", "unxz", "zstd", "unzstd", "lz4"})
_SHOWN = 60
_DISPLAYS = (ast.List, ast.Tuple, ast.Set, ast.ListComp, ast.GeneratorExp)
_DIRECTORIES = (Shape.DIR, Shape.PREFIX)
_LOOKING_NOWHERE = frozenset({"git", "cd", "pip", "pip3", "apt", "apt-get", "conda", "echo", "printf", "chmod"})


class Along(NamedTuple):
    """What moves along, or why nothing can."""

    edits: tuple[Replace, ...] = ()
    reason: str | None = None
    is_in_words: bool = False  # are there words of commands among it?


class Mentions:
    """The texts in a file that nothing known reads as a path."""

    def __init__(
        self, uses: Uses, layout: Layout, environment: Environment, root: Root, moving: Iterable[Location]
    ) -> None:
        self._uses = uses
        self._subject = uses.subject
        self._layout = layout
        self._environment = environment
        self._root = root
        self._all = Noticed(uses.subject, layout, environment, moving).all
        self._places: Locations[int] = Locations()
        for number, mention in enumerate(self._all):
            self._places.add(mention.where, number)

    def along(self, members: Mapping[int, Sequence[Target]], words: Words, edits: Iterable[Edit]) -> Along:
        """What has to move with the members of a group, beside ``edits``; words of commands move in ``words``."""
        if any(self._is_imported(target) for targets in members.values() for target in targets):
            return Along(reason=IMPORTED)
        named = self._named(members)
        commanded = [mention for mention in named if isinstance(mention, Word)]
        for word in commanded:
            if not self._word_moves(word, words) or self._leaves_result(word, members):
                return Along(reason=self._where(COMMANDED, word.call))
        done = {edit.span for edit in edits if isinstance(edit, Replace)}
        found: list[Replace] = []
        for path in (one.path for one in named if isinstance(one, Loose) and not self._is_done(one.path, done)):
            replaced = self._moved_for_others(path)
            if replaced is None:
                return Along(reason=self._where(UNCLEAR, path))
            found.append(replaced)
        found = [*dict.fromkeys(found)]
        for around in self._around(members):
            if around not in named and self._is_unclear(around, done):
                return Along(reason=self._where(UNCLEAR, around.path if isinstance(around, Loose) else around.call))
        calls: dict[ast.Call, list[ast.expr]] = {}
        for mention in named:
            if isinstance(mention, Argument) and not self._is_done(mention.path, done):
                arguments = calls.setdefault(mention.call, [])
                arguments += [] if mention.path in arguments else [mention.path]
        for call, arguments in calls.items():
            replaced = self._moved(arguments[0], call) if len(arguments) == 1 else None
            if replaced is None:
                return Along(reason=self._where(UNCLEAR, call))
            found.append(replaced)
        return Along(tuple(found), is_in_words=any(isinstance(mention, Word) for mention in named))

    def are_read_first(self, members: Mapping[int, Sequence[Target]], begins: int | None) -> bool:
        """Is a file given to a call, or a command, that nothing is known of, before line ``begins`` writes it first?

        Whoever is asked to save or to make something makes it; everybody else needs it to be there.
        """
        questions = [
            access.node.lineno
            for access in map(self._layout.accesses.__getitem__, members)
            if access.direction is Direction.EXISTS
        ]
        first = min((line for line in (begins, *questions) if line is not None), default=0)
        named = (one for one in self._named(members) if not isinstance(one, Loose) and one.call.lineno < first)
        return begins is not None and any(map(self._needs_it, named))

    def _needs_it(self, mention: Word | Argument) -> bool:
        holders = self._subject.around(mention.call)
        if any(isinstance(one, _LATER) for one in holders) or is_attempted(self._subject, mention.call):
            return False
        if isinstance(mention, Word):  # a directory may well be where the command puts what it makes
            return bool(posixpath.splitext(mention.text.show())[1])
        return _MAKING.search(self._subject.called(mention.call)) is None

    def _where(self, reason: str, mention: ast.expr) -> str:
        """The reason, with the source of what it is about: lines have other numbers once something else is repaired."""
        line = self._subject.source(mention).strip().partition("\n")[0]
        if line.startswith("get_ipython()"):  # as nobody has written it
            return reason
        return f"{reason}, in {escaped(shortened(line, _SHOWN))}"

    def _named(self, members: Mapping[int, Sequence[Target]]) -> list[Mention]:
        """The mentions of a file or directory that moves, or of something in such a directory, in one order."""
        found: set[int] = set()
        for index, targets in members.items():
            access = self._layout.accesses[index]
            is_directory = access.artifact is Artifact.DIR or access.api.shape in _DIRECTORIES
            for target in targets:
                place = self._layout.place(index, target)
                for kind, number in self._places.find(place):
                    where = self._all[number].where
                    is_same = kind is Relation.SAME and where.prefix != "/"
                    is_inside = kind is Relation.ABOVE and is_directory and not is_found_there(target, place, where)
                    if is_same or is_inside:
                        found.add(number)
        return [self._all[number] for number in sorted(found)]

    def _around(self, members: Mapping[int, Sequence[Target]]) -> list[Mention]:
        """The mentions of a directory, below that in which the program starts, of which a part moves."""
        found = {
            number
            for index, targets in members.items()
            for target in targets
            for kind, number in self._places.find(self._layout.place(index, target))
            if kind is Relation.BELOW and self._is_below_start(self._all[number].where)
        }
        return [self._all[number] for number in sorted(found)]

    def _is_below_start(self, where: Location) -> bool:
        start = self._environment.start_directory
        if start is None:
            return where.shown not in ("", ".", "/")
        return relation(where, located(text(start))) is Relation.BELOW

    def _is_unclear(self, around: Mention, done: set[Span]) -> bool:
        """May what is given the directory look there for what moves?"""
        if isinstance(around, Word):
            return around.program not in (*_LOOKING_NOWHERE, around.text.show())
        if isinstance(around, Loose):
            return True
        if self._is_done(around.path, done):
            return False
        value = text_of(self._subject, around.path).show()
        return looks_like_path(value) or is_about_files(around.call) or runs_commands(around.call)

    def _is_done(self, argument: ast.expr, done: set[Span]) -> bool:
        """Does it move with the variable that it begins with, or is it edited already?"""
        if Span.of(argument) in done or Span.of(first_part(self._subject, argument)) in done:
            return True
        variable = first_variable(self._subject, argument)
        literal = None if variable is None else self._subject.constants.get(variable.id)
        return literal is not None and Span.of(literal) in done

    def _moved(self, argument: ast.expr, call: ast.Call) -> Replace | None:
        if isinstance(argument, ast.Call) and self._subject.called(argument) == "format":
            return None
        literal = first_part(self._subject, argument)
        if not isinstance(literal, ast.Constant | ast.JoinedStr) or first_variable(self._subject, argument) is not None:
            return None
        value = text_of(self._subject, literal)
        if literal is argument and not looks_like_path(value.show()) and not is_about_files(call):
            return None
        return self._below_root(literal)

    def _moved_for_others(self, literal: ast.expr) -> Replace | None:
        """``frames = [f"out/{n}.png" for n in range(9)]``, or a default, if all that happens to it is that calls are
        given it.
        """
        if not isinstance(literal, ast.Constant | ast.JoinedStr):
            return None
        inner: ast.AST = literal
        while isinstance(holder := self._subject.parents[inner], _DISPLAYS):
            inner = holder
        if (
            not isinstance(holder, ast.Assign)
            or len(holder.targets) != 1
            or not isinstance(holder.targets[0], ast.Name)
        ):
            return None
        loads = self._subject.loads(holder.targets[0].id)
        if not loads or not all(isinstance(self._subject.parents[load], ast.Call | ast.keyword) for load in loads):
            return None
        if self._uses.others(literal, is_place=True, calls=frozenset()) is not Others.FOLLOW:
            return None
        return self._below_root(literal)

    def _below_root(self, literal: ast.Constant | ast.JoinedStr) -> Replace | None:
        value = text_of(self._subject, literal)
        if "://" in value.prefix:
            return None
        target = Target(value, value, Storage.RELATIVE)
        code = literals.moved(self._subject.source(literal), dropped(target, self._environment), self._root.name)
        return None if code is None else Replace(Span.of(literal), code)

    def _word_moves(self, word: Word, words: Words) -> bool:
        shown = word.text.show()
        if not looks_like_path(shown) or shown.startswith("../"):  # where the root is ".", it is so for each directory
            return False
        return words.move(word.call, Target(word.text, word.text, Storage.RELATIVE))

    def _leaves_result(self, word: Word, members: Mapping[int, Sequence[Target]]) -> bool:
        """Does a command put its result beside what it is given, ``x.txt.gz`` for ``x.txt``, and something that does
        not move look for it there?
        """
        if word.program not in _BESIDE:
            return False
        given = word.where.shown
        return any(
            (place.startswith(f"{given}.") or given.startswith(f"{place}.")) and target not in members.get(index, ())
            for place, found in self._layout.shown.items()
            for index, target in found
        )

    def _is_imported(self, target: Target) -> bool:
        """``import layers`` after ``layers.py`` was written."""
        stem, dot, suffix = (target.text.constant or "").removeprefix("./").partition(".")
        if suffix != "py" or not dot:
            return False
        module = posixpath.basename(stem)
        outline = self._subject.outline
        names = [alias.name for node in outline.nodes(ast.Import) for alias in node.names]
        names += [node.module or "" for node in outline.nodes(ast.ImportFrom)]
        for call in (*self._subject.calls.get("import_module", ()), *self._subject.calls.get("__import__", ())):
            names += [str(one.value) for one in call.args[:1] if isinstance(one, ast.Constant)]
        return any(name.rpartition(".")[2] == module for name in names)
