"""What flake8's own file says of PST codes, for ``persist-fix``: both programs are to look at the same, alike.

flake8 takes the first of ``setup.cfg``, ``tox.ini`` and ``.flake8`` with a section for it, in the working directory or
the nearest one above. No parser is loaded unless such a file mentions flake8.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from flake8_persist.keys import FLAKE8_LISTS, FLAKE8_TEXTS, KEYS, checked, meant, ours, suggestion
from flake8_persist.reading import contents

if TYPE_CHECKING:
    from configparser import RawConfigParser

_NAMES = ("setup.cfg", "tox.ini", ".flake8")
_SECTION = "flake8"
_PREFIX = "persist-"
_WORD = re.compile(r":|[^\s:,]+")
_CODE = re.compile(r"[A-Z]+[0-9]*")


class Flake8File(NamedTuple):
    """Patterns are those of flake8: for the name of a file, or for its absolute path."""

    file: str
    overrides: Mapping[str, Any]  # fields of Settings
    excluded: tuple[str, ...] = ()
    ignores: tuple[tuple[str, tuple[str, ...]], ...] = ()  # (pattern, codes)

    def excludes(self, path: str) -> bool:
        return any(_matches(path, pattern) for pattern in self.excluded)

    def ignored(self, path: str) -> tuple[str, ...]:
        """The codes that are not reported in that file."""
        return tuple(code for pattern, codes in self.ignores if _matches(path, pattern) for code in codes)


def find(directory: str) -> Flake8File | None:
    """The file that flake8 would read in ``directory``. Raise :class:`ValueError` with one line for a wrong one."""
    home = os.path.expanduser("~")
    here = os.path.abspath(directory)
    while True:
        for name in _NAMES:
            path = os.path.join(here, name)
            options = _options(path)
            if options is not None:
                return _read(path, here, options)
        above = os.path.dirname(here)
        if above in (here, home):
            return None
        here = above


def _options(path: str) -> Mapping[str, str] | None:
    """The options of flake8 in that file; None where it has none, or nothing that can be read, as for flake8."""
    try:
        data = contents(path)
    except OSError:
        return None
    if _SECTION.encode() not in data:
        return None
    import configparser

    parser = configparser.RawConfigParser()
    try:
        parser.read_string(data.decode())
    except (UnicodeDecodeError, configparser.ParsingError):
        return None
    except configparser.Error as error:
        raise ValueError(f"{path}: {' '.join(error.message.split())}") from None
    return _section(parser)


def _section(parser: RawConfigParser) -> Mapping[str, str] | None:
    if parser.has_section(_SECTION):
        return {name.replace("_", "-"): value for name, value in parser.items(_SECTION)}
    return {} if parser.has_section(f"{_SECTION}:local-plugins") else None


def _read(path: str, directory: str, options: Mapping[str, str]) -> Flake8File:
    try:
        return Flake8File(
            path,
            {**_keys(options), **_selection(options)},
            tuple(
                _normal(pattern, directory)
                for name in ("exclude", "extend-exclude")
                for pattern in _split(options.get(name, ""))
            ),
            tuple(
                (_normal(pattern, directory), codes)
                for pattern, codes in _mapping(options.get("per-file-ignores", ""))
                if codes
            ),
        )
    except ValueError as error:
        raise ValueError(f"{path}: [{_SECTION}] {error}") from None


def _keys(options: Mapping[str, str]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    known = (*FLAKE8_TEXTS, *FLAKE8_LISTS)
    for option, text in options.items():
        name = option.removeprefix(_PREFIX)
        if name == option:
            continue
        if name not in known and name in KEYS:
            raise ValueError(f"{option!r} is not read: {name} has its place in pyproject.toml")
        if name not in known:
            raise ValueError(f"there is no {option!r}{suggestion(option, [_PREFIX + key for key in known])}")
        try:
            values[KEYS[name].field] = checked(name, _split(text) if name in FLAKE8_LISTS else text)
        except ValueError as error:
            raise ValueError(f"{_PREFIX}{error}") from None
    return values


def _selection(options: Mapping[str, str]) -> dict[str, object]:
    select, ignore, extend_ignore = (
        ours(_split(options.get(name, ""))) for name in ("select", "ignore", "extend-ignore")
    )
    extend_select = (
        *ours(_split(options.get("persist-extend-select", ""))),
        *meant(_split(options.get("extend-select", ""))),
    )
    found = {"select": select, "ignore": (*ignore, *extend_ignore), "extend-select": extend_select}
    return {name.replace("-", "_"): checked(name, codes) for name, codes in found.items() if codes}


def _mapping(text: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """``a.py b.py: E501,PST1`` and so on, on one line or several: each pattern with its PST codes."""
    files: list[str] = []
    codes: list[str] = []
    behind_colon = False
    for word in [*_WORD.findall(text), ""]:  # the end closes the last entry
        if word == ":" and files and not behind_colon:
            behind_colon = True
        elif word == ":":
            raise ValueError("per-file-ignores must be files, a colon, and codes: demos/*: PST1")
        elif behind_colon and _CODE.fullmatch(word):
            codes.append(word)
        elif behind_colon or not word:
            if not behind_colon and files:
                raise ValueError(f"per-file-ignores names no codes for {files[0]}")
            yield from ((file, ours(codes)) for file in files)
            files, codes, behind_colon = [word], [], False
        else:
            files.append(word)


def _split(text: str) -> list[str]:
    return [item for item in re.split(r"[,\s]", text) if item]


def _normal(pattern: str, directory: str) -> str:
    if pattern == os.curdir or os.sep in pattern or "/" in pattern:
        pattern = os.path.abspath(os.path.join(directory, pattern))
    return pattern.rstrip("/" + os.sep)


def _matches(path: str, pattern: str) -> bool:
    from fnmatch import fnmatch

    name = os.path.basename(path)
    return (name not in {os.curdir, os.pardir} and fnmatch(name, pattern)) or fnmatch(os.path.abspath(path), pattern)
