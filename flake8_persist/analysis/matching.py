"""From a call to the catalogue's rows about it, and from a row to the argument that holds the path."""

from __future__ import annotations

import ast
import functools
from typing import NamedTuple

from flake8_persist.analysis import artifacts, classes
from flake8_persist.analysis import values as v
from flake8_persist.analysis.evaluate import Evaluator
from flake8_persist.analysis.invocation import Arguments
from flake8_persist.catalog.model import Api, Direction, Kind, Mode, Place, Shape
from flake8_persist.catalog.unmistakable import Shaped


class Match(NamedTuple):
    """A row that applies to a call."""

    api: Api
    receiver: v.Value | None = None
    by_name: bool = False  # the receiver is not known: the method's name alone speaks for it
    shape: Shaped | None = None  # then the argument has to look like this, too
    called: str = ""  # the name of the class that is called, if the row is that of its base


def rows(evaluator: Evaluator, callee: v.Value, call: ast.Call) -> list[Match]:
    """The rows that apply to a call of ``callee``."""
    if isinstance(callee, v.Symbol):
        return [Match(api, called=_own_name(callee.name, api)) for api in evaluator.catalog.calls(callee.name)]
    if not isinstance(callee, v.Method):
        return []
    found: list[Api] = []
    receiver = callee.receiver
    if callee.name == "__init__":
        return [Match(api) for api in _constructor(evaluator, receiver)]
    if isinstance(receiver, v.Instance):
        found = list(evaluator.catalog.methods(receiver.type, callee.name))
        if not found and not receiver.type.startswith("builtins."):
            found = list(evaluator.catalog.unmistakable(callee.name))
    elif isinstance(receiver, v.PathOf):
        found = list(evaluator.catalog.methods("pathlib.Path", callee.name))
    elif isinstance(receiver, v.Object):
        for base in classes.outside_bases(evaluator, receiver.scope, receiver.frame):
            found.extend(evaluator.catalog.methods(base, callee.name))
    elif isinstance(receiver, v.Unknown | v.Method):
        return _by_name(evaluator, callee)
    return [Match(api, receiver) for api in found]


def _own_name(called: str, api: Api) -> str:
    """``logging.handlers.RotatingFileHandler``, of which the row of ``logging.FileHandler`` tells."""
    is_its_own = api.kind is not Kind.CONSTRUCTOR or called.rpartition(".")[2] == api.name.rpartition(".")[2]
    return "" if is_its_own else called


def _constructor(evaluator: Evaluator, receiver: v.Value) -> tuple[Api, ...]:
    """The rows of the outside class that makes an object of a class of the file; of ``super().__init__()``, too."""
    bases: list[str] = []
    if isinstance(receiver, v.Object):
        bases = classes.outside_bases(evaluator, receiver.scope, receiver.frame)
    elif isinstance(receiver, v.Instance):
        bases = [receiver.type]
    return next((rows for rows in map(evaluator.catalog.calls, bases) if rows), ())


def _by_name(evaluator: Evaluator, callee: v.Method) -> list[Match]:
    """A method of something unknown, by its name and perhaps the looks of its argument."""
    catalog = evaluator.catalog
    return [
        *(Match(api, callee.receiver, True) for api in catalog.unmistakable(callee.name)),
        *(Match(shaped.api, callee.receiver, True, shaped) for shaped in catalog.by_shape(callee.name)),
    ]


def without_joined_names(found: list[Match]) -> list[Match]:
    """A name that is joined to another directory says where only if no row of the call is about that directory."""
    directories = [
        match for match in found if match.api.shape is not Shape.NAME and match.api.direction is Direction.WRITE
    ]
    if not directories:
        return found
    return [match for match in found if match.api.shape is not Shape.NAME or match.api.direction is not Direction.WRITE]


def shown_name(match: Match) -> str:
    """What messages call the API of a match."""
    name = match.called or match.api.name
    return name.rpartition(".")[2] if match.by_name else name.removeprefix("builtins.")


