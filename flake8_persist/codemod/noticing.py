"""Where else a program names something: in calls and commands that nothing is known of, in lists, keys and defaults."""

from __future__ import annotations

import ast
import posixpath
import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import zip_longest
from typing import NamedTuple

from flake8_persist.analysis.text import Hole, Literal, Origin, Text, text
from flake8_persist.catalog.model import Direction
from flake8_persist.codemod.expressions import first_part, text_of
from flake8_persist.codemod.layout import Layout
from flake8_persist.codemod.meanings import (
    is_member,
    is_naming,
    known_name,
    looks_like_path,
    opens_nothing,
)
from flake8_persist.codemod.relations import Location, filled_in, located, pattern
from flake8_persist.codemod.subject import PATH_BUILDERS, Subject
from flake8_persist.codemod.taking_apart import PARTING
from flake8_persist.codemod.telltales import WILD, naming, operands, telltales
from flake8_persist.codemod.words import RUNNING, is_for_shell, runs_commands
from flake8_persist.codemod.working import directories
from flake8_persist.environments.model import Environment
from flake8_persist.nodes import last_name

_VARIABLE = re.compile(r"\{\w+\}|\$\w+")
_WRITING_LINES = frozenset({"write", "writelines", "writerow", "writerows"})
_FILE = "file://"
_NAMES = re.compile(r"(?i)(?:name|project|mode|entity|key|token|group|job_type)$")
_PLACES = re.compile(r"(?i)(?:(?:^|_)(?:dir|directory|folder|path|output|out|root|dest|destination)|(?:dir|path))$")
_LOCATING = frozenset({"absolute", "resolve", "as_uri", "as_posix"})


class Word(NamedTuple):
    """A word of a command line."""

    where: Location
    call: ast.Call
    text: Text
    program: str


class Argument(NamedTuple):
    where: Location
    call: ast.Call
    path: ast.expr


class Loose(NamedTuple):
    """A path that is no argument of a call: in a list, a key, compared. Who reads it may not be seen."""

    where: Location
    path: ast.expr


Mention = Word | Argument | Loose


class Noticed:
    """The texts in a file that nothing known reads as a path, as far as they may name something at the places given."""

    def __init__(self, subject: Subject, layout: Layout, environment: Environment, moving: Iterable[Location]) -> None:
        self._subject = subject
        self._layout = layout
        self._directories = [environment.start_directory or "", *directories(environment, layout)]
        self._naming = naming(subject, telltales(moving, "".join(self._directories)))
        self._known = {
            origin.whole
            for access in layout.accesses
            for target in access.targets
            for origin in _ending_components(target.text)
        }
        self.all: list[Mention] = []
        for name in RUNNING:
            for call in filter(runs_commands, subject.calls.get(name, ())):
                self._note_words(call)
        for path in self._paths():
            self._note_path(path)

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
                    self.all.append(Argument(located(where), call, filled))
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
            self.all.append(Argument(located(where), call, path))

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
        return bool(names) and all(held and all(map(_is_all_text, held)) for held in values)

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
        for where in self._absolute(value) if looks_like_path(value.show()) or self._is_place(path) else ():
            self.all.append(Loose(located(where), path))

    def _is_place(self, path: ast.expr) -> bool:
        """Is it one by where it stands, though it looks like any other word: ``os.environ["OUT"] = "results"``, the
        value of an entry ``"output_dir"``, or of a variable that ``"{d}/x".format(**locals())`` reads?
        """
        match self._subject.parents[path]:
            case ast.Assign(targets=[ast.Subscript(value=owner, slice=ast.Constant(value=str(key)))]):
                return last_name(owner) == "environ" and not _NAMES.search(key)
            case ast.Dict() as entries if path in entries.values:
                named = entries.keys[entries.values.index(path)]
                if not isinstance(named, ast.Constant) or not isinstance(named.value, str):
                    return False
                holder = self._subject.parents[entries]
                is_environment = (isinstance(holder, ast.keyword) and holder.arg == "env") or None in entries.keys
                return _PLACES.search(named.value) is not None or (is_environment and not _NAMES.search(named.value))
            case ast.Assign(targets=[ast.Name()]):
                return self._reads_variables
        return False

    @cached_property
    def _reads_variables(self) -> bool:
        """Does the program look its own variables up by names in texts?"""
        calls = (call for name in ("locals", "globals", "vars") for call in self._subject.calls.get(name, ()))
        return any(isinstance(self._subject.parents[call], ast.keyword | ast.BinOp | ast.Call) for call in calls)

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
            for start, word, program in operands(line.value, partly=True):
                origin = Origin(line, line, start, start + len(word))
                value = written = self._filled(word, origin)
                is_wild = WILD.search(word) is not None
                if word.startswith("../"):  # as seen from where the line has gone to
                    value = Text((Literal(word.lstrip("./"), None),))
                for where in self._absolute(value) if _first_origin(written) not in seen else ():
                    self.all.append(Word(located(pattern(where) if is_wild else where), call, written, program))

    def _filled(self, word: str, origin: Origin) -> Text:
        """A word of a command with its variables filled in: ``results/{name}``; none, where one is not known."""
        written = _VARIABLE.split(word)
        pieces = [Literal(written[0], origin._replace(end=origin.start + len(written[0])))]
        for name, behind in zip(_VARIABLE.findall(word), written[1:], strict=True):
            match self._subject.assigned.get(name.strip("{}$")):
                case ast.Constant(value=str(filled_in)):
                    pieces += [Literal(one, None) for one in (filled_in, behind) if one]
                case _:
                    return Text(())
        return Text(tuple(pieces))

    def _note_formatted(self, call: ast.Call, line: ast.JoinedStr) -> None:
        """The words that stand as they are in a line which is put together: they cannot be edited."""
        if not any(part in self._naming for part in line.values):
            return
        shown = "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in line.values)
        for _, word, program in operands(shown):
            for where in self._absolute(text(word)):
                self.all.append(Word(located(where), call, text(word), program))

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
        if prefix.startswith(_FILE):
            return self._absolute(_without_scheme(value))
        if not prefix or "://" in prefix or "\n" in prefix or prefix.startswith("-"):
            return []
        if prefix.startswith("/"):
            return [_normalised(value)]
        starts = (text(f"{here}/" if here else "").pieces for here in self._directories)
        return [_normalised(Text((*start, *value.pieces))) for start in starts]


