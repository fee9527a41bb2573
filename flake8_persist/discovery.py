"""Which files the command line looks at: those that are named, Python files and notebooks below named directories.

A file that is named is taken whatever its name; below a directory ``.gitignore`` and ``exclude`` decide. git itself is
not asked, so that a checkout without git (a container, an unpacked archive) is searched alike.
"""

from __future__ import annotations

import io
import os
import stat
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from flake8_persist.patterns import Pattern, parse, verdict
from flake8_persist.reading import contents

Excluded = Callable[[str, bool], bool]  # (path, is it a directory?) -> does the configuration leave it out?
PassedOver = Callable[[str, str], object]  # (path, why) of what is below a directory and not looked at

NEVER_SEARCHED = frozenset(
    {
        ".git",
        ".ipynb_checkpoints",
        ".nox",
        ".tox",
        ".venv",
        "__pycache__",
        "build",
        "dist",
        "node_modules",
        "site-packages",
        "venv",
    }
)
_NOTHING_TO_SAY = frozenset({".git", "__pycache__"})  # of these, that they are not searched


class Candidate(NamedTuple):
    path: str
    problem: str | None = None  # why it cannot be read


class _IgnoreFile(NamedTuple):
    directory: str  # absolute, with a closing "/"
    patterns: tuple[Pattern, ...]


class _Directory(NamedTuple):
    path: str  # as the user will see it
    absolute: str
    ignored: tuple[_IgnoreFile, ...]  # of the directories above, outermost first


def discover(
    paths: Iterable[str], excluded: Excluded, passed_over: PassedOver = lambda path, why: None
) -> Iterator[Candidate]:
    """Every file once, in the order of ``paths``, and by name below a directory."""
    seen: set[str] = set()
    for path in map(_harmless, paths):
        for candidate in _search(path, excluded, passed_over) if os.path.isdir(path) else (_named(path),):
            identity = candidate.path if candidate.problem else os.path.realpath(candidate.path)
            if identity not in seen:
                seen.add(identity)
                yield candidate


def _harmless(path: str) -> str:
    """The path in a form that no CI system obeys at the beginning of a line: ``::error::.py``, ``##[group].py``."""
    return os.path.join(os.curdir, path) if path.startswith(("::", "##")) else path


def _named(path: str) -> Candidate:
    try:
        mode = os.stat(path).st_mode
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        return Candidate(path, problem=getattr(error, "strerror", None) or str(error))
    if not stat.S_ISREG(mode):
        return Candidate(path, problem="not a regular file")
    return Candidate(path)


def _search(top: str, excluded: Excluded, passed_over: PassedOver) -> Iterator[Candidate]:
    absolute = os.path.abspath(top)
    pending: list[_Directory | Candidate] = [_Directory(top, absolute, _ignore_files_above(absolute))]
    while pending:
        entry = pending.pop()
        if isinstance(entry, Candidate):
            yield entry
            continue
        try:
            pending.extend(reversed(_entries(entry, excluded, passed_over)))
        except OSError as error:
            yield Candidate(entry.path, problem=f"cannot be searched: {error.strerror or error}")


def _entries(directory: _Directory, excluded: Excluded, passed_over: PassedOver) -> list[_Directory | Candidate]:
    """What is in a directory and worth a look, by name. Symbolic links are not followed: no loops, nothing twice."""
    ignored = (*directory.ignored, *_ignore_file(directory.absolute, ".gitignore"))
    found: list[_Directory | Candidate] = []
    with os.scandir(directory.path) as listing:
        entries = sorted(listing, key=lambda entry: entry.name)
    for entry in entries:
        if not _is_of_interest(entry):
            continue
        is_directory = entry.is_dir(follow_symlinks=False)
        path = _harmless(entry.name) if directory.path == os.curdir else entry.path
        absolute = os.path.join(directory.absolute, entry.name)
        why = _objection(entry)
        if why is None and _is_ignored(absolute, is_directory, ignored):
            why = "ignored by git"
        if why is None and excluded(path, is_directory):
            why = "excluded"
        if why is not None:
            passed_over(path, why)
        elif is_directory:
            found.append(_Directory(path, absolute, ignored))
        else:
            found.append(Candidate(path))
    return found


def _is_of_interest(entry: os.DirEntry[str]) -> bool:
    if entry.is_dir(follow_symlinks=False) or (entry.is_symlink() and os.path.isdir(entry.path)):
        return entry.name not in _NOTHING_TO_SAY
    return entry.name.endswith((".py", ".ipynb"))


def _objection(entry: os.DirEntry[str]) -> str | None:
    """Why an entry is passed over whatever is configured."""
    if entry.is_symlink():
        return "a symbolic link"
    if not entry.is_dir(follow_symlinks=False):
        return None if entry.is_file(follow_symlinks=False) else "not a regular file"
    if entry.name in NEVER_SEARCHED or entry.name.endswith(".egg-info"):
        return "a directory that is searched only if it is named"
    return None


def _is_ignored(absolute: str, directory: bool, ignored: tuple[_IgnoreFile, ...]) -> bool:
    path = absolute.replace(os.sep, "/")
    for file in reversed(ignored):  # the innermost that has an opinion
        decision = verdict(file.patterns, path[len(file.directory) :], directory=directory)
        if decision is not None:
            return decision
    return False


def _ignore_files_above(directory: str) -> tuple[_IgnoreFile, ...]:
    """Those of the repository that ``directory`` is in, from its top down to the parent of ``directory``."""
    above: list[str] = []
    current = directory
    while not os.path.exists(os.path.join(current, ".git")):
        parent = os.path.dirname(current)
        if parent == current:
            return ()
        above.append(parent)
        current = parent
    files = [*_ignore_file(current, os.path.join(".git", "info", "exclude"))]
    for parent in reversed(above):
        files += _ignore_file(parent, ".gitignore")
    return tuple(files)


def _ignore_file(directory: str, name: str) -> tuple[_IgnoreFile, ...]:
    try:
        text = contents(os.path.join(directory, name)).decode("utf-8", "surrogateescape")
    except OSError:
        return ()
    patterns = tuple(pattern for line in io.StringIO(text, newline=None) if (pattern := parse(line)) is not None)
    return (_IgnoreFile(directory.replace(os.sep, "/").rstrip("/") + "/", patterns),) if patterns else ()
