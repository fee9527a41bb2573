"""What the plugin costs flake8 for each file of real code, against what parsing the file costs.

    python benchmarks/in_process.py TREE... [--runs N]

The plugin is given the tree and the lines, as flake8 gives them. For every file that is not done after a look at its
names: the medians of several runs of both in turn, without the garbage collector, in CPU time. Printed are the share of
files that are done at once, and median, 99th percentile and worst of the ratios.
"""

from __future__ import annotations

import argparse
import ast
import gc
import statistics
import time
import warnings
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from flake8_persist.api import may_write
from flake8_persist.configuration import Configurations
from flake8_persist.notebooks.encoding import decode
from flake8_persist.plugin import Plugin

WORST = 10


class File(NamedTuple):
    path: Path
    parse: float  # CPU seconds
    plugin: float

    @property
    def ratio(self) -> float:
        return self.plugin / self.parse


def sources(trees: Iterable[Path]) -> Iterator[tuple[Path, str]]:
    """Every file that Python can parse."""
    for tree in trees:
        for path in sorted(tree.rglob("*.py")) if tree.is_dir() else [tree]:
            try:
                text = decode(path.read_bytes()).text
                ast.parse(text)
            except (OSError, ValueError, SyntaxError, RecursionError, MemoryError):
                continue
            yield path, text


def timed(path: Path, text: str, runs: int) -> File:
    lines = text.splitlines(keepends=True)
    pairs: list[tuple[float, float]] = []
    for _ in range(runs):
        gc.collect()
        gc.disable()
        start = time.process_time()
        tree = ast.parse(text)
        parsed = time.process_time()
        list(Plugin(tree, str(path), lines).run())
        pairs.append((parsed - start, time.process_time() - parsed))
        gc.enable()
    parse, plugin = (statistics.median(times) for times in zip(*pairs, strict=True))
    return File(path, parse, plugin)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("trees", nargs="+", metavar="TREE", type=Path)
    parser.add_argument("--runs", type=int, default=5, help="for each file (default: 5)")
    options = parser.parse_args()
    warnings.simplefilter("ignore")
    Plugin.configurations = Configurations()
    everything = list(sources(options.trees))
    kept = [(path, text) for path, text in everything if may_write(text, str(path), None)]
    if not kept:
        parser.error("no file there may write")
    timed(*kept[0], 1)  # loads what is loaded once
    files = sorted((timed(path, text, options.runs) for path, text in kept), key=lambda file: file.ratio)
    ratios = [file.ratio for file in files]
    whole = sum(file.plugin for file in files) / sum(file.parse for file in files)
    print(f"{len(everything)} files, {1 - len(kept) / len(everything):.1%} done after a look at their names")
    print(f"of the other {len(files)}, as multiples of the parse: median {statistics.median(ratios):.2f}, ", end="")
    print(f"99th percentile {ratios[int(len(ratios) * 0.99)]:.2f}, worst {ratios[-1]:.2f}, all together {whole:.2f}")
    print(f"\n{'ratio':>8}{'plugin ms':>11}{'parse ms':>10}  file")
    for file in reversed(files[-WORST:]):
        print(f"{file.ratio:8.2f}{file.plugin * 1e3:11.1f}{file.parse * 1e3:10.1f}  {file.path}")


if __name__ == "__main__":
    main()
