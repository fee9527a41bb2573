"""Where the words of a run go: the report, the news of what was done, and notes for those who want to know more.

News stand beside a report for people; a report for programs is kept free of them. Where standard output carries a
program or a diff, all words go to standard error.
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator
from typing import NamedTuple, TextIO

from flake8_persist.arguments import Arguments
from flake8_persist.printable import escaped
from flake8_persist.progress import Progress
from flake8_persist.replacing import created
from flake8_persist.reports.formats import FORMATS


class Output(NamedTuple):
    """The streams of one run."""

    report: TextIO
    news: TextIO
    summed_up: bool  # is there a place for a summary, beside the report or because that is elsewhere?
    color: str  # auto, always or never
    quiet: bool
    verbose: bool
    progress: Progress

    def print(self, piece: str) -> None:
        """A piece of the report."""
        self.progress.clear()
        self.report.write(piece)

    @property
    def colored(self) -> bool:
        """Is the report coloured?"""
        return _colored(self.report, self.color)

    def tell(self, news: str) -> None:
        if not self.quiet:
            self.progress.clear()
            print(escaped(news), file=self.news, flush=True)

    def warn(self, warning: str) -> None:
        if not self.quiet:
            self.progress.clear()
            complain(warning)

    def remark(self, note: str) -> None:
        if self.verbose:
            self.progress.clear()
            print(escaped(note), file=sys.stderr, flush=True)

    def show_diff(self, path: str, before: bytes, after: bytes) -> None:
        """Byte for byte into a pipe or a file; onto a terminal only what is fit for one, notebooks cell by cell."""
        from flake8_persist.diffs import cell_diff, for_terminal, unified_diff

        self.progress.clear()
        on_terminal = sys.stdout.isatty()
        diffed = cell_diff if on_terminal and path.endswith(".ipynb") else unified_diff
        diff = b"".join(diffed(path, before, after))
        if on_terminal:
            sys.stdout.writelines(for_terminal(diff, color=_colored(sys.stdout, self.color)))
        else:
            write_bytes(diff)


@contextlib.contextmanager
def opened(arguments: Arguments) -> Iterator[Output]:
    occupied = arguments.diff or ("-" in arguments.paths and not arguments.check)
    summed_up = FORMATS[arguments.output_format].for_people or arguments.output_file is not None
    words = sys.stderr if occupied else sys.stdout
    with contextlib.ExitStack() as stack:
        report = words
        if arguments.output_file is not None:
            report = stack.enter_context(created(arguments.output_file))
        progress = Progress(sys.stderr, shown=not arguments.quiet)
        stack.callback(progress.clear)
        yield Output(
            report=report,
            news=words if summed_up else sys.stderr,
            summed_up=summed_up,
            color=arguments.color,
            quiet=arguments.quiet,
            verbose=arguments.verbose,
            progress=progress,
        )


def complain(problem: str) -> None:
    print(f"persist-fix: {escaped(problem)}", file=sys.stderr, flush=True)


def write_bytes(data: bytes) -> None:
    """To standard output, past its encoding and its line ends."""
    buffer = getattr(sys.stdout, "buffer", None)
    if buffer is None:  # replaced by a stream of text
        sys.stdout.write(data.decode(errors="replace"))
        return
    sys.stdout.flush()
    buffer.write(data)
    buffer.flush()


def read_bytes() -> bytes:
    """All of standard input."""
    buffer = getattr(sys.stdin, "buffer", None)
    data: bytes = sys.stdin.read().encode() if buffer is None else buffer.read()
    return data


def _colored(stream: TextIO, choice: str) -> bool:
    if choice != "auto":
        return choice == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return stream.isatty() and os.environ.get("TERM") != "dumb"
