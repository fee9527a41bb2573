"""What is made of a text where it is used, told by the looks of it: is it a path there, a key, or only shown?"""

from __future__ import annotations

import ast
import enum
import re
from typing import NamedTuple

from flake8_persist.codemod.subject import PATH_BUILDERS, Subject, default_of, passes_on
from flake8_persist.nodes import last_name

# What shows a text, takes it apart, or looks something up by it.
_HARMLESS = frozenset(
    [
        *("print", "display", "pprint", "Markdown", "HTML", "repr", "len", "isinstance", "basename", "filter"),
        *("info", "debug", "warning", "error", "exception", "log", "write", "add_scalar"),
        *("startswith", "endswith", "split", "rsplit", "strip", "replace", "lower", "upper"),
        *("partition", "rpartition", "removesuffix", "lstrip", "rstrip"),
        *("match", "fullmatch", "search", "sub", "subn", "findall", "fnmatch"),
        *("get", "getattr", "setattr", "hasattr", "pop", "setdefault", "namedtuple", "import_module"),
        "read",
        *("add_argument", "add_option", "add_parser"),
    ]
)
_SAYING = frozenset(
    ["print", "display", "pprint", "len", "basename", "relpath", "info", "debug", "warning", "error", "exception"]
)
# What shows a text to people, as a text of its own.
_SHOWN = frozenset(
    ["title", "set_title", "suptitle", "xlabel", "ylabel", "set_xlabel", "set_ylabel", "legend", "text", "annotate"]
)
_COMPARING = frozenset({"relative_to", "is_relative_to", "relpath", "samefile", "commonpath"})  # with what moves along
_NAMING = frozenset({"name", "title", "label", "run_name", "help", "desc", "description"})
_FILES = (
    r"(?i)_*(?:from_|(?:re)?load|read|open|restore|resume|safe_open|save|dump|export"
    r"|(?:get_|find_)?(?:la(?:te)?st_|checkpoint))"
)
_REMOTE = frozenset({"push_to_hub", "create_repo", "set_experiment", "init", "login"})
_OPENING_NOTHING = _HARMLESS | _SHOWN | _REMOTE | PATH_BUILDERS
_SUFFIX = re.compile(r"[^./]\.\w{1,8}$")
_ADDRESS = re.compile(r"(?!file)\w+://")
_MEMBERS = frozenset({"read", "open", "writestr", "extract", "extractfile", "getinfo", "getmember"})
KEYED = frozenset({"get", "pop", "setdefault", "getattr", "setattr", "hasattr", "import_module"})


class Meaning(enum.Enum):
    """What one use makes of a text."""

    PLACE = "a path"
    SAID = "it is shown, or its end is: whatever it is, that does no harm"
    NOTHING = "it is a part of what is shown, or taken apart: nothing is opened by it"
    KEY = "something is looked up by it"
    OTHER = "something else than a path"
    UNKNOWN = "it is given to what nothing is known of"


class Use(NamedTuple):
    """One use of a variable, by its looks."""

    holders: frozenset[ast.AST]
    meaning: Meaning
    alias: str | None = None  # the variable, or the function, that goes on with it
    is_bare: bool = False  # is that the same text?
    container: str = ""  # in which it is a key


def looks_like_path(text: str) -> bool:
    return "/" in text or _SUFFIX.search(text) is not None


def is_about_files(call: ast.Call) -> bool:
    """Does it, by its name, read or write: ``Model.from_pretrained``, ``load_weights``?"""
    return re.match(_FILES, last_name(call.func)) is not None


def opens_nothing(subject: Subject, call: ast.Call) -> bool:
    """Does the call show, compare or name what it is given, here or on a server, or make a path of it?"""
    return known_name(subject, call) in _OPENING_NOTHING


def known_name(subject: Subject, call: ast.Call) -> str:
    """The last name of what is called; empty where it comes from a library that nothing is known of."""
    module = subject.module_of(call)
    return "" if module == "." or module in subject.strangers else subject.called(call)


def is_member(subject: Subject, call: ast.Call) -> bool:
    """Does it ask an archive for what is in it: ``archive.read(name)``?"""
    is_method = isinstance(call.func, ast.Attribute) and subject.module_of(call) is None
    return is_method and last_name(call.func) in _MEMBERS and subject.has_archives


def is_naming(keyword: ast.AST | None) -> bool:
    """Is it a name, and no path: ``name="best"``, but not ``name="emb/trained.txt"``?"""
    if not isinstance(keyword, ast.keyword) or keyword.arg not in _NAMING:
        return False
    value = keyword.value.value if isinstance(keyword.value, ast.Constant) else None
    is_path = keyword.arg == "name" and isinstance(value, str) and "/" in value and _SUFFIX.search(value) is not None
    return not is_path


