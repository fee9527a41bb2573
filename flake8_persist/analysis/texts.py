"""String formatting and string methods over :class:`Text`."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from flake8_persist.analysis import values as v
from flake8_persist.analysis.text import Hole, Literal, Piece, Text, concat, glue, split, text

_PERCENT = re.compile(r"%(?:\((?P<key>[^)]*)\))?(?P<flags>[-#0 +]*\d*(?:\.\d+)?)(?P<kind>[diouxXeEfFgGcrsa%])")
_FIELD = re.compile(r"\{\{|\}\}|\{(?P<field>[^{}!:]*)(?P<rest>(?:![rsa])?(?::(?:[^{}]|\{[^{}]*\})*)?)\}")


def _rendered(value: v.Value | None) -> Text:
    if isinstance(value, v.Str | v.PathOf):
        return value.text
    if isinstance(value, v.Constant) and isinstance(value.value, int | float | str | None):
        return text(str(value.value))
    return Text((Hole(getattr(value, "name", "") if isinstance(value, v.Unknown) else ""),))


def _substituted(template: Text, pattern: re.Pattern[str], replace: Callable[[re.Match[str]], Text | None]) -> Text:
    """The template with every match replaced; a match that spans pieces is not seen. None leaves it as it is."""
    pieces: list[Piece] = []
    for piece in template.pieces:
        if isinstance(piece, Hole):
            pieces.append(piece)
            continue
        end = 0
        for match in pattern.finditer(piece.text):
            replacement = replace(match)
            if replacement is None:
                continue
            if match.start() > end:
                pieces.append(piece.cut(end, match.start()))
            pieces.extend(replacement.pieces)
            end = match.end()
        if end < len(piece.text):
            pieces.append(piece.cut(end, len(piece.text)))
    return Text(tuple(pieces))


def percent(template: Text, argument: v.Value) -> Text:
    """``template % argument``."""
    several = isinstance(argument, v.Sequence) and argument.complete
    position = iter(argument.items if isinstance(argument, v.Sequence) and several else (argument,))

    def replace(match: re.Match[str]) -> Text:
        if match["kind"] == "%":
            return text("%")
        key = match["key"]
        if key is not None:
            value = argument.get(key) if isinstance(argument, v.Mapping) else None
        else:
            value = next(position, None)
        plain = not match["flags"] and match["kind"] in "sdi"
        return _rendered(value) if plain else Text((Hole(key or ""),))

    return _substituted(template, _PERCENT, replace)


def formatted(template: Text, positional: Sequence[v.Value], keywords: Mapping[str, v.Value]) -> Text:
    """``template.format(*positional, **keywords)``."""
    counter = iter(range(len(positional)))

    def replace(match: re.Match[str]) -> Text:
        field = match["field"]
        if field is None:
            return text(match[0][0])
        value: v.Value | None
        if field == "":
            number = next(counter, None)
            value = None if number is None else positional[number]
        elif field.isdigit():
            value = positional[int(field)] if int(field) < len(positional) else None
        else:
            value = keywords.get(field)
        plain = match["rest"] in ("", "!s") and value is not None
        return _rendered(value) if plain else Text((Hole(field if field.isidentifier() else ""),))

    return _substituted(template, _FIELD, replace)


def method(receiver: Text, name: str, arguments: list[v.Value], keywords: Mapping[str, v.Value]) -> v.Value:
    """``receiver.name(*arguments, **keywords)`` for a string."""
    if name == "format":
        return v.Str(formatted(receiver, arguments, keywords))
    if name == "join" and len(arguments) == 1:
        return _joined(receiver, arguments[0])
    plain = [argument.text.constant if isinstance(argument, v.Str) else None for argument in arguments]
    if name == "replace" and len(arguments) >= 2 and plain[0] and isinstance(arguments[1], v.Str):
        parts = split(receiver, plain[0])
        return v.Str(receiver if len(parts) == 1 else glue_with(parts, arguments[1].text))
    if name in ("split", "rsplit") and len(arguments) <= 2 and plain[:1] and plain[0]:
        return _split(receiver, plain[0], name, arguments[1:])
    if name in ("strip", "rstrip", "lstrip"):
        return v.Str(stripped(receiver, name, plain[0] if plain else None))
    constant = receiver.constant
    if constant is not None and all(one is not None for one in plain):
        return _on_constant(constant, name, [one for one in plain if one is not None])
    if name in ("lower", "upper", "title", "capitalize", "encode", "decode"):
        return v.Str(receiver) if name in ("encode", "decode") else v.Str(_mapped(receiver, name))
    return v.UNKNOWN


def glue_with(parts: list[Text], separator: Text) -> Text:
    pieces: list[Text] = []
    for number, part in enumerate(parts):
        if number:
            pieces.append(separator)
        pieces.append(part)
    return concat(*pieces)


def _joined(separator: Text, items: v.Value) -> v.Value:
    if not isinstance(items, v.Sequence):
        return v.UNKNOWN
    parts = [_rendered(item) for item in items.items]
    if not items.complete:
        return v.UNKNOWN
    constant = separator.constant
    return v.Str(glue(parts, constant) if constant is not None else glue_with(parts, separator))


def _split(receiver: Text, separator: str, name: str, limit: list[v.Value]) -> v.Value:
    parts = split(receiver, separator)
    if limit:
        if not isinstance(limit[0], v.Constant) or not isinstance(limit[0].value, int):
            return v.UNKNOWN
        count = limit[0].value
        if 0 <= count < len(parts) - 1:
            if name == "split":
                parts = [*parts[:count], glue(parts[count:], separator)]
            else:
                parts = [glue(parts[: len(parts) - count], separator), *parts[len(parts) - count :]]
    return v.Sequence(tuple(v.Str(part) for part in parts), receiver.constant is not None)


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


_CONSTANT_METHODS = frozenset(
    [
        "lower",
        "upper",
        "title",
        "capitalize",
        "swapcase",
        "casefold",
        "zfill",
        "removeprefix",
        "removesuffix",
        "startswith",
        "endswith",
        "isdigit",
        "isalpha",
        "encode",
        "count",
        "find",
    ]
)


def _on_constant(constant: str, name: str, arguments: list[str]) -> v.Value:
    if name == "encode":
        return v.Str(text(constant))
    if name not in _CONSTANT_METHODS or name == "zfill":
        return v.UNKNOWN
    try:
        result = getattr(constant, name)(*arguments)
    except TypeError:
        return v.UNKNOWN
    return v.Str(text(result)) if isinstance(result, str) else v.Constant(result)
