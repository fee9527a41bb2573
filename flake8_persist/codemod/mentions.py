"""Other mentions of what moves, in calls and commands that nothing is known of: ``custom_load("model.pth")``.

They move along where they can only mean the file; where they may mean something else, nothing moves.
"""

from __future__ import annotations

import ast
import posixpath
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import NamedTuple

from flake8_persist.analysis.access import Span, Target
from flake8_persist.analysis.text import Literal, Origin, Text, text
from flake8_persist.catalog.model import Artifact, Direction, Shape
from flake8_persist.codemod import literals
from flake8_persist.codemod.companions import is_found_there
from flake8_persist.codemod.edits import Edit, Replace
from flake8_persist.codemod.expressions import first_part, first_variable, text_of
from flake8_persist.codemod.layout import Layout
from flake8_persist.codemod.locations import Locations
from flake8_persist.codemod.meanings import (
    is_about_files,
    is_member,
    is_naming,
    known_name,
    looks_like_path,
    opens_nothing,
)
from flake8_persist.codemod.relations import Location, Relation, filled_in, located, pattern, relation
from flake8_persist.codemod.rewriting import Root, dropped
from flake8_persist.codemod.subject import PATH_BUILDERS
from flake8_persist.codemod.taking_apart import PARTING
from flake8_persist.codemod.telltales import WILD, naming, operands, telltales
from flake8_persist.codemod.uses import Others, Uses
from flake8_persist.codemod.words import RUNNING, Words, is_for_shell, runs_commands
from flake8_persist.codemod.working import directories
from flake8_persist.environments.model import Environment, Storage
from flake8_persist.nodes import last_name

UNCLEAR = "its name is also given to something that may mean something else by it"
IMPORTED = "it is a module that the program imports from where it is"
COMMANDED = "a command that cannot be edited names it, too"

_WRITING_LINES = frozenset({"write", "writelines", "writerow", "writerows"})
_LOCATING = frozenset({"absolute", "resolve", "as_uri", "as_posix"})
_DISPLAYS = (ast.List, ast.Tuple, ast.Set, ast.ListComp, ast.GeneratorExp)
_DIRECTORIES = (Shape.DIR, Shape.PREFIX)
_LOOKING_NOWHERE = frozenset({"git", "cd", "pip", "pip3", "apt", "apt-get", "conda", "echo", "printf", "chmod"})


class Along(NamedTuple):
    """What moves along, or why nothing can."""

    edits: tuple[Replace, ...] = ()
    reason: str | None = None
    is_in_words: bool = False  # are there words of commands among it?


class _Word(NamedTuple):
    """A word of a command line."""

    where: Location
    call: ast.Call
    text: Text
    program: str


class _Argument(NamedTuple):
    where: Location
    call: ast.Call
    path: ast.expr


class _Loose(NamedTuple):
    """A path that is no argument of a call: in a list, a key, compared. Who reads it may not be seen."""

    where: Location
    path: ast.expr


