"""The catalogue as the analysis asks it: what does this name do with which argument, and what does it return?

Nothing is read until it is asked for; what was read is kept for all files of the process.

    >>> catalog = Catalog.for_roots({"tensorflow"})
    >>> [(api.parameter, api.position) for api in catalog.methods("tensorflow.keras.Sequential", "save")]
    [('filepath', 0)]
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator
from fnmatch import fnmatchcase

from flake8_persist.catalog import aliases, bases, exports, factories, library, mentions, unmistakable
from flake8_persist.catalog.library import Library
from flake8_persist.catalog.mentions import last_name
from flake8_persist.catalog.model import Api, Kind
from flake8_persist.catalog.unmistakable import Shaped
from flake8_persist.catalog.writing import may_write


class Catalog:
    """A set of names that matter, over tables that are read as names of theirs come up."""

    def __init__(self, roots: frozenset[str], extra: tuple[Api, ...] = ()) -> None:
        self._roots = roots
        self._extra = extra
        self._extra_roots = frozenset(api.name.partition(".")[0] for api in extra)
        self._libraries: dict[str, Library] = {}
        self._canonical: dict[str, str] = {}

    @classmethod
    def for_roots(cls, roots: Iterable[str]) -> Catalog:
        """The catalogue for a file that imports these top-level modules; builtins are always included."""
        return _shared(frozenset(roots))

    def with_rows(self, rows: Iterable[Api]) -> Catalog:
        """The same with more rows; these replace what the tables say of the same name."""
        return Catalog(self._roots, (*self._extra, *rows))

    def names_among(self, words: Iterable[str]) -> frozenset[str]:
        """Those of the words that are last names of calls and attributes which can matter to the file."""
        known = mentions.writing().among(self._roots) | mentions.others().among(self._roots)
        return known.union(last_name(api.name) for api in self._extra).intersection(words)

    def relevant(self, data: bytes) -> bool:
        """May this source text (not the JSON of a notebook) write anything? Never wrongly no; does not parse."""
        return mentions.relevant(data, frozenset(last_name(api.name) for api in self._extra if may_write(api)))

    def canonical(self, name: str) -> str:
        """The spelling of the tables for a dotted name; the name itself if they do not know it."""
        found = self._canonical.get(name)
        if found is None:
            found = self._canonical[name] = self._resolved(name)
        return found

    def knows(self, name: str) -> bool:
        """Is there a fact about this very name: a call, a class, a factory?"""
        return self._holds(self.canonical(name))

    def is_class(self, name: str) -> bool:
        return self._is_class(self.canonical(name))

    def bases(self, name: str) -> tuple[str, ...]:
        return bases.of(self.canonical(name))

    def calls(self, name: str) -> tuple[Api, ...]:
        """The rows of a function, a class that is called, or a variable that is assigned to.

        A class without rows of its own has those of its base. A method that is named through its class, as
        classmethods are, counts too.
        """
        name = self.canonical(name)
        for one in self._lineage(name):
            rows = tuple(row for row in self._rows(one) if row.kind is not Kind.METHOD)
            if rows:
                return rows
        owner, _, last = name.rpartition(".")
        return self.methods(owner, last) if self._is_class(owner) else ()

    def methods(self, receiver: str, name: str) -> tuple[Api, ...]:
        """The rows of a method (or of an attribute that is assigned to) of a class or its bases."""
        for one in self._lineage(self.canonical(receiver)):
            rows = tuple(row for row in self._rows(f"{one}.{name}") if row.kind in (Kind.METHOD, Kind.ASSIGNMENT))
            if rows:
                return rows
        return ()

    def unmistakable(self, name: str) -> tuple[Api, ...]:
        """The rows of a method that is known by its name alone, one for each way to give the path."""
        return unmistakable.by_name(name)

    def by_shape(self, name: str) -> tuple[Shaped, ...]:
        """The rows of a method that is known by its name if the argument looks like a path."""
        return unmistakable.by_shape(name)

    def returns(self, name: str) -> factories.Returns | None:
        """What a function, method or attribute gives; None: not known. (A class that is called gives an instance.)"""
        name = self.canonical(name)
        owner, _, last = name.rpartition(".")
        for one in (f"{base}.{last}" for base in self._lineage(owner)):
            returned = self._returned(one)
            if returned is not None:
                return factories.parse(returned)
        return None

    def _resolved(self, name: str) -> str:
        name = aliases.resolve(name)
        if "." not in name or self._holds(name) or self._is_class(name.rpartition(".")[0]):
            return name
        root = name.partition(".")[0]
        found = exports.exports(self._library(root)) if root in self._extra_roots else exports.read(root)
        return aliases.resolve(exports.original(found, name))

    def _holds(self, name: str) -> bool:
        known = self._library(name.partition(".")[0])
        return name in known.apis or name in known.returns or name in known.classes or bases.declares(name)

    def _is_class(self, name: str) -> bool:
        return name in self._library(name.partition(".")[0]).classes or bases.declares(name)

    def _rows(self, name: str) -> tuple[Api, ...]:
        return self._library(name.partition(".")[0]).apis.of(name)

    def _returned(self, name: str) -> str | None:
        known = self._library(name.partition(".")[0])
        found = known.returns.get(name)
        if found is not None:
            return found
        owner = name.rpartition(".")[0]
        for pattern, returned in known.patterns:
            if pattern.rpartition(".")[0] == owner and fnmatchcase(name, pattern):
                return returned
        return None

    def _lineage(self, name: str) -> Iterator[str]:
        """The class and its bases, nearest first."""
        lineage = [name]
        for one in lineage:
            yield one
            lineage.extend(base for base in bases.of(one) if base not in lineage)

    def _library(self, root: str) -> Library:
        if root not in self._extra_roots:
            return library.read(root)
        if root not in self._libraries:
            own = (api for api in self._extra if api.name.partition(".")[0] == root)
            self._libraries[root] = library.read_with(root, own)
        return self._libraries[root]


@functools.lru_cache(maxsize=64)
def _shared(roots: frozenset[str]) -> Catalog:
    return Catalog(roots)
