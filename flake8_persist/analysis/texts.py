"""String methods over :class:`Text`."""

from __future__ import annotations

from collections.abc import Mapping

from flake8_persist.analysis import values as v
from flake8_persist.analysis.formats import formatted, rendered
from flake8_persist.analysis.text import Literal, Text, begins_within, concat, cut, glue, last_component, split, text

_CASES = frozenset({"lower", "upper", "title", "capitalize", "casefold", "swapcase"})
_WIDEST = 200  # how wide zfill and its like may make a name
_LONGEST = 4096

# Methods whose result follows from a wholly known text and wholly known arguments.
_PURE = _CASES | {
    *("zfill", "ljust", "rjust", "center", "strip", "lstrip", "rstrip", "expandtabs", "replace"),
    *("split", "rsplit", "splitlines", "partition", "rpartition"),
    *("startswith", "endswith", "count", "find", "rfind", "index", "rindex"),
    *("isdigit", "isalpha", "isalnum", "isnumeric", "isupper", "islower", "isidentifier"),
}


def method(receiver: Text, name: str, arguments: list[v.Value], keywords: Mapping[str, v.Value]) -> v.Value:
    """``receiver.name(*arguments, **keywords)`` for a string."""
    given = [*arguments, *keywords.values()]
    if not any(isinstance(one, v.Either) for one in given):
        return _method(receiver, name, arguments, keywords)
    count = len(arguments)
    return v.each_choice(
        given,
        lambda chosen: _method(receiver, name, list(chosen[:count]), dict(zip(keywords, chosen[count:], strict=False))),
    )


def _method(receiver: Text, name: str, arguments: list[v.Value], keywords: Mapping[str, v.Value]) -> v.Value:
    if name == "format":
        return v.Str(formatted(receiver, arguments, keywords))
    if name == "format_map" and len(arguments) == 1 and isinstance(arguments[0], v.Mapping):
        return v.Str(formatted(receiver, (), {key: one for key, one in arguments[0].items if isinstance(key, str)}))
    if name == "join" and len(arguments) == 1:
        return _joined(receiver, arguments[0])
    if name in ("encode", "decode"):
        return v.Str(receiver)
    plain = [argument.text.constant if isinstance(argument, v.Str) else None for argument in arguments]
    first = plain[0] if plain else None
    if name == "replace" and len(arguments) == 2 and first and isinstance(arguments[1], v.Str):
        parts = split(receiver, first)
        return v.Str(receiver if len(parts) == 1 else glue_with(parts, arguments[1].text))
    if name in ("split", "rsplit") and len(arguments) <= 2 and first:
        return _split(receiver, first, name, arguments[1:])
    if name in ("partition", "rpartition") and first and receiver.constant is not None:
        return _parted(receiver, first, name)
    if name in ("removeprefix", "removesuffix") and first:
        return _without(receiver, name, first)
    if name in ("strip", "rstrip", "lstrip"):
        return v.Str(stripped(receiver, name, first)) if len(arguments) == (first is not None) else v.UNKNOWN
    if receiver.constant is not None:
        return _on_constant(receiver.constant, name, arguments, keywords)
    if name == "zfill" and begins_within(receiver):
        return v.Str(receiver)
    return v.Str(_mapped(receiver, name)) if name in ("lower", "upper", "casefold", "swapcase") else v.UNKNOWN


def _parted(receiver: Text, separator: str, name: str) -> v.Value:
    parts = split(receiver, separator)
    nothing = text("")
    if len(parts) == 1:
        found = (receiver, nothing, nothing) if name == "partition" else (nothing, nothing, receiver)
    elif name == "partition":
        found = (parts[0], text(separator), glue(parts[1:], separator))
    else:
        found = (glue(parts[:-1], separator), text(separator), parts[-1])
    return v.Sequence(tuple(v.Str(part) for part in found))