class Mentions:
    """The texts in a file that nothing known reads as a path."""

    def __init__(
        self, uses: Uses, layout: Layout, environment: Environment, root: Root, moving: Iterable[Location]
    ) -> None:
        self._uses = uses
        self._subject = subject = uses.subject
        self._layout = layout
        self._environment = environment
        self._root = root
        self._directories = [environment.start_directory or "", *directories(environment, layout)]
        self._naming = naming(subject, telltales(moving, "".join(self._directories)))
        self._known = {
            origin.whole
            for access in layout.accesses
            for target in access.targets
            for origin in _ending_components(target.text)
        }
        self._all: list[_Word | _Argument | _Loose] = []
        for name in RUNNING:
            for call in filter(runs_commands, subject.calls.get(name, ())):
                self._note_words(call)
        for path in self._paths():
            self._note_path(path)
        self._places: Locations[int] = Locations()
        for number, mention in enumerate(self._all):
            self._places.add(mention.where, number)

    def _paths(self) -> Iterator[ast.expr]:
        """Whatever may be a path to what moves, or stand in a longer one that is met as well."""
        outline, constants = self._subject.outline, self._subject.constants
        yield from self._naming
        for name in (name for name, constant in constants.items() if constant in self._naming):
            yield from outline.names[name]
        yield from outline.nodes(ast.JoinedStr)
        parents = self._subject.parents
        sums = (node for node in outline.nodes(ast.BinOp) if not isinstance(parents[node], ast.BinOp))
        yield from filter(self._begins_with_text, sums)
        for name in PATH_BUILDERS:
            yield from filter(self._begins_with_text, self._subject.calls.get(name, ()))

    def _begins_with_text(self, path: ast.expr) -> bool:
        first = first_part(self._subject, path)
        if isinstance(first, ast.Name):
            return first.id in self._subject.constants
        return isinstance(first, ast.Constant | ast.JoinedStr) and first not in self._known

    def _note_path(self, path: ast.expr) -> None:
        holder = self._subject.parents[path]
        if isinstance(holder, ast.Attribute) and holder.attr == "format" and path not in self._known:
            filled = self._subject.parents[holder]
            call = self._subject.parents[filled]
            if isinstance(call, ast.Call) and isinstance(filled, ast.Call) and self._may_be_opened(call, filled):
                for where in self._absolute(filled_in(text_of(self._subject, path))):
                    self._all.append(_Argument(located(where), call, filled))
            return
        call = self._subject.parents[holder] if isinstance(holder, ast.keyword) else holder
        if path in self._known:
            return
        if not isinstance(call, ast.Call):
            if not isinstance(path, ast.Name) and not self._is_harmless(path, holder):
                self._note_loose(path)
            return
        if path is call.func or (is_naming(holder) and known_name(self._subject, call)):
            return
        if known_name(self._subject, call) in _WRITING_LINES and not isinstance(path, ast.Name):
            self._note_loose(path)
        is_directory = isinstance(holder, ast.keyword) and holder.arg == "cwd"
        if runs_commands(call) and not is_directory:
            return
        if opens_nothing(self._subject, call) or is_member(self._subject, call):
            return
        if not is_directory and not self._may_read(call, holder):
            return
        if isinstance(path, ast.Name) and (self._subject.called(call) in PARTING or self._is_parted(call)):
            return  # see ``partings``
        for where in self._absolute(text_of(self._subject, path)):
            self._all.append(_Argument(located(where), call, path))

    def _is_harmless(self, path: ast.expr, holder: ast.AST) -> bool:
        """Is it a part of a longer path, which is met as well, or is nothing looked for by it?"""
        match holder:
            case ast.JoinedStr() | ast.FormattedValue() | ast.Expr() | ast.BinOp() | ast.ClassDef() | ast.MatchValue():
                return True
            case ast.Attribute(attr=name):
                return name not in _LOCATING
            case ast.Subscript(value=container, slice=key):
                return key is not path or self._is_uploaded(container)
            case ast.Compare():
                return self._keeps_names(holder)
            case ast.Tuple() | ast.List() | ast.Set():
                compared = self._subject.parents.get(holder)
                return isinstance(compared, ast.Compare) and self._keeps_names(compared)
        return False

    def _is_uploaded(self, container: ast.expr) -> bool:
        """``uploaded["a.csv"]`` after ``uploaded = files.upload()``: what Colab calls a file."""
        made = self._subject.assigned.get(last_name(container))
        return isinstance(made, ast.Call) and last_name(made.func) == "upload"

    def _keeps_names(self, compared: ast.Compare) -> bool:
        """Are variables compared that hold texts of the source? What becomes of these is asked by ``uses``."""
        names = [side for side in (compared.left, *compared.comparators) if isinstance(side, ast.Name)]
        values = [self._subject.values(name.id) for name in names]
        return bool(names) and all(held and all(map(_is_written, held)) for held in values)

    def _may_be_opened(self, call: ast.Call, argument: ast.expr) -> bool:
        return argument in call.args and not opens_nothing(self._subject, call) and call not in self._layout.by_node

    def _may_read(self, call: ast.Call, holder: ast.AST) -> bool:
        """May the call read by an argument that is no known path: ``pipeline("ner", model="out", tokenizer="out")``?"""
        known = self._layout.by_node.get(call, ())
        reads = all(self._layout.accesses[index].direction is Direction.READ for index in known)
        return not known or (reads and isinstance(holder, ast.keyword))

    def _is_parted(self, call: ast.Call) -> bool:
        """``os.makedirs(os.path.dirname(path))``: the call that gets a part of the path is known."""
        outer = self._subject.parents[call]
        is_part = self._subject.called(call) in ("dirname", "splitext", "realpath")
        return is_part and isinstance(outer, ast.Call) and call in outer.args and outer in self._layout.by_node

    def _note_loose(self, path: ast.expr) -> None:
        first = first_part(self._subject, path)
        if not isinstance(first, ast.Constant | ast.JoinedStr) or first in self._known:
            return
        if any(holder in self._layout.by_node for holder in self._subject.around(path)):
            return  # a part of what a known call is given
        value = _line(text_of(self._subject, path))
        for where in self._absolute(value) if looks_like_path(value.show()) else ():
            self._all.append(_Loose(located(where), path))

    def _note_words(self, call: ast.Call) -> None:
        """The words of a command line that are no accesses."""
        for line in call.args:
            if isinstance(line, ast.JoinedStr):
                self._note_formatted(call, line)
            if not isinstance(line, ast.Constant) or not isinstance(line.value, str):
                continue
            if line not in self._naming and not (is_for_shell(call) and WILD.search(line.value)):
                continue
            seen = self._seen(call)
            for start, word, program in operands(line.value):
                origin = Origin(line, line, start, start + len(word))
                value = Text((Literal(word, origin),))
                is_wild = WILD.search(word) is not None
                if word.startswith("../"):  # as seen from where the line has gone to
                    value = Text((Literal(word.lstrip("./"), None),))
                for where in self._absolute(value) if origin not in seen else ():
                    written = Text((Literal(word, origin),))
                    self._all.append(_Word(located(pattern(where) if is_wild else where), call, written, program))

    def _note_formatted(self, call: ast.Call, line: ast.JoinedStr) -> None:
        """The words that stand as they are in a line which is put together: they cannot be edited."""
        if not any(part in self._naming for part in line.values):
            return
        shown = "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in line.values)
        for _, word, program in operands(shown):
            for where in self._absolute(text(word)):
                self._all.append(_Word(located(where), call, text(word), program))

    def along(self, members: Mapping[int, Sequence[Target]], words: Words, edits: Iterable[Edit]) -> Along:
        """What has to move with the members of a group, beside ``edits``; words of commands move in ``words``."""
        if any(self._is_imported(target) for targets in members.values() for target in targets):
            return Along(reason=IMPORTED)
        named = self._named(members)
        if not all(self._word_moves(mention, words) for mention in named if isinstance(mention, _Word)):
            return Along(reason=COMMANDED)
        done = {edit.span for edit in edits if isinstance(edit, Replace)}
        left = [one.path for one in named if isinstance(one, _Loose) and not self._is_done(one.path, done)]
        loose = [self._moved_for_others(path) for path in left]
        if None in loose:
            return Along(reason=UNCLEAR)
        if any(self._is_unclear(around, done) for around in self._around(members) if around not in named):
            return Along(reason=UNCLEAR)
        calls: dict[ast.Call, list[ast.expr]] = {}
        for mention in named:
            if isinstance(mention, _Argument) and not self._is_done(mention.path, done):
                arguments = calls.setdefault(mention.call, [])
                arguments += [] if mention.path in arguments else [mention.path]
        found = [replaced for replaced in dict.fromkeys(loose) if replaced is not None]
        for call, arguments in calls.items():
            replaced = self._moved(arguments[0], call) if len(arguments) == 1 else None
            if replaced is None:
                return Along(reason=UNCLEAR)
            found.append(replaced)
        return Along(tuple(found), is_in_words=any(isinstance(mention, _Word) for mention in named))

    def _named(self, members: Mapping[int, Sequence[Target]]) -> list[_Word | _Argument | _Loose]:
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

    def _around(self, members: Mapping[int, Sequence[Target]]) -> list[_Word | _Argument | _Loose]:
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

    def _is_unclear(self, around: _Word | _Argument | _Loose, done: set[Span]) -> bool:
        """May what is given the directory look there for what moves?"""
        if isinstance(around, _Word):
            return around.program not in (*_LOOKING_NOWHERE, around.text.show())
        if isinstance(around, _Loose):
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
        target = Target(value, value, Storage.RELATIVE)
        code = literals.moved(self._subject.source(literal), dropped(target, self._environment), self._root.name)
        return None if code is None else Replace(Span.of(literal), code)

    def _word_moves(self, word: _Word, words: Words) -> bool:
        shown = word.text.show()
        if not looks_like_path(shown) or shown.startswith("../"):  # where the root is ".", it is so for each directory
            return False
        return words.move(word.call, Target(word.text, word.text, Storage.RELATIVE))

    def _seen(self, call: ast.Call) -> list[Origin]:
        """The words of a command line that are accesses."""
        return [
            first.origin
            for index in self._layout.by_node.get(call, ())
            for target in self._layout.accesses[index].targets
            for first in target.text.pieces[:1]
            if isinstance(first, Literal) and first.origin is not None
        ]

    def _absolute(self, value: Text) -> list[Text]:
        """Where it may be: what is relative, in each of the directories that the program works in."""
        prefix = value.prefix
        if not prefix or "://" in prefix or "\n" in prefix or prefix.startswith("-"):
            return []
        if prefix.startswith("/"):
            return [_normalised(value)]
        starts = (text(f"{here}/" if here else "").pieces for here in self._directories)
        return [_normalised(Text((*start, *value.pieces))) for start in starts]

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


