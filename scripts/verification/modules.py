"""The modules in folders of source text: found by dotted name, parsed once, never imported."""

from __future__ import annotations

import ast
import functools
import re
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from verification import cython

_SUFFIXES = (".py", ".pyi", ".pyx")
_KEPT = 500  # files; a syntax tree is some fifty times as large as its text

_ALL = re.compile(r"^__all__\b[^=\n]*=\s*[\[(]([^\[\]()]*)[\])]\s*$", re.MULTILINE)
_QUOTED = re.compile(r"[\"'](\w+)[\"']")


class Module(NamedTuple):
    name: str
    path: Path
    package: str  # what relative imports are relative to


class Tree:
    """The modules below one folder; a name has several where a stub or Cython source stands beside the module."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @functools.cached_property
    def roots(self) -> frozenset[str]:
        """The top-level names."""
        entries = (path for path in self.folder.iterdir() if path.is_dir() or path.suffix in _SUFFIXES)
        return frozenset(path.name.partition(".")[0].removesuffix("-stubs") for path in entries)

    @functools.cached_property
    def modules(self) -> dict[str, list[Path]]:
        found: dict[str, list[Path]] = {}
        for suffix in _SUFFIXES:
            for path in sorted(self.folder.rglob(f"*{suffix}")):
                parts = path.relative_to(self.folder).with_suffix("").parts
                parts = (parts[0].removesuffix("-stubs"), *parts[1:])
                parts = parts[:-1] if parts[-1] == "__init__" else parts
                found.setdefault(".".join(parts), []).append(path)
        return found

    @functools.cached_property
    def packages(self) -> frozenset[str]:
        """Every dotted name that is a module or holds modules."""
        names = set(self.modules)
        for name in self.modules:
            while "." in name:
                name = name.rpartition(".")[0]
                names.add(name)
        return frozenset(names)

    def named(self, name: str) -> Iterator[Module]:
        for path in self.modules.get(name, ()):
            package = name if path.stem == "__init__" else name.rpartition(".")[0]
            yield Module(name, path, package)

    def all(self) -> Iterator[Module]:
        for name in self.modules:
            yield from self.named(name)


@functools.lru_cache(maxsize=_KEPT)
def text(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace").lstrip("\ufeff")


@functools.cache
def exported(path: Path) -> frozenset[str] | None:
    """What ``import *`` brings from the module, by its ``__all__``; None: not known from the text alone."""
    source = text(path)
    listed = _ALL.findall(source)
    return frozenset(_QUOTED.findall(listed[0])) if len(listed) == 1 == source.count("__all__") else None


@functools.lru_cache(maxsize=_KEPT)
def parsed(path: Path) -> ast.Module:
    """The syntax tree; an empty one for a file that this Python cannot parse."""
    source = cython.declarations(_with_includes(path)) if path.suffix == ".pyx" else text(path)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.parse(source)
    except (SyntaxError, ValueError, RecursionError):
        return ast.Module([], [])


def _with_includes(path: Path) -> str:
    """The text of a Cython file, with that of the files that it includes."""
    lines: list[str] = []
    for line in text(path).splitlines():
        if line.startswith("include ") and len(quoted := line.replace("'", '"').split('"')) > 1:
            included = path.parent / quoted[1]
            lines.append(text(included) if included.is_file() else "")
        else:
            lines.append(line)
    return "\n".join(lines)
