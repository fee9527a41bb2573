"""The index of last names, ``names.csv``: made from the tables, so that a file that needs none of them reads none.

A row is ``name,others,writes,paths``: ``writes`` for the calls of that name that may write, ``others`` for those that
never do. Both hold the top-level names of which a file has to mention one for the name to matter, or ``*`` if it
matters anyhow: builtins, and the methods that are unmistakable. A root leads to more than its own table, as
``autokeras`` returns Keras models.

``paths`` tells where the calls that write something of worth may be given the path: positions, names of parameters,
``self`` the receiver, ``last``, ``value`` (what is assigned), ``none`` or ``default`` where it need not be given, and
``+mode`` for what opens files. Empty: nothing of worth is written.

``python -m flake8_persist.catalog.index`` writes it anew.
"""

from __future__ import annotations

import os
from collections.abc import Iterator

from flake8_persist.catalog import aliases, bases, data, factories, rows, unmistakable
from flake8_persist.catalog.mentions import FILE, last_name, may_write, places
from flake8_persist.catalog.model import Api, Kind

HEADER = "name,others,writes,paths"


def build() -> str:
    """The text of the index."""
    apis = [api for stem in data.stems("tables") for api in rows.parse(data.lines("tables", f"{stem}.csv"))]
    leading_to = _leading_to()
    others: dict[str, set[str]] = {}
    writes: dict[str, set[str]] = {}
    paths: dict[str, list[Api]] = {}
    for name, api in (*_named(apis), *_respelt(apis), *_unmistakable()):
        root = _root(name)
        column = writes if may_write(api) else others
        anyhow = root in ("*", "builtins")
        column.setdefault(last_name(name), set()).update({"*"} if anyhow else {root, *leading_to.get(root, ())})
        if column is writes:
            paths.setdefault(last_name(name), []).append(api)
    lines = [
        f"{name},{_cell(others, name)},{_cell(writes, name)},{' '.join(sorted(places(paths.get(name, ()))))}"
        for name in sorted(others.keys() | writes.keys())
    ]
    return "\n".join([HEADER, *lines, ""])


def _cell(column: dict[str, set[str]], name: str) -> str:
    found = column.get(name, set())
    return "*" if "*" in found else " ".join(sorted(found))


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
    for group in unmistakable.by_name().values():
        yield from ((f"*.{api.name}", api) for api in group)
    for shapes in unmistakable.by_shape().values():
        yield from ((f"*.{shaped.api.name}", shaped.api) for shaped in shapes)


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
    with open(os.path.join(data.FOLDER, FILE), "w", encoding="utf-8", newline="\n") as file:
        file.write(build())
