"""How the cost of the analysis grows with inputs that are made to be slow, each against its own double.

    python benchmarks/scaling.py [--size N] [NAME ...]

For every input: CPU time of ``ast.parse`` and of the analysis at N and at 2 N, each the best of several alternating
runs; the ratio of the two analyses (2 is linear), and the analysis as a multiple of the parse.
"""

from __future__ import annotations

import argparse
import ast
import gc
import time
from collections.abc import Callable, Iterator

from flake8_persist.analysis.program import Given, analyse
from flake8_persist.environments.registry import environment

Source = Callable[[int], str]

SOURCES: dict[str, Source] = {
    "training code": lambda n: "import torch\n" + "".join(_training(number) for number in range(n // 5)),
    "one name rebound": lambda n: _lines(f"p = 'x{i}'" for i in range(n)) + "open(p, 'w')\n",
    "one name rebound and used": lambda n: _lines(f"p = 'x{i}'\nopen(p, 'w')" for i in range(n // 2)),
    "chain of names": lambda n: "p0 = 'x'\n" + _lines(f"p{i + 1} = p{i}" for i in range(n)) + f"open(p{n}, 'w')\n",
    "branches": lambda n: "p = 'x'\n" + _lines(f"if c{i}: p = 'x{i}'" for i in range(n // 2)) + "open(p, 'w')\n",
    "branches and uses": lambda n: "p = 'x'\n" + _lines(f"if c{i}:\n  p = 'x{i}'\nopen(p, 'w')" for i in range(n // 2)),
    "one if with many arms": lambda n: (
        "if c: p = 'x'\n" + _lines(f"elif c{i}: p = 'x{i}'" for i in range(min(n // 6, 900))) + "open(p, 'w')\n"
    ),
    "calls of one helper": lambda n: "def f(p):\n  open(p, 'w')\n" + _lines(f"f('x{i}')" for i in range(4 * n)),
    "helpers with fan-out": lambda n: _fan_out(20) + "f0('x')\n" * (n // 100),
    "recursion that extends a path": lambda n: "def f(p):\n  open(p, 'w')\n  f(p + '/a')\n" + "f('x')\n" * n,
    "methods that set one attribute": lambda n: (
        "class C:\n"
        + _lines(f"  def m{i}(self):\n    self.path = 'a{i}'\n    open(self.path, 'w')" for i in range(n // 3))
    ),
    "join of many parts": lambda n: (
        f"import os\nopen(os.path.join({', '.join(f'{i!r}' for i in map(str, range(n)))}), 'w')\n"
    ),
    "sum of many terms": lambda n: f"open({' + '.join(repr(str(i)) for i in range(min(n // 6, 900)))}, 'w')\n",
    "dictionary of many entries": lambda n: (
        "cfg = {" + ", ".join(f"'k{i}': 'v{i}'" for i in range(10 * n)) + "}\nopen(cfg['k7'], 'w')\n"
    ),
    "dictionary that holds itself": lambda n: (
        "d = {}\n"
        + _lines(f"d['k{i}'] = d\nd['p'] = d.get('p', 'x') + 'a'" for i in range(n // 5))
        + "open(d['p'], 'w')\n"
    ),
    "augmented assignments": lambda n: "p = 'x'\n" + _lines(f"p += 'x{i}'" for i in range(n)) + "open(p, 'w')\n",
    "statements on one line": lambda n: "; ".join(f"open('a{i}', 'w')" for i in range(n)),
    "long literal": lambda n: f"open('{'x' * (2000 * n)}', 'w')\n",
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


def measured(sources: list[str], runs: int) -> list[tuple[float, float]]:
    """CPU seconds of parse and analysis for each source, the best of alternating runs."""
    given = Given(environment("colab"))
    best = [(float("inf"), float("inf"))] * len(sources)
    for _ in range(runs):
        for number, source in enumerate(sources):
            gc.collect()
            gc.disable()
            start = time.process_time()
            tree = ast.parse(source)
            parsed = time.process_time()
            analyse(tree, given)
            done = time.process_time()
            gc.enable()
            best[number] = (min(best[number][0], parsed - start), min(best[number][1], done - parsed))
    return best


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--size", type=int, default=2500, help="of the smaller input (default: 2500)")
    parser.add_argument("--runs", type=int, default=3, help="alternating runs (default: 3)")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"inputs: {', '.join(SOURCES)}")
    options = parser.parse_args()
    print(f"{'input':34}{'parse ms':>10}{'N ms':>10}{'2N ms':>10}{'2N/N':>8}{'x parse':>9}")
    for name in options.names or SOURCES:
        (_, single), (parse, double) = measured([SOURCES[name](options.size * k) for k in (1, 2)], options.runs)
        print(
            f"{name:34}{parse * 1e3:10.1f}{single * 1e3:10.1f}{double * 1e3:10.1f}"
            f"{double / single:8.2f}{double / parse:9.2f}"
        )


if __name__ == "__main__":
    main()
