"""What operators, subscripts, comparisons and conditions make of values."""

from __future__ import annotations

import ast
import itertools
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from flake8_persist.analysis import paths, texts
from flake8_persist.analysis import scopes as s
from flake8_persist.analysis import values as v
from flake8_persist.analysis.frames import Where
from flake8_persist.analysis.text import Hole, Text, concat, cut, text

if TYPE_CHECKING:
    from flake8_persist.analysis.evaluate import Evaluator

NOT_PLAIN = object()
# Modules by which programs recognise a platform: where another platform is chosen, they are not there.
PLATFORM_MODULES = ("google.colab", "kaggle_secrets")
_MISSING_IMPORT = frozenset({"ImportError", "ModuleNotFoundError"})
_ANYTHING = frozenset({"Exception", "BaseException"})


def text_of(value: v.Value) -> Text:
    """``str(value)``; what is not known is a hole."""
    if isinstance(value, v.Str | v.PathOf):
        return value.text
    if isinstance(value, v.Constant) and isinstance(value.value, int | float | str | None):
        return text(str(value.value))
    if isinstance(value, v.Unknown | v.Method):
        return Text((Hole(value.name),))
    return Text((Hole(""),))


def plain(value: v.Value) -> object:
    """The value as a dictionary key; :data:`NOT_PLAIN` where it is not known."""
    if isinstance(value, v.Constant):
        return value.value
    if isinstance(value, v.Str) and value.text.constant is not None:
        return value.text.constant
    return NOT_PLAIN


def dropped(value: Text, count: int) -> Text:
    """The text without its first characters, which are known."""
    rest = cut(value, count, None)
    return value if rest is None else rest


def unquoted(value: Text) -> Text:
    """The text without the spaces and quotes around it."""
    stripped = texts.stripped(value, "strip", None)
    for quote in ("'", '"'):
        if stripped.prefix.startswith(quote) and stripped.suffix.endswith(quote):
            return texts.stripped(stripped, "strip", quote)
    return stripped


def as_value(key: object) -> v.Value:
    """A dictionary key, as a value."""
    return v.Str(text(key)) if isinstance(key, str) else v.Constant(key)


def unpack(value: v.Value, places: tuple[int | None, ...]) -> v.Value:
    for place in places:
        value = v.each(value, lambda one, place=place: _part(one, place))  # type: ignore[misc]
    return value


def _part(value: v.Value, place: int | None) -> v.Value:
    if isinstance(value, v.Sequence) and place is not None and place < len(value.items):
        return value.items[place]
    return v.UNKNOWN


def element(value: v.Value) -> v.Value:
    """Any one of the items that a loop goes through."""
    items: list[v.Value] = []
    for one in v.alternatives(value):
        if isinstance(one, v.Sequence):
            items.extend(one.items)
            if not one.complete and not one.items:
                items.append(v.UNKNOWN)
        elif isinstance(one, v.Mapping) and one.complete:
            items.extend(as_value(key) for key, _ in one.items)
        else:
            items.append(v.UNKNOWN)
    return v.either(items)


def composed(parts: Sequence[v.Value], compose: Callable[[list[Text]], Text]) -> v.Value:
    """Text made of several values; of too many alternatives only the first parts that have one are kept."""
    chosen = v.combinations(parts)
    if chosen is None:
        known = list(itertools.takewhile(lambda part: not isinstance(part, v.Either), parts))
        chosen = [(*known, v.UNKNOWN)]
    return v.either(v.Str(compose([text_of(part) for part in one])) for one in chosen)


def binary(operator: ast.operator, left: v.Value, right: v.Value) -> v.Value:
    return v.either(_binary(operator, one, other) for one, other in v.pairs(left, right))


def _binary(operator: ast.operator, left: v.Value, right: v.Value) -> v.Value:
    if isinstance(operator, ast.Div):
        if isinstance(left, v.PathOf) and not isinstance(right, v.Constant):
            return v.PathOf(paths.pathlib_form(paths.join(left.text, text_of(right))))
        if isinstance(right, v.PathOf) and isinstance(left, v.Str):
            return v.PathOf(paths.pathlib_form(paths.join(left.text, right.text)))
    elif isinstance(operator, ast.Add):
        if isinstance(left, v.Str) or isinstance(right, v.Str):
            return v.Str(concat(text_of(left), text_of(right)))
        if isinstance(left, v.Sequence) and isinstance(right, v.Sequence):
            return v.Sequence(left.items + right.items, left.complete and right.complete)
    elif isinstance(operator, ast.Mod) and isinstance(left, v.Str):
        return v.Str(texts.percent(left.text, right))
    return _arithmetic(operator, left, right)


