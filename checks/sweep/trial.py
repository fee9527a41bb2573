"""One source, through every way in: what may be said of any of them, whatever it is."""

from __future__ import annotations

import ast
import io
import json
import time
import tokenize
import warnings
from collections import Counter
from typing import NamedTuple

from corpora import Source

from flake8_persist import outcomes
from flake8_persist.configuration import Configurations
from flake8_persist.notebooks.encoding import decode
from flake8_persist.plugin import Plugin
from flake8_persist.settings import Settings

COLAB = Settings(environment="colab")


class Verdict(NamedTuple):
    found: int  # findings
    fixed: int
    unreadable: bool
    broken: tuple[str, ...]  # what should hold, and does not
    seconds: tuple[float, float, float]  # of CPU: plugin, check, fix


def tried(source: Source) -> Verdict:
    warnings.simplefilter("ignore")
    start = time.process_time()
    broken = _reported(source)
    plugged = time.process_time()
    check = outcomes.check(source.data, source.filename, source.filename, COLAB)
    checked = time.process_time()
    fix = outcomes.fix(source.data, source.filename, source.filename, COLAB)
    fixed = time.process_time()
    broken += [_last_line(one.crash) for one in (check, fix) if one.crash]
    broken += [f"more than a line: {one.report.error!r}" for one in (check, fix) if "\n" in (one.report.error or "")]
    if check.report.error != fix.report.error:
        broken.append("check and fix do not agree on whether it can be analysed")
    broken += _consequences(source, fix)
    seconds = (plugged - start, checked - plugged, fixed - checked)
    return Verdict(len(check.report.findings), fix.fixed, check.report.error is not None, tuple(broken), seconds)


def _reported(source: Source) -> list[str]:
    """What is wrong with what the plugin says, where flake8 would ask it."""
    tree = _parsed(source.data)
    if tree is None or source.filename.endswith(".ipynb"):
        return []
    Plugin.configurations = Configurations(overrides={"environment": "colab"})
    lines = decode(source.data).text.splitlines(keepends=True)
    said = [text for _, _, text, _ in Plugin(tree, source.filename, lines).run()]
    return [text for text in said if "internal error" in text or "\n" in text]


def _consequences(source: Source, fix: outcomes.Outcome) -> list[str]:
    before, after = source.data, source.data if fix.data is None else fix.data
    if after == before:
        return ["fixed, and nothing has changed"] if fix.fixed else []
    broken = [] if fix.fixed else ["changed, although there was nothing to fix"]
    if source.filename.endswith(".ipynb"):
        broken += _notebook_broken(before, after)
    elif _parsed(before) is not None:
        if _parsed(after) is None:
            return [*broken, "the fixed program does not parse"]
        if not _in_order(_comments(before), _comments(after)):
            broken.append("comments are lost")
    broken += [f"changed for no reason: {line!r}" for line in _lines_gone(before, after) if not _can_be_edited(line)][
        :1
    ]
    again = outcomes.fix(after, source.filename, source.filename, COLAB)
    if again.data not in (None, after):
        broken.append("a second run changes it again")
    return broken


def _parsed(data: bytes) -> ast.Module | None:
    try:
        return ast.parse(data) if decode(data).text else None
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def _notebook_broken(before: bytes, after: bytes) -> list[str]:
    """All but sources must be as it was; at most a cell has come."""
    old, new = json.loads(before), json.loads(after)
    if {**old, "cells": None} != {**new, "cells": None}:
        return ["something beside the cells has changed"]
    kept = [_without_source(cell) for cell in old.get("cells", [])]
    if not _in_order(kept, [_without_source(cell) for cell in new.get("cells", [])]):
        return ["cells are lost, or more of them has changed than their sources"]
    return []


def _without_source(cell: dict[str, object]) -> str:
    return json.dumps({**cell, "source": None}, sort_keys=True)


def _in_order(some: list[str], among: list[str]) -> bool:
    rest = iter(among)
    return all(one in rest for one in some)


def _comments(data: bytes) -> list[str]:
    """Without the commands that exports have commented out, whose paths are edited."""
    try:
        found = [one.string for one in tokenize.tokenize(io.BytesIO(data).readline) if one.type == tokenize.COMMENT]
    except (tokenize.TokenError, SyntaxError):
        return []
    return [comment for comment in found if not comment.lstrip("# ").startswith(("!", "%"))]


def _lines_gone(before: bytes, after: bytes) -> list[bytes]:
    gone = Counter(before.splitlines(keepends=True))
    gone.subtract(after.splitlines(keepends=True))
    return list(+gone)


def _can_be_edited(line: bytes) -> bool:
    """A text, a call, or a command with its continuations. Cells of marimo also get parameters and results."""
    return any(sign in line for sign in (b"'", b'"', b"(", b"!", b"%", b"/", b"--", b"return", b"import"))


def _last_line(crash: str) -> str:
    lines = crash.strip().splitlines()
    places = [line.strip() for line in lines if line.lstrip().startswith("File ")]
    return f"{lines[-1]} ({places[-1] if places else 'nowhere'})"
