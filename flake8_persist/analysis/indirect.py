"""Calls that are made for the program: partials, threads, executors, ``map``, decorators, context managers."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from flake8_persist.analysis import calls, classes, operators
from flake8_persist.analysis import scopes as s
from flake8_persist.analysis import values as v
from flake8_persist.analysis.frames import CallSite, Where
from flake8_persist.analysis.invocation import Arguments

if TYPE_CHECKING:
    from flake8_persist.analysis.evaluate import Evaluator

_MAPS = frozenset({"map", "imap", "imap_unordered", "starmap"})
_CLEANS_UP = frozenset({"register", "addCleanup", "addClassCleanup", "addfinalizer"})
_PASSES = _CLEANS_UP | {"submit", "apply_async", "run_in_executor", "to_thread"}
_TARGETS = frozenset({"Thread", "Process"})
NAMES = _MAPS | _PASSES | _TARGETS
LATER = NAMES - _MAPS  # what these call may happen at any time from then on
_CONTEXT_MANAGERS = frozenset({"contextmanager", "asynccontextmanager"})
_KEEPING = _CONTEXT_MANAGERS | {"property", "cached_property", "staticmethod", "classmethod"}


def functions(node: ast.Call) -> list[ast.expr]:
    """The arguments of a call in which it may be given what it calls in turn."""
    name = s.last_name(node.func)
    if name not in NAMES:
        return []
    if name in _TARGETS:
        return [keyword.value for keyword in node.keywords if keyword.arg in ("target", None)]
    place = _place(name)
    before = any(isinstance(one, ast.Starred) for one in node.args[:place])
    return node.args[:place] if before else node.args[place : place + 1]


def handed_on(recording: s.Recording) -> set[str]:
    """The last names of functions that are called in turn by what they are given to."""
    sites = (site for name in NAMES for site in recording.calls.get(name, ()))
    return {s.last_name(function) for site in sites for function in functions(site.call)}


def callback(evaluator: Evaluator, node: ast.Call, where: Where) -> tuple[v.Value, Arguments] | None:
    """The function of the file that a call calls in turn, and what it passes; None: it is no such call."""
    name = s.last_name(node.func)
    if name not in NAMES:
        return None
    if name == "register" and evaluator.value(node.func, where) != v.Symbol("atexit.register"):
        return None
    given = calls.arguments_of(evaluator, node, where)
    if name in _TARGETS:
        target = given.keywords.get("target")
        if target is None:
            return None
        args = given.keywords.get("args", v.Sequence(()))
        keywords = given.keywords.get("kwargs", v.Mapping(()))
        return target, _spread(args, keywords)
    skipped = _place(name)
    if len(given.positional) <= skipped:
        return None
    function, *rest = given.positional[skipped:]
    if name in _PASSES:
        if name == "apply_async":
            return function, _spread(rest[0] if rest else v.Sequence(()), v.Mapping(()))
        return function, Arguments(tuple(rest), given.keywords, given.complete)
    each = [operators.element(evaluator.items_of(one)) for one in rest]
    if name == "starmap":
        return function, _spread(each[0] if each else v.UNKNOWN, v.Mapping(()))
    return function, Arguments(tuple(each), {}, given.complete)


def _place(name: str) -> int:
    """Where the function stands among the arguments."""
    return 1 if name == "run_in_executor" else 0


def _spread(args: v.Value, keywords: v.Value) -> Arguments:
    known = isinstance(args, v.Sequence) and args.complete and isinstance(keywords, v.Mapping) and keywords.complete
    positional = args.items if isinstance(args, v.Sequence) and args.complete else ()
    named = keywords.items if isinstance(keywords, v.Mapping) else ()
    return Arguments(positional, {key: value for key, value in named if isinstance(key, str)}, known)


def unwrapped(evaluator: Evaluator, callee: v.Value, site: CallSite) -> tuple[v.Value, CallSite]:
    """A partial as the function in it, called with what it holds and what the call adds."""
    for _ in range(4):
        if not isinstance(callee, v.Partial):
            break
        held = calls.arguments_of(evaluator, callee.call, callee.where)
        added = calls.site_arguments(evaluator, site)
        given = Arguments(
            (*held.positional[1:], *added.positional),
            {**held.keywords, **added.keywords},
            held.complete and added.complete,
        )
        site = CallSite(site.call, site.where, given, callee.call)
        callee = callee.function
    return callee, site


def decorated(evaluator: Evaluator, function: v.Local) -> v.Value:
    """What a decorator of the file makes of a function; other decorators are taken to keep its signature."""
    node = function.scope.node
    block = function.scope.block
    result: v.Value = function
    for decorator in reversed(getattr(node, "decorator_list", ())):
        if block is None or s.last_name(decorator) in _KEEPING or function.scope.kind is not s.ScopeKind.FUNCTION:
            continue
        where = Where(block, function.scope.point - 1, function.frame)
        value = evaluator.value(decorator, where)
        if isinstance(value, v.Local) and value.scope.kind is s.ScopeKind.FUNCTION:
            call = ast.copy_location(ast.Call(decorator, [], []), decorator)
            made = calls.returned(evaluator, value, CallSite(call, where, Arguments((result,), {}), node), None)
            if isinstance(made, v.Local | v.Partial):
                result = made
    return result


def entered(evaluator: Evaluator, context: ast.expr, where: Where) -> v.Value:
    """What ``with context as name`` gives to the name."""
    value = evaluator.value(context, where)
    return v.each(value, lambda one: _entered(evaluator, one, context, where))


def _entered(evaluator: Evaluator, value: v.Value, context: ast.expr, where: Where) -> v.Value:
    if isinstance(value, v.Object) and isinstance(context, ast.Call):
        start = classes.attribute(evaluator, value, "__enter__")
        if isinstance(start, v.Bound):
            site = CallSite(context, where, Arguments((), {}), start.function.scope.node)
            return calls.returned(evaluator, start.function, site, value)
    if isinstance(value, v.Managed):
        return operators.element(calls.outcome(evaluator, value.frame.scope, value.frame))
    return value


def is_context_manager(scope: s.Scope) -> bool:
    """A generator function under ``@contextmanager``?"""
    decorators = getattr(scope.node, "decorator_list", ())
    return bool(scope.yields) and any(s.last_name(one) in _CONTEXT_MANAGERS for one in decorators)