def _arithmetic(operator: ast.operator, left: v.Value, right: v.Value) -> v.Value:
    if not isinstance(left, v.Constant) or not isinstance(right, v.Constant):
        return v.UNKNOWN
    one, other = left.value, right.value
    if not isinstance(one, int | float) or not isinstance(other, int | float):
        return v.UNKNOWN
    if isinstance(operator, ast.Add):
        return v.Constant(one + other)
    if isinstance(operator, ast.Sub):
        return v.Constant(one - other)
    if isinstance(operator, ast.Mult) and abs(one) < 1e9 and abs(other) < 1e9:
        return v.Constant(one * other)
    return v.UNKNOWN


def augmented(evaluator: Evaluator, statement: ast.AugAssign, where: Where) -> v.Value:
    before = evaluator.value(_as_load(statement.target), where)
    return binary(statement.op, before, evaluator.value(statement.value, where))


def _as_load(target: ast.Name | ast.Attribute | ast.Subscript) -> ast.expr:
    """The target of ``+=``, read; a new node, since the old one is not evaluated."""
    if isinstance(target, ast.Name):
        return ast.copy_location(ast.Name(target.id, ast.Load()), target)
    return target


def updated(evaluator: Evaluator, call: ast.Call, where: Where) -> v.Value:
    """What ``cfg.update(...)`` or ``names.append(...)`` leaves in the variable."""
    assert isinstance(call.func, ast.Attribute)
    assert isinstance(call.func.value, ast.Name)
    before = evaluator.named(call.func.value.id, where)
    arguments = [evaluator.value(argument, where) for argument in call.args]
    if isinstance(before, v.Mapping) and call.func.attr == "update":
        return _merged(before, arguments, [(k.arg, evaluator.value(k.value, where)) for k in call.keywords])
    if isinstance(before, v.Sequence):
        if call.func.attr == "append" and len(arguments) == 1:
            return v.Sequence((*before.items, arguments[0]), before.complete)
        return v.Sequence(before.items, False)
    return before if isinstance(before, v.Instance | v.Object | v.Symbol | v.Method) else v.UNKNOWN


def _merged(before: v.Mapping, arguments: list[v.Value], keywords: list[tuple[str | None, v.Value]]) -> v.Mapping:
    items = before.items
    complete = before.complete
    for argument in arguments:
        if isinstance(argument, v.Mapping):
            items += argument.items
        complete = complete and isinstance(argument, v.Mapping) and argument.complete
    for name, value in keywords:
        if name is None:
            complete = False
        else:
            items += ((name, value),)
    return v.Mapping(items, complete)


def sliced(value: v.Value, bounds: list[v.Value]) -> v.Value:
    if not all(isinstance(bound, v.Constant) and isinstance(bound.value, int | None) for bound in bounds):
        return v.UNKNOWN
    start, end, step = (_as_index(bound) for bound in bounds)
    if isinstance(value, v.Str) and step in (None, 1):
        part = cut(value.text, start or 0, end)
        return v.UNKNOWN if part is None else v.Str(part)
    if isinstance(value, v.Sequence) and value.complete:
        return v.Sequence(value.items[slice(start, end, step)])
    return v.UNKNOWN


def _as_index(bound: v.Value) -> int | None:
    return bound.value if isinstance(bound, v.Constant) and isinstance(bound.value, int) else None


def item(evaluator: Evaluator, receiver: v.Value, key: v.Value) -> v.Value:
    """``receiver[key]``."""
    name = plain(key)
    if isinstance(receiver, v.Mapping):
        found = receiver.get(name)
        if found is not None:
            return found
        if name is NOT_PLAIN and receiver.complete and receiver.items:
            return v.either(value for _, value in receiver.items)
    elif isinstance(receiver, v.Sequence) and receiver.items:
        if isinstance(name, int) and receiver.complete and -len(receiver.items) <= name < len(receiver.items):
            return receiver.items[name]
        return element(receiver)
    elif isinstance(receiver, v.Symbol) and receiver.name == "os.environ" and isinstance(name, str):
        return environment_variable(evaluator, name, None)
    return v.UNKNOWN


def environment_variable(evaluator: Evaluator, name: str, default: v.Value | None) -> v.Value:
    """What the file itself put into the environment, else the default."""
    module = evaluator.recording.module
    for root in ("os.environ", "environ"):
        key = f"{root}[{name!r}]"
        reach = evaluator.reaching.end(key, module.body)
        if reach.bindings:
            return v.either(evaluator.binding(binding, evaluator.frames.module) for binding in reach.bindings)
    known = dict(evaluator.environment.variables).get(name)
    if known is not None:
        return v.Str(text(known))
    return v.Unknown(name) if default is None else default


