"""The indexes of last names: made from the tables, so that a file that needs none of them reads none.

A row of ``names.csv`` is ``root,others,writes``: for a top-level name, the last names of calls that matter to a file
which mentions it, in ``writes`` those of calls that may write, in ``others`` those of calls that never do. The root
``*`` has the names that matter anyhow: builtins, and the methods that are unmistakable. A root has more than the names
of its own table, as ``autokeras`` returns Keras models.

A row of ``paths.csv`` is ``name,paths``: where the calls of this name that write something of worth may be given the
path. These are positions, names of parameters, ``self`` the receiver, ``last``, ``value`` (what is assigned), ``none``
or ``default`` where it need not be given, and ``+mode`` for what opens files.

``python -m flake8_persist.catalog.index`` writes them anew.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator

from flake8_persist.catalog import aliases, bases, data, factories, mentions, rows, unmistakable, writing
from flake8_persist.catalog.mentions import last_name
from flake8_persist.catalog.model import Api, Kind

HEADER = "root,others,writes"
PATHS_HEADER = "name,paths"


def build() -> dict[str, str]:
    """The texts of the indexes, by the names of their files."""
    apis = [api for stem in data.stems("tables") for api in rows.parse(data.lines("tables", f"{stem}.csv"))]
    leading_to = _leading_to()
    others: dict[str, set[str]] = {}
    writes: dict[str, set[str]] = {}
    by_name: dict[str, list[Api]] = {}
    for name, api in (*_named(apis), *_respelt(apis), *_unmistakable()):
        root = _root(name)
        anyhow = root in ("*", "builtins")
        for one in {"*"} if anyhow else {root, *leading_to.get(root, ())}:
            (writes if writing.may_write(api) else others).setdefault(one, set()).add(last_name(name))
        by_name.setdefault(last_name(name), []).append(api)
    roots = sorted(others.keys() | writes.keys())
    paths = {name: " ".join(sorted(writing.places(found))) for name, found in sorted(by_name.items())}
    return {
        mentions.FILE: _text(HEADER, (f"{root},{_cell(others, root)},{_cell(writes, root)}" for root in roots)),
        writing.FILE: _text(PATHS_HEADER, (f"{name},{found}" for name, found in paths.items() if found)),
    }


def _text(header: str, lines: Iterable[str]) -> str:
    return "\n".join([header, *lines, ""])


def _cell(column: dict[str, set[str]], root: str) -> str:
    return " ".join(sorted(column.get(root, ())))


def _named(apis: list[Api]) -> Iterator[tuple[str, Api]]:
    return ((api.name, api) for api in apis)


def _respelt(apis: list[Api]) -> Iterator[tuple[str, Api]]:
    """Rows under the names of subclasses, which take over constructors, and under aliases."""
    for name, meaning in (*bases.pairs(), *aliases.table().items()):
        lineage = [meaning]
        for base in lineage:
            lineage.extend(bases.of(base))
        for api in apis:
            if api.name in lineage and (api.kind is Kind.CONSTRUCTOR or api.name == meaning):
                yield name, api


def _unmistakable() -> Iterator[tuple[str, Api]]:
    for name in unmistakable.names():
        shaped = (one.api for one in unmistakable.by_shape(name))
        yield from ((f"*.{name}", api) for api in (*unmistakable.by_name(name), *shaped))


def _leading_to() -> dict[str, set[str]]:
    """For each root, the other roots from which names, subclasses and returned values lead to it."""
    steps = {(_root(name), _root(meaning)) for name, meaning in aliases.table().items()}
    steps.update((_root(name), _root(base)) for name, base in bases.pairs())
    for stem in data.stems("returns"):
        for line in data.lines("returns", f"{stem}.csv"):
            name, returned, _ = line.split(",", 2)
            steps.update((_root(name), _root(one)) for one in _instances(factories.parse(returned)))
    leading: dict[str, set[str]] = {}
    for start in {start for start, _ in steps}:
        reached = [start]
        for here in reached:
            reached.extend(end for begin, end in sorted(steps) if begin == here and end not in reached)
        for end in reached:
            leading.setdefault(end, set()).add(start)
    return leading


def _instances(returned: factories.Returns) -> list[str]:
    match returned:
        case factories.InstanceOf(name):
            return [name]
        case factories.Either(parts) | factories.TupleOf(parts):
            return [name for part in parts for name in _instances(part)]
        case factories.IterableOf(item):
            return _instances(item)
        case factories.Attributes(items):
            return [name for _, item in items for name in _instances(item)]
    return []


def _root(name: str) -> str:
    return name.partition(".")[0]


if __name__ == "__main__":
    for stem, content in build().items():
        with open(os.path.join(data.FOLDER, stem), "w", encoding="utf-8", newline="\n") as file:
            file.write(content)
