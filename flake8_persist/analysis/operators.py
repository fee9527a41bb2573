"""What operators, subscripts, comparisons and conditions make of values."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from flake8_persist.analysis import paths, texts
from flake8_persist.analysis import scopes as s
from flake8_persist.analysis import values as v
from flake8_persist.analysis.formats import percent, rendered
from flake8_persist.analysis.frames import Where
from flake8_persist.analysis.text import Hole, Text, concat, cut, text
from flake8_persist.environments.registry import platform_modules, platform_variables

if TYPE_CHECKING:
    from flake8_persist.analysis.evaluate import Evaluator

NOT_PLAIN = object()
_CHARACTERS = 100  # of a string that is looped over
_MISSING_IMPORT = frozenset({"ImportError", "ModuleNotFoundError"})
_ALWAYS_THERE = frozenset({"io", "json", "logging", "os", "os.path", "pathlib", "pickle", "shutil", "sys", "tempfile"})
_ANYTHING = frozenset({"Exception", "BaseException"})


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
    """A dictionary key, as a value; :data:`NOT_PLAIN` stands for all keys that are not known."""
    if key is NOT_PLAIN:
        return v.UNKNOWN
    return v.Str(text(key)) if isinstance(key, str) else v.Constant(key)


def element(value: v.Value) -> v.Value:
    """Any one of the items that a loop goes through."""
    items: list[v.Value] = []
    for one in v.alternatives(value):
        if isinstance(one, v.Sequence):
            items.extend(one.items)
            if not one.items and not (one.complete and isinstance(value, v.Either)):  # nothing to loop over
                items.append(v.UNKNOWN)
        elif isinstance(one, v.Mapping) and one.complete:
            items.extend(as_value(key) for key, _ in one.items)
        elif isinstance(one, v.Str) and one.text.constant:
            items.extend(as_value(character) for character in dict.fromkeys(one.text.constant[:_CHARACTERS]))
        else:
            items.append(v.UNKNOWN)
    return v.either(items) if items or value == v.NOTHING else v.UNKNOWN


def composed(parts: Sequence[v.Value], compose: Callable[[list[Text]], Text]) -> v.Value:
    """Text made of several values; of too many alternatives only the first parts that have one are kept."""
    return v.each_choice(parts, lambda chosen: v.Str(compose([rendered(part) for part in chosen])))


def binary(operator: ast.operator, left: v.Value, right: v.Value) -> v.Value:
    pairs = list(v.pairs(left, right))
    if isinstance(operator, ast.Add):  # None and a string fail: where the program goes on, the value is another
        pairs = [pair for pair in pairs if v.NONE not in pair] or [(v.UNKNOWN, v.UNKNOWN)] * bool(pairs)
    return v.either(_binary(operator, one, other) for one, other in pairs)


def _binary(operator: ast.operator, left: v.Value, right: v.Value) -> v.Value:
    if isinstance(operator, ast.Div):
        if isinstance(left, v.PathOf) and not isinstance(right, v.Constant):
            return v.PathOf(paths.pathlib_form(paths.join(left.text, rendered(right))))
        if isinstance(right, v.PathOf) and isinstance(left, v.Str):
            return v.PathOf(paths.pathlib_form(paths.join(left.text, right.text)))
    elif isinstance(operator, ast.Add):
        if isinstance(left, v.Str) or isinstance(right, v.Str):
            return v.Str(concat(rendered(left), rendered(right)))
        if isinstance(left, v.Sequence) and isinstance(right, v.Sequence):
            return v.Sequence(left.items + right.items, left.complete and right.complete)
        if isinstance(left, v.Sequence):
            return v.Sequence((*left.items, v.UNKNOWN), False)
    elif isinstance(operator, ast.BitOr) and isinstance(left, v.Mapping):
        if isinstance(right, v.Mapping):
            return v.Mapping(left.items + right.items, left.complete and right.complete, left.origin)
        return v.Mapping((), False, left.origin)
    elif isinstance(operator, ast.Mult) and isinstance(left, v.Str | v.Sequence):
        return _repeated(left, plain(right))
    elif isinstance(operator, ast.Mod) and isinstance(left, v.Str):
        template = left.text
        if isinstance(right, v.Sequence) and right.complete:
            return v.each_choice(right.items, lambda chosen: v.Str(percent(template, v.Sequence(chosen))))
        return v.Str(percent(template, right))
    return _arithmetic(operator, left, right)


def _repeated(value: v.Str | v.Sequence, count: object) -> v.Value:
    if not isinstance(count, int) or not 0 <= count <= _CHARACTERS:
        return v.UNKNOWN
    if isinstance(value, v.Str):
        return v.Str(concat(*[value.text] * count))
    return v.Sequence(value.items * count, value.complete) if len(value.items) <= _CHARACTERS else v.UNKNOWN


def _arithmetic(operator: ast.operator, left: v.Value, right: v.Value) -> v.Value:
    if not isinstance(left, v.Constant) or not isinstance(right, v.Constant):
        return v.NUMBER if _is_counted(operator, left, right) else v.UNKNOWN
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


def _is_counted(operator: ast.operator, left: v.Value, right: v.Value) -> bool:
    """Is the result a number? ``n + 1`` is one whatever ``n`` is; ``n * 2`` and ``n % 2`` are also done to texts."""
    numbers = v.is_number(left), v.is_number(right)
    return all(numbers) or (any(numbers) and not isinstance(operator, ast.Mult | ast.Mod | ast.MatMult))


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
            return True if needle in environment.modules else (False if needle in platform_modules() else None)
        if container.name == "os.environ":
            return (
                True if needle in dict(environment.variables) else (False if needle in platform_variables() else None)
            )
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
        settled = _first_true(evaluator, compound, where)
        if arm >= len(compound.tests) or compound.tests[arm] is None:
            return settled == len(compound.tests) or settled == arm
        test = compound.tests[arm]
        return arm <= settled and test is not None and v.truth(evaluator.value(test, where)) is not False
    if isinstance(compound.statement, ast.While):
        first = v.alternatives(evaluator.value(compound.statement.test, where))
        return arm > 0 or not all(isinstance(one, v.Constant) and not one.value for one in first)
    if compound.kind is s.CompoundKind.TRY and isinstance(compound.statement, ast.Try):
        return _try_arm_taken(evaluator, compound.statement, arm)
    return True


def _first_true(evaluator: Evaluator, compound: s.Compound, where: Where) -> int:
    """The first arm whose condition is known to hold (``else`` always does), or the number of arms."""
    found = evaluator.settled.get(compound)
    if found is None:
        evaluator.settled[compound] = len(compound.tests)  # for conditions that ask about themselves
        arms: list[int] = []
        if evaluator.solver.is_firm(lambda: arms.extend(_true_arms(evaluator, compound, where))):
            evaluator.settled[compound] = arms[0]
    return evaluator.settled[compound]


def _true_arms(evaluator: Evaluator, compound: s.Compound, where: Where) -> Iterator[int]:
    for number, test in enumerate(compound.tests):
        if test is None or v.truth(evaluator.value(test, where)) is True:
            yield number
            return
    yield len(compound.tests)


def _try_arm_taken(evaluator: Evaluator, statement: ast.Try, arm: int) -> bool:
    """``try: import google.colab`` succeeds on Colab and nowhere else."""
    present = _platform_import(evaluator, statement.body)
    if present is None:
        handler = statement.handlers[arm - 1] if 0 < arm <= len(statement.handlers) else None
        return handler is None or not _caught(handler) <= _MISSING_IMPORT or not _imports_what_is_there(statement.body)
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
        for module in platform_modules():
            if any(f"{name}.".startswith(f"{module}.") for name in names):
                return module in evaluator.environment.modules
    return None


def _imports_what_is_there(body: list[ast.stmt]) -> bool:
    """Does the body import modules that come with Python on every platform, and no others?"""
    found = [node for part in body for node in ast.walk(part) if isinstance(node, ast.Import | ast.ImportFrom)]
    names = [alias.name for one in found if isinstance(one, ast.Import) for alias in one.names]
    names += [one.module or "" for one in found if isinstance(one, ast.ImportFrom)]
    return bool(names) and all(name in _ALWAYS_THERE for name in names)


def _caught(handler: ast.ExceptHandler) -> frozenset[str]:
    if handler.type is None:
        return frozenset({"BaseException"})
    kinds = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    return frozenset(s.last_name(kind) for kind in kinds)
