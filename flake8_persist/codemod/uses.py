"""What else a literal that decides a path is used for: whether moving it moves anything that should stay."""

from __future__ import annotations

import ast
import enum
import re
from collections.abc import Iterable, Set
from typing import NamedTuple

from flake8_persist.codemod.interpolation import follows
from flake8_persist.codemod.subject import PATH_BUILDERS, Subject, passes_on
from flake8_persist.codemod.words import interpolated
from flake8_persist.nodes import last_name

# What shows a text, takes it apart, or looks something up by it.
_HARMLESS = frozenset(
    [
        *("print", "display", "pprint", "Markdown", "HTML", "repr", "len", "isinstance", "basename"),
        *("info", "debug", "warning", "error", "exception", "log", "write", "add_scalar"),
        *("startswith", "endswith", "split", "rsplit", "strip", "replace", "lower", "upper"),
        *("partition", "rpartition", "removesuffix", "lstrip", "rstrip"),
        *("match", "fullmatch", "search", "sub", "subn", "findall", "fnmatch"),
        *("get", "getattr", "setattr", "hasattr", "pop", "setdefault", "namedtuple", "import_module"),
        *("read", "writestr", "extract", "extractfile", "getinfo", "getmember"),  # what is in an archive
        *("add_argument", "add_option", "add_parser"),
    ]
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
_ALIASES_DEEP = 4


class Others(enum.Enum):
    """What becomes of the other uses of a variable when a path that is made from it moves."""

    FOLLOW = "they mean the same place"
    STAY = "they mean something else"
    UNCLEAR = "they may mean either"


def looks_like_path(text: str) -> bool:
    return "/" in text or _SUFFIX.search(text) is not None


def is_about_files(call: ast.Call) -> bool:
    """Does it, by its name, read or write: ``Model.from_pretrained``, ``load_weights``?"""
    return re.match(_FILES, last_name(call.func)) is not None


def opens_nothing(subject: Subject, call: ast.Call) -> bool:
    """Does the call show, compare or name what it is given, here or on a server, or make a path of it?"""
    return subject.called(call) in _OPENING_NOTHING


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
    meaning: Others | None  # None: nothing is opened by it; UNCLEAR: it is given to what nothing is known of
    alias: str | None = None  # the variable, or the function, that goes on with it
    is_bare: bool = False  # is that the same text?


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
        name = _holder(self.subject, literal) if variable is None else variable.id
        if name is None:
            return Others.FOLLOW if is_place else Others.STAY
        loads = self.subject.loads(name, members=variable is None)
        found = self._meanings(loads, name, calls, _ALIASES_DEEP, {})
        if variable is not None:
            found.update(_in_lines(self.subject, name, calls))
        if not found:
            return Others.FOLLOW
        if not is_place:
            return Others.STAY
        if Others.STAY in found:
            return Others.STAY if found == {Others.STAY} else Others.UNCLEAR
        text = literal.value if isinstance(literal, ast.Constant) else "/"
        unclear = Others.UNCLEAR in found and not looks_like_path(str(text))
        return Others.UNCLEAR if unclear else Others.FOLLOW

    def _meanings(
        self,
        loads: Iterable[ast.expr],
        name: str,
        calls: Set[ast.AST],
        depth: int,
        aliases: dict[tuple[str, int], set[Others]],
    ) -> set[Others]:
        """What the uses mean, those of ``aliases`` included, which are remembered for each depth."""
        found: set[Others] = set()
        for load in loads:
            use = self._use(load)
            if not use.holders.isdisjoint(calls):
                continue
            if use.alias is None or use.alias == name or not depth:
                if use.meaning is not None:
                    found.add(use.meaning)
                continue
            key = use.alias, depth - 1
            if key not in aliases:
                loads = self.subject.loads(use.alias, members=use.alias in self.subject.defined)
                aliases[key] = self._meanings(loads, use.alias, calls, depth - 1, aliases)
            further = aliases[key]
            found |= further if use.is_bare else {Others.FOLLOW if one is Others.UNCLEAR else one for one in further}
        return found

    def _use(self, load: ast.expr) -> _Use:
        found = self._known.get(load)
        if found is None:
            found = self._known[load] = _look(self.subject, load)
        return found


def _holder(subject: Subject, literal: ast.expr) -> str | None:
    """The name under which a literal that is no variable's value is used elsewhere in the file."""
    inner: ast.AST = literal
    for holder in subject.around(literal):
        if isinstance(holder, ast.Dict) and inner in holder.values:
            key = holder.keys[holder.values.index(inner)]
            return key.value if isinstance(key, ast.Constant) and isinstance(key.value, str) else None
        if isinstance(holder, ast.AnnAssign):
            return holder.target.id if isinstance(holder.target, ast.Name) else getattr(holder.target, "attr", None)
        if isinstance(holder, ast.Assign):
            target = holder.targets[0]
            return getattr(target, "attr", None) or getattr(target, "id", None)
        if isinstance(holder, ast.arguments):
            return _parameter(holder, inner)
        if isinstance(holder, ast.keyword) and holder.arg == "default":
            return _option(subject.parents[holder])
        if isinstance(holder, ast.Call) and not passes_on(subject, holder) and inner is not holder.func:
            return _given(subject, holder, inner)
        if isinstance(holder, ast.stmt):
            return None
        inner = holder
    return None


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
    names = {subject.called(holder) for holder in around if isinstance(holder, ast.Call)}
    if not names.isdisjoint(_SHOWN):
        return _Use(holders, Others.STAY)
    if not names.isdisjoint(_HARMLESS):
        return _Use(holders, None)
    is_bare = not passes_on(subject, around[0])
    return _Use(holders, _meaning(subject, around), _alias(subject, load), is_bare)


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


def _in_lines(subject: Subject, name: str, calls: Set[ast.AST]) -> Iterable[Others]:
    """What each use in a shell line is: a path begins with the variable, a remark mentions it."""
    for call, line in interpolated(subject):
        for is_path in follows(line, name):
            if not is_path:
                yield Others.STAY
            elif call not in calls:
                yield Others.FOLLOW


def _meaning(subject: Subject, holders: list[ast.AST]) -> Others:
    if isinstance(holders[0], ast.Compare):
        sides = (holders[0].left, *holders[0].comparators)
        written = any(isinstance(side, ast.Constant) and isinstance(side.value, str) for side in sides)
        return Others.STAY if written else Others.FOLLOW
    if is_naming(holders[0]):
        return Others.STAY
    call = holders[1] if isinstance(holders[0], ast.keyword) else holders[0]
    if (
        not isinstance(call, ast.Call)
        or passes_on(subject, call)
        or is_about_files(call)
        or subject.called(call) in subject.defined | _COMPARING
    ):
        return Others.FOLLOW
    return Others.STAY if last_name(call.func) in _REMOTE else Others.UNCLEAR
