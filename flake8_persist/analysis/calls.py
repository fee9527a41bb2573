"""What calls return and what parameters hold: functions of the file, known functions, factories of the catalogue."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from flake8_persist.analysis import classes, command_line, known, operators, texts
from flake8_persist.analysis import scopes as s
from flake8_persist.analysis import values as v
from flake8_persist.analysis.frames import CallSite, Frame, Where
from flake8_persist.catalog import factories

if TYPE_CHECKING:
    from flake8_persist.analysis.evaluate import Evaluator

_CALLS_DEEP = 8  # nested calls of local functions that are followed
_CALLERS = 16  # call sites and return statements of one function that are joined
# Methods of outside classes that give back the object they are called on.
_SAME_OBJECT = frozenset({"to", "cuda", "cpu", "eval", "half", "float", "bfloat16", "train"})


def arguments_of(evaluator: Evaluator, node: ast.Call, where: Where) -> known.Arguments:
    positional: list[v.Value] = []
    keywords: dict[str, v.Value] = {}
    complete = True
    for argument in node.args:
        value = evaluator.value(argument, where)
        if not isinstance(argument, ast.Starred):
            positional.append(value)
        elif isinstance(value, v.Sequence) and value.complete:
            positional.extend(value.items)
        else:
            complete = False
            break
    for keyword in node.keywords:
        value = evaluator.value(keyword.value, where)
        if keyword.arg is not None:
            keywords[keyword.arg] = value
        elif isinstance(value, v.Mapping):
            keywords.update((key, item) for key, item in value.items if isinstance(key, str))
            complete = complete and value.complete
        else:
            complete = False
    return known.Arguments(tuple(positional), keywords, complete)


def call(evaluator: Evaluator, callee: v.Value, node: ast.Call, where: Where) -> v.Value:
    """What a call returns."""
    if isinstance(callee, v.Local):
        if callee.scope.kind is s.ScopeKind.CLASS:
            evaluator.origins[node] = CallSite(node, where)
            return v.Object(callee.scope, callee.frame, node)
        return returned(evaluator, callee, CallSite(node, where), None)
    if isinstance(callee, v.Bound):
        return returned(evaluator, callee.function, CallSite(node, where), callee.receiver)
    if isinstance(callee, v.Symbol):
        return _call_symbol(evaluator, callee.name, node, where)
    if isinstance(callee, v.Method):
        return _call_method(evaluator, callee, node, where)
    if isinstance(callee, v.Partial):
        return call(evaluator, callee.function, node, where)
    return v.UNKNOWN


def returned(evaluator: Evaluator, function: v.Local, site: CallSite, receiver: v.Value | None) -> v.Value:
    """The value of a local function's ``return`` statements for one call."""
    scope = function.scope
    if site.where.frame.depth >= _CALLS_DEEP or _yields(scope):
        return v.UNKNOWN
    frame = evaluator.frames.enter(scope, function.frame, site, receiver)
    values = [
        evaluator.value(one.value, Where(one.block, one.point, frame)) if one.value is not None else v.NONE
        for one in scope.returns[:_CALLERS]
        if _reachable(evaluator, one.block)
    ]
    return v.either(values) if values else v.NONE


def _yields(scope: s.Scope) -> bool:
    node = scope.node
    return isinstance(node, ast.AsyncFunctionDef)


def _reachable(evaluator: Evaluator, block: s.Block) -> bool:
    while block.owner is not None:
        owner = block.owner
        if not evaluator.taken(owner, owner.arms.index(block)):
            return False
        block = owner.block
    return True


def _call_symbol(evaluator: Evaluator, name: str, node: ast.Call, where: Where) -> v.Value:
    handler = known.FUNCTIONS.get(name)
    if handler is not None:
        return handler(known.Call(evaluator, node, arguments_of(evaluator, node, where), where))
    if name == "builtins.super":
        return classes.superclass(evaluator, where)
    if name == "builtins.getattr" and len(node.args) >= 2:
        attribute_name = operators.plain(evaluator.value(node.args[1], where))
        if isinstance(attribute_name, str):
            return v.each(
                evaluator.value(node.args[0], where), lambda one: classes.attribute(evaluator, one, attribute_name)
            )
    result = _made(evaluator, name, None, node, where)
    if result is not None:
        return result
    return v.Instance(name, node) if evaluator.catalog.is_class(name) else v.UNKNOWN


