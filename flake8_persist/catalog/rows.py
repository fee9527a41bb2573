"""How a row of ``tables/*.csv`` is written, one line for each :class:`Api`.

========== =====================================================================================================
column     content
========== =====================================================================================================
name       dotted, as users import it; ``package.Class.method`` for methods; ``os.environ['NAME']`` for variables
kind       ``function``, ``method``, ``constructor`` or ``assignment``
parameter  the name of the path argument; empty when the call has none
position   a number from 0 (the receiver does not count) · ``kw`` by keyword · ``self`` the receiver is the path ·
           ``value`` right-hand side of an assignment · ``last`` last positional · ``none`` no path argument
default    where an omitted path leads: empty = it cannot be omitted · ``-`` = then nothing is written · a path,
           relative to the working directory · ``<...>`` at the start = what something else in the program decides
mode       empty, or the argument that decides whether the call writes (see :func:`mode`)
artifact   ``checkpoint``, ``data``, ``log``, ``figure``, ``cache`` or ``dir``
direction  ``read``, ``write``, ``delete``, ``exists`` or ``copy-out``
shape      ``file``, ``dir``, ``file-or-dir``, ``file-or-handle``, ``url-or-path``, ``prefix``, ``stem``,
           ``glob`` or ``name``
parents    ``yes`` missing parent directories are created · ``no`` they are not · empty = not established
moves      ``no`` for a database that is opened in place; else empty
notes      for people; may hold commas in quotes
verified   the releases in whose source the row was checked, ``torch==2.14.1; torch==1.13.1``; or ``docs`` and an
           address, where no source shows it
========== =====================================================================================================

``shutil.move,function,dst,1,,,data,write,file-or-dir,no,,,python==3.13.0``
"""

from __future__ import annotations

from collections.abc import Iterable

from flake8_persist.catalog.model import Api, Artifact, Direction, Kind, Mode, Place, Shape

HEADER = "name,kind,parameter,position,default,mode,artifact,direction,shape,parents,moves,notes,verified"

_KINDS = {one.value: one for one in Kind}
_ARTIFACTS = {one.value: one for one in Artifact}
_DIRECTIONS = {one.value: one for one in Direction}
_SHAPES = {one.value: one for one in Shape}
_PLACES: dict[str, Place | None] = {"kw": None, **{one.value: one for one in Place}}
_PARENTS = {"yes": True, "no": False, "": None}
_MOVES = {"": True, "no": False}


def parse(lines: Iterable[str]) -> list[Api]:
    return [row(line) for line in lines]


def row(line: str) -> Api:
    """Raises ``ValueError`` or ``KeyError`` for a line that is not written as described above."""
    name, kind, parameter, place, default, condition, artifact, direction, shape, parents, moves, _ = line.split(
        ",", 11
    )
    return Api(
        name,
        _KINDS[kind],
        parameter,
        int(place) if place.isdigit() else _PLACES[place],
        default or None,
        mode(condition) if condition else None,
        _ARTIFACTS[artifact],
        _DIRECTIONS[direction],
        _SHAPES[shape],
        _PARENTS[parents],
        _MOVES[moves],
    )


def mode(text: str) -> Mode:
    """``<parameter>@<position or kw>[=<default>]``, then what its values mean, separated by spaces.

    ``writes:w|a`` and ``reads:r`` list values; ``chars:wax+`` means that any of these characters writes;
    ``else:read`` that every other value reads. For example ``mode@1=r chars:wax+ else:read``, or
    ``download@4=False writes:True else:read``. Flags (``os.O_CREAT``) are listed by their last name.
    """
    argument, *clauses = text.split(" ")
    parameter, _, place = argument.partition("@")
    place, required_if_empty, default = place.partition("=")
    meanings = dict(clause.split(":", 1) for clause in clauses)
    if not meanings.keys() <= {"writes", "reads", "chars", "else"}:
        raise ValueError(text)
    characters = meanings.get("chars", "")
    return Mode(
        parameter,
        None if place == "kw" else int(place),
        default if required_if_empty else None,
        frozenset(characters) if characters else _values(meanings, "writes"),
        _values(meanings, "reads"),
        bool(characters),
        meanings.get("else") == "read",
    )


def _values(meanings: dict[str, str], key: str) -> frozenset[str]:
    return frozenset(meanings[key].split("|")) if key in meanings else frozenset()
