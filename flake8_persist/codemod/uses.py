"""What else a literal that decides a path is used for: whether moving it moves anything that should stay."""

from __future__ import annotations

import ast
import enum
import re
from collections.abc import Iterable, Set
from typing import NamedTuple

from flake8_persist.codemod.interpolation import follows
from flake8_persist.codemod.subject import PATH_BUILDERS, Subject, default_of, passes_on
from flake8_persist.codemod.words import interpolated
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
_MEMBERS = frozenset({"read", "open", "writestr", "extract", "extractfile", "getinfo", "getmember"})
_KEYED = frozenset({"get", "pop", "setdefault", "getattr", "setattr", "hasattr", "import_module"})
_GOING_THROUGH = frozenset({"enumerate", "zip", "sorted", "reversed", "list", "tuple", "set", "tqdm", "trange"})
_ALIASES_DEEP = 4


class Others(enum.Enum):
    """What becomes of the other uses of a variable when a path that is made from it moves."""

    FOLLOW = "they mean the same place"
    STAY = "they mean something else"
    UNCLEAR = "they may mean either"


class _Meaning(enum.Enum):
    """What one use makes of a text."""

    PLACE = "a path"
    SAID = "it is shown, or its end is: whatever it is, that does no harm"
    NOTHING = "it is a part of what is shown, or taken apart: nothing is opened by it"
    KEY = "something is looked up by it"
    OTHER = "something else than a path"
    UNKNOWN = "it is given to what nothing is known of"


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


class _Use(NamedTuple):
    """One use of a variable, by its looks."""

    holders: frozenset[ast.AST]
    meaning: _Meaning
    alias: str | None = None  # the variable, or the function, that goes on with it
    is_bare: bool = False  # is that the same text?
    container: str = ""  # in which it is a key


class _Found(NamedTuple):
    meaning: _Meaning
    container: str = ""


class Uses:
    """What the variables of a program are used for; each use is looked at once."""

    def __init__(self, subject: Subject) -> None:
        self.subject = subject
        self._known: dict[ast.expr, _Use] = {}

    def others(self, literal: ast.expr, *, is_place: bool, calls: Set[ast.AST]) -> Others:
        """The uses of the variable that holds the literal, other than in ``calls``, which are known to move.

        ``is_place`` says that the literal names a directory or file, not a part of a name. Attributes, entries of
        dictionaries, parameters and options count as variables, under the name that they have.
        """
        variable = self.subject.variable(literal)
        names = _holders(self.subject, literal) if variable is None else (variable.id,)
        if not names:
            return Others.FOLLOW if is_place else Others.STAY
        found: set[_Found] = set()
        for name in names:
            loads = self.subject.loads(name, members=variable is None)
            found |= self._meanings(loads, name, calls, _ALIASES_DEEP, {})
        if variable is not None:
            found.update(_in_lines(self.subject, variable.id, calls))
        if not is_place:
            is_said = all(one.meaning is _Meaning.SAID for one in found)
            return Others.FOLLOW if is_said else Others.STAY
        if not found:
            return Others.FOLLOW
        text = str(literal.value) if isinstance(literal, ast.Constant) else "/"
        return self._together({self._of_place(one, text) for one in found})

    def _of_place(self, use: _Found, text: str) -> Others:
        """What a use of a text means that names a directory or file."""
        match use.meaning:
            case _Meaning.KEY if not looks_like_path(text):
                return Others.STAY
            case _Meaning.KEY if self._is_key(text, use.container):
                return Others.UNCLEAR
            case _Meaning.UNKNOWN if not looks_like_path(text):
                return Others.UNCLEAR
            case _Meaning.OTHER:
                return Others.STAY
        return Others.FOLLOW

    def _together(self, meanings: set[Others]) -> Others:
        return meanings.pop() if len(meanings) == 1 else Others.UNCLEAR

    def _is_key(self, text: str, container: str) -> bool:
        """Is the text a key of the container that is written out, so that it does not move along?"""
        subject = self.subject
        items = subject.outline.nodes(ast.Subscript)
        if any(_says(item.slice, text) and last_name(item.value) == container for item in items):
            return True
        asked = (call for name in _KEYED for call in subject.calls.get(name, ()))
        return any(_container(call) == container and _says(one, text) for call in asked for one in call.args[:1])

    def _meanings(
        self,
        loads: Iterable[ast.expr],
        name: str,
        calls: Set[ast.AST],
        depth: int,
        aliases: dict[tuple[str, int], set[_Found]],
    ) -> set[_Found]:
        """What the uses mean, those of ``aliases`` included, which are remembered for each depth."""
        found: set[_Found] = set()
        for load in loads:
            use = self._use(load)
            if not use.holders.isdisjoint(calls):
                continue
            if use.alias is None or use.alias == name or not depth:
                found.add(_Found(use.meaning, use.container))
                continue
            key = use.alias, depth - 1
            if key not in aliases:
                loads = self.subject.loads(use.alias, members=use.alias in self.subject.defined)
                aliases[key] = self._meanings(loads, use.alias, calls, depth - 1, aliases)
            further = aliases[key]
            found |= further if use.is_bare else {_of_longer(one) for one in further}
        return found

    def _use(self, load: ast.expr) -> _Use:
        found = self._known.get(load)
        if found is None:
            found = self._known[load] = _look(self.subject, load)
        return found


