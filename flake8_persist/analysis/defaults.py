"""Where a call writes that was given no path.

The catalogue names the place itself (``runs``), or says what decides it: another argument of the call
(``<input_folder>_labeled``), or an argument of what the receiver was made with (``<args.output_dir>``, of
``Trainer(args=TrainingArguments("out"))``; a name may stand behind it, and ``<dls.path|.>`` says what it is where
nobody can tell), or an argument that the receiver itself was made with (``<self.model>``: a file beside it, of another
suffix), or an attribute of an argument (``<cfg@0.OUTPUT_DIR|output>``, of the first argument, and
``<logger@kw.save_dir|.>``, of one that has a name alone and may be left out; what it is if nobody sets it stands behind
the bar). What decides it counts only if it reports no loss of its own. ``.//lightning_logs`` is a directory that the
library makes below the one that the parameter names.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from flake8_persist.analysis import paths
from flake8_persist.analysis import values as v
from flake8_persist.analysis.access import Access
from flake8_persist.analysis.invocation import Arguments
from flake8_persist.analysis.text import Hole, Text, concat, text, without_origins
from flake8_persist.catalog.model import BELOW, Api, Artifact, Direction, Shape

_OF_RECEIVER = re.compile(r"<(\w+)\.(\w+)(\|\.)?>(?:/([^<>]+))?")
_OF_ITSELF = re.compile(r"<self\.(\w+)>")
_OF_ARGUMENT = re.compile(r"<(\w+)@(\d+|kw)\.(\w+)\|([^<>|]+)>")
_BELOW = re.compile(r"<(\w+)>/")
_BESIDE = re.compile(r"<(\w+)>([^<>/][^<>]*)")  # what lies below an input cannot be moved without it

AccessesOf = Callable[[ast.expr | None], list[Access]]  # those of one call


def own_place(default: str) -> Text | None:
    """The place that the catalogue names; None: it follows from something else."""
    default = default.removeprefix(BELOW)
    known = default.partition("<")[0]
    if default.startswith("<") or " " in known:
        known = ""
    if default == "tmp":
        known = "/tmp/"
    path = Text((*text("" if default == "cwd" else known).pieces, *([Hole("")] if "<" in default else [])))
    if path.pieces and not isinstance(path.pieces[0], Hole):
        return path
    return None if default.startswith("<") else text(".")


def own_argument(default: str) -> str:
    """The argument that the receiver was made with, which decides; empty: something else does."""
    match = _OF_ITSELF.fullmatch(default)
    return "" if match is None else match[1]


class Held(NamedTuple):
    """What is held by an attribute of an argument."""

    attribute: ast.Attribute | None  # as if it stood in the program; None: the argument was left out
    unset: str  # what it is as long as nobody sets it, as the catalogue writes it


def held(default: str, call: ast.Call) -> Held | None:
    """The attribute that decides; None: it is nothing of the kind, or the argument is not to be seen."""
    match = _OF_ARGUMENT.fullmatch(default)
    if match is None:
        return None
    unset = match[4]
    found = next((keyword.value for keyword in call.keywords if keyword.arg == match[1]), None)
    if found is None and match[2] == "kw":
        return None if any(keyword.arg is None for keyword in call.keywords) else Held(None, unset)
    if found is None:
        before = call.args[: int(match[2]) + 1]
        if len(before) <= int(match[2]) or any(isinstance(one, ast.Starred) for one in before):
            return None
        found = before[-1]
    return Held(ast.Attribute(found, match[3], ast.Load()), unset)


def lists_here(api: Api) -> bool:
    """Does it tell what is in the working directory, if it is given no other: ``os.listdir()``?"""
    return api.direction is Direction.READ and api.shape is Shape.DIR and api.position == 0 and api.default == "."


def copies_all(api: Api, noted: list[Access]) -> bool:
    """Does the call copy the working directory, for want of anything else that it was told to copy?"""
    copies = any(one.direction is Direction.WRITE and one.artifact is Artifact.CACHE for one in noted)
    return api.default == "." and copies and all(one.direction is Direction.WRITE for one in noted)


def derived_places(
    default: str, call: ast.expr, receiver: v.Value | None, given: Mapping[ast.expr, Arguments], of: AccessesOf
) -> list[Text]:
    """The places that follow from another path; none, too, if that is reported by itself. ``given``: to which calls."""
    match = _OF_RECEIVER.fullmatch(default)
    if match is not None:
        told = deciding(default, receiver, given, of)
        made = _where_only_read(told)
        if not match[4]:
            return made
        below = [paths.join(without_origins(one), text(match[4])) for one in made if one.prefix]
        return below or ([text(match[4])] if match[3] and not _are_written(told) else [])
    match = _BESIDE.fullmatch(default)
    if match is None:
        return []
    beside = _where_only_read([one for one in of(call) if one.api.parameter == match[1]])
    return [concat(without_origins(one), text(match[2])) for one in beside]  # what is read there cannot move with it


def deciding(
    default: str, receiver: v.Value | None, given: Mapping[ast.expr, Arguments], of: AccessesOf
) -> list[Access]:
    """The accesses of what the receiver was made with, if that decides."""
    match = _OF_RECEIVER.fullmatch(default)
    if match is None:
        return []
    return [one for node in holders(receiver, given) for one in of(node) if one.api.parameter == match[2]]


def holders(receiver: v.Value | None, given: Mapping[ast.expr, Arguments]) -> Iterator[ast.expr]:
    """The calls that made what the receiver was made with."""
    made = given.get(receiver.origin) if isinstance(receiver, v.Instance) and receiver.origin is not None else None
    for value in (*made.positional, *made.keywords.values()) if made is not None else ():
        for one in v.alternatives(value):
            if isinstance(one, v.Instance) and one.origin is not None:
                yield one.origin


def is_joined(api: Api) -> bool:
    """Is what a call is given a name, below a directory that the receiver has been told?"""
    return api.shape is Shape.NAME or (api.default or "").startswith("<directory>")


def attribute_of_receiver(default: str, call: ast.Call) -> ast.Attribute | None:
    """``learn.path``, in a call of ``learn.save``, if the receiver keeps what decides (``<dls.path>``) there."""
    match = _OF_RECEIVER.match(default)
    if match is None or not isinstance(call.func, ast.Attribute):
        return None
    return ast.Attribute(call.func.value, match[2], ast.Load())


def parameter_beside(default: str) -> str | None:
    """The parameter of the same call that holds the directory: ``source_directory`` of ``<source_directory>/out``."""
    match = _BELOW.match(default)
    return match[1] if match is not None else None


def _are_written(deciding: list[Access]) -> bool:
    return any(one.direction is Direction.WRITE for one in deciding)


def _where_only_read(deciding: list[Access]) -> list[Text]:
    if _are_written(deciding):
        return []
    return [target.text for one in deciding for target in one.targets]
