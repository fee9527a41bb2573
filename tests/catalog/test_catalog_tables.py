"""The tables are data that people edit: every row has to parse, to be alone, and to be where it is looked for."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest

from flake8_persist.catalog import aliases, bases, data, factories, index, rows, unmistakable
from flake8_persist.catalog.library import STANDARD
from flake8_persist.catalog.loader import Catalog
from flake8_persist.catalog.model import Api, Direction, Kind, Mode, Place, Shape

FOLDER = Path(data.FOLDER)
TABLES = sorted(FOLDER.glob("tables/*.csv"))
RETURNS = sorted(FOLDER.glob("returns/*.csv"))


def read(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def apis(path: Path) -> list[Api]:
    return rows.parse(data.lines("tables", path.name))


def stem(path: Path) -> str:
    return path.stem


@pytest.mark.parametrize("path", TABLES, ids=stem)
def test_every_row_parses_and_reads_the_same_as_csv(path: Path) -> None:
    header, *records = read(path)
    assert ",".join(header) == rows.HEADER
    assert {len(record) for record in records} == {len(header)}
    assert [api.name for api in apis(path)] == [record[0] for record in records]
    assert all(record[-1] for record in records), "every row says where it was verified"


@pytest.mark.parametrize("path", TABLES, ids=stem)
def test_a_fact_is_stated_once(path: Path) -> None:
    seen = Counter((api.name, api.parameter, api.direction, api.mode) for api in apis(path))
    assert [key for key, count in seen.items() if count > 1] == []
    places = Counter((api.name, api.position, api.direction) for api in apis(path) if isinstance(api.position, int))
    assert [key for key, count in places.items() if count > 1] == []


@pytest.mark.parametrize("path", TABLES, ids=stem)
def test_positions_fit_the_kind(path: Path) -> None:
    for api in apis(path):
        assert not isinstance(api.position, int) or 0 <= api.position < 128, api
        assert (api.position is Place.VALUE) == (api.kind is Kind.ASSIGNMENT), api
        assert api.position is not Place.RECEIVER or api.kind is Kind.METHOD, api
        assert (api.position is Place.NOWHERE) == (not api.parameter) or api.name == "astropy.table.Table.write", api
        assert api.position is not Place.NOWHERE or api.default is not None, api
        assert api.moves or api.direction is Direction.WRITE, api


@pytest.mark.parametrize("path", [path for path in TABLES if path.stem not in STANDARD], ids=stem)
def test_a_table_is_named_for_the_names_in_it(path: Path) -> None:
    assert {api.name.partition(".")[0] for api in apis(path)} == {path.stem}


def test_tables_use_one_spelling() -> None:
    catalog = Catalog.for_roots([])
    names = [api.name for path in TABLES for api in apis(path) if not api.name.startswith("os.environ[")]
    names += [name for pair in bases.pairs() for name in pair if "*" not in name]
    names += [record[0] for path in RETURNS for record in read(path)[1:] if "*" not in record[0]]
    names += [meaning for meaning in aliases.table().values() if catalog.knows(meaning)]
    assert [(name, catalog.canonical(name)) for name in names if catalog.canonical(name) != name] == []


def test_no_subclass_repeats_a_method_of_its_base() -> None:
    facts = {api.name: api[2:] for path in TABLES for api in apis(path) if api.kind is Kind.METHOD}
    repeated = [
        name
        for name, fact in facts.items()
        for base in bases.of(name.rpartition(".")[0])
        if facts.get(f"{base}.{name.rpartition('.')[2]}") == fact
    ]
    assert repeated == []


@pytest.mark.parametrize("path", RETURNS, ids=stem)
def test_every_factory_parses(path: Path) -> None:
    header, *records = read(path)
    assert ",".join(header) == factories.HEADER
    assert [len(record) for record in records] == [3] * len(records)
    assert len({record[0] for record in records}) == len(records)
    for _, returned, verified in records:
        assert factories.parse(returned)
        assert verified


def test_no_class_derives_from_itself() -> None:
    for name, base in bases.pairs():
        lineage = [base]
        for one in lineage:
            assert one != name
            lineage.extend(bases.of(one))


def test_unmistakable_rows_are_methods_without_a_default_place() -> None:
    header, *records = read(FOLDER / "unmistakable.csv")
    assert ",".join(header) == unmistakable.HEADER
    assert {len(record) for record in records} == {len(header)}
    found = [api for name in unmistakable.names() for api in unmistakable.by_name(name)]
    found += [shaped.api for name in unmistakable.names() for shaped in unmistakable.by_shape(name)]
    assert len(found) == len(records)
    for api in found:
        assert api.kind is Kind.METHOD
        assert "." not in api.name
        assert api.default == "-" or api.position is Place.RECEIVER
    for name in unmistakable.names():
        assert not (unmistakable.by_name(name) and unmistakable.by_shape(name))


def test_one_unmistakable_row_for_each_way_to_give_the_path() -> None:
    for group in map(unmistakable.by_name, unmistakable.names()):
        ways = [(api.parameter, api.position, api.direction) for api in group]
        assert len(ways) == len(set(ways))
        assert len([api for api in group if api.position is not None]) <= 1


def test_the_indexes_are_in_step_with_the_tables() -> None:
    for name, content in index.build().items():
        assert (FOLDER / name).read_text(encoding="utf-8") == content, "python -m flake8_persist.catalog.index"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("mode@1=r chars:wax+ else:read", Mode("mode", 1, "r", frozenset("wax+"), frozenset(), True, True)),
        (
            "mode@kw=a writes:w|r+ reads:r",
            Mode("mode", None, "a", frozenset({"w", "r+"}), frozenset("r"), False, False),
        ),
        (
            "download@4=False writes:True else:read",
            Mode("download", 4, "False", frozenset({"True"}), frozenset(), False, True),
        ),
        ("io_mode@1 writes:w reads:r", Mode("io_mode", 1, None, frozenset("w"), frozenset("r"), False, False)),
    ],
)
def test_modes(text: str, expected: Mode) -> None:
    assert rows.mode(text) == expected


@pytest.mark.parametrize("text", ["mode@1=r writing:w", "mode writes:w", "mode@x writes:w", "mode@1 writes"])
def test_a_mode_that_is_not_understood_is_an_error(text: str) -> None:
    with pytest.raises(ValueError, match=r"mode@1=r|invalid literal|dictionary"):
        rows.mode(text)


def test_a_row_becomes_an_api() -> None:
    line = "shutil.move,function,dst,1,,,data,write,file-or-dir,no,,copy-out when persistent,python==3.13.0"
    api = rows.row(line)
    assert (api.name, api.parameter, api.position, api.default) == ("shutil.move", "dst", 1, None)
    assert (api.shape, api.creates_parents, api.moves) == (Shape.FILE_OR_DIR, False, True)