def _of_longer(use: _Found) -> _Found:
    """What is given to something unknown as a part of a longer text is a path more likely than anything else."""
    return _Found(_Meaning.PLACE) if use.meaning is _Meaning.UNKNOWN else use


def _says(node: ast.expr, text: str) -> bool:
    return isinstance(node, ast.Constant) and node.value == text


def _container(call: ast.Call) -> str:
    """``sizes`` of ``sizes.get(name)``, ``math`` of ``getattr(math, name)``."""
    owner = call.func.value if isinstance(call.func, ast.Attribute) else next(iter(call.args), call.func)
    return last_name(owner)


def _holders(subject: Subject, literal: ast.expr) -> tuple[str, ...]:
    """The names under which a literal that is no variable's value is used elsewhere in the file."""
    inner: ast.AST = literal
    for holder in subject.around(literal):
        if isinstance(holder, ast.For | ast.comprehension):
            return _names_of(holder.target) if inner is holder.iter else ()
        if isinstance(holder, ast.Call) and subject.called(holder) in _GOING_THROUGH and inner in holder.args:
            inner = holder
            continue
        name, is_it = _holder(subject, holder, inner)
        if is_it:
            return () if name is None else (name,)
        inner = holder
    return ()


def _names_of(target: ast.expr) -> tuple[str, ...]:
    return tuple(node.id for node in ast.walk(target) if isinstance(node, ast.Name))


def _holder(subject: Subject, holder: ast.AST, inner: ast.AST) -> tuple[str | None, bool]:
    """The name that a node gives to what is within it, if any; and whether that is all that can be said."""
    match holder:
        case ast.Dict() if inner in holder.values:
            key = holder.keys[holder.values.index(inner)]
            return (key.value if isinstance(key, ast.Constant) and isinstance(key.value, str) else None), True
        case ast.AnnAssign(target=target) | ast.Assign(targets=[target, *_]):
            return getattr(target, "attr", None) or getattr(target, "id", None), True
        case ast.arguments():
            return _parameter(holder, inner), True
        case ast.keyword(arg="default"):
            return _option(subject.parents[holder]), True
        case ast.Call() if not passes_on(subject, holder) and inner is not holder.func:
            return _given(subject, holder, inner), True
    return None, isinstance(holder, ast.stmt)


def _parameter(arguments: ast.arguments, default: ast.AST) -> str | None:
    positional = [*arguments.posonlyargs, *arguments.args]
    pairs = [*zip(positional[len(positional) - len(arguments.defaults) :], arguments.defaults, strict=True)]
    named = [*pairs, *zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True)]
    return next((one.arg for one, value in named if value is default), None)