def look(subject: Subject, load: ast.expr) -> Use:
    made = subject.parents[load]
    if isinstance(made, ast.Call) and made.func is load:
        load = made  # what the function gives back is used
    around = subject.around(load)
    holders = frozenset(around)
    container = _looked_up_in(subject, load, around)
    if container is not None:
        return Use(holders, Meaning.KEY, container=container)
    if isinstance(around[0], ast.Compare | ast.Match):
        return Use(holders, _meaning(subject, around))
    if _is_in_address(load, around):
        return Use(holders, Meaning.OTHER)
    calls = [holder for holder in around if isinstance(holder, ast.Call)]
    if any(is_member(subject, call) for call in calls):
        return Use(holders, Meaning.OTHER)
    names = {known_name(subject, call) for call in calls}
    if not names.isdisjoint(_SHOWN):
        return Use(holders, Meaning.OTHER)
    if not names.isdisjoint(_HARMLESS):
        return Use(holders, Meaning.SAID if _is_said(subject, around) else Meaning.NOTHING)
    is_bare = not passes_on(subject, around[0])
    return Use(holders, _meaning(subject, around), _alias(subject, load), is_bare)


def _is_in_address(load: ast.expr, around: list[ast.AST]) -> bool:
    """Does it stand behind the beginning of an address: ``f"https://example.org/{name}"``?"""
    inner: ast.AST = load
    for holder in around:
        match holder:
            case ast.JoinedStr(values=[ast.Constant(value=str(begun)), *_]):
                return _ADDRESS.match(begun) is not None
            case ast.BinOp(left=left, op=ast.Add()) if left is not inner:
                while isinstance(left, ast.BinOp):
                    left = left.left
                return isinstance(left, ast.Constant) and _ADDRESS.match(str(left.value)) is not None
            case ast.FormattedValue() | ast.BinOp():
                inner = holder
            case _:
                return False
    return False


def _is_said(subject: Subject, around: list[ast.AST]) -> bool:
    """Is it given to what shows it, itself or as a part of a longer text?"""
    nearest = next((one for one in around if not passes_on(subject, one)), None)
    return isinstance(nearest, ast.Call) and known_name(subject, nearest) in _SAYING


def _looked_up_in(subject: Subject, load: ast.expr, around: list[ast.AST]) -> str | None:
    """What it is a key of, itself or as a part of a longer text."""
    inner: ast.AST = load
    for holder in around:
        if isinstance(holder, ast.Subscript):
            return last_name(holder.value) if inner is holder.slice else None
        if isinstance(holder, ast.Call) and subject.called(holder) in KEYED:
            if inner not in holder.args or default_of(holder) is inner or len(holder.args) > 2:
                return None
            return container_of(holder)
        if not passes_on(subject, holder):
            return None
        inner = holder
    return None


def _alias(subject: Subject, load: ast.expr) -> str | None:
    """What goes on with what is used: ``path`` of ``path = f"{D}/x"``, ``d`` of ``for d in (A, B):``, or the function
    that returns it.
    """
    variable = subject.variable(load)
    if variable is not None:
        return variable.id
    listed: ast.AST = load
    holder = subject.parents[listed]
    if isinstance(holder, ast.Tuple | ast.List | ast.Set):
        variable = subject.variable(holder)
        if variable is not None:
            return variable.id
        listed, holder = holder, subject.parents[holder]
    if isinstance(holder, ast.For | ast.comprehension) and holder.iter is listed:
        return holder.target.id if isinstance(holder.target, ast.Name) else None
    around = subject.around(load)
    statement = next((number for number, one in enumerate(around) if not passes_on(subject, one)), len(around))
    if not isinstance(around[statement], ast.Return):
        return None
    return next((one.name for one in around if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef)), None)


def _meaning(subject: Subject, holders: list[ast.AST]) -> Meaning:
    if isinstance(holders[0], ast.Match):
        return Meaning.OTHER
    if isinstance(holders[0], ast.Compare):
        sides = (holders[0].left, *holders[0].comparators)
        return Meaning.OTHER if any(map(_is_written, sides)) else Meaning.PLACE
    if is_naming(holders[0]):
        return Meaning.OTHER
    call = holders[1] if isinstance(holders[0], ast.keyword) else holders[0]
    if (
        not isinstance(call, ast.Call)
        or passes_on(subject, call)
        or is_about_files(call)
        or subject.called(call) in subject.defined | _COMPARING
    ):
        return Meaning.PLACE
    return Meaning.OTHER if last_name(call.func) in _REMOTE else Meaning.UNKNOWN


def _is_written(side: ast.expr) -> bool:
    """Is it a text that stands in the source, or a display of such texts?"""
    parts = side.elts if isinstance(side, ast.Tuple | ast.List | ast.Set) else [side]
    return any(isinstance(part, ast.Constant) and isinstance(part.value, str) for part in parts)


def container_of(call: ast.Call) -> str:
    """``sizes`` of ``sizes.get(name)``, ``math`` of ``getattr(math, name)``."""
    owner = call.func.value if isinstance(call.func, ast.Attribute) else next(iter(call.args), call.func)
    return last_name(owner)
