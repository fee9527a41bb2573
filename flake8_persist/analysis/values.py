"""What an expression may be, as far as that can be known without running the program: a closed set of small types."""

from __future__ import annotations

import ast
import functools
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from flake8_persist.analysis.text import Hole, Piece, Text, shared_beginning

if TYPE_CHECKING:
    from flake8_persist.analysis.frames import Frame, Where
    from flake8_persist.analysis.scopes import Scope

ALTERNATIVES = 8  # more are joined to what is not known


class Unknown(NamedTuple):
    name: str = ""  # what the source calls it
    wide: bool = False  # known alternatives, but too many to list
    within: bool = False  # as a text it is a part of a name, and the beginning of no absolute path: a number, a date


class Constant(NamedTuple):
    """A number, a truth value, None, bytes or Ellipsis."""

    value: object


class Str(NamedTuple):
    text: Text


class PathOf(NamedTuple):
    """A ``pathlib`` path."""

    text: Text


class Symbol(NamedTuple):
    """A module, function or class from outside the file, by its dotted name."""

    name: str


class Instance(NamedTuple):
    """An object of an outside class. ``origin`` is the call that made it, where that is known."""

    type: str
    origin: ast.expr | None = None


class Local(NamedTuple):
    """A function, lambda or class of the file. ``frame`` is where it was defined."""

    scope: Scope
    frame: Frame


class Object(NamedTuple):
    """An instance of a class of the file; ``origin`` tells one from another."""

    scope: Scope
    frame: Frame
    origin: ast.Call | None
    above: Scope | None = None  # of ``super()``: attributes are looked up behind this class


class Method(NamedTuple):
    """``receiver.name`` before it is called."""

    receiver: Value
    name: str


class Bound(NamedTuple):
    """A method of a class of the file, with its instance."""

    function: Local
    receiver: Value


class Partial(NamedTuple):
    """``functools.partial(function, ...)``."""

    function: Value
    call: ast.Call
    where: Where


class Sequence(NamedTuple):
    items: tuple[Value, ...]
    complete: bool = True  # False: some of these, in any number and order
    # Of what is not complete: how many are certainly the first and the last ones; nothing is known of those between.
    ends: tuple[int, int] | None = None

    def at(self, place: int) -> Value | None:
        """The item at a place, which is counted from the end if it is negative; None: it may be any."""
        count = len(self.items)
        front, back = (count, count) if self.complete else self.ends or (0, 0)
        if -back <= place < front:
            return self.items[place]
        return UNKNOWN if self.complete or self.ends is not None else None


class Mapping(NamedTuple):
    items: tuple[tuple[object, Value], ...]
    complete: bool = True  # False: there may be other items
    origin: ast.expr | None = None  # where it was made: two names may stand for one dictionary

    def get(self, key: object) -> Value | None:
        for known, value in reversed(self.items):
            if known == key and type(known) is type(key):
                return value
        return None


class Namespace(NamedTuple):
    """An object whose attributes are known: SimpleNamespace, parsed arguments, a NamedTuple."""

    items: tuple[tuple[str, Value], ...]
    positional: bool = False  # a tuple as well
    complete: bool = True
    origin: ast.expr | None = None

    def get(self, name: str) -> Value | None:
        return next((value for known, value in reversed(self.items) if known == name), None)


class Record(NamedTuple):
    """What ``namedtuple("Point", "x y")`` gives: fields, each with its default."""

    fields: tuple[tuple[str, Value | None], ...]


class Handle(NamedTuple):
    """An open file or buffer: what is written to it counts where it was opened."""

    origin: ast.expr | None = None


class Scratch(NamedTuple):
    """A place that the program removes itself, under the name of the hole that it is in a path."""

    name: str


class Managed(NamedTuple):
    """What a generator function gives under ``@contextmanager``: its body runs around a ``with`` block."""

    frame: Frame


class Either(NamedTuple):
    alternatives: tuple[Value, ...]  # two or more, or none; none of them an Either


Value = (
    Unknown
    | Constant
    | Str
    | PathOf
    | Symbol
    | Instance
    | Local
    | Object
    | Method
    | Bound
    | Partial
    | Sequence
    | Mapping
    | Namespace
    | Record
    | Handle
    | Scratch
    | Managed
    | Either
)

UNKNOWN = Unknown()
NOTHING = Either(())  # what has been found so far of a value that depends on itself; unlike all others, it ends nowhere
TOO_MANY = Unknown("", True)
NUMBER = Unknown("", False, True)  # or a date, or a name made up at random
NONE = Constant(None)
_FALSE = frozenset({"typing.TYPE_CHECKING", "typing_extensions.TYPE_CHECKING"})  # when the program runs


def is_number(value: Value) -> bool:
    """Is it a number for certain? Of dates and names made up at random, which count as such, no arithmetic is done."""
    if isinstance(value, Constant):
        return isinstance(value.value, int | float) and not isinstance(value.value, bool)
    return isinstance(value, Unknown) and value.within


