"""What builtins and ``collections`` make of known values: sequences, mappings, records, numbers."""

from __future__ import annotations

import itertools
from collections.abc import Callable

from flake8_persist.analysis import operators
from flake8_persist.analysis import values as v
from flake8_persist.analysis.formats import specified
from flake8_persist.analysis.invocation import Call, Handler
from flake8_persist.analysis.text import text

_MANY = 64  # items that are made one by one


def sequence_of(value: v.Value) -> v.Value:
    """The items that a loop goes through, as a sequence."""
    if isinstance(value, v.Sequence):
        return value
    if isinstance(value, v.Mapping):
        keys = tuple(operators.as_value(key) for key, _ in value.items)
        return v.Sequence(dict_keys(keys)) if value.complete else v.Sequence((*keys, v.UNKNOWN), False)
    if isinstance(value, v.Namespace) and value.positional:
        return v.Sequence(tuple(one for _, one in value.items))
    return v.Sequence((operators.element(value),), False)


def dict_keys(keys: tuple[v.Value, ...]) -> tuple[v.Value, ...]:
    return tuple(dict.fromkeys(keys))


def _copied(call: Call) -> v.Value:
    return v.each(call.first(), sequence_of) if call.arguments.positional else v.Sequence(())


def _unordered(call: Call) -> v.Value:
    """``sorted``, ``set``: the order is known where all items are known texts."""

    def ordered(value: v.Value) -> v.Value:
        items = sequence_of(value)
        if not isinstance(items, v.Sequence):
            return v.UNKNOWN
        plain = [operators.plain(item) for item in items.items]
        if items.complete and not call.arguments.keywords and all(isinstance(one, str) for one in plain):
            return v.Sequence(
                tuple(item for _, item in sorted(zip(map(str, plain), items.items, strict=True), key=_key))
            )
        return v.Sequence(items.items, len(items.items) < 2 and items.complete)

    return v.each(call.first(), ordered)


def _key(pair: tuple[str, v.Value]) -> str:
    return pair[0]


def _reversed(call: Call) -> v.Value:
    def backwards(value: v.Value) -> v.Value:
        items = sequence_of(value)
        return v.Sequence(items.items[::-1], items.complete) if isinstance(items, v.Sequence) else v.UNKNOWN

    return v.each(call.first(), backwards)


def _extreme(last: bool) -> Handler:
    def handler(call: Call) -> v.Value:
        given = call.arguments
        first = sequence_of(given.positional[0]) if len(given.positional) == 1 else v.Sequence(given.positional)
        items = first.items if isinstance(first, v.Sequence) else (v.UNKNOWN,)
        plain = [operators.plain(item) for item in items]
        known = isinstance(first, v.Sequence) and first.complete and given.complete and not given.keywords and plain
        if known and (all(isinstance(one, str) for one in plain) or all(isinstance(one, int) for one in plain)):
            chosen = max(plain) if last else min(plain)  # type: ignore[type-var]
            return items[plain.index(chosen)]
        return v.either(items) if items else v.UNKNOWN

    return handler


def _next(call: Call) -> v.Value:
    first = call.first()
    if isinstance(first, v.Sequence) and first.complete and first.items:
        return v.either(first.items)  # how far the iterator has come is not followed
    default = call.arguments.positional[1:2]
    return v.either((operators.element(first), *default))


def _enumerate(call: Call) -> v.Value:
    items = sequence_of(call.first())
    start = call.arguments.get(1, "start")
    first = start.value if isinstance(start, v.Constant) and isinstance(start.value, int) else 0
    if isinstance(items, v.Sequence) and items.complete and (start is None or isinstance(start, v.Constant)):
        return v.Sequence(tuple(v.Sequence((v.Constant(n), item)) for n, item in enumerate(items.items, first)))
    return v.Sequence((v.Sequence((v.NUMBER, operators.element(items))),), False)


