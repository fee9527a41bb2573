"""Where sources come from: real code, real notebooks, and what is made of them at random."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
PYENV = Path.home() / ".pyenv" / "versions"
_ODD = [b"\xef\xbb\xbf", b"\0", b"\xed\xa0\x80", b"\r\n", b"\r", b"\t", b'"""', b"(", b"\\", b"%%", b"!", b"]", b"\x0c"]


class Source(NamedTuple):
    corpus: str
    name: str  # by which the file is told from others
    filename: str  # under which it is looked at
    data: bytes


def standard_libraries() -> Iterator[Source]:
    """Those of all Pythons that pyenv has installed, of versions that cannot run this package as well."""
    for library in sorted(PYENV.glob("*/lib/python*")):
        for path in sorted(library.rglob("*.py")):
            if "site-packages" not in path.parts:
                yield _read("standard libraries", path)


def packages(directories: Iterable[Path]) -> Iterator[Source]:
    for directory in directories:
        for path in sorted(directory.rglob("*.py")):
            yield _read("packages", path)


def notebooks(directories: Iterable[Path]) -> Iterator[Source]:
    for directory in directories:
        for path in sorted(directory.rglob("*.ipynb")):
            yield _read("notebooks", path)


def damaged_notebooks(directories: Iterable[Path], count: int, seed: int) -> Iterator[Source]:
    """Real ones and those of the fixtures, with cuts, and with things put in that do not belong there."""
    paths = sorted(path for directory in (*directories, FIXTURES) for path in directory.rglob("*.ipynb"))
    yield from _changed("damaged notebooks", paths, count, seed, (_cut, _cell_out_of_place))


def mutated_fixtures(count: int, seed: int) -> Iterator[Source]:
    """Lines go, come twice, change places, come from other files; some lines are cut."""
    paths = sorted(FIXTURES.rglob("*.py"))
    lines = [line for path in paths for line in path.read_bytes().splitlines(keepends=True)]

    def foreign(data: bytes, chance: random.Random) -> bytes:
        own = data.splitlines(keepends=True)
        own.insert(chance.randrange(len(own) + 1), chance.choice(lines))
        return b"".join(own)

    yield from _changed("mutated fixtures", paths, count, seed, (_cut, _shuffled, _doubled, foreign, foreign))


def invented(count: int) -> Iterator[Source]:
    """Programs that hypothesmith makes of Python's grammar, with a write at the end."""
    import hypothesmith
    from hypothesis import HealthCheck, Phase, given, settings

    made: list[str] = []

    @settings(
        max_examples=count,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )
    @given(hypothesmith.from_node())
    def collect(program: str) -> None:
        made.append(program)

    collect()
    for number, program in enumerate(made):
        source = f"{program}\nimport torch\ntorch.save(m, 'a.pt')\n"
        yield Source("invented programs", f"number {number}", "a.py", source.encode("utf-8", "surrogatepass"))


def _read(corpus: str, path: Path) -> Source:
    return Source(corpus, str(path), path.name, path.read_bytes())


_Change = Callable[[bytes, random.Random], bytes]


def _changed(corpus: str, paths: list[Path], count: int, seed: int, changes: tuple[_Change, ...]) -> Iterator[Source]:
    chance = random.Random(seed)
    for number in range(count if paths else 0):
        path = chance.choice(paths)
        data = path.read_bytes()
        for _ in range(chance.randint(1, 5)):
            data = chance.choice(changes)(data, chance)
        yield Source(corpus, f"{path.name}, number {number} of seed {seed}", path.name, data)


def _cut(data: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(data) + 1)
    return data[:start] + chance.choice([b"", *_ODD]) + data[start + chance.choice([0, 0, 1, 7, 60]) :]


def _shuffled(data: bytes, chance: random.Random) -> bytes:
    lines = data.splitlines(keepends=True)
    line = lines.pop(chance.randrange(len(lines))) if lines else b""
    lines.insert(chance.randrange(len(lines) + 1), line)
    return b"".join(lines)


def _doubled(data: bytes, chance: random.Random) -> bytes:
    lines = data.splitlines(keepends=True)
    start = chance.randrange(len(lines) + 1)
    end = start + chance.randint(1, 5)
    return b"".join(lines[:end] + lines[start:])


def _cell_out_of_place(data: bytes, chance: random.Random) -> bytes:
    try:
        book: Any = json.loads(data)
        cells = book["cells"]
        match chance.randrange(4):
            case 0:
                cells.insert(chance.randrange(len(cells) + 1), chance.choice([None, 1, [], {}, "x"]))
            case 1:
                chance.choice(cells)["source"] = chance.choice([None, 1, {}, [1], "!rm -r /\n", ["a\n", "%%bash\n"]])
            case 2:
                chance.shuffle(cells)
            case _:
                del chance.choice(cells)[chance.choice(["source", "cell_type", "metadata"])]
        return json.dumps(book, indent=chance.choice([None, 1, 4])).encode()
    except (ValueError, KeyError, TypeError, IndexError, AttributeError):
        return data
