"""New source for a string literal whose path moves below the root, in the literal's own style.

>>> moved("'ckpt/a.pth'", 0, "PERSIST_ROOT")
"f'{PERSIST_ROOT}/ckpt/a.pth'"
"""

from __future__ import annotations

import re

_OPENING = r"(?P<prefix>[A-Za-z]*)(?P<quote>'''|\"\"\"|'|\")"


def moved(source: str, dropped: int, root: str) -> str | None:
    """The literal ``source`` without its first ``dropped`` characters, below ``root``; None: it has no such form.

    ``source`` is one string literal or f-string, ``root`` a name. What remains empty is the root itself.
    """
    parts = _literal_parts(source)
    if parts is None:
        return None
    prefix, quote, body = parts
    if "b" in prefix.lower():
        return None
    rest = _without(body, dropped, raw="r" in prefix.lower())
    if rest is None:
        return None
    if rest in ("", "/"):
        return root if not rest else f"{_f(prefix)}{quote}{{{root}}}/{quote}"
    if "f" not in prefix.lower():
        rest = _braces_doubled(rest, raw="r" in prefix.lower())
        if rest is None:
            return None
    return f"{_f(prefix)}{quote}{{{root}}}/{rest.lstrip('/')}{quote}"


def without_beginning(source: str, count: int) -> str | None:
    """The literal without the first ``count`` characters of its value, and without a slash at its new beginning."""
    parts = _literal_parts(source)
    if parts is None:
        return None
    prefix, quote, body = parts
    rest = _without(body, count, raw="r" in prefix.lower())
    return None if rest is None else f"{prefix}{quote}{rest.lstrip('/')}{quote}"


def is_empty(source: str) -> bool:
    parts = _literal_parts(source)
    return parts is not None and not parts[2]


def inserted(source: str, position: int, text: str) -> str | None:
    """The plain literal ``source`` with ``text`` put in before character ``position`` of its value."""
    parts = _literal_parts(source)
    if parts is None:
        return None
    prefix, quote, body = parts
    rest = _without(body, position, raw="r" in prefix.lower())
    if rest is None or "b" in prefix.lower():
        return None
    return f"{prefix}{quote}{body[: len(body) - len(rest)]}{text}{rest}{quote}"


def replaced(source: str, start: int, end: int, text: str) -> str | None:
    """The plain literal ``source`` with characters ``start:end`` of its value replaced by ``text``."""
    parts = _literal_parts(source)
    if parts is None:
        return None
    prefix, quote, body = parts
    raw = "r" in prefix.lower()
    head, tail = _without(body, start, raw=raw), _without(body, end, raw=raw)
    if head is None or tail is None or "b" in prefix.lower():
        return None
    return f"{prefix}{quote}{body[: len(body) - len(head)]}{text}{tail}{quote}"


def _f(prefix: str) -> str:
    if "f" in prefix.lower():
        return prefix
    return prefix.replace("u", "").replace("U", "") + "f"


def _literal_parts(source: str) -> tuple[str, str, str] | None:
    """Prefix, quote and body; None for what is no single literal (implicit concatenation)."""
    found = re.match(_OPENING, source)
    if found is None or not source.endswith(found["quote"]):
        return None
    body = source[found.end() : len(source) - len(found["quote"])]
    if found["quote"][0] in body and not _is_single(source):
        return None
    return found["prefix"], found["quote"], body


def _is_single(source: str) -> bool:
    import tokenize  # compiles large patterns; hardly ever needed
    from io import StringIO

    kinds = (tokenize.STRING, getattr(tokenize, "FSTRING_START", tokenize.STRING))
    try:
        tokens = list(tokenize.generate_tokens(StringIO(source).readline))
    except (tokenize.TokenError, SyntaxError):
        return False
    depth = starts = 0
    end = getattr(tokenize, "FSTRING_END", -1)
    for token in tokens:
        if token.type in kinds:
            starts += depth == 0
            depth += token.type != tokenize.STRING
        elif token.type == end:
            depth -= 1
    return starts == 1


def _without(body: str, count: int, *, raw: bool) -> str | None:
    """The body without the first ``count`` characters of its value; None where an escape stands in the way."""
    head = body[:count]
    if len(head) < count or ("\\" in head and not raw) or "{" in head or "}" in head:
        return None
    return body[count:]


def _braces_doubled(body: str, *, raw: bool) -> str | None:
    if not raw and "\\N{" in body:
        return None
    return body.replace("{", "{{").replace("}", "}}")
