"""What the catalogue knows of the words of a file: the names that write, and where a path may stand in their calls."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from typing import NamedTuple

from flake8_persist.catalog import mentions, writing
from flake8_persist.catalog.model import Api


class Words(NamedTuple):
    paths: Mapping[str, frozenset[str]]  # the last names of calls that may write, and where a path may stand in them
    roots: Mapping[str, frozenset[str]]  # the same names by the modules that have them
    programs: Set[str]  # shell commands that write


def words_of(text: str, roots: frozenset[str], more: Iterable[Api] = ()) -> Words:
    """The words of a program that may write something of worth; ``roots`` are the modules that it imports.

    A directory is worth nothing, but it is in the way of what is mounted there later, and a bucket has none. ``more``
    are APIs that the catalogue does not know.
    """
    encoded = text.encode("utf-8", "surrogatepass")
    paths = writing.paths_among(roots, mentions.words_of(encoded))
    programs = writing.writing_programs()
    made = [name for name, places in paths.items() if "+dir" in places]
    if made and not (_mounts(text) or mentions.is_remote(encoded)):
        for name in made:
            del paths[name]
    if not _mounts(text):
        programs = {name: is_worth for name, is_worth in programs.items() if is_worth}
    by_root = writing.writing_by_root(roots, paths.keys())
    for api in more:
        name = mentions.last_name(api.name)
        paths[name] = paths.get(name, frozenset()) | writing.places([api])
        root = api.name.partition(".")[0]
        by_root[root] = by_root.get(root, frozenset()) | {name}
    return Words(paths, by_root, programs.keys())


def _mounts(text: str) -> bool:
    return "mount" in text or "gcsfuse" in text
