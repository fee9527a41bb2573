"""Many files on several processors: outcomes come in the order of the tasks."""

from __future__ import annotations

import contextlib
import itertools
import multiprocessing
import os
import signal
import threading
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

from flake8_persist import outcomes
from flake8_persist.outcomes import Outcome, Task

_CHUNK = 8  # tasks that are sent at once; for fewer a second process is not worth its start
_CHUNKS_AHEAD = 16  # for each process, so that outcomes that wait for their turn do not fill the memory

_DIED = "not analysed: the process that worked on it ended unexpectedly"


def worked_off(tasks: Iterable[tuple[Task, Outcome | None]], processes: int) -> Iterator[tuple[Task, Outcome]]:
    """Each task with its outcome: the one that is known already, else worked off by up to so many processes."""
    with contextlib.ExitStack() as stack:
        pool: ProcessPoolExecutor | None = None
        for part in _parts(tasks, _CHUNK * _CHUNKS_AHEAD * processes):
            missing = [task for task, known in part if known is None]
            if pool is None and processes > 1 and len(missing) > _CHUNK:
                _load()
                pool = ProcessPoolExecutor(processes, initializer=_follow)
                stack.callback(pool.shutdown, cancel_futures=True)  # waits for the tasks that are being worked on
            results = map(outcomes.outcome, missing) if pool is None else _results(pool, missing)
            yield from ((task, next(results) if known is None else known) for task, known in part)


def _results(pool: ProcessPoolExecutor, tasks: Sequence[Task]) -> Iterator[Outcome]:
    done = 0
    try:
        for outcome in pool.map(outcomes.outcome, tasks, chunksize=_CHUNK):
            done += 1
            yield outcome
    except BrokenProcessPool:
        yield from (outcomes.failed(task.name, _DIED) for task in tasks[done:])


def _parts(tasks: Iterable[tuple[Task, Outcome | None]], size: int) -> Iterator[list[tuple[Task, Outcome | None]]]:
    rest = iter(tasks)
    while part := list(itertools.islice(rest, size)):
        yield part


def _follow() -> None:
    """A worker ends with the process that started it, and leaves it to that one to be interrupted."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _load() -> None:
    """What every process needs, before they part: where processes are forked, it is loaded once."""
    from flake8_persist import fixing, inspection  # noqa: F401
