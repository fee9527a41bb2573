"""Check the catalogue's tables against the sources of released libraries.

    python scripts/verify_catalog.py [LIBRARY ...]

Libraries are named as their tables are (``torch``, ``stdlib``); without a name all are checked. The releases that the
rows name, and the newest ones, are fetched with ``pip download``, unpacked below the cache directory, and read as text:
nothing of them is imported or run. A release that pip cannot bring may be unpacked there by hand
(``detectron2==0.6/``). Exit status 1: a row does not agree with a release that it names.
"""

from __future__ import annotations

import argparse
import functools
import os
import sys
import sysconfig
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from verification import interpreter, releases, tables
from verification.checking import Outcome
from verification.judging import Checked, Judgement, judge
from verification.modules import Tree
from verification.names import Names
from verification.releases import UnavailableError
from verification.report import shown

from flake8_persist.catalog import data

_DOWNLOADS = 2  # at a time
_DEPTH = 10_000  # of imports that lead to imports


def main(arguments: Sequence[str] | None = None) -> int:
    options = _parsed(arguments)
    sys.setrecursionlimit(_DEPTH)
    libraries = options.libraries or data.stems("tables")
    wanted = {one for library in libraries for row in tables.read(library) for one in row.releases}
    trees, newest, problems = _fetched(options.cache, wanted)
    judgements = {library: _judged(library, newest, trees, options.cache) for library in libraries}
    if options.update:
        for library, found in judgements.items():
            tables.write(library, [_cell(judgement) for judgement in found])
    print(shown(judgements, problems))
    return int(any(one.outcome is Outcome.DISAGREES for found in judgements.values() for one in found))


def _parsed(arguments: Sequence[str] | None) -> argparse.Namespace:
    cache = Path(os.environ.get("XDG_CACHE_HOME", "~/.cache")).expanduser() / "flake8-persist" / "releases"
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("libraries", nargs="*", metavar="LIBRARY", help="tables to check (default: all)")
    parser.add_argument("--cache", type=Path, default=cache, help="where releases are kept (default: %(default)s)")
    parser.add_argument("--update", action="store_true", help="write into the tables in which releases rows hold")
    options = parser.parse_args(arguments)
    unknown = sorted(set(options.libraries) - set(data.stems("tables")))
    if unknown:
        parser.error(f"no such table: {', '.join(unknown)}")
    return options


def _fetched(cache: Path, wanted: set[Checked]) -> tuple[dict[Checked, Tree], set[Checked], list[str]]:
    """The releases as far as they can be had, which of them are the newest, and what is wrong with the others."""
    standard = {one for one in wanted if one[0] == interpreter.DISTRIBUTION}
    jobs = [*sorted(wanted - standard), *((name, "") for name in sorted({name for name, _ in wanted - standard}))]
    with ThreadPoolExecutor(_DOWNLOADS) as pool:
        found = list(pool.map(lambda job: _one(cache, *job), jobs))
    trees = {one: Tree(Path(sysconfig.get_path("stdlib"))) for one in standard if interpreter.is_this(one[1])}
    newest: set[Checked] = set()
    problems = [f"python=={version}: this is {interpreter.VERSION}" for _, version in standard - trees.keys()]
    for (distribution, version), release in zip(jobs, found, strict=True):
        if isinstance(release, str):
            problems.append(release)
            continue
        checked = (distribution, version or release.version)
        trees.setdefault(checked, Tree(release.folder))
        if not version:
            newest.add(checked)
    return trees, newest, problems


def _one(cache: Path, distribution: str, version: str) -> releases.Release | str:
    try:
        return releases.fetch(cache, distribution, version) if version else releases.newest(cache, distribution)
    except UnavailableError as problem:
        return f"{distribution}=={version or '(newest)'}: {problem}"


@functools.cache
def _at_hand(cache: Path) -> dict[str, Tree]:
    """The newest release of each distribution in the cache, for imports that lead out of a release."""
    names = sorted({folder.name.partition("==")[0] for folder in cache.glob("*==*")})
    found = ((name, releases.newest_cached(cache, name)) for name in names)
    return {name: Tree(release.folder) for name, release in found if release is not None}


def _names(cache: Path, distribution: str, tree: Tree) -> Names:
    others = [other for name, other in _at_hand(cache).items() if name != releases.normalized(distribution)]
    return Names(tree, others)


def _judged(library: str, newest: set[Checked], trees: dict[Checked, Tree], cache: Path) -> list[Judgement]:
    names: dict[Checked, Names] = {}
    found = []
    for row in tables.read(library):
        own = {name for name, _ in row.releases}
        later = sorted(one for one in newest if one[0] in own)
        for one in (*row.releases, *later):
            if one in trees and one not in names:
                names[one] = _names(cache, one[0], trees[one])
        found.append(judge(row, later, names))
    return found


def _cell(judgement: Judgement) -> str:
    return "; ".join(judgement.holds_in) or judgement.row.verified


if __name__ == "__main__":
    sys.exit(main())
