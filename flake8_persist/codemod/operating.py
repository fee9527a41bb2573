"""What text operations make of known texts: they are carried out, for programs do nothing else with them.

Only what is pure and quick is in the tables; a pattern that could take long is not tried.
"""

from __future__ import annotations

import fnmatch
import operator
import posixpath
import re
import urllib.parse
from collections.abc import Callable, Mapping, Sequence
from pathlib import PurePosixPath

from flake8_persist.codemod.taking_apart import PARTING

Value = object  # str, PurePosixPath, int, bool, None, re.Match, re.Pattern, or a list or tuple of these
UNCLEAR = object()

_LONGEST = 400  # of a text that a pattern is tried on
_QUANTIFIERS = 4
_NESTED = re.compile(r"\)(?:[*+{]|\?[*+{])")  # a repeated group may take for ever

MATCHING = frozenset({"match", "search", "fullmatch", "sub", "subn", "findall", "split", "compile"})  # by patterns
_METHODS: Mapping[type, frozenset[str]] = {
    str: PARTING
    | {
        *("removesuffix", "rstrip", "endswith", "rfind", "rindex", "lower", "upper", "title", "capitalize"),
        *("join", "isdigit", "isnumeric", "isalpha", "isalnum"),
    },
    PurePosixPath: frozenset(["relative_to", "is_relative_to", "as_posix", "joinpath", "with_suffix", "with_name"]),
    re.Match: frozenset(["group", "groups", "start", "end", "span"]),
    re.Pattern: MATCHING - {"compile"},
}
_ATTRIBUTES = frozenset({"parts", "name", "stem", "suffix", "parent"})
FUNCTIONS: Mapping[str, Callable[..., Value]] = {
    "builtins.len": len,
    "builtins.int": int,
    "builtins.float": float,
    "builtins.str": str,
    "builtins.list": list,
    "builtins.tuple": tuple,
    "builtins.bool": bool,
    "urllib.parse.quote": urllib.parse.quote,
    "os.path.relpath": lambda path, start=".": posixpath.relpath(path, start),
    "os.path.join": posixpath.join,
    "os.path.basename": posixpath.basename,
    "os.path.dirname": posixpath.dirname,
    "os.path.splitext": posixpath.splitext,
    "os.path.split": posixpath.split,
    "os.path.normpath": posixpath.normpath,
    "pathlib.Path": PurePosixPath,
    "pathlib.PurePath": PurePosixPath,
    "pathlib.PosixPath": PurePosixPath,
    "fnmatch.fnmatch": fnmatch.fnmatchcase,
    "fnmatch.fnmatchcase": fnmatch.fnmatchcase,
    **{f"re.{name}": getattr(re, name) for name in MATCHING},
}
OPERATORS: Mapping[str, Callable[[Value, Value], Value]] = {
    "Add": lambda one, other: one + other,  # type: ignore[operator]
    "Sub": lambda one, other: one - other,  # type: ignore[operator]
    "Div": lambda one, other: one / other,  # type: ignore[operator]
    "Eq": operator.eq,
    "NotEq": operator.ne,
    "Lt": lambda one, other: one < other,  # type: ignore[operator]
    "LtE": lambda one, other: one <= other,  # type: ignore[operator]
    "Gt": lambda one, other: one > other,  # type: ignore[operator]
    "GtE": lambda one, other: one >= other,  # type: ignore[operator]
    "In": lambda one, other: one in other,  # type: ignore[operator]
    "NotIn": lambda one, other: one not in other,  # type: ignore[operator]
    "Is": operator.is_,
    "IsNot": operator.is_not,
}


def called(name: str, arguments: Sequence[Value], keywords: Mapping[str, Value]) -> Value:
    """What an outside function gives; :data:`UNCLEAR` where it is not known or fails."""
    function = FUNCTIONS.get(name)
    if function is None or (name.startswith("re.") and not _is_quick(arguments)):
        return UNCLEAR
    return attempted(function, *arguments, **keywords)


def method(owner: Value, name: str, arguments: Sequence[Value], keywords: Mapping[str, Value]) -> Value:
    kind = next((kind for kind in _METHODS if isinstance(owner, kind)), None)
    if kind is None or name not in _METHODS[kind]:
        return UNCLEAR
    if kind is re.Pattern and not _is_quick([owner, *arguments]):
        return UNCLEAR
    return attempted(getattr(owner, name), *arguments, **keywords)


def attribute(owner: Value, name: str) -> Value:
    return getattr(owner, name) if isinstance(owner, PurePosixPath) and name in _ATTRIBUTES else UNCLEAR


def attempted(function: Callable[..., Value], *arguments: Value, **keywords: Value) -> Value:
    """What fails here fails in the program, too, or is not what it seemed."""
    try:
        return function(*arguments, **keywords)
    except (TypeError, ValueError, LookupError, AttributeError, ArithmeticError, re.error, RecursionError):
        return UNCLEAR


def _is_quick(arguments: Sequence[Value]) -> bool:
    first = arguments[0] if arguments else None
    pattern = first.pattern if isinstance(first, re.Pattern) else first
    if not isinstance(pattern, str) or _NESTED.search(pattern) is not None:
        return False
    repeated = sum(pattern.count(sign) for sign in "*+{")
    return repeated <= _QUANTIFIERS and all(len(one) <= _LONGEST for one in arguments if isinstance(one, str))
