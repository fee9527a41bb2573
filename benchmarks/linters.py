"""What a check of whole trees costs, against reading and parsing every file, and beside other linters.

    python benchmarks/linters.py FLAKE8_ALONE FLAKE8_WITH_PLUGIN TREE... [--others DIRECTORY] [--runs N]

The first two are executables, of two virtual environments that differ in this package alone; ``persist-fix`` is taken
from beside the second. In the directory of ``--others`` there may be executables of flake8 (with torchfix, flake8-async
or whatever is installed beside it), Fixit, bandit and ruff. All commands run in turn; what is printed are medians of
CPU and of wall time, and of their ratios, pair by pair, to a Python process that only reads and parses every Python
file. Compile the installed packages first (``python -m compileall``).
"""

from __future__ import annotations

import argparse
import os
import statistics
import tempfile
from pathlib import Path

from processes import Cost, cost

FLOOR = """\
import ast, pathlib, sys, warnings
warnings.simplefilter("ignore")
for tree in sys.argv[1:]:
    for path in pathlib.Path(tree).rglob("*.py"):
        try:
            ast.parse(path.read_bytes())
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            pass
"""

OTHERS: dict[str, list[str]] = {
    "flake8, their plugins": ["flake8", "--isolated", "--jobs", "1"],
    "fixit": ["fixit", "--quiet", "lint"],
    "bandit": ["bandit", "--quiet", "--recursive"],
    "ruff": ["ruff", "check", "--no-cache", "--isolated", "--quiet"],
}


def commands(alone: str, plugged: str, others: str | None, trees: list[str], cache: str) -> dict[str, list[str]]:
    """By name; the first is what the others are measured by."""
    directory = Path(plugged).parent
    check = [str(directory / "persist-fix"), "--check", "--environment", "colab"]
    found = {
        "read and parse": [str(directory / "python"), "-c", FLOOR],
        "persist-fix --check": [*check, "--jobs", "1", "--no-cache"],
        "the same, --jobs 2": [*check, "--jobs", "2", "--no-cache"],
        "the same, known files": [*check, "--jobs", "1", "--cache-dir", cache],
        "flake8 alone": [alone, "--isolated", "--jobs", "1"],
        "flake8 and plugin": [plugged, "--isolated", "--jobs", "1"],
        "flake8, plugin alone": [plugged, "--isolated", "--jobs", "1", "--select", "PST"],
    }
    for name, (program, *options) in OTHERS.items() if others is not None else ():
        executable = Path(others or "", program)
        if executable.exists():
            found[name] = [str(executable), *options]
    return {name: [*command, *trees] for name, command in found.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("alone", metavar="FLAKE8_ALONE", type=os.path.abspath)
    parser.add_argument("plugged", metavar="FLAKE8_WITH_PLUGIN", type=os.path.abspath)
    parser.add_argument("trees", nargs="+", metavar="TREE", type=os.path.abspath)
    parser.add_argument("--others", metavar="DIRECTORY", type=os.path.abspath, help="with executables of other linters")
    parser.add_argument("--runs", type=int, default=3, help="of each command, in turn (default: 3)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as directory:
        cache = str(Path(directory, "cache"))
        todo = commands(options.alone, options.plugged, options.others, options.trees, cache)
        cost(todo["the same, known files"], directory)  # fills the cache, and that of the disk
        rounds: list[dict[str, Cost]] = []
        for _ in range(options.runs):
            rounds.append({name: cost(command, directory) for name, command in todo.items()})
    floor = next(iter(todo))
    print(f"{'command':24}{'CPU s':>8}{'ratio':>8}{'wall s':>9}{'ratio':>8}{'peak MiB':>10}{'status':>8}")
    for name in todo:
        pairs = [(one[name], one[floor]) for one in rounds]
        cpu = statistics.median(own.cpu for own, _ in pairs)
        wall = statistics.median(own.wall for own, _ in pairs)
        more = statistics.median(own.cpu / least.cpu for own, least in pairs)
        longer = statistics.median(own.wall / least.wall for own, least in pairs)
        last = rounds[-1][name]
        print(f"{name:24}{cpu:8.2f}{more:8.2f}{wall:9.2f}{longer:8.2f}{last.peak:10.0f}{last.status:8}")


if __name__ == "__main__":
    main()