def compared(evaluator: Evaluator, operator: ast.cmpop, left: v.Value, right: v.Value) -> bool | None:
    """The answer of one comparison, where it is known on the platform."""
    if isinstance(operator, ast.In | ast.NotIn):
        inside = _contains(evaluator, plain(left), right)
        return inside if inside is None or isinstance(operator, ast.In) else not inside
    if isinstance(operator, ast.Is | ast.IsNot | ast.Eq | ast.NotEq):
        equal = _equal(left, right)
        return equal if equal is None or isinstance(operator, ast.Is | ast.Eq) else not equal
    one, other = plain(left), plain(right)
    if isinstance(one, int | float) and isinstance(other, int | float):
        if isinstance(operator, ast.Lt):
            return one < other
        if isinstance(operator, ast.LtE):
            return one <= other
        return one > other if isinstance(operator, ast.Gt) else one >= other
    return None


def _equal(left: v.Value, right: v.Value) -> bool | None:
    one, other = plain(left), plain(right)
    if one is not NOT_PLAIN and other is not NOT_PLAIN:
        return one == other
    if v.NONE in (left, right):
        known = right if left == v.NONE else left
        return None if isinstance(known, v.Unknown | v.Method | v.Either) else False
    return None


def _contains(evaluator: Evaluator, needle: object, container: v.Value) -> bool | None:
    if needle is NOT_PLAIN:
        return None
    if isinstance(container, v.Symbol) and isinstance(needle, str):
        environment = evaluator.environment
        if container.name == "sys.modules":
            return True if needle in environment.modules else (False if needle in PLATFORM_MODULES else None)
        if container.name == "os.environ":
            return True if needle in dict(environment.variables) else None
    if isinstance(container, v.Str) and isinstance(needle, str):
        if any(needle in piece.text for piece in container.text.pieces if not isinstance(piece, Hole)):
            return True
        return False if container.text.constant is not None else None
    if isinstance(container, v.Sequence | v.Mapping) and container.complete:
        keys = container.items if isinstance(container, v.Sequence) else [key for key, _ in container.items]
        plain_keys = [plain(key) if isinstance(container, v.Sequence) else key for key in keys]  # type: ignore[arg-type]
        if needle in plain_keys:
            return True
        return None if NOT_PLAIN in plain_keys else False
    return None


def taken(evaluator: Evaluator, compound: s.Compound, arm: int) -> bool:
    """Can an arm be entered, as far as its condition is known?"""
    where = Where(compound.block, compound.point, evaluator.root(compound.block.scope))
    if compound.kind is s.CompoundKind.IF:
        for number, test in enumerate(compound.tests):
            if test is None:
                return number == arm
            answer = v.truth(evaluator.value(test, where))
            if number == arm:
                return answer is not False
            if answer is True:
                return False
        return arm == len(compound.tests)
    if compound.kind is s.CompoundKind.TRY and isinstance(compound.statement, ast.Try):
        return _try_arm_taken(evaluator, compound.statement, arm)
    return True


def _try_arm_taken(evaluator: Evaluator, statement: ast.Try, arm: int) -> bool:
    """``try: import google.colab`` succeeds on Colab and nowhere else."""
    present = _platform_import(evaluator, statement.body)
    if present is None:
        return True
    if arm == 0:
        return present
    if not present or arm > len(statement.handlers):
        return True
    kinds = _caught(statement.handlers[arm - 1])
    if kinds <= _MISSING_IMPORT:
        return False
    may_fail_otherwise = any(isinstance(node, ast.Call) for part in statement.body for node in ast.walk(part))
    return may_fail_otherwise or not kinds <= _MISSING_IMPORT | _ANYTHING


def _platform_import(evaluator: Evaluator, body: list[ast.stmt]) -> bool | None:
    """Does the body import a module that only one platform has, and is it there? None: it imports none."""
    for statement in body:
        if isinstance(statement, ast.Import):
            names = [alias.name for alias in statement.names]
        elif isinstance(statement, ast.ImportFrom):
            names = [f"{statement.module}.{alias.name}" for alias in statement.names]
        else:
            continue
        for module in PLATFORM_MODULES:
            if any(f"{name}.".startswith(f"{module}.") for name in names):
                return module in evaluator.environment.modules
    return None


def _caught(handler: ast.ExceptHandler) -> frozenset[str]:
    if handler.type is None:
        return frozenset({"BaseException"})
    kinds = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    return frozenset(s.last_name(kind) for kind in kinds)