def _ending_components(path: Text) -> Iterator[Origin]:
    """The origins of what is a path by itself, and no part of a name: not ``"a.wav"`` in ``"a.wav" + ".json"``."""
    for piece, behind in zip_longest(path.pieces, path.pieces[1:]):
        if not isinstance(piece, Literal) or piece.origin is None:
            continue
        goes_on = behind is not None and not (isinstance(behind, Literal) and behind.text.startswith("/"))
        same = isinstance(behind, Literal) and behind.origin is not None and behind.origin.whole is piece.origin.whole
        if not goes_on or same or piece.text.endswith("/") or isinstance(piece.origin.whole, ast.JoinedStr):
            yield piece.origin


def _normalised(value: Text) -> Text:
    constant = value.constant
    return value if constant is None else text(posixpath.normpath(constant))


def _line(value: Text) -> Text:
    """A text without the end of the line that it is written to."""
    last = value.pieces[-1] if value.pieces else None
    if not isinstance(last, Literal) or not last.text.endswith("\n"):
        return value
    return Text((*value.pieces[:-1], last.cut(0, len(last.text.rstrip("\n")))))


def _is_written(value: ast.expr) -> bool:
    """Is it a text of the source, or a display of texts?"""
    if isinstance(value, ast.List | ast.Tuple | ast.Set):
        return all(map(_is_written, value.elts))
    return isinstance(value, ast.Constant | ast.JoinedStr)
