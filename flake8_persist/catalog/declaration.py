"""APIs as users declare them: the header of a Python function, and what is at the path.

==========================================  =======================================================================
``mylib.save(path)``                        writes; a lower-case name is a function
``mylib.save(model, path) -> checkpoint``   the path is the parameter called ``path``; what is written (else ``data``)
``mylib.save(model, target: path)``         a parameter of another name is marked
``mylib.Writer(log_dir='runs') -> log``     a class: its constructor, and where it writes if the argument is omitted
``mylib.Model.save(path=None)``             a method; without the argument nothing is written
``mylib.open(path, mode='r')``              writes if the mode says so, as that of the builtin ``open`` does
``mylib.save(model, *, path)``              by keyword only
``mylib.load(path) <- checkpoint``          reads what is at the path
==========================================  =======================================================================

Where a call has a single parameter besides ``mode``, it is the path, whatever its name.
"""

from __future__ import annotations

import ast
import functools
import re

from flake8_persist.catalog.model import Api, Artifact, Direction, Kind, Mode, Shape

EXAMPLE = "mylib.save_model(model, path) -> checkpoint"

_FORM = re.compile(
    r"(?P<name>[^\W\d]\w*(?:\.[^\W\d]\w*)+)\s*\((?P<parameters>.*)\)\s*(?:(?P<arrow>->|<-)\s*(?P<artifact>\S+))?"
)
_MARK = "path"
_MODE = "mode"
_DIRECTIONS = {"->": Direction.WRITE, "<-": Direction.READ, None: Direction.WRITE}


@functools.cache
def parse(text: str) -> Api:
    """The row that a declaration stands for; raise :class:`ValueError` with what is wrong in it."""
    form = _FORM.fullmatch(text.strip())
    if form is None:
        raise ValueError(f"must be written as {EXAMPLE}")
    parameters = _parameters(form["parameters"])
    path = _path(parameters)
    position, default = parameters[path]
    return Api(
        name=form["name"],
        kind=_kind(form["name"]),
        parameter=path.arg,
        position=position,
        default=_place(path.arg, default),
        mode=_mode(parameters, path),
        artifact=_artifact(form["artifact"]),
        direction=_DIRECTIONS[form["arrow"]],
        shape=Shape.FILE_OR_DIR,
        creates_parents=None,
        moves=True,
    )


def last_name(text: str) -> str:
    """``save`` of ``mylib.save(path)``: the word that a file has to hold for the declaration to matter."""
    return text.partition("(")[0].strip().rpartition(".")[2]


_Parameters = dict[ast.arg, tuple[int | None, ast.expr | None]]  # position and default


def _parameters(text: str) -> _Parameters:
    try:
        header = ast.parse(f"def declared({text}): ...").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        header = []
    if len(header) != 1 or not isinstance(header[0], ast.FunctionDef):
        raise ValueError(f"({text}) are no parameters of Python")
    arguments = header[0].args
    positional = [*arguments.posonlyargs, *arguments.args]
    omitted: list[ast.expr | None] = [None] * (len(positional) - len(arguments.defaults))
    pairs = zip(positional, [*omitted, *arguments.defaults], strict=True)
    found: _Parameters = {parameter: (place, default) for place, (parameter, default) in enumerate(pairs)}
    found |= {
        parameter: (None, default)
        for parameter, default in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True)
    }
    return found


def _path(parameters: _Parameters) -> ast.arg:
    for parameter in parameters:
        if parameter.annotation is not None and ast.unparse(parameter.annotation) != _MARK:
            raise ValueError(f"{ast.unparse(parameter)} must be {parameter.arg}: {_MARK}, or have no mark")
    marked = [parameter for parameter in parameters if parameter.annotation is not None]
    named = [parameter for parameter in parameters if parameter.arg == _MARK]
    others = [parameter for parameter in parameters if parameter.arg != _MODE]
    for candidates in (marked, named, others):
        if len(candidates) == 1:
            return candidates[0]
        if candidates:
            break
    raise ValueError(f"one parameter must be called {_MARK}, or marked as in (model, target: {_MARK})")


def _kind(name: str) -> Kind:
    *_, owner, last = name.split(".")
    if owner[:1].isupper():
        return Kind.METHOD
    return Kind.CONSTRUCTOR if last[:1].isupper() else Kind.FUNCTION


def _place(parameter: str, default: ast.expr | None) -> str | None:
    """In the terms of :class:`Api`: where an omitted argument leads."""
    match default:
        case None:
            return None
        case ast.Constant(value=None):
            return "-"
        case ast.Constant(value=str(place)) if place:
            return place
    raise ValueError(f"{parameter}={ast.unparse(default)} must be a path in quotes, or None if nothing is written then")


def _mode(parameters: _Parameters, path: ast.arg) -> Mode | None:
    for parameter, (position, default) in parameters.items():
        if parameter.arg == _MODE and parameter is not path:
            value = None if default is None else _mode_in_quotes(default)
            return Mode(_MODE, position, value, frozenset("wax+"), frozenset(), by_character=True, else_reads=True)
    return None


def _mode_in_quotes(default: ast.expr) -> str:
    if isinstance(default, ast.Constant) and isinstance(default.value, str):
        return default.value
    raise ValueError(f"mode={ast.unparse(default)} must be a mode in quotes")


def _artifact(word: str | None) -> Artifact:
    if word is None:
        return Artifact.DATA
    try:
        return Artifact(word)
    except ValueError:
        raise ValueError(f"{word} must be one of {', '.join(one.value for one in Artifact)}") from None
