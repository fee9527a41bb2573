"""Thousands of sources through the plugin and through persist-fix: none may end either, or keep it for ever.

    python checks/sweep/sweep.py [--packages DIRECTORY]... [--notebooks DIRECTORY]... [--limit SECONDS]
        [--invented N] [--damaged N] [--mutated N] [--seed N] [--only CORPUS]...

Looked at are the standard libraries of all Pythons of pyenv, packages (of this Python, and in the directories), real
notebooks, notebooks that are damaged, fixtures that are mutated, and programs that are invented. Nothing is written.
Each source is tried in a process of its own, which is ended after the limit. Printed are counts, everything that went
wrong, and the slowest ten. The exit status is 1 where anything went wrong.
"""

from __future__ import annotations

import argparse
import contextlib
import multiprocessing
import signal
import sys
import sysconfig
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import chain
from multiprocessing.connection import Connection
from pathlib import Path

import corpora
from corpora import Source
from trial import Verdict, tried

from flake8_persist import fixing, inspection  # noqa: F401  # every process needs them

SLOWEST = 10
CORPORA = (
    *("standard libraries", "packages", "notebooks", "damaged notebooks", "mutated fixtures", "invented programs"),
)


def watched(source: Source, limit: float) -> Verdict | str:
    """What comes of one source in a process of its own; or how that ended."""
    ours, theirs = multiprocessing.Pipe(duplex=False)
    process = multiprocessing.get_context("fork").Process(target=_try, args=(source, theirs))
    process.start()
    theirs.close()
    try:
        if not ours.poll(limit):
            return f"not through after {limit:g} seconds"
        result: Verdict | str = ours.recv()
    except EOFError:
        process.join()
        return f"the process ended with status {process.exitcode}"
    finally:
        process.kill()
        process.join()
        ours.close()
    return result


def _try(source: Source, answers: Connection) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        answers.send(tried(source))
    except Exception as error:
        answers.send(f"raised {type(error).__name__}: {error}")


def sources(options: argparse.Namespace) -> Iterator[Source]:
    makers = {
        "standard libraries": lambda: corpora.standard_libraries(),
        "packages": lambda: corpora.packages([Path(sysconfig.get_path("purelib")), *options.packages]),
        "notebooks": lambda: corpora.notebooks(options.notebooks),
        "damaged notebooks": lambda: corpora.damaged_notebooks(options.notebooks, options.damaged, options.seed),
        "mutated fixtures": lambda: corpora.mutated_fixtures(options.mutated, options.seed),
        "invented programs": lambda: corpora.invented(options.invented),
    }
    return chain.from_iterable(makers[name]() for name in options.only or CORPORA)


class Tally:
    """What has come of the sources so far."""

    def __init__(self) -> None:
        self.counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self.times: list[tuple[float, str]] = []
        self.wrong = 0

    def add(self, source: Source, result: Verdict | str, seconds: float) -> None:
        self.times.append((sum(result.seconds) if isinstance(result, Verdict) else seconds, source.name))
        count = self.counts[source.corpus]
        count["sources"] += 1
        broken = (result,) if isinstance(result, str) else result.broken
        for problem in broken:
            print(f"{source.name}: {problem}", flush=True)
        self.wrong += bool(broken)
        count["wrong"] += bool(broken)
        if isinstance(result, Verdict):
            count["unreadable"] += result.unreadable
            count["with findings"] += bool(result.found)
            count["fixed"] += bool(result.fixed)

    def show(self) -> None:
        columns = ("sources", "unreadable", "with findings", "fixed", "wrong")
        print(f"\n{'corpus':22}" + "".join(f"{column:>15}" for column in columns))
        for corpus, count in self.counts.items():
            print(f"{corpus:22}" + "".join(f"{count[column]:15}" for column in columns))
        print("\nthe slowest, in CPU seconds of plugin, check and fix together:")
        for seconds, name in sorted(self.times, reverse=True)[:SLOWEST]:
            print(f"{seconds:8.2f}  {name}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--packages", action="append", default=[], metavar="DIRECTORY", type=Path)
    parser.add_argument("--notebooks", action="append", default=[], metavar="DIRECTORY", type=Path)
    parser.add_argument("--limit", type=float, default=60, metavar="SECONDS", help="for each source (default: 60)")
    parser.add_argument("--invented", type=int, default=500, metavar="N", help="default: 500")
    parser.add_argument("--damaged", type=int, default=500, metavar="N", help="default: 500")
    parser.add_argument("--mutated", type=int, default=2000, metavar="N", help="default: 2000")
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="default: 1")
    parser.add_argument("--only", action="append", choices=CORPORA, metavar="CORPUS", help=", ".join(CORPORA))
    options = parser.parse_args()
    tally = Tally()
    with contextlib.suppress(KeyboardInterrupt):  # who has seen enough gets the sums as well
        for source in sources(options):
            start = time.perf_counter()
            result = watched(source, options.limit)
            tally.add(source, result, time.perf_counter() - start)
    tally.show()
    return 1 if tally.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
