"""What an expression may be, as far as that can be known without running the program: a closed set of small types."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from flake8_persist.analysis.text import Hole, Text

if TYPE_CHECKING:
    from flake8_persist.analysis.frames import Frame
    from flake8_persist.analysis.scopes import Scope

ALTERNATIVES = 8  # more are joined to what is not known


class Unknown(NamedTuple):
    name: str = ""  # what the source calls it


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
    frame: Frame


class Sequence(NamedTuple):
    items: tuple[Value, ...]
    complete: bool = True  # False: there may be more


class Mapping(NamedTuple):
    items: tuple[tuple[object, Value], ...]
    complete: bool = True

    def get(self, key: object) -> Value | None:
        for known, value in reversed(self.items):
            if known == key and type(known) is type(key):
                return value
        return None


class Namespace(NamedTuple):
    """An object whose attributes are known: SimpleNamespace, parsed arguments, a NamedTuple."""

    items: tuple[tuple[str, Value], ...]

    def get(self, name: str) -> Value | None:
        return next((value for known, value in reversed(self.items) if known == name), None)


class Handle(NamedTuple):
    """An open file or buffer: what is written to it counts where it was opened."""


class Scratch(NamedTuple):
    """A place that the program removes itself."""


class Either(NamedTuple):
    alternatives: tuple[Value, ...]  # two or more, none of them an Either


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
    | Handle
    | Scratch
    | Either
)

UNKNOWN = Unknown()
NONE = Constant(None)


def alternatives(value: Value) -> tuple[Value, ...]:
    return value.alternatives if isinstance(value, Either) else (value,)


def either(values: Iterable[Value]) -> Value:
    """One of several. Too many of them, or none, are unknown."""
    unique: list[Value] = []
    for value in values:
        for alternative in alternatives(value):
            if not any(type(alternative) is type(known) and alternative == known for known in unique):
                unique.append(alternative)
        if len(unique) > ALTERNATIVES:
            return _widen(unique)
    if not unique:
        return UNKNOWN
    return unique[0] if len(unique) == 1 else Either(tuple(unique))


def _widen(values: list[Value]) -> Value:
    """Many strings with one known beginning still say where they lead."""
    if all(isinstance(value, Str) for value in values) or all(isinstance(value, PathOf) for value in values):
        texts = [value.text for value in values if isinstance(value, Str | PathOf)]
        first = texts[0].pieces
        common = 0
        while all(len(text.pieces) > common and text.pieces[common] == first[common] for text in texts):
            common += 1
        if common:
            joined = Text((*first[:common], Hole("")))
            return Str(joined) if isinstance(values[0], Str) else PathOf(joined)
    return UNKNOWN


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


def truth(value: Value) -> bool | None:
    """``bool(value)`` where it is known."""
    answers = {_truth(alternative) for alternative in alternatives(value)}
    return answers.pop() if len(answers) == 1 else None


def _truth(value: Value) -> bool | None:
    if isinstance(value, Constant):
        return bool(value.value)
    if isinstance(value, Str):
        return True if value.text.prefix or value.text.suffix else (None if value.text.pieces else False)
    if isinstance(value, Sequence | Mapping):
        return True if value.items else (False if value.complete else None)
    if isinstance(value, PathOf | Symbol | Local | Object | Bound | Handle):
        return True
    return None
