"""What calls return: functions of the file, known functions, factories of the catalogue."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TYPE_CHECKING

from flake8_persist.analysis import (
    classes,
    command_line,
    indirect,
    items,
    known,
    known_paths,
    operators,
    parameters,
    records,
    texts,
)
from flake8_persist.analysis import scopes as s
from flake8_persist.analysis import values as v
from flake8_persist.analysis.formats import is_within, rendered, timed
from flake8_persist.analysis.frames import CallSite, Frame, Where
from flake8_persist.analysis.invocation import Arguments, Call, Unevaluated
from flake8_persist.analysis.text import pattern, without_origins
from flake8_persist.catalog import factories

if TYPE_CHECKING:
    from flake8_persist.analysis.evaluate import Evaluator

_CALLS_DEEP = 8  # nested calls of local functions that are followed
_RECURSIONS = 2  # times that a function may be among its own callers
_WAYS_IN = 64  # of one function, by calls inside of others: these multiply
_CALLERS = 16  # call sites and return statements of one function that are joined
# Methods of outside classes that give back the object they are called on.
_SAME_OBJECT = frozenset({"to", "cuda", "cpu", "eval", "half", "float", "bfloat16", "train"})


def arguments_of(evaluator: Evaluator, node: ast.Call, where: Where) -> Arguments:
    """What stands between the parentheses of a call."""
    unpacks = any(isinstance(one, ast.Starred) for one in node.args) or any(word.arg is None for word in node.keywords)
    return _unpacked(evaluator, node, where) if unpacks else Unevaluated(evaluator, node, where)


def _unpacked(evaluator: Evaluator, node: ast.Call, where: Where) -> Arguments:
    positional: list[v.Value] = []
    keywords: dict[str, v.Value] = {}
    complete = True
    for argument in node.args:
        value = evaluator.value(argument, where)
        if not isinstance(argument, ast.Starred):
            positional.append(value)
        elif isinstance(value := evaluator.items_of(value), v.Sequence) and value.complete:
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
    return Arguments(tuple(positional), keywords, complete)


def site_arguments(evaluator: Evaluator, site: CallSite) -> Arguments:
    return arguments_of(evaluator, site.call, site.where) if site.given is None else site.given


def call(evaluator: Evaluator, callee: v.Value, node: ast.Call, where: Where) -> v.Value:
    """What a call returns."""
    return through(evaluator, callee, CallSite(node, where))


def through(evaluator: Evaluator, callee: v.Value, site: CallSite) -> v.Value:
    """What a function returns for one way in."""
    callee, site = indirect.unwrapped(evaluator, callee, site)
    node, where = site.call, site.where
    if isinstance(callee, v.Local):
        if callee.scope.kind is s.ScopeKind.CLASS:
            evaluator.origins[node] = site
            return records.made(evaluator, callee, site)
        return returned(evaluator, callee, site, None)
    if isinstance(callee, v.Bound):
        return returned(evaluator, callee.function, site, callee.receiver)
    if isinstance(callee, v.Object):
        called = classes.attribute(evaluator, callee, "__call__")
        return returned(evaluator, called.function, site, called.receiver) if isinstance(called, v.Bound) else v.UNKNOWN
    if isinstance(callee, v.Record):
        return _recorded(callee, site_arguments(evaluator, site))
    if site.given is not None and not isinstance(callee, v.Symbol):
        return v.UNKNOWN
    if isinstance(callee, v.Symbol):
        return _call_symbol(evaluator, callee.name, site)
    if isinstance(callee, v.Method):
        return _call_method(evaluator, callee, node, where)
    return v.UNKNOWN


def _recorded(record: v.Record, given: Arguments) -> v.Value:
    held: list[tuple[str, v.Value]] = []
    for number, (name, default) in enumerate(record.fields):
        passed = given.get(number, name)
        if passed is None:
            passed = default if default is not None and given.complete else v.Unknown(name)
        held.append((name, passed))
    return v.Namespace(tuple(held), positional=True)


def returned(evaluator: Evaluator, function: v.Local, site: CallSite, receiver: v.Value | None) -> v.Value:
    """The value of a local function's ``return`` statements for one call."""
    scope, caller = function.scope, site.where.frame
    if caller.depth >= _CALLS_DEEP or caller.times_within(scope) > _RECURSIONS:
        return v.UNKNOWN
    frame = evaluator.frames.enter(scope, function.frame, site, receiver)
    if indirect.is_context_manager(scope):
        return v.Managed(frame)
    if caller.depth and evaluator.frames.count(scope) > _WAYS_IN:
        frame = evaluator.root(scope)  # all its calls together
    found = outcome(evaluator, scope, frame)
    promised = getattr(scope.node, "returns", None)
    if isinstance(found, v.Unknown) and promised is not None and scope.block is not None:
        where = Where(scope.block, scope.point - 1, function.frame)
        return parameters.annotated(evaluator, promised, found.name, where)
    return found


