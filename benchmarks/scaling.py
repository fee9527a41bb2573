"""How the cost grows with inputs that are made to be slow, each against its own half.

    python benchmarks/scaling.py [--scale FACTOR] [--runs N] [NAME ...]

For every input, at its size and at half of it: CPU time of ``ast.parse``, of the plugin in this process, and of
planning what a fix would do, each the best of several alternating runs. Printed are the times at full size, the ratios
to those at half of it (2 is linear; meant to be at most 2.2), and the multiples of the parse (meant to be at most 3).
"""

from __future__ import annotations

import argparse
import ast
import gc
import time
from collections.abc import Callable, Iterator
from typing import NamedTuple

from flake8_persist.configuration import Configurations
from flake8_persist.fixing import repairs
from flake8_persist.inspection import inspect
from flake8_persist.plugin import Plugin
from flake8_persist.settings import Settings

NAME = "program.py"
SETTINGS = Settings(environment="colab")


class Input(NamedTuple):
    size: int
    source: Callable[[int], str]


INPUTS: dict[str, Input] = {
    "lines of training code": Input(
        10_000, lambda n: "import torch\n" + "".join(_training(number) for number in range(n // 5))
    ),
    "rebindings of a name": Input(5_000, lambda n: _lines(f"p = 'x{i}'" for i in range(n)) + "open(p, 'w')\n"),
    "rebindings with uses": Input(2_500, lambda n: _lines(f"p = 'x{i}'\nopen(p, 'w')" for i in range(n))),
    "names in a chain": Input(
        5_000, lambda n: "p0 = 'x'\n" + _lines(f"p{i + 1} = p{i}" for i in range(n)) + f"open(p{n}, 'w')\n"
    ),
    "extensions of a path": Input(
        5_000, lambda n: "p = 'x'\n" + _lines(f"p += 'x{i}'" for i in range(n)) + "open(p, 'w')\n"
    ),
    "branches": Input(
        2_000, lambda n: "p = 'x'\n" + _lines(f"if c{i}: p = 'x{i}'" for i in range(n)) + "open(p, 'w')\n"
    ),
    "branches with uses": Input(
        2_000, lambda n: "p = 'x'\n" + _lines(f"if c{i}:\n  p = 'x{i}'\nopen(p, 'w')" for i in range(n))
    ),
    "arms of one if": Input(
        900, lambda n: "if c: p = 'x'\n" + _lines(f"elif c{i}: p = 'x{i}'" for i in range(n)) + "open(p, 'w')\n"
    ),
    "terms of a sum": Input(900, lambda n: f"open({' + '.join(repr(str(i)) for i in range(n))}, 'w')\n"),
    "calls of one helper": Input(
        20_000, lambda n: "def f(p):\n  open(p, 'w')\n" + _lines(f"f('x{i}')" for i in range(n))
    ),
    "calls of helpers with fan-out": Input(50, lambda n: _fan_out(20) + "f0('x')\n" * n),
    "calls of what extends a path": Input(
        5_000, lambda n: "def f(p):\n  open(p, 'w')\n  f(p + '/a')\n" + "f('x')\n" * n
    ),
    "methods that set an attribute": Input(
        2_000,
        lambda n: (
            "class C:\n"
            + _lines(f"  def m{i}(self):\n    self.path = 'a{i}'\n    open(self.path, 'w')" for i in range(n))
        ),
    ),
    "parts of os.path.join": Input(
        5_000, lambda n: f"import os\nopen(os.path.join({', '.join(repr(str(i)) for i in range(n))}), 'w')\n"
    ),
    "changes of the directory": Input(5_000, lambda n: "import os\n" + "os.chdir('a')\n" * n + "open('b.txt', 'w')\n"),
    "entries of a dictionary": Input(
        50_000, lambda n: "cfg = {" + ", ".join(f"'k{i}': 'v{i}'" for i in range(n)) + "}\nopen(cfg['k7'], 'w')\n"
    ),
    "entries that hold it all": Input(
        1_000,
        lambda n: (
            "d = {}\n"
            + _lines(f"d['k{i}'] = d\nd['p'] = d.get('p', 'x') + 'a'" for i in range(n))
            + "open(d['p'], 'w')\n"
        ),
    ),
    "statements on a line": Input(5_000, lambda n: "; ".join(f"open('a{i}', 'w')" for i in range(n))),
    "bytes of a literal": Input(10_000_000, lambda n: f"open('{'x' * n}', 'w')\n"),
}


def _lines(lines: Iterator[str]) -> str:
    return "".join(f"{line}\n" for line in lines)


def _training(number: int) -> str:
    return (
        f"for e in range(10):\n  torch.save(m.state_dict(), f'ckpt{number}/e_{{e}}.pth')\n"
        f"  x = torch.load('a')\n  print(x)\ndf.to_csv('out{number}.csv')\n"
    )


def _fan_out(count: int) -> str:
    return _lines(
        f"def f{i}(p):\n  open(p, 'w')\n  f{(i + 1) % count}(p + 'a')\n  f{(i + 7) % count}(p)\n  f{(i + 3) % count}(p)"
        for i in range(count)
    )


class Times(NamedTuple):
    """CPU seconds."""

    parse: float
    plugin: float
    plan: float


def timed(source: str) -> Times:
    gc.collect()
    gc.disable()
    start = time.process_time()
    tree = ast.parse(source)
    parsed = time.process_time()
    list(Plugin(tree, NAME, source.splitlines(keepends=True)).run())
    reported = time.process_time()
    inspection = inspect(source, NAME, SETTINGS)
    inspected = time.process_time()
    repairs(inspection, NAME)
    planned = time.process_time()
    gc.enable()
    return Times(parsed - start, reported - parsed, planned - inspected)


def measured(sources: list[str], runs: int) -> list[Times]:
    """The best times for each source, of alternating runs."""
    rounds = [[timed(source) for source in sources] for _ in range(runs)]
    return [Times(*map(min, zip(*times, strict=True))) for times in zip(*rounds, strict=True)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--scale", type=float, default=1, help="of all sizes (default: 1)")
    parser.add_argument("--runs", type=int, default=3, help="alternating runs (default: 3)")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"inputs: {', '.join(INPUTS)}")
    options = parser.parse_args()
    Plugin.configurations = Configurations(overrides={"environment": "colab"})
    timed(INPUTS["lines of training code"].source(100))  # loads what is loaded once
    print(f"{'size':>8} {'input':30}{'parse':>9}{'plugin':>18}{'':>8}{'plan':>12}{'':>8}{'':>8}")
    print(f"{'':39}{'ms':>9}{'ms':>10}{'N/½N':>8}{'x parse':>8}{'ms':>12}{'N/½N':>8}{'x parse':>8}")
    for name in options.names or INPUTS:
        size = int(INPUTS[name].size * options.scale)
        half, full = measured([INPUTS[name].source(n) for n in (size // 2, size)], options.runs)
        print(
            f"{size:8} {name:30}{full.parse * 1e3:9.1f}"
            f"{full.plugin * 1e3:10.1f}{full.plugin / half.plugin:8.2f}{full.plugin / full.parse:8.2f}"
            f"{full.plan * 1e3:12.1f}{full.plan / half.plan:8.2f}{full.plan / full.parse:8.2f}",
            flush=True,
        )


if __name__ == "__main__":
    main()