def _given(subject: Subject, call: ast.Call, argument: ast.AST) -> str | None:
    """The name under which a function, or a class, gets an argument."""
    if isinstance(argument, ast.keyword):
        return argument.arg
    name = last_name(call.func)
    for node in subject.outline.nodes(ast.FunctionDef) if name in subject.defined else ():
        owner = subject.parents[node]
        is_made = isinstance(owner, ast.ClassDef) and owner.name == name
        if node.name == "__init__" if is_made else node.name == name:
            names = [*node.args.posonlyargs, *node.args.args]
            place = [*map(id, call.args)].index(id(argument)) + isinstance(owner, ast.ClassDef)
            return names[place].arg if place < len(names) else None
    return None


def _option(call: ast.AST) -> str | None:
    """``output_dir`` of ``add_argument("--output-dir", default=...)``."""
    if not isinstance(call, ast.Call):
        return None
    texts = [one.value for one in call.args if isinstance(one, ast.Constant) and isinstance(one.value, str)]
    longest = max(texts, key=len, default=None)
    return None if longest is None else longest.lstrip("-").replace("-", "_")


def _look(subject: Subject, load: ast.expr) -> _Use:
    made = subject.parents[load]
    if isinstance(made, ast.Call) and made.func is load:
        load = made  # what the function gives back is used
    around = subject.around(load)
    holders = frozenset(around)
    container = _looked_up_in(subject, load, around)
    if container is not None:
        return _Use(holders, _Meaning.KEY, container=container)
    if isinstance(around[0], ast.Compare | ast.Match):
        return _Use(holders, _meaning(subject, around))
    calls = [holder for holder in around if isinstance(holder, ast.Call)]
    if any(is_member(subject, call) for call in calls):
        return _Use(holders, _Meaning.OTHER)
    names = {known_name(subject, call) for call in calls}
    if not names.isdisjoint(_SHOWN):
        return _Use(holders, _Meaning.OTHER)
    if not names.isdisjoint(_HARMLESS):
        return _Use(holders, _Meaning.SAID if _is_said(subject, around) else _Meaning.NOTHING)
    is_bare = not passes_on(subject, around[0])
    return _Use(holders, _meaning(subject, around), _alias(subject, load), is_bare)


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
        if isinstance(holder, ast.Call) and subject.called(holder) in _KEYED:
            if inner not in holder.args or default_of(holder) is inner or len(holder.args) > 2:
                return None
            return _container(holder)
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


def _in_lines(subject: Subject, name: str, calls: Set[ast.AST]) -> Iterable[_Found]:
    """What each use in a shell line is: a path begins with the variable, a remark mentions it."""
    for call, line in interpolated(subject):
        for is_path in follows(line, name):
            if not is_path:
                yield _Found(_Meaning.OTHER)
            elif call not in calls:
                yield _Found(_Meaning.PLACE)


def _meaning(subject: Subject, holders: list[ast.AST]) -> _Meaning:
    if isinstance(holders[0], ast.Match):
        return _Meaning.OTHER
    if isinstance(holders[0], ast.Compare):
        sides = (holders[0].left, *holders[0].comparators)
        return _Meaning.OTHER if any(map(_is_written, sides)) else _Meaning.PLACE
    if is_naming(holders[0]):
        return _Meaning.OTHER
    call = holders[1] if isinstance(holders[0], ast.keyword) else holders[0]
    if (
        not isinstance(call, ast.Call)
        or passes_on(subject, call)
        or is_about_files(call)
        or subject.called(call) in subject.defined | _COMPARING
    ):
        return _Meaning.PLACE
    return _Meaning.OTHER if last_name(call.func) in _REMOTE else _Meaning.UNKNOWN


def _is_written(side: ast.expr) -> bool:
    """Is it a text that stands in the source, or a display of such texts?"""
    parts = side.elts if isinstance(side, ast.Tuple | ast.List | ast.Set) else [side]
    return any(isinstance(part, ast.Constant) and isinstance(part.value, str) for part in parts)
