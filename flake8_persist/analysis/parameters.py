"""What parameters hold: what the calls of their function pass, else their defaults."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from flake8_persist.analysis import calls, classes, command_line
from flake8_persist.analysis import scopes as s
from flake8_persist.analysis import values as v
from flake8_persist.analysis.frames import CallSite, Frame, Where

if TYPE_CHECKING:
    from flake8_persist.analysis.evaluate import Evaluator

_CALLERS = 16  # calls of one function that are joined


def parameter(evaluator: Evaluator, name: str, frame: Frame) -> v.Value:
    """What a parameter holds: what the frame's call passes, else what all calls in the file pass, else its default."""
    scope = frame.scope
    node = scope.node
    if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
        return v.Unknown(name)
    if frame.receiver is not None and name == classes.self_name(scope):
        return frame.receiver
    if frame.call is not None:
        passed = argument(evaluator, name, scope, frame.call, frame.receiver is not None)
        return _default(evaluator, name, frame) if passed is None else passed
    values: list[v.Value] = []
    sites = callers(evaluator, scope)
    for site in sites[:_CALLERS]:
        passed = argument(evaluator, name, scope, site, frame.receiver is not None)
        values.append(_default(evaluator, name, frame) if passed is None else passed)
    if len(sites) > _CALLERS:
        values.append(v.Unknown(name))
    return v.either(values) if values else _default(evaluator, name, frame)


def argument(evaluator: Evaluator, name: str, scope: s.Scope, site: CallSite, bound: bool) -> v.Value | None:
    """What one call passes for a parameter; None: nothing, so that the default holds."""
    node = scope.node
    assert isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
    signature = node.args
    names = [one.arg for one in (*signature.posonlyargs, *signature.args)]
    if bound and classes.self_name(scope) is not None:
        names = names[1:]
    passed = calls.site_arguments(evaluator, site)
    if signature.vararg is not None and name == signature.vararg.arg:
        return v.Sequence(passed.positional[len(names) :], passed.complete)
    if signature.kwarg is not None and name == signature.kwarg.arg:
        own = {*names, *(one.arg for one in signature.kwonlyargs)}
        rest = tuple((key, value) for key, value in passed.keywords.items() if key not in own)
        return v.Mapping(rest, passed.complete)
    found = passed.get(names.index(name) if name in names else None, name)
    return v.Unknown(name) if found is None and not passed.complete else found


def passed(name: str, frame: Frame) -> ast.expr | None:
    """The expression that the frame's call passes for a parameter, where that is seen at sight."""
    node, site = frame.scope.node, frame.call
    if site is None or site.given is not None or not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        return None
    names = [one.arg for one in (*node.args.posonlyargs, *node.args.args)]
    if frame.receiver is not None and classes.self_name(frame.scope) is not None:
        names = names[1:]
    given = [*zip(names, site.call.args, strict=False), *((word.arg, word.value) for word in site.call.keywords)]
    return next((value for given_name, value in given if given_name == name), None)


def _default(evaluator: Evaluator, name: str, frame: Frame) -> v.Value:
    scope = frame.scope
    node = scope.node
    assert isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
    signature = node.args
    positional = [*signature.posonlyargs, *signature.args]
    pairs = [*zip(positional[len(positional) - len(signature.defaults) :], signature.defaults, strict=True)]
    pairs.extend(
        (one, default)
        for one, default in zip(signature.kwonlyargs, signature.kw_defaults, strict=True)
        if default is not None
    )
    if scope.block is not None and frame.closure is not None:
        where = Where(scope.block, scope.point - 1, frame.closure)
        option = command_line.click_option(evaluator, node, name, where)
        if option is not None:
            return option
        for one, default in pairs:
            if one.arg == name:
                return evaluator.value(default, where)
        for one in (*positional, *signature.kwonlyargs):
            if one.arg == name and one.annotation is not None:
                return annotated(evaluator, one.annotation, name, where)
    return v.Unknown(name)


def annotated(evaluator: Evaluator, annotation: ast.expr, name: str, where: Where) -> v.Value:
    """A parameter of a known class: ``X``, ``"X"``, ``Optional[X]``, ``X | None``."""
    for _ in range(4):
        if isinstance(annotation, ast.Constant) and isinstance(annotation.value, str):
            annotation = _from_string(annotation.value)
        elif isinstance(annotation, ast.Subscript) and s.last_name(annotation.value) in ("Optional", "Annotated"):
            inner = annotation.slice
            annotation = inner.elts[0] if isinstance(inner, ast.Tuple) and inner.elts else inner
        elif isinstance(annotation, ast.BinOp) and isinstance(annotation.op, ast.BitOr):
            is_none = isinstance(annotation.right, ast.Constant) and annotation.right.value is None
            annotation = annotation.left if is_none else annotation.right
        else:
            break
    value = evaluator.value(annotation, where)
    if isinstance(value, v.Symbol) and evaluator.catalog.is_class(value.name):
        return v.Instance(value.name)
    if isinstance(value, v.Local) and value.scope.kind is s.ScopeKind.CLASS:
        return v.Object(value.scope, value.frame, None)
    return v.Unknown(name)


def _from_string(annotation: str) -> ast.expr:
    try:
        return ast.parse(annotation, mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return ast.Constant(None)


def callers(evaluator: Evaluator, scope: s.Scope) -> list[CallSite]:
    """The calls of a function in the file, as far as its name shows them."""
    known_callers = evaluator.callers.get(scope)
    if known_callers is not None:
        return known_callers
    sites = evaluator.callers[scope] = []
    name = scope.name
    if name == "__init__" and scope.parent is not None:
        name = scope.parent.name
    for site in evaluator.recording.calls.get(name, ())[: 4 * _CALLERS]:
        if site.block.scope is scope:
            continue  # recursion says nothing new
        where = Where(site.block, site.point, evaluator.root(site.block.scope))
        for callee in v.alternatives(evaluator.value(site.call.func, where)):
            local = callee.function if isinstance(callee, v.Bound) else callee
            if isinstance(local, v.Local) and local.scope in (scope, scope.parent):
                sites.append(CallSite(site.call, where))
                break
        if len(sites) > _CALLERS:
            break
    return sites
