"""May anything be known of a value? "No" is certain, "yes" is not: a path that is certainly unknown is never reported.

Only what a text begins with counts, as a path lies where it begins. The order of the program and the ways through it
do not matter here, and whatever takes a closer look is left to the analysis: then the answer is yes.
"""

from __future__ import annotations

import ast
import builtins
import functools
import re
from collections.abc import Iterable

from flake8_persist.nodes import last_name
from flake8_persist.triage.bindings import Added, Anything, Binding, Imported, Opaque, Parameter, bindings
from flake8_persist.triage.spots import SCOPES, Scope, Source, Spot

_DEEP = 60  # expressions within expressions, and names that lead to others
_BUILTINS = frozenset(vars(builtins))
_SELF = frozenset({"self", "cls"})
# Of what is not in the file, what gives something known without being given anything.
_GIVES = frozenset(
    {
        *("getcwd", "cwd", "home", "gettempdir", "mkdtemp", "mkstemp", "NamedTemporaryFile", "strftime"),
        *("parse_args", "parse_known_args", "parse_args_into_dataclasses", "get_ipython", "super", "vars", "locals"),
        *("globals", "type"),
    }
)
# What gives a number, a date or a name, which is no path but may begin one.
_GIVES_PARTS = frozenset(
    {
        *("abs", "asctime", "basename", "count", "ctime", "enumerate", "float", "fromtimestamp", "getpid", "glob"),
        *("getrandbits", "hash", "id", "iglob", "int", "item", "len", "listdir", "now", "perf_counter", "randbelow"),
        *("randint", "random", "randrange", "range", "round", "sum", "time", "time_ns", "today", "token_hex", "trange"),
        *("uniform", "utcfromtimestamp", "utcnow", "uuid1", "uuid3", "uuid4", "uuid5", "uuid7"),
    }
)
# What is written there goes, and is found only where something takes it out: one of these words shows that.
_SCRATCH = "TemporaryDirectory"
_TAKING_OUT = ("copy", "move", "make_archive", "os.rename", "os.replace")
_NAMES = frozenset({"name", "stem"})  # of a path
_OWN_NAMES = frozenset({"__name__", "__qualname__"})  # of classes and functions
_PLAIN_DECORATORS = frozenset(
    {"staticmethod", "classmethod", "property", "abstractmethod", "no_grad", "cached_property"}
)


