"""The examples of the pages are run: what a page shows of a terminal is what the commands print.

A block with a title is a file. A block of ``console`` holds commands, each after ``$ ``, and what they print on both
streams. The blocks of a page run in order, in a directory of their own.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from flake8_persist.cli import main

_BLOCK = re.compile(
    r"^```(?P<language>\w+)(?: title=\"(?P<title>[^\"]+)\")?\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL
)
_PROMPT = "$ "


class Block(NamedTuple):
    language: str
    title: str | None
    text: str


def blocks(page: str) -> list[Block]:
    return [Block(found["language"], found["title"], found["text"]) for found in _BLOCK.finditer(page)]


def rendered(page: str) -> str:
    """The page with what its commands print now."""
    with tempfile.TemporaryDirectory() as directory, _inside(directory):
        return _BLOCK.sub(_rendered, page)


def _rendered(found: re.Match[str]) -> str:
    if found["title"] is not None:
        file = Path(found["title"])
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(found["text"], encoding="utf-8", newline="\n")
    if found["language"] != "console":
        return found[0]
    commands = [line for line in found["text"].splitlines() if line.startswith(_PROMPT)]
    return "```console\n" + "".join(f"{line}\n{_run(line.removeprefix(_PROMPT))}" for line in commands) + "```"


def _run(command: str) -> str:
    program, *arguments = shlex.split(command)
    if program == "cat":
        return "".join(Path(name).read_text(encoding="utf-8") for name in arguments)
    if program == "persist-fix":
        stream = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="\n", write_through=True)
        with contextlib.redirect_stdout(stream), contextlib.redirect_stderr(stream):
            main(arguments)
        stream.seek(0)
        return stream.read()
    run = subprocess.run(
        [sys.executable, "-m", program, *arguments], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
    )
    return run.stdout.decode()


@contextlib.contextmanager
def _inside(directory: str) -> Iterator[None]:
    before = os.getcwd()
    os.chdir(directory)
    try:
        yield
    finally:
        os.chdir(before)
