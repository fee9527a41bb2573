"""What else a literal that decides a path is used for: whether moving it moves anything that should stay."""

from __future__ import annotations

import ast
import enum
from collections.abc import Iterable, Set
from typing import NamedTuple

from flake8_persist.codemod.interpolation import follows
from flake8_persist.codemod.meanings import KEYED, Meaning, Use, container_of, look, looks_like_path
from flake8_persist.codemod.subject import Subject, passes_on
from flake8_persist.codemod.words import interpolated
from flake8_persist.nodes import last_name

_GOING_THROUGH = frozenset({"enumerate", "zip", "sorted", "reversed", "list", "tuple", "set", "tqdm", "trange"})
_ALIASES_DEEP = 4


class Others(enum.Enum):
    """What becomes of the other uses of a variable when a path that is made from it moves."""

    FOLLOW = "they mean the same place"
    STAY = "they mean something else"
    UNCLEAR = "they may mean either"


class _Found(NamedTuple):
    meaning: Meaning
    container: str = ""


class Uses:
    """What the variables of a program are used for; each use is looked at once."""

    def __init__(self, subject: Subject) -> None:
        self.subject = subject
        self._known: dict[ast.expr, Use] = {}

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
            is_said = all(one.meaning is Meaning.SAID for one in found)
            return Others.FOLLOW if is_said else Others.STAY
        if not found:
            return Others.FOLLOW
        text = str(literal.value) if isinstance(literal, ast.Constant) else "/"
        return self._together({self._of_place(one, text) for one in found})

    def _of_place(self, use: _Found, text: str) -> Others:
        """What a use of a text means that names a directory or file."""
        match use.meaning:
            case Meaning.KEY if not looks_like_path(text):
                return Others.STAY
            case Meaning.KEY if self._is_key(text, use.container):
                return Others.UNCLEAR
            case Meaning.UNKNOWN if not looks_like_path(text):
                return Others.UNCLEAR
            case Meaning.OTHER:
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
        asked = (call for name in KEYED for call in subject.calls.get(name, ()))
        return any(container_of(call) == container and _says(one, text) for call in asked for one in call.args[:1])

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

    def _use(self, load: ast.expr) -> Use:
        found = self._known.get(load)
        if found is None:
            found = self._known[load] = look(self.subject, load)
        return found


def _of_longer(use: _Found) -> _Found:
    """What is given to something unknown as a part of a longer text is a path more likely than anything else."""
    return _Found(Meaning.PLACE) if use.meaning is Meaning.UNKNOWN else use


def _says(node: ast.expr, text: str) -> bool:
    return isinstance(node, ast.Constant) and node.value == text


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
            return parameter_of(holder, inner), True
        case ast.keyword(arg="default"):
            return _option(subject.parents[holder]), True
        case ast.Call() if not passes_on(subject, holder) and inner is not holder.func:
            return _given(subject, holder, inner), True
    return None, isinstance(holder, ast.stmt)


def parameter_of(arguments: ast.arguments, default: ast.AST) -> str | None:
    """The name of the parameter that has a default."""
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


def _in_lines(subject: Subject, name: str, calls: Set[ast.AST]) -> Iterable[_Found]:
    """What each use in a shell line is: a path begins with the variable, a remark mentions it."""
    for call, line in interpolated(subject):
        for is_path in follows(line, name):
            if not is_path:
                yield _Found(Meaning.OTHER)
            elif call not in calls:
                yield _Found(Meaning.PLACE)