def _call_method(evaluator: Evaluator, method: v.Method, node: ast.Call, where: Where) -> v.Value:
    receiver = method.receiver
    if isinstance(receiver, v.Str):
        arguments = arguments_of(evaluator, node, where)
        return texts.method(receiver.text, method.name, list(arguments.positional), arguments.keywords)
    if isinstance(receiver, v.PathOf):
        arguments = arguments_of(evaluator, node, where)
        site = known.Call(evaluator, node, arguments, where)
        return known.path_method(receiver.text, method.name, site)
    if isinstance(receiver, v.Mapping):
        return _mapping_method(receiver, method.name, arguments_of(evaluator, node, where))
    if isinstance(receiver, v.Instance):
        if receiver.type == "argparse.ArgumentParser":
            return command_line.parser_method(evaluator, receiver, method.name, node, where)
        result = _made(evaluator, f"{receiver.type}.{method.name}", receiver, node, where)
        return v.UNKNOWN if result is None else result
    if isinstance(receiver, v.Object):
        for base in classes.outside_bases(evaluator, receiver.scope, receiver.frame):
            result = _made(evaluator, f"{base}.{method.name}", receiver, node, where)
            if result is not None:
                return result
        return receiver if method.name in _SAME_OBJECT else v.UNKNOWN
    return v.UNKNOWN


def _mapping_method(receiver: v.Mapping, name: str, arguments: known.Arguments) -> v.Value:
    if name in ("get", "pop", "setdefault") and arguments.positional:
        key = operators.plain(arguments.positional[0])
        found = receiver.get(key)
        if found is not None:
            return found
        default = arguments.positional[1] if len(arguments.positional) > 1 else v.NONE
        return default if receiver.complete and key is not operators.NOT_PLAIN else v.UNKNOWN
    if name == "items":
        rows = (v.Sequence((operators.as_value(key), value)) for key, value in receiver.items)
        return v.Sequence(tuple(rows), receiver.complete)
    if name == "values":
        return v.Sequence(tuple(value for _, value in receiver.items), receiver.complete)
    if name == "keys":
        return v.Sequence(tuple(operators.as_value(key) for key, _ in receiver.items), receiver.complete)
    return receiver if name == "copy" else v.UNKNOWN


def _made(evaluator: Evaluator, name: str, receiver: v.Value | None, node: ast.Call, where: Where) -> v.Value | None:
    """What the catalogue says a factory returns; None: it does not know."""
    result = evaluator.catalog.returns(name)
    owner, _, last = name.rpartition(".")
    if isinstance(result, factories.SelfClass) and receiver is None:
        return v.Instance(owner, node)
    if result is None:
        if last == "from_pretrained" and owner and not owner.rpartition(".")[2].startswith("Auto"):
            return v.Instance(owner, node)
        return None
    return from_catalog(evaluator, result, receiver, node, where)


def from_catalog(
    evaluator: Evaluator, result: factories.Returns, receiver: v.Value | None, node: ast.Call, where: Where
) -> v.Value:
    """The catalogue's word on what a call gives, as a value."""
    if isinstance(result, factories.InstanceOf):
        return v.Instance(result.name, node)
    if isinstance(result, factories.TupleOf):
        return v.Sequence(tuple(from_catalog(evaluator, item, receiver, node, where) for item in result.items))
    if isinstance(result, factories.IterableOf):
        return v.Sequence((from_catalog(evaluator, result.item, receiver, node, where),), False)
    if isinstance(result, factories.Either):
        return v.either(from_catalog(evaluator, option, receiver, node, where) for option in result.options)
    if isinstance(result, factories.Attributes):
        items = ((name, from_catalog(evaluator, item, receiver, node, where)) for name, item in result.items)
        return v.Namespace(tuple(items))
    if isinstance(result, factories.Argument):
        passed = arguments_of(evaluator, node, where).positional
        if result.position is not None:
            return passed[result.position] if result.position < len(passed) else v.UNKNOWN
        return passed[0] if len(passed) == 1 else v.Sequence(passed)
    return v.UNKNOWN if receiver is None else receiver


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
    passed = arguments_of(evaluator, site.call, site.where)
    if signature.vararg is not None and name == signature.vararg.arg:
        return v.Sequence(passed.positional[len(names) :], passed.complete)
    if signature.kwarg is not None and name == signature.kwarg.arg:
        own = {*names, *(one.arg for one in signature.kwonlyargs)}
        rest = tuple((key, value) for key, value in passed.keywords.items() if key not in own)
        return v.Mapping(rest, passed.complete)
    found = passed.get(names.index(name) if name in names else None, name)
    return v.Unknown(name) if found is None and not passed.complete else found


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
    """A parameter of a known class."""
    value = evaluator.value(annotation, where)
    if isinstance(value, v.Symbol) and evaluator.catalog.is_class(value.name):
        return v.Instance(value.name)
    if isinstance(value, v.Local) and value.scope.kind is s.ScopeKind.CLASS:
        return v.Object(value.scope, value.frame, None)
    return v.Unknown(name)


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