def as_given(api: Api, call: ast.Call, scope: ast.AST) -> Api:
    """The row of a call that goes to the default place: without the parameter if the call cannot be given it.

    A call that hands on what its function was given may be given it by another caller; and what holds the directory,
    as the arguments of a trainer do, is no path itself.
    """
    handed = {arg.arg for arg in (getattr(getattr(scope, "args", None), "kwarg", None),) if arg is not None}
    unpacked = {one.value.id for one in call.keywords if one.arg is None and isinstance(one.value, ast.Name)}
    hands_on = any(isinstance(one, ast.Starred) for one in call.args) or not handed.isdisjoint(unpacked)
    is_taken = path_argument(api, call) is not None  # by None, as far as is known
    holds = api.shape is Shape.NAME and api.kind is Kind.CONSTRUCTOR
    return _without_parameter(api) if hands_on or is_taken or holds else api


@functools.cache
def _without_parameter(api: Api) -> Api:
    return api._replace(parameter="")


@functools.cache
def with_default(api: Api, default: str) -> Api:
    return api._replace(default=default)


def path_argument(api: Api, call: ast.Call) -> ast.expr | None:
    """The expression that stands for the path; None: it was left out, or is hidden in a ``*`` or ``**``."""
    for keyword in call.keywords:
        if keyword.arg == api.parameter and api.parameter:
            return keyword.value
    if api.position is Place.LAST:
        return call.args[-1] if call.args else None
    if isinstance(api.position, int):
        for number, argument in enumerate(call.args[: api.position + 1]):
            if isinstance(argument, ast.Starred):
                return None
            if number == api.position:
                return argument
    return None


def path_value(api: Api, arguments: Arguments) -> v.Value | None:
    """The value of the path argument; None: it was left out."""
    if api.position is Place.LAST:
        return arguments.positional[-1] if arguments.positional else None
    position = api.position if isinstance(api.position, int) else None
    found = arguments.get(position, api.parameter)
    if found is None and not arguments.complete:
        return v.Unknown(api.parameter)
    return None if found == v.NONE else found


def direction(api: Api, arguments: Arguments) -> Direction | None:
    """What the call does, its mode being what it is; None: that is not known."""
    mode = api.mode
    if mode is None:
        return api.direction
    given = arguments.get(mode.position, mode.parameter)
    if given is None and not arguments.complete:
        return None
    answers = {_by_mode(api, mode, one) for one in v.alternatives(given)} if given is not None else {None}
    if given is None:
        answers = {_decided(api, mode, mode.default)}
    return answers.pop() if len(answers) == 1 else (api.direction if api.direction in answers else None)


def is_for_both(api: Api, arguments: Arguments) -> bool:
    """Is the file opened as it is, to be read and written?"""
    given = arguments.get(api.mode.position, api.mode.parameter) if api.mode is not None else None
    return isinstance(given, v.Str) and (given.text.constant or "").startswith("r")


def _by_mode(api: Api, mode: Mode, value: v.Value) -> Direction | None:
    if isinstance(value, v.Str):
        constant = value.text.constant
        return None if constant is None else _decided(api, mode, constant)
    if isinstance(value, v.Constant):
        return _decided(api, mode, str(value.value))
    return None


def _decided(api: Api, mode: Mode, value: str | None) -> Direction | None:
    if value is None:
        return None
    written = any(character in mode.writes for character in value) if mode.by_character else value in mode.writes
    if written:
        return api.direction
    if value in mode.reads or mode.else_reads:
        return Direction.READ
    return None


def looks_like(value: v.Value, shape: Shaped) -> bool:
    """Is it a path by its looks: a ``pathlib`` path, or a string with the separator or suffix that is asked for?"""
    for one in v.alternatives(value):
        if isinstance(one, v.PathOf) and not (shape.suffixes and artifacts.is_told(one.text)):
            return True
        if isinstance(one, v.Str | v.PathOf):
            known = one.text.suffix if shape.suffixes else one.text.show().replace("{…}", "")
            if shape.accepts(known):
                return True
    return False
