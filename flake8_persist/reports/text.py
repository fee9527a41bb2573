"""A finding with its line of source, a caret, and what to do::

train.py:10:5: PST101 torch.save writes a checkpoint to 'out/model.pth', relative to /content: lost when …
   |
10 |     torch.save(model, f"{OUT}/model.pth")
   |     ^^^^^^^^^^ the directory was chosen on line 5: OUT = "out"
   = help: write under /content/drive/MyDrive (persist-fix train.py does it)
"""

from __future__ import annotations

import re
import shlex
import unicodedata
from collections.abc import Iterable, Iterator

from flake8_persist.printable import escaped
from flake8_persist.reports.color import Color, paint
from flake8_persist.reports.concise import headline
from flake8_persist.reports.formats import Style
from flake8_persist.reports.model import Report
from flake8_persist.rules.model import Finding

_LINE_END = re.compile(r"\r\n|\r|\n")
_CALLEE = re.compile(r"[\w.]+(?=\()")
_TAB = " " * 4
_WIDEST = 160  # characters of a line that are shown
_BEFORE = 40  # of them before the finding, where a line is cut


def write(reports: Iterable[Report], style: Style) -> Iterator[str]:
    for report in reports:
        lines: list[str] = []
        text = None
        for finding in report.entries:
            around = report.text_around(finding)
            if around is not text:
                text, lines = around, _LINE_END.split(around)
            yield "\n".join(_block(report.filename, finding, lines, style)) + "\n\n"


def _block(filename: str, finding: Finding, lines: list[str], style: Style) -> list[str]:
    block = [headline(filename, finding, style)]
    gutter = " " * (len(str(finding.span.line)) + 1)
    bar = paint("|", Color.CYAN, style.color)
    if finding.span.line <= len(lines) and lines[finding.span.line - 1].strip():
        excerpt, caret = _excerpt(lines[finding.span.line - 1], finding)
        note = f" {escaped(finding.note)}" if finding.note else ""
        block += [
            f"{gutter}{bar}",
            f"{paint(str(finding.span.line), Color.CYAN, style.color)} {bar} {excerpt}",
            f"{gutter}{bar} {caret[0]}{paint(caret[1], Color.RED, style.color)}{note}",
        ]
    advice = _advice(filename, finding)
    if advice is not None:
        block.append(f"{gutter}{paint('=', Color.CYAN, style.color)} help: {escaped(advice)}")
    return block


def _excerpt(line: str, finding: Finding) -> tuple[str, tuple[str, str]]:
    """The line as it can be shown; the blanks below it up to the finding, and the caret."""
    start = min(finding.span.column, len(line))
    end = _caret_end(line, start, finding)
    if len(line) > _WIDEST:
        first = max(0, start - _BEFORE)
        last = first + _WIDEST
        before = _shown(line[first:start])
        shown = before + _shown(line[start:last])
        if first:
            shown, before = "…" + shown, " " + before
        shown += "…" if last < len(line) else ""
        end = min(end, last)
    else:
        before = _shown(line[:start])
        shown = _shown(line)
    return shown.rstrip(), (" " * _width(before), "^" * max(1, _width(_shown(line[start:end]))))


def _caret_end(line: str, start: int, finding: Finding) -> int:
    """The caret marks the callee, if there is one; otherwise what of the finding is on this line."""
    callee = _CALLEE.match(line, start)
    if callee is not None:
        return callee.end()
    same_line = finding.span.end_line == finding.span.line
    return finding.span.end_column if same_line else len(line.rstrip())


def _shown(text: str) -> str:
    return "".join(_TAB if c == "\t" else c if c.isprintable() else "?" for c in text)


def _width(text: str) -> int:
    """Terminal cells: East Asian characters take two, combining ones none."""
    if text.isascii():
        return len(text)
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def _advice(filename: str, finding: Finding) -> str | None:
    repair = finding.repair
    advice = finding.help or (repair.message if repair else None)
    if advice is None or repair is None:
        return advice
    command = ["persist-fix", *(() if repair.safe else ("--unsafe-fixes",))]
    if not filename.startswith("<"):  # standard input has no name
        command.append(shlex.quote(f"./{filename}" if filename.startswith("-") else filename))
    return f"{advice} ({' '.join(command)} does it)"