class Prospects:
    """Answers for one file; where the default of a library is a place, nothing is as good as a path."""

    def __init__(self, source: Source, *, nothing: bool = False) -> None:
        self._source = source
        self._nothing = nothing
        self._bindings: dict[Scope, dict[str, list[Binding]]] = {}
        self._answers: dict[tuple[object, str], bool] = {}

    @functools.cached_property
    def _anywhere(self) -> frozenset[str]:
        """Names that may be bound where no statement of their scope shows it."""
        text = self._source.text
        before = (part.rstrip() for part in text.split(":=")[:-1])
        found = [name[0] for part in before if (name := re.search(r"\w+\Z", part[-200:]))]
        if "global " in text or "nonlocal " in text:
            for names in re.findall(r"(?:global|nonlocal) +(.*)", text):
                found.extend(re.findall(r"\w+", names))
        return frozenset(found)

    @functools.cached_property
    def _makes_others(self) -> bool:
        """May an object of the file make others of its own class?"""
        text = self._source.text
        return "__class__" in text or "cls(" in text or re.search(r"type\(\s*self", text) is not None

    def known(self, node: ast.expr | None, scopes: tuple[Scope, ...], deep: int = 0) -> bool:
        """May something be known of the value of an expression, or of what a text begins with that it gives?"""
        deep += 1
        if node is None:
            return False
        if deep > _DEEP:
            return True
        match node:
            case ast.Constant(value=value):
                if value is None:
                    return self._nothing
                return isinstance(value, str | int | float)  # numbers, for texts may be made of them
            case ast.Name(id=name):
                return self._name(name, scopes, deep)
            case ast.Attribute():
                return self._attribute(node, scopes, deep)
            case ast.JoinedStr(values=[ast.FormattedValue(value=first, format_spec=specification), *rest]):
                more = specification is not None or any(isinstance(one, ast.FormattedValue) for one in rest[:1])
                return more or self.known(first, scopes, deep)
            case ast.FormattedValue(value=value) | ast.Await(value=value) | ast.Starred(value=value):
                return self.known(value, scopes, deep)
            case ast.BinOp(op=ast.Add()):
                return self._sum(node, scopes, deep)
            case ast.BinOp(op=ast.Div(), left=left, right=right):
                while isinstance(left, ast.BinOp) and isinstance(left.op, ast.Div):
                    if self._may_lead(left.right, scopes, deep):
                        return True
                    left = left.left
                return self.known(left, scopes, deep) or self._may_lead(right, scopes, deep)
            case ast.BinOp(left=left, right=right):
                return self.known(left, scopes, deep) or self.known(right, scopes, deep)
            case ast.IfExp(body=one, orelse=other):
                return self.known(one, scopes, deep) or self.known(other, scopes, deep)
            case ast.BoolOp(values=values):
                return any(self.known(one, scopes, deep) for one in values)
            case ast.UnaryOp(operand=operand):
                return self.known(operand, scopes, deep)
            case ast.Call():
                return self._call(node, scopes, deep)
            case ast.Subscript(value=value):
                return last_name(value) == "environ" or self.known(value, scopes, deep)
        return True

    def _sum(self, node: ast.expr, scopes: tuple[Scope, ...], deep: int) -> bool:
        """Of ``(prefix + "-" if prefix else "") + name`` the first term that is not empty."""
        terms: list[ast.expr] = []
        while isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
            terms.append(node.right)
            node = node.left
        if any(
            not isinstance(one, ast.JoinedStr) and not _is_text(one) and self.known(one, scopes, deep) for one in terms
        ):
            return True  # a number, as all of it then is
        for term in (node, *reversed(terms)):
            if any(self.known(one, scopes, deep) for one in _choices(term) if not _is_empty(one)):
                return True
            if not any(map(_is_empty, _choices(term))):
                return False
        return False

    def _may_lead(self, node: ast.expr, scopes: tuple[Scope, ...], deep: int) -> bool:
        """May it be an absolute path, which makes nothing of what it is joined to?"""
        deep += 1
        if deep > _DEEP:
            return True
        match node:
            case ast.Constant(value=value):
                return isinstance(value, str) and (value[:1] in ("/", "~") or ":" in value)
            case ast.JoinedStr(values=[first, *_]):
                return self._may_lead(first, scopes, deep)
            case ast.BinOp(op=ast.Add(), left=left, right=right):
                return self._may_lead(left, scopes, deep) or (
                    any(map(_is_empty, _choices(left))) and self._may_lead(right, scopes, deep)
                )
            case ast.IfExp(body=one, orelse=other):
                return self._may_lead(one, scopes, deep) or self._may_lead(other, scopes, deep)
            case ast.Dict(values=values):
                return any(self._may_lead(one, scopes, deep) for one in values)
            case ast.Subscript(value=ast.Name(id=name)):  # FILES["vocabulary"], of a table of names
                bound = self._bound(scopes[0]).get(name, ())
                if len(bound) == 1 and isinstance(bound[0], ast.Dict):
                    return self._may_lead(bound[0], scopes[:1], deep)
        return self.known(node, scopes, deep)

    # calls

    def _call(self, node: ast.Call, scopes: tuple[Scope, ...], deep: int) -> bool:
        called = node.func
        name = last_name(called)
        if not name or name in _GIVES or name in _GIVES_PARTS or self._is_own(name):
            return True
        if name == _SCRATCH and any(word in self._source.text for word in _TAKING_OUT):
            return True
        given = [*node.args, *(keyword.value for keyword in node.keywords)]
        if name == "join" and node.args and isinstance(called, ast.Attribute) and _ends_in_path(called.value):
            first, *rest = node.args
            return self.known(first, scopes, deep) or any(self._may_lead(one, scopes, deep) for one in rest)
        if isinstance(called, ast.Attribute):
            given.append(called.value)
        return any(self.known(one, scopes, deep) for one in given)

    def _is_own(self, name: str) -> bool:
        """Is there a function, class or alias of the file by this name?"""
        spots = self._source.spots(name)
        return spots is None or any(
            (isinstance(spot.statement, SCOPES) and spot.statement.name == name) or name in _assigned(spot.statement)
            for spot in spots
        )

    # names

    def _name(self, name: str, scopes: tuple[Scope, ...], deep: int) -> bool:
        if name in self._anywhere:
            return True
        for number in range(len(scopes) - 1, -1, -1):
            scope = scopes[number]
            if isinstance(scope, ast.ClassDef) and number != len(scopes) - 1:
                continue
            bound = self._bound(scope).get(name, ())
            if self._any((scope, name), bound, scopes[: number + 1], deep):
                return True
            if not all(isinstance(one, Added) for one in bound):
                return False
        return name not in _BUILTINS

    def imported(self, name: str, scopes: tuple[Scope, ...]) -> list[str] | None:
        """What a name is imported as; None: it may be something else as well."""
        for scope in reversed(scopes):
            bound = [one for one in self._bound(scope).get(name, ()) if not isinstance(one, Added)]
            if bound:
                found = [one.name for one in bound if isinstance(one, Imported)]
                return found if len(found) == len(bound) and name not in self._anywhere else None
        return None

    def may_be_imported(self, name: str, scopes: tuple[Scope, ...]) -> bool:
        """May a name be imported, or be a builtin one?"""
        if name in _BUILTINS or name in self._anywhere or "*" in self._bound(scopes[0]):
            return True
        return any(isinstance(one, Imported) for scope in scopes for one in self._bound(scope).get(name, ()))

    def _bound(self, scope: Scope) -> dict[str, list[Binding]]:
        if scope not in self._bindings:
            self._bindings[scope] = bindings(scope)
        return self._bindings[scope]

    def _any(self, key: tuple[object, str], bound: Iterable[Binding], scopes: tuple[Scope, ...], deep: int) -> bool:
        if key not in self._answers:
            self._answers[key] = False  # what leads to itself adds nothing
            self._answers[key] = any(self._binding(one, scopes, deep) for one in bound)
        return self._answers[key]

    def _binding(self, one: Binding, scopes: tuple[Scope, ...], deep: int) -> bool:
        if isinstance(one, Parameter):
            return self._parameter(one, scopes, deep)
        if isinstance(one, Imported | Opaque | Anything):
            return isinstance(one, Anything)
        return self.known(one.value if isinstance(one, Added) else one, scopes, deep)

    def _parameter(self, parameter: Parameter, scopes: tuple[Scope, ...], deep: int) -> bool:
        function = parameter.function
        if self.known(parameter.default, scopes[:-1], deep) or any(map(_may_fill, function.decorator_list)):
            return True
        owner = scopes[-2] if len(scopes) > 1 else None
        if isinstance(owner, ast.ClassDef):
            if parameter.position == 0 and parameter.name in _SELF:
                return False  # what is in an object is found by the names of its attributes
            if function.name == "__init__":
                return (
                    self._makes_others
                    or self._passed(owner.name, parameter, deep)
                    or self._passed("__init__", parameter, deep)
                )
            if function.name.startswith("__"):
                return True
        return self._passed(function.name, parameter, deep)

    def _passed(self, name: str, parameter: Parameter, deep: int) -> bool:
        """May a call of this name fill the parameter with something known, or is the function handed on?"""
        spots = self._source.spots(name)
        if spots is None:
            return True
        for spot in spots:
            called = {id(node.func): node for node in spot.nodes() if isinstance(node, ast.Call)}
            for node in spot.nodes():
                if not isinstance(node, ast.Name | ast.Attribute):
                    continue
                if last_name(node) != name:
                    continue
                call = called.get(id(node))
                if call is None:
                    return True
                if any(self.known(one, spot.scopes, deep) for one in _filling(call, parameter)) or _binds(spot):
                    return True
        return False

    # attributes

    def _attribute(self, node: ast.Attribute, scopes: tuple[Scope, ...], deep: int) -> bool:
        if (
            self._stored(node.attr, deep)
            or node.attr in _OWN_NAMES
            or (node.attr in _NAMES and "Path" in self._source.text)
        ):
            return True
        if isinstance(node.value, ast.Name) and node.value.id in _SELF:
            return False
        return self.known(node.value, scopes, deep)

    def _stored(self, attribute: str, deep: int) -> bool:
        """May something known be put into an attribute of this name, anywhere in the file?"""
        key = (None, attribute)
        if key in self._answers:
            return self._answers[key]
        self._answers[key] = False
        spots = self._source.spots(attribute)
        self._answers[key] = spots is None or any(self._puts(spot, attribute, deep) for spot in spots)
        return self._answers[key]

    def _puts(self, spot: Spot, attribute: str, deep: int) -> bool:
        statement = spot.statement
        if isinstance(statement, SCOPES) and statement.name == attribute:
            return True
        if isinstance(spot.scopes[-1], ast.ClassDef) and attribute in _assigned(statement):
            return True
        for node in spot.nodes():
            if isinstance(node, ast.Attribute) and node.attr == attribute and not isinstance(node.ctx, ast.Load):
                value = getattr(statement, "value", None)
                if not isinstance(statement, ast.Assign | ast.AnnAssign | ast.AugAssign):
                    return True
                if self.known(value, spot.scopes, deep):
                    return True
            elif isinstance(node, ast.keyword) and node.arg == attribute:
                if self.known(node.value, spot.scopes, deep):
                    return True
            elif isinstance(node, ast.Constant) and node.value == attribute:
                return True  # setattr, or a field of a named tuple
        return False


