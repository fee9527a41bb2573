"""The algebra of paths over :mod:`text`: join, parent, suffix, normalise, absolute. POSIX, since the machines are.

A hole is taken for a part of one component: what is joined behind a known directory lies below that directory.
"""

from __future__ import annotations

from flake8_persist.analysis.text import (
    Hole,
    Literal,
    Piece,
    Text,
    begins_anywhere,
    bounded,
    concat,
    cut,
    glue,
    last_component,
    rooted,
    split,
    text,
    wide_from,
)

_SLASH = text("/")
_PATH_MAX = 4096  # bytes, with the one that ends it: limits.h of Linux


def is_uri(path: str) -> bool:
    scheme, mark, _ = path.partition("://")
    return bool(mark) and scheme.replace("+", "").replace("-", "").replace(".", "").isalnum()


def is_too_long(path: Text) -> bool:
    """Does Linux refuse it, whatever stands in its holes?"""
    return sum(len(piece.text) for piece in path.pieces if isinstance(piece, Literal)) >= _PATH_MAX


def is_absolute(path: Text) -> bool:
    return path.prefix.startswith("/")


def join(base: Text, *others: Text) -> Text:
    """As ``posixpath.join``: an absolute part drops what is before it."""
    pieces = list(base.pieces)
    for other in others:
        first = other.pieces[0] if other.pieces else None
        if is_absolute(other) or (isinstance(first, Hole) and first.wide):
            pieces.clear()
        elif pieces and not _ends_with_slash(pieces[-1]):
            pieces.extend(_SLASH.pieces)
        pieces.extend(other.pieces)
    return bounded(pieces)


def _ends_with_slash(piece: Piece) -> bool:
    return isinstance(piece, Literal) and piece.text.endswith("/")


def normalise(path: Text) -> Text:
    """As ``posixpath.normpath``; a URI stays as it is."""
    if is_uri(path.prefix) or _is_normal(path):
        return path
    kept: list[Text] = []
    absolute = is_absolute(path)
    for part in split(path, "/"):
        name = part.constant
        if name in ("", "."):
            continue
        if name == ".." and kept and kept[-1].constant != "..":
            if kept.pop().constant is None and not kept and not absolute:
                kept.append(Text((Hole(""),)))  # which may be several components
        elif name != ".." or not absolute:
            kept.append(part)
    body = glue(kept, "/")
    if absolute:
        return concat(_SLASH, body)
    return body if kept else text(".")


def _is_normal(path: Text) -> bool:
    """Is there nothing in it to be taken out?"""
    written = "".join([piece.text if isinstance(piece, Literal) else "*" for piece in path.pieces])
    around = f"{written}/" if written.startswith("/") else f"/{written}/"
    return not any(mark in around for mark in ("//", "/./", "/../"))


def _first_character(path: Text) -> Text:
    first = path.pieces[0]
    return Text((first.cut(0, 1),)) if isinstance(first, Literal) else _SLASH


def pathlib_form(path: Text) -> Text:
    """What ``pathlib`` makes of a string: no double slashes, no ``.``, but ``..`` stays."""
    parts = split(path, "/")
    start = 1 if is_absolute(path) else 0
    if len(parts) > start and all(part.constant not in ("", ".") for part in parts[start:]):
        return path
    kept = [part for part in parts if part.constant not in ("", ".")]
    if start:
        return concat(_first_character(path), glue(kept, "/"))
    return glue(kept, "/") if kept else text(".")


def absolute(path: Text, directory: Text | None) -> Text | None:
    """``path`` as seen from ``directory``, normalised; None when it starts with a hole or hangs on nothing known."""
    if begins_anywhere(path):
        return None
    if is_uri(path.prefix):
        return path
    if is_absolute(path):
        return normalise(path)
    return None if directory is None else normalise(join(directory, path))


def resolved(path: Text, directory: Text | None) -> Text | None:
    """The same of an expression of the program: what stands in the source for the path decides where all of it is."""
    whole = absolute(path, directory)
    first = path.pieces[0] if path.pieces else None
    start = None if directory is None else directory.constant
    if whole is None or start is None or not isinstance(first, Literal) or first.origin is None or is_absolute(path):
        return whole
    return rooted(whole, start, first.origin)


def parent(path: Text) -> Text:
    """As ``posixpath.dirname``."""
    parts = split(path, "/")
    if wide_from(parts[-1]) is not None:
        return Text(path.pieces[: (wide_from(path) or 0) + 1])
    if len(parts) == 1:
        return Text((Hole(""),)) if begins_anywhere(path) else text("")  # a whole path may be in the hole
    pieces = list(path.pieces)
    while isinstance(last := pieces.pop(), Hole) or "/" not in last.text:
        pass
    pieces.append(last.cut(0, last.text.rindex("/")))
    while pieces and isinstance(last := pieces[-1], Literal) and (not last.text or last.text.endswith("/")):
        pieces[-1:] = [last.cut(0, len(last.text) - 1)] if last.text else []  # as posixpath does with a double slash
    return Text(tuple(pieces)) if pieces else _first_character(path)


def name(path: Text) -> Text:
    """As ``posixpath.basename``."""
    last = last_component(split(path, "/")[-1])
    if not begins_anywhere(last):
        return last
    hole = last.pieces[0]
    return Text((Hole(hole.name if isinstance(hole, Hole) else "", False, True), *last.pieces[1:]))


def split_suffix(path: Text) -> tuple[Text, Text]:
    """As ``posixpath.splitext``; what may hang on a hole is not known."""
    tail = split(path, "/")[-1]
    known = tail.suffix
    dot = known.rfind(".")
    if dot < 0 and tail.constant is None:
        return _before_any_suffix(path, tail), Text((Hole("", True),))
    if dot < 0 or (tail.constant is not None and not known[:dot].strip(".")):
        return path, text("")
    count = len(known) - dot
    stem = cut(path, 0, -count)
    last = path.pieces[-1]
    suffix = (
        Text((last.cut(len(last.text) - count, len(last.text)),))
        if isinstance(last, Literal) and len(last.text) >= count
        else text(known[dot:])
    )
    return (path, text("")) if stem is None else (stem, suffix)


def _before_any_suffix(path: Text, tail: Text) -> Text:
    """What is known of the part before a suffix that begins in the first hole of the name, or before it."""
    hole = next(number for number, piece in enumerate(tail.pieces) if isinstance(piece, Hole))
    end = len(path.pieces) - (len(tail.pieces) - hole)
    kept = list(path.pieces[:end])
    for number in range(end - 1, end - 1 - hole, -1):
        piece = kept[number]
        known = piece.text.rpartition("/")[2] if isinstance(piece, Literal) else ""
        if isinstance(piece, Literal) and "." in known:
            kept[number:] = [piece.cut(0, piece.text.rindex("."))]
            break
    return concat(Text(tuple(kept)), Text((path.pieces[end],)))


def expand_home(path: Text, home: str) -> Text:
    """As ``os.path.expanduser`` for the own home directory."""
    first = path.pieces[0] if path.pieces else None
    if not isinstance(first, Literal) or not (path.prefix.startswith("~/") or path.constant == "~"):
        return path
    rest = Text((first.cut(1, len(first.text)), *path.pieces[1:]))
    return concat(Text((Literal(home, first.cut(0, 1).origin),)), rest)