def outcome(evaluator: Evaluator, scope: s.Scope, frame: Frame) -> v.Value:
    """What a body returns or yields in a frame."""
    if scope.yields:
        return v.some_of(v.either(_yielded(evaluator, scope, frame)))
    returns = [one for one in scope.returns if reachable(evaluator, one.block)]
    values = [
        evaluator.value(one.value, Where(one.block, one.point, frame)) if one.value is not None else v.NONE
        for one in returns[:_CALLERS]
    ]
    if len(returns) > _CALLERS:
        values.append(v.UNKNOWN)
    if not scope.body.leaves and scope.kind is s.ScopeKind.FUNCTION:
        values.append(v.NONE)
    return v.either(values) if values else v.NONE


def _yielded(evaluator: Evaluator, scope: s.Scope, frame: Frame) -> Iterator[v.Value]:
    for one in scope.yields[:_CALLERS]:
        where = Where(one.block, one.point, frame)
        if isinstance(one.value, ast.YieldFrom):
            yield operators.element(evaluator.items_of(evaluator.value(one.value.value, where)))
        elif isinstance(one.value, ast.Yield):
            yield v.NONE if one.value.value is None else evaluator.value(one.value.value, where)
    if len(scope.yields) > _CALLERS:
        yield v.UNKNOWN


def reachable(evaluator: Evaluator, block: s.Block) -> bool:
    """Can the block be entered, as far as the conditions around it are known?"""
    while block.owner is not None:
        owner = block.owner
        if not evaluator.taken(owner, owner.arms.index(block)):
            return False
        block = owner.block
    return True


def _call_symbol(evaluator: Evaluator, name: str, site: CallSite) -> v.Value:
    node, where = site.call, site.where
    handler = known.FUNCTIONS.get(name)
    if handler is not None:
        return handler(Call(evaluator, node, site_arguments(evaluator, site), where))
    if name == "builtins.super":
        return classes.superclass(evaluator, where)
    if name == "builtins.getattr" and len(node.args) >= 2:
        return _got(evaluator, site_arguments(evaluator, site).positional)
    if name in ("dataclasses.replace", "copy.copy", "copy.deepcopy", "copy.replace"):
        return _copied(site_arguments(evaluator, site))
    if name in command_line.FROM_CLASS:
        return v.each(site_arguments(evaluator, site).get(0, "config_class") or v.UNKNOWN, command_line.made)
    if name in ("asyncio.run", "asyncio.create_task"):
        return evaluator.value(node.args[0], where) if node.args else v.UNKNOWN
    if name in ("builtins.map", "builtins.filter") and len(node.args) == 2:
        return _mapped(evaluator, name, site)
    result = _made(evaluator, name, None, node, where)
    if result is not None:
        return result
    if not evaluator.catalog.is_class(name):
        return v.UNKNOWN
    before = evaluator.made.setdefault(node, site)
    if before is not None and before.where.frame is not where.frame:
        evaluator.made[node] = None
    return v.Instance(name, node)


def _got(evaluator: Evaluator, given: tuple[v.Value, ...]) -> v.Value:
    """``getattr(value, name, default)``."""
    name = operators.plain(given[1])
    if not isinstance(name, str):
        return v.UNKNOWN

    def got(one: v.Value) -> v.Value:
        found = classes.attribute(evaluator, one, name)
        missing = isinstance(found, v.Unknown | v.Method) and len(given) > 2
        return v.either((v.UNKNOWN, given[2])) if missing else found

    return v.each(given[0], got)


def _copied(given: Arguments) -> v.Value:
    """A copy, with other values for some attributes."""
    first = given.positional[0] if given.positional else v.UNKNOWN
    if isinstance(first, v.Mapping) and not given.keywords:
        return v.Mapping(first.items, first.complete)
    if isinstance(first, v.Namespace):
        return first._replace(items=(*first.items, *given.keywords.items()), origin=None)
    return v.UNKNOWN if given.keywords else first


def _mapped(evaluator: Evaluator, name: str, site: CallSite) -> v.Value:
    function, rows = site_arguments(evaluator, site).positional
    source = evaluator.items_of(rows)
    if name == "builtins.filter":
        return v.Sequence(source.items, False) if isinstance(source, v.Sequence) else v.UNKNOWN
    known_rows = source.items if isinstance(source, v.Sequence) else (operators.element(source),)
    complete = isinstance(source, v.Sequence) and source.complete and len(known_rows) <= v.ALTERNATIVES
    chosen = known_rows if complete else (operators.element(source),)
    results = [
        through(
            evaluator, function, CallSite(site.call, site.where, Arguments((one,), {}), evaluator.marker(site.call, n))
        )
        for n, one in enumerate(chosen)
    ]
    return v.Sequence(tuple(results), complete)


