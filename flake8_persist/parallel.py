"""Many files on several processors: outcomes come in the order of the tasks."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

from flake8_persist import outcomes
from flake8_persist.outcomes import Outcome, Task

_CHUNK = 8  # tasks that are sent at once; for fewer a second process is not worth its start
_CHUNKS_AHEAD = 16  # for each process, so that outcomes that wait for their turn do not fill the memory

_DIED = "not analysed: the process that worked on it ended unexpectedly"


def worked_off(tasks: Sequence[Task], processes: int) -> Iterator[tuple[Task, Outcome]]:
    """Each task with its outcome, worked off by up to so many processes."""
    processes = min(processes, -(-len(tasks) // _CHUNK))
    if processes < 2:
        yield from ((task, outcomes.outcome(task)) for task in tasks)
        return
    _load()
    ahead = _CHUNK * _CHUNKS_AHEAD * processes
    pool = ProcessPoolExecutor(processes, initializer=_follow)
    try:
        for start in range(0, len(tasks), ahead):
            part = tasks[start : start + ahead]
            done = 0
            try:
                for task, outcome in zip(part, pool.map(outcomes.outcome, part, chunksize=_CHUNK), strict=True):
                    done += 1
                    yield task, outcome
            except BrokenProcessPool:
                yield from ((task, outcomes.failed(task.name, _DIED)) for task in tasks[start + done :])
                return
    finally:
        pool.shutdown(cancel_futures=True)  # waits for the tasks that are being worked on


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