def _assigned(statement: ast.AST) -> set[str]:
    """The plain names that a statement binds by assignment."""
    targets = statement.targets if isinstance(statement, ast.Assign) else [getattr(statement, "target", None)]
    return {target.id for target in targets if isinstance(target, ast.Name)}


def _ends_in_path(node: ast.expr) -> bool:
    """``os.path``, or what is called ``path``."""
    return (isinstance(node, ast.Attribute) and node.attr == "path") or (
        isinstance(node, ast.Name) and node.id in ("path", "osp")
    )


def _may_fill(decorator: ast.expr) -> bool:
    """May a decorator fill parameters, as options of a command do?"""
    if isinstance(decorator, ast.Call):
        return bool(decorator.args or decorator.keywords)
    return last_name(decorator) not in _PLAIN_DECORATORS


def _filling(call: ast.Call, parameter: Parameter) -> list[ast.expr]:
    """The arguments that may fill a parameter; that of a method counts its receiver or not."""
    found = [keyword.value for keyword in call.keywords if keyword.arg in (parameter.name, None)]
    unpacked = [one for one in call.args if isinstance(one, ast.Starred)]
    if parameter.position is None:
        return [*found, *call.args, *(keyword.value for keyword in call.keywords)]
    before = max(parameter.position - 1, 0)
    return [*found, *unpacked, *call.args[before : parameter.position + 1]]


def _choices(node: ast.expr) -> list[ast.expr]:
    """What a conditional expression may be."""
    return [*_choices(node.body), *_choices(node.orelse)] if isinstance(node, ast.IfExp) else [node]


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def _is_empty(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value == ""


def _binds(spot: Spot) -> bool:
    """Does an expression of the statement bind names of its own: a lambda, a comprehension?"""
    return any(isinstance(node, ast.Lambda | ast.comprehension) for node in spot.nodes())