def _first_origin(path: Text) -> Origin | None:
    first = path.pieces[0] if path.pieces else None
    return first.origin if isinstance(first, Literal) else None


def _ending_components(path: Text) -> Iterator[Origin]:
    """The origins of what is a path by itself, and no part of a name: not ``"a.wav"`` in ``"a.wav" + ".json"``."""
    for piece, behind in zip_longest(path.pieces, path.pieces[1:]):
        if not isinstance(piece, Literal) or piece.origin is None:
            continue
        goes_on = behind is not None and not (isinstance(behind, Literal) and behind.text.startswith("/"))
        same = isinstance(behind, Literal) and behind.origin is not None and behind.origin.whole is piece.origin.whole
        if not goes_on or same or piece.text.endswith("/") or isinstance(piece.origin.whole, ast.JoinedStr):
            yield piece.origin


def _without_scheme(value: Text) -> Text:
    """``/content/x`` of ``file:///content/x``, and ``x`` where what stands before it is not known."""
    first, *others = value.pieces
    assert isinstance(first, Literal)
    if len(first.text) > len(_FILE):
        return Text((first.cut(len(_FILE), len(first.text)), *others))
    known = others[1:] if others and isinstance(others[0], Hole) else others
    if known and isinstance(known[0], Literal):
        known[0] = known[0].cut(len(known[0].text) - len(known[0].text.lstrip("/")), len(known[0].text))
    return Text(tuple(known))


def _normalised(value: Text) -> Text:
    constant = value.constant
    return value if constant is None else text(posixpath.normpath(constant))


def _line(value: Text) -> Text:
    """A text without the end of the line that it is written to."""
    last = value.pieces[-1] if value.pieces else None
    if not isinstance(last, Literal) or not last.text.endswith("\n"):
        return value
    return Text((*value.pieces[:-1], last.cut(0, len(last.text.rstrip("\n")))))


def _is_all_text(value: ast.expr) -> bool:
    """Is it a text of the source, or a display of texts?"""
    if isinstance(value, ast.List | ast.Tuple | ast.Set):
        return all(map(_is_all_text, value.elts))
    return isinstance(value, ast.Constant | ast.JoinedStr)
