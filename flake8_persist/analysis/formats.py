"""Templates and what fills them: ``%``, ``str.format``, format specifications, ``strftime``."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from flake8_persist.analysis import values as v
from flake8_persist.analysis.text import Hole, Piece, Text, text

_PERCENT = r"%(?:\((?P<key>[^)]*)\))?(?P<flags>[-#0 +]*(?:\d+|\*)?(?:\.\d+)?)(?P<kind>[diouxXeEfFgGcrsa%])"
_NUMBERS = "diouxXeEfFgG"  # kinds of numbers
_FIELD = r"\{\{|\}\}|\{(?P<field>[^{}!:]*)(?P<conversion>(?:![rsa])?)(?P<spec>(?::(?:[^{}]|\{[^{}]*\})*)?)\}"
_TIME = r"%[-#]?[a-zA-Z]"
_NUMERIC = r"[bdeEfFgGnoxX%]\Z|\A%"  # the end of a specification of a number, the beginning of one of a date
_WIDE = r"\d{3}"  # a width that nobody gives a file name


def rendered(value: v.Value | None) -> Text:
    """``str(value)``; what is not known is a hole, and so is None, which no program means to have in a path."""
    if isinstance(value, v.Str | v.PathOf):
        return value.text
    if isinstance(value, v.Constant) and isinstance(value.value, int | float):
        return text(str(value.value))
    if isinstance(value, v.Either):
        return Text((Hole("", True),))
    if isinstance(value, v.Unknown):
        return Text((Hole(value.name, value.wide, value.within),))
    return Text((Hole(getattr(value, "name", ""), False, is_within(value)),))


def is_within(value: v.Value | None) -> bool:
    """Is it a number or a date, or what one of these gives: ``now.hour``, ``uuid4().hex``?"""
    if isinstance(value, v.Method):
        return is_within(value.receiver)
    return isinstance(value, v.Unknown) and value.within


def specified(value: v.Value | None, specification: str, name: str = "") -> Text:
    """``format(value, specification)``."""
    if not specification:
        return rendered(value)
    hole = Text((Hole(name, False, is_within(value) or re.search(_NUMERIC, specification) is not None),))
    plain: object
    if isinstance(value, v.Constant) and isinstance(value.value, int | float):
        plain = value.value
    elif isinstance(value, v.Str) and value.text.constant is not None:
        plain = value.text.constant
    else:
        return hole
    if re.search(_WIDE, specification):
        return hole
    try:
        return text(format(plain, specification))
    except (ValueError, OverflowError):
        return hole


def substituted(template: Text, pattern: str, replace: Callable[[re.Match[str]], Text | None]) -> Text:
    """The template with every match replaced; a match that spans pieces is not seen. None leaves it as it is."""
    pieces: list[Piece] = []
    for piece in template.pieces:
        if isinstance(piece, Hole):
            pieces.append(piece)
            continue
        end = 0
        for match in re.finditer(pattern, piece.text):
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
        key, flags, kind = match["key"], match["flags"], match["kind"]
        value: v.Value | None
        if key is not None:
            value = argument.get(key) if isinstance(argument, v.Mapping) else None
        else:
            if "*" in flags:
                next(position, None)
            value = next(position, None)
        return _converted(value, flags, kind, key or "")

    return substituted(template, _PERCENT, replace)


def _converted(value: v.Value | None, flags: str, kind: str, name: str) -> Text:
    if not flags and kind == "s":
        return rendered(value)
    plain = value.value if isinstance(value, v.Constant) else None
    if isinstance(value, v.Str):
        plain = value.text.constant
    if plain is None or "*" in flags or re.search(_WIDE, flags):
        shown = value.name if not flags and kind in "di" and isinstance(value, v.Unknown) else name
        return Text((Hole(shown, False, kind in _NUMBERS),))
    try:
        return text(f"%{flags}{kind}" % plain)
    except (TypeError, ValueError, OverflowError):
        return Text((Hole(name),))


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
        name = field if field.isidentifier() else ""
        if value is None or match["conversion"] not in ("", "!s") or "{" in match["spec"]:
            return Text((Hole(name),))
        return specified(value, match["spec"][1:], name)

    return substituted(template, _FIELD, replace)


def timed(template: Text) -> Text:
    """``strftime(template)``: every directive is a hole."""
    return substituted(template, _TIME, lambda _: Text((Hole("time", False, True),)))
