"""The words of a finding.

``torch.save writes a checkpoint to 'ckpt/epoch_{…}.pth' (directory set on line 12), relative to /content: lost when
the session ends; write under /content/drive/MyDrive``
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable, Sequence

from flake8_persist.analysis.access import Access, Span, Target
from flake8_persist.analysis.text import Literal
from flake8_persist.catalog.model import Artifact
from flake8_persist.environments.model import Storage
from flake8_persist.printable import escaped, shortened
from flake8_persist.rules.lost import LOSSES

LOST = "lost when the session ends"
INTERRUPTED = "a session that is cut off loses it all"

_UNKNOWN = "{…}"  # as texts show what is not known of them
_LONGEST_PATH = 60
_LONGEST_LINE = 80
_MOST_LINES = 4


Named = Callable[[int], str]  # how a line is told to people


def line(number: int) -> str:
    return f"line {number}"


def writes(access: Access, target: Target, decided: Span | None, named: Named = line) -> str:
    """``torch.save writes a checkpoint to 'model.pth' (path set on line 3)``; ``decided`` is the :func:`origin`."""
    place = _quoted(target)
    if target.storage is Storage.DEFAULT:
        place = f"its default place {place}" if target.text.pieces else "its default place"
    deed = "creates the directory" if access.artifact is Artifact.DIR else f"writes {LOSSES[access.artifact].noun} to"
    where_set = "" if decided is None else f" ({_part(target)} set on {named(decided.line)})"
    return f"{escaped(access.name)} {deed} {place}{where_set}"


def where(target: Target) -> str:
    """Why a lost target is lost: ``relative to /content``."""
    if target.storage is Storage.EPHEMERAL or target.text.prefix.startswith("/"):
        return "on the machine's own disk"
    return f"relative to {_working_directory(target) or 'the working directory'}"


def for_whom(lost: Sequence[Target], others: Sequence[Target], named: Named = line) -> str:
    """Which ways through the program lose it: ``for the calls on lines 20 and 31``, or ``on some branch``."""
    for depth in range(max(len(target.callers) for target in lost)):
        losers, keepers = _callers(lost, depth), _callers(others, depth)
        if losers and not losers & keepers:
            return f"for the {_lines(sorted(losers), named)}"
    return "on some branch"


def remedy(root: str | None, *, database: bool = False) -> str:
    """``write under /content/drive/MyDrive``; a live ``database`` fares ill on a drive that is mounted."""
    if database and root:
        return f"copy it to {escaped(root)} after each commit, or move it there"
    return f"write under {escaped(root)}" if root else "write to storage that is kept"


def origin(access: Access, target: Target) -> Span | None:
    """Where the path was decided, if that is not in the lines of the call itself."""
    piece = _first_written(target)
    if piece is None or piece.origin is None:
        return None
    whole, call = piece.origin.whole, access.node
    is_told = call.lineno <= whole.lineno <= (call.end_lineno or call.lineno)
    return None if is_told else Span.of(whole)


def note(target: Target, decided: Span | None, lines: Sequence[str], named: Named = line) -> str | None:
    """``the directory was chosen on line 5: CKPT = "checkpoints"``."""
    if decided is None or decided.line > len(lines):
        return None
    text = shortened(escaped(lines[decided.line - 1].strip()), _LONGEST_LINE)
    return f"the {_part(target)} was chosen on {named(decided.line)}: {text}"


def shown(target: Target) -> str:
    """The path as written: ``runs/{…}/model.pth``, however many unknown parts follow each other."""
    path = target.text.show()
    while _UNKNOWN * 2 in path:
        path = path.replace(_UNKNOWN * 2, _UNKNOWN)
    return escaped(path)


def _quoted(target: Target) -> str:
    path = shown(target)
    if target.storage is Storage.DEFAULT and path.endswith("/"):
        path += "…"
    return f"'{shortened(path, _LONGEST_PATH)}'"


def _first_written(target: Target) -> Literal | None:
    written = (piece for piece in target.text.pieces if isinstance(piece, Literal) and piece.origin is not None)
    return next(written, None)


def _part(target: Target) -> str:
    """What the first literal of the path decides: the directory, or the whole path."""
    pieces = target.text.pieces
    piece = _first_written(target)
    if piece is None:
        return "path"
    after = "".join(part.text if isinstance(part, Literal) else "{" for part in pieces[pieces.index(piece) + 1 :])
    return "directory" if after and (piece.text.endswith("/") or after.startswith("/")) else "path"


def _working_directory(target: Target) -> str | None:
    """What the absolute path has in front of the path as written."""
    written, absolute = (posixpath.normpath(path.show()) for path in (target.text, target.absolute))
    if not absolute.startswith("/"):
        return None
    if written == ".":
        return absolute
    return (absolute[: -len(written) - 1] or "/") if absolute.endswith(f"/{written}") else None


def _callers(targets: Iterable[Target], depth: int) -> set[int]:
    return {target.callers[depth] for target in targets if len(target.callers) > depth}


def _lines(numbers: Sequence[int], named: Named) -> str:
    if len(numbers) == 1:
        return f"call on {named(numbers[0])}"
    shown = [named(number) for number in numbers[:_MOST_LINES]]
    shown[1:] = [name.removeprefix("line ") for name in shown[1:]]
    first = shown[0].replace("line ", "lines ", 1)
    if len(numbers) > _MOST_LINES:
        return f"calls on {', '.join([first, *shown[1:]])} and {len(numbers) - _MOST_LINES} more"
    return f"calls on {', '.join([first, *shown[1:-1]])} and {shown[-1]}"