def alternatives(value: Value) -> tuple[Value, ...]:
    return value.alternatives if isinstance(value, Either) else (value,)


def either(values: Iterable[Value]) -> Value:
    """One of several. Too many of them are unknown."""
    unique: list[Value] = []
    common: _Beginnings | None = None  # from here on, what they have in common
    for value in values:
        for alternative in alternatives(value):
            if common is not None:
                common.meet(alternative)
            elif not any(type(alternative) is type(known) and alternative == known for known in unique):
                unique.append(alternative)
                if len(unique) > ALTERNATIVES:
                    common = _Beginnings(unique)
    if common is not None:
        return common.value()
    if len(unique) == 1:
        return unique[0]
    return Either(tuple(unique)) if unique else NOTHING


class _Beginnings:
    """Many strings still say where they lead: those that begin alike become one, with what they have in common."""

    def __init__(self, values: list[Value]) -> None:
        self.groups: dict[tuple[type, str], tuple[Piece, ...]] = {}
        self.several: set[tuple[type, str]] = set()
        self.others = False
        for value in values:
            self.meet(value)

    def meet(self, value: Value) -> None:
        if not isinstance(value, Str | PathOf):
            self.others = True
            return
        key = (type(value), _beginning(value.text.prefix))
        known = self.groups.setdefault(key, value.text.pieces)
        if known != value.text.pieces:
            self.several.add(key)
            self.groups[key] = shared_beginning(known, value.text.pieces)

    def value(self) -> Value:
        if self.others or len(self.groups) > ALTERNATIVES:
            return self._all() or TOO_MANY
        found = [self._text(key, pieces) for key, pieces in self.groups.items()]
        return found[0] if len(found) == 1 else Either(tuple(found))

    def _text(self, key: tuple[type, str], pieces: tuple[Piece, ...]) -> Value:
        kind = Str if key[0] is Str else PathOf
        return kind(Text((*pieces, Hole("", True)) if key in self.several else pieces))

    def _all(self) -> Value | None:
        kinds = {kind for kind, _ in self.groups}
        if self.others or len(kinds) != 1:
            return None
        pieces = functools.reduce(shared_beginning, self.groups.values())
        if not pieces:
            return None
        return (Str if kinds == {Str} else PathOf)(Text((*pieces, Hole("", True))))


def _beginning(prefix: str) -> str:
    """The first directory that is named; two of them of an absolute path."""
    return "/".join(prefix.split("/", 3)[:3]) if prefix.startswith("/") else prefix.partition("/")[0]


def some_of(value: Value) -> Value:
    """A list with any of these items, in any number and order."""
    return value if value == NOTHING else Sequence(alternatives(value), False)


def each(value: Value, function: Callable[[Value], Value]) -> Value:
    """Apply a function to every alternative."""
    if isinstance(value, Either):
        return either(function(alternative) for alternative in value.alternatives)
    return function(value)


def pairs(first: Value, second: Value) -> Iterator[tuple[Value, Value]]:
    for one in alternatives(first):
        for other in alternatives(second):
            yield one, other


def combinations(values: Iterable[Value]) -> list[tuple[Value, ...]] | None:
    """Every way to choose one alternative of each value; None: there are too many to tell apart."""
    found: list[list[Value]] = [[]]
    for value in values:
        choices = alternatives(value)
        if len(found) * len(choices) > ALTERNATIVES:
            return None
        if len(choices) == 1:
            for chosen in found:
                chosen.append(choices[0])
        else:
            found = [[*chosen, choice] for chosen in found for choice in choices]
    return [tuple(chosen) for chosen in found]


def each_choice(values: Iterable[Value], function: Callable[[tuple[Value, ...]], Value]) -> Value:
    """Apply a function to every choice of alternatives; of too many, the function sees what they have in common."""
    parts = list(values)
    chosen = combinations(parts)
    if chosen is None:
        chosen = [tuple(TOO_MANY if isinstance(part, Either) else part for part in parts)]
    return either(function(one) for one in chosen)


def truth(value: Value) -> bool | None:
    """``bool(value)`` where it is known."""
    answers = {_truth(alternative) for alternative in alternatives(value)}
    return answers.pop() if len(answers) == 1 else None


def _truth(value: Value) -> bool | None:
    if isinstance(value, Constant):
        return bool(value.value)
    if isinstance(value, Str):
        return True if value.text.prefix or value.text.suffix else (False if value.text.constant == "" else None)
    if isinstance(value, Sequence | Mapping):
        return True if value.items else (False if value.complete else None)
    if isinstance(value, Symbol):
        return value.name not in _FALSE
    if isinstance(value, PathOf | Local | Object | Bound | Handle):
        return True
    return None