def _call_method(evaluator: Evaluator, method: v.Method, node: ast.Call, where: Where) -> v.Value:
    receiver = method.receiver
    if method.name == "strftime" and node.args:
        template = evaluator.value(node.args[0], where)
        return v.each(template, lambda one: v.Str(timed(one.text)) if isinstance(one, v.Str) else v.UNKNOWN)
    if isinstance(receiver, v.Sequence):
        return _sequence_method(receiver, method.name, arguments_of(evaluator, node, where))
    if isinstance(receiver, v.Namespace) and method.name == "_replace":
        given = arguments_of(evaluator, node, where)
        return receiver._replace(items=(*receiver.items, *given.keywords.items())) if given.complete else v.UNKNOWN
    if isinstance(receiver, v.Str):
        arguments = arguments_of(evaluator, node, where)
        return texts.method(receiver.text, method.name, list(arguments.positional), arguments.keywords)
    if isinstance(receiver, v.PathOf):
        arguments = arguments_of(evaluator, node, where)
        site = Call(evaluator, node, arguments, where)
        return known_paths.path_method(receiver.text, method.name, site)
    if isinstance(receiver, v.Mapping):
        given = arguments_of(evaluator, node, where)
        held = _mapping_method(receiver, method.name, given)
        if method.name in ("get", "pop") and given.positional and isinstance(node.func, ast.Attribute):
            part = f"[{operators.plain(given.positional[0])!r}]"
            return items.with_aliases(evaluator, node.func.value, part, held, where)
        return held
    if isinstance(receiver, v.Instance):
        if command_line.is_parser(receiver):
            return command_line.parser_method(evaluator, receiver, method.name, node, where)
        result = _made(evaluator, f"{receiver.type}.{method.name}", receiver, node, where)
        return v.UNKNOWN if result is None else result
    if isinstance(receiver, v.Object):
        for base in classes.outside_bases(evaluator, receiver.scope, receiver.frame):
            result = _made(evaluator, f"{base}.{method.name}", receiver, node, where)
            if result is not None:
                return result
        return receiver if method.name in _SAME_OBJECT else v.UNKNOWN
    if is_within(receiver) or (method.name == "item" and not node.args):  # now.isoformat(), loss.item()
        return v.NUMBER
    if method.name in ("split", "rsplit") and node.args and _is_slash(evaluator.value(node.args[0], where)):
        return v.Sequence((v.Str(rendered(v.NUMBER)),), False)  # none of the parts holds a slash
    return v.UNKNOWN


def _is_slash(value: v.Value) -> bool:
    return isinstance(value, v.Str) and value.text.constant == "/"


def _sequence_method(receiver: v.Sequence, name: str, arguments: Arguments) -> v.Value:
    if name == "copy":
        return receiver
    if name not in ("pop", "popleft"):
        return v.UNKNOWN
    place = operators.plain(arguments.positional[0]) if arguments.positional else (-1 if name == "pop" else 0)
    known_place = isinstance(place, int) and receiver.complete and -len(receiver.items) <= place < len(receiver.items)
    return receiver.items[place] if known_place and isinstance(place, int) else operators.element(receiver)


def _mapping_method(receiver: v.Mapping, name: str, arguments: Arguments) -> v.Value:
    if name in ("get", "pop", "setdefault") and arguments.positional:
        key = operators.plain(arguments.positional[0])
        found = receiver.get(key)
        if found is not None:
            return found
        default = arguments.positional[1] if len(arguments.positional) > 1 else v.NONE
        if key is operators.NOT_PLAIN:
            return v.either(
                [*(value for _, value in receiver.items), default, *([] if receiver.complete else [v.UNKNOWN])]
            )
        return default if receiver.complete else v.either((default, v.UNKNOWN))
    rows: tuple[v.Value, ...]
    if name == "items":
        rows = tuple(v.Sequence((operators.as_value(key), value)) for key, value in receiver.items)
        rest: v.Value = v.Sequence((v.UNKNOWN, v.UNKNOWN))
    elif name == "values":
        rows, rest = tuple(value for _, value in receiver.items), v.UNKNOWN
    elif name == "keys":
        rows, rest = tuple(operators.as_value(key) for key, _ in receiver.items), v.UNKNOWN
    else:
        return v.Mapping(receiver.items, receiver.complete) if name == "copy" else v.UNKNOWN
    if receiver.complete:
        return v.Sequence(rows)
    return v.Sequence(rows if receiver.get(operators.NOT_PLAIN) is not None else (*rows, rest), False)


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
        known_items = ((name, from_catalog(evaluator, item, receiver, node, where)) for name, item in result.items)
        return v.Namespace(tuple(known_items))
    if isinstance(result, factories.Passed):
        passed_in = arguments_of(evaluator, node, where)
        given = passed_in.get(result.position, result.name)
        site = Call(evaluator, node, passed_in, where)
        if given is not None:
            return known_paths.absolute(given, site)
        made = known_paths.absolute(v.Str(pattern(result.default)), site)
        return v.Str(without_origins(made.text)) if isinstance(made, v.Str) else made  # nobody's literal decides it
    if isinstance(result, factories.Argument):
        passed = arguments_of(evaluator, node, where).positional
        if result.position is not None:
            return passed[result.position] if result.position < len(passed) else v.UNKNOWN
        return passed[0] if len(passed) == 1 else v.Sequence(passed)
    return v.UNKNOWN if receiver is None else receiver
