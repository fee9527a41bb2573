"""How much memory ``persist-fix --check`` takes for one very big file.

    python benchmarks/memory.py [--size MB]

For sources of several shapes: the peak of the resident memory of the whole process, and that of a process that reads
and parses the same file. Meant to stay below 600 MiB whatever the size: programs whose tree alone would take more are
refused.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

from processes import cost

PARSE = "import ast, sys; ast.parse(open(sys.argv[1], 'rb').read())"
HEAD = "import torch\n"
TAIL = "torch.save(m, 'a.pt')\n"


def _functions() -> Iterator[str]:
    for number in count():
        yield f"def f{number}(x):\n    y = x + {number}\n    return g(y, [1, 2, {number}])\n\n\n"


def _writes() -> Iterator[str]:
    for number in count():
        yield f"torch.save(model.state_dict(), f'checkpoints/run{number}/{{epoch}}.pth')\n"


def _numbers() -> Iterator[str]:
    yield "x = [\n"
    for number in count():
        yield f"    {number},\n"


def _literal() -> Iterator[str]:
    yield "x = '''\n"
    while True:
        yield "a text that says nothing of files, and goes on for long\n"


def _comments() -> Iterator[str]:
    while True:
        yield "# a line that says nothing of files, as most lines do not\n"


SHAPES: dict[str, tuple[Callable[[], Iterator[str]], str]] = {
    "many functions": (_functions, ""),
    "many writes": (_writes, ""),
    "a list of numbers": (_numbers, "]\n"),
    "one literal": (_literal, "'''\n"),
    "comments": (_comments, ""),
}


def source(shape: str, size: int) -> str:
    lines, end = SHAPES[shape]
    taken: list[str] = []
    length = 0
    for line in lines():
        taken.append(line)
        length += len(line)
        if length >= size:
            break
    return f"{HEAD}{''.join(taken)}{end}{TAIL}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--size", type=float, default=10, help="of each file in MB (default: 10)")
    options = parser.parse_args()
    print(f"{'shape':22}{'parse MiB':>10}{'check MiB':>10}{'parse s':>9}{'check s':>9}")
    with tempfile.TemporaryDirectory() as directory:
        file = str(Path(directory, "big.py"))
        for shape in SHAPES:
            Path(file).write_text(source(shape, int(options.size * 1e6)), encoding="utf-8")
            parse = cost([sys.executable, "-c", PARSE, file])
            check = cost([sys.executable, "-m", "flake8_persist", "--check", "--environment", "colab", file])
            print(f"{shape:22}{parse.peak:10.0f}{check.peak:10.0f}{parse.cpu:9.1f}{check.cpu:9.1f}", flush=True)


if __name__ == "__main__":
    main()