def _zip(call: Call) -> v.Value:
    columns = [sequence_of(column) for column in call.arguments.positional]
    if columns and call.arguments.complete and all(isinstance(one, v.Sequence) and one.complete for one in columns):
        rows = zip(*(column.items for column in columns if isinstance(column, v.Sequence)), strict=False)
        return v.Sequence(tuple(v.Sequence(row) for row in rows))
    return v.Sequence((v.Sequence(tuple(operators.element(column) for column in columns)),), False)


def _product(call: Call) -> v.Value:
    columns = [sequence_of(column) for column in call.arguments.positional]
    pools = [column.items for column in columns if isinstance(column, v.Sequence) and column.complete]
    size = 1
    for pool in pools:
        size *= len(pool)
    if call.arguments.keywords or not call.arguments.complete or len(pools) < len(columns) or size > _MANY:
        return v.Sequence((v.Sequence(tuple(operators.element(column) for column in columns)),), False)
    return v.Sequence(tuple(v.Sequence(row) for row in itertools.product(*pools)))


def _chain(call: Call) -> v.Value:
    columns = [sequence_of(column) for column in call.arguments.positional]
    known = [column for column in columns if isinstance(column, v.Sequence)]
    items = tuple(item for column in known for item in column.items)
    return v.Sequence(items, call.arguments.complete and all(column.complete for column in known))


def _dict(call: Call) -> v.Value:
    first = call.arguments.positional[0] if call.arguments.positional else v.Mapping(())

    def made(value: v.Value) -> v.Value:
        if isinstance(value, v.Sequence):
            value = _of_pairs(value)
        if isinstance(value, v.Namespace):
            value = v.Mapping(value.items, value.complete)
        if not isinstance(value, v.Mapping):
            value = v.Mapping((), False)
        complete = value.complete and call.arguments.complete
        return v.Mapping((*value.items, *call.arguments.keywords.items()), complete, call.node)

    return v.each(first, made)


def _of_pairs(pairs: v.Sequence) -> v.Mapping:
    items: list[tuple[object, v.Value]] = []
    for pair in pairs.items:
        if isinstance(pair, v.Sequence) and len(pair.items) == 2:
            key = operators.plain(pair.items[0])
            if key is not operators.NOT_PLAIN:
                items.append((key, pair.items[1]))
    return v.Mapping(tuple(items), pairs.complete and len(items) == len(pairs.items))


def _from_keys(call: Call) -> v.Value:
    keys = sequence_of(call.first())
    value = call.arguments.get(1, "value") or v.NONE
    if not isinstance(keys, v.Sequence):
        return v.UNKNOWN
    plain = [operators.plain(key) for key in keys.items]
    known = tuple((key, value) for key in plain if key is not operators.NOT_PLAIN)
    return v.Mapping(known, keys.complete and len(known) == len(plain), call.node)


def _namespace(call: Call) -> v.Value:
    given = call.arguments
    return v.Namespace(
        tuple(given.keywords.items()), complete=given.complete and not given.positional, origin=call.node
    )


def _vars(call: Call) -> v.Value:
    return v.each(
        call.first(),
        lambda one: v.Mapping(one.items, one.complete) if isinstance(one, v.Namespace) else v.Mapping((), False),
    )


def _named_tuple(call: Call) -> v.Value:
    fields = call.arguments.get(1, "field_names")
    names: list[str] | None = None
    if isinstance(fields, v.Str) and fields.text.constant is not None:
        names = fields.text.constant.replace(",", " ").split()
    elif isinstance(fields, v.Sequence) and fields.complete:
        plain = [operators.plain(one.items[0] if isinstance(one, v.Sequence) else one) for one in fields.items]
        names = [one for one in plain if isinstance(one, str)]
        names = names if len(names) == len(plain) else None
    if names is None:
        return v.UNKNOWN
    defaults = call.arguments.keywords.get("defaults", v.Sequence(()))
    values = defaults.items if isinstance(defaults, v.Sequence) and defaults.complete else ()
    required = len(names) - len(values)
    return v.Record(tuple((name, values[n - required] if n >= required else None) for n, name in enumerate(names)))