def _without(receiver: Text, name: str, affix: str) -> v.Value:
    known, rest = (
        (receiver.prefix.startswith(affix), cut(receiver, len(affix), None))
        if name == "removeprefix"
        else (receiver.suffix.endswith(affix), cut(receiver, 0, -len(affix)))
    )
    if known and rest is not None:
        return v.Str(rest)
    edge = receiver.prefix if name == "removeprefix" else receiver.suffix
    settled = receiver.constant is not None or len(edge) >= len(affix)
    return v.Str(receiver) if settled else v.UNKNOWN


def glue_with(parts: list[Text], separator: Text) -> Text:
    pieces: list[Text] = []
    for number, part in enumerate(parts):
        if number:
            pieces.append(separator)
        pieces.append(part)
    return concat(*pieces)


def _joined(separator: Text, items: v.Value) -> v.Value:
    if not isinstance(items, v.Sequence) or not items.complete:
        return v.UNKNOWN
    return v.each_choice(items.items, lambda chosen: v.Str(glue_with([rendered(one) for one in chosen], separator)))


def _split(receiver: Text, separator: str, name: str, limit: list[v.Value]) -> v.Value:
    parts = split(receiver, separator)
    parts[-1] = last_component(parts[-1])
    holes = [number for number, part in enumerate(parts) if part.constant is None]
    # How many separators lie before and behind what is not known, where there may be any number of them.
    before, behind = (holes[0], len(parts) - 1 - holes[-1]) if holes else (len(parts), len(parts))
    ends = (before + 1, behind + 1)
    if limit:
        if not isinstance(limit[0], v.Constant) or not isinstance(limit[0].value, int):
            return v.UNKNOWN
        count = limit[0].value
        if 0 <= count < len(parts) - 1:
            if name == "split":
                parts = [*parts[:count], glue(parts[count:], separator)]
            else:
                parts = [glue(parts[: len(parts) - count], separator), *parts[len(parts) - count :]]
        if 0 <= count <= (before if name == "split" else behind):
            holes = []
        elif len(parts) > 1:
            ends = (before + 1, 0) if name == "split" else (0, behind + 1)
    items = tuple(v.Str(part) for part in parts)
    return v.Sequence(items, False, ends) if holes else v.Sequence(items)


def stripped(receiver: Text, name: str, characters: str | None) -> Text:
    """As ``str.strip``, ``lstrip`` or ``rstrip``, whichever ``name`` says."""
    pieces = list(receiver.pieces)
    if name != "rstrip" and pieces and isinstance(pieces[0], Literal):
        kept = pieces[0].text.lstrip(characters)
        pieces[0] = pieces[0].cut(len(pieces[0].text) - len(kept), len(pieces[0].text))
    if name != "lstrip" and pieces and isinstance(pieces[-1], Literal):
        pieces[-1] = pieces[-1].cut(0, len(pieces[-1].text.rstrip(characters)))
    return Text(tuple(piece for piece in pieces if not isinstance(piece, Literal) or piece.text))


def _mapped(receiver: Text, name: str) -> Text:
    return Text(
        tuple(
            Literal(getattr(piece.text, name)(), None) if isinstance(piece, Literal) else piece
            for piece in receiver.pieces
        )
    )


def _on_constant(constant: str, name: str, arguments: list[v.Value], keywords: Mapping[str, v.Value]) -> v.Value:
    plain: list[object] = []
    for argument in arguments:
        if isinstance(argument, v.Constant) and isinstance(argument.value, int) and abs(argument.value) <= _WIDEST:
            plain.append(argument.value)
        elif isinstance(argument, v.Str) and argument.text.constant is not None:
            plain.append(argument.text.constant)
        else:
            return v.UNKNOWN
    if name not in _PURE or keywords:
        return v.UNKNOWN
    try:
        result = getattr(constant, name)(*plain)
    except (TypeError, ValueError):
        return v.UNKNOWN
    return _as_value(result)


def _as_value(result: object) -> v.Value:
    if isinstance(result, str):
        return v.Str(text(result)) if len(result) <= _LONGEST else v.UNKNOWN
    if isinstance(result, list | tuple):
        return v.Sequence(tuple(_as_value(one) for one in result[:_WIDEST]), len(result) <= _WIDEST)
    return v.Constant(result)