def _loads(call: Call) -> v.Value:
    first = call.first()
    if not isinstance(first, v.Str) or first.text.constant is None or len(first.text.constant) > 4096:
        return v.UNKNOWN
    import json  # of use here alone

    try:
        return _from_json(json.loads(first.text.constant))
    except (ValueError, RecursionError):
        return v.UNKNOWN


def _from_json(data: object) -> v.Value:
    if isinstance(data, dict):
        return v.Mapping(tuple((key, _from_json(one)) for key, one in data.items()))
    if isinstance(data, list):
        return v.Sequence(tuple(map(_from_json, data)))
    return operators.as_value(data)


def _number(kind: Callable[..., object]) -> Handler:
    def handler(call: Call) -> v.Value:
        value = operators.plain(call.first())
        if not isinstance(value, int | float | str) or len(call.arguments.positional) != 1:
            return v.NUMBER
        try:
            return v.Constant(kind(value))
        except (ValueError, OverflowError):
            return v.UNKNOWN

    return handler


def _format(call: Call) -> v.Value:
    specification = call.arguments.get(1, "")
    plain = "" if specification is None else operators.plain(specification)
    if not isinstance(plain, str):
        return v.UNKNOWN
    return v.each(call.first(), lambda one: v.Str(specified(one, plain)))


def _repr(call: Call) -> v.Value:
    plain = operators.plain(call.first())
    return v.UNKNOWN if plain is operators.NOT_PLAIN else v.Str(text(repr(plain)))


def _length(call: Call) -> v.Value:
    first = call.first()
    if isinstance(first, v.Sequence) and first.complete:
        return v.Constant(len(first.items))
    constant = first.text.constant if isinstance(first, v.Str) else None
    return v.NUMBER if constant is None else v.Constant(len(constant))


FUNCTIONS: dict[str, Handler] = {
    "builtins.enumerate": _enumerate,
    "builtins.zip": _zip,
    "builtins.dict": _dict,
    "builtins.dict.fromkeys": _from_keys,
    "builtins.list": _copied,
    "builtins.tuple": _copied,
    "builtins.iter": _copied,
    "builtins.sorted": _unordered,
    "builtins.set": lambda call: v.Sequence(_items(_copied(call)), False),
    "builtins.frozenset": lambda call: v.Sequence(_items(_copied(call)), False),
    "builtins.reversed": _reversed,
    "builtins.max": _extreme(True),
    "builtins.min": _extreme(False),
    "builtins.next": _next,
    "builtins.vars": _vars,
    "builtins.len": _length,
    "builtins.int": _number(int),
    "builtins.float": _number(float),
    "builtins.format": _format,
    "builtins.repr": _repr,
    "collections.OrderedDict": _dict,
    "collections.defaultdict": lambda call: v.Mapping((), False, call.node),
    "collections.namedtuple": _named_tuple,
    "itertools.product": _product,
    "itertools.chain": _chain,
    "json.loads": _loads,
    "types.SimpleNamespace": _namespace,
    "argparse.Namespace": _namespace,
    # Dictionaries whose items are attributes as well.
    "addict.Dict": _dict,
    "box.Box": _dict,
    "easydict.EasyDict": _dict,
    "ml_collections.ConfigDict": _dict,
    "ml_collections.config_dict.ConfigDict": _dict,
    "munch.Munch": _dict,
    "munch.munchify": _dict,
    "omegaconf.OmegaConf.create": _dict,
    "omegaconf.OmegaConf.structured": lambda call: call.first(),
    # Progress bars: what is looped over comes through.
    "tqdm.tqdm": _copied,
    "tqdm.auto.tqdm": _copied,
    "tqdm.notebook.tqdm": _copied,
}


def _items(value: v.Value) -> tuple[v.Value, ...]:
    return value.items if isinstance(value, v.Sequence) else (operators.element(value),)
