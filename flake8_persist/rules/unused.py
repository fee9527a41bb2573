"""PST901: codes of ours in ``noqa`` comments that silence nothing. The codes of other tools are theirs to judge."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from flake8_persist.analysis.access import Span
from flake8_persist.rules.model import Finding, Fixable, Rule
from flake8_persist.rules.unreadable import UNREADABLE

if TYPE_CHECKING:
    from flake8_persist.rules.noqa import Comment

UNUSED = Rule(
    code="PST901",
    name="unused-noqa",
    summary="a code in a `noqa` comment silences nothing",
    explanation=(
        "The comment was written for a finding that is no longer there: the path was repaired, or the call went away. "
        "Left in place, it will silence the next finding of its code on this line, and nobody will hear of it. Only "
        "codes of this program are judged, and they are judged as if all of them were turned on; comments without "
        "codes, and the codes of other tools in the same comment, may have their reasons."
    ),
    bad=(
        "import torch\n"
        "from google.colab import drive\n"
        "\n"
        'drive.mount("/content/drive")\n'
        "model = torch.nn.Linear(8, 2)\n"
        'torch.save(model.state_dict(), "/content/drive/MyDrive/model.pth")  # noqa: PST101\n'
    ),
    good=(
        "import torch\n"
        "from google.colab import drive\n"
        "\n"
        'drive.mount("/content/drive")\n'
        "model = torch.nn.Linear(8, 2)\n"
        'torch.save(model.state_dict(), "/content/drive/MyDrive/model.pth")\n'
    ),
    fixable=Fixable.NEVER,
    default=False,
)

RULES = (UNUSED,)

_OURS = re.compile(r"PST\d", re.IGNORECASE)


def unused(python: str, source: str, findings: Iterable[Finding]) -> Iterator[Finding]:
    """A finding for each comment with idle codes; ``findings`` are all that are made, selected or not."""
    if "noqa" not in source.casefold():
        return
    from flake8_persist.rules import noqa  # the list of rules is loaded without it

    if noqa.file_suppressed(source):
        return
    together = {line: lines for lines in noqa.joined(python) for line in range(lines[0], lines[1] + 1)}
    found = [(finding.code, finding.span) for finding in findings]
    for comment in noqa.comments(python, source):
        first, last = together.get(comment.line, (comment.line, comment.line))
        present = {code for code, span in found if first <= span.line <= last}
        unread = any(code == UNREADABLE.code and span.line <= last and first <= span.end_line for code, span in found)
        idle = [code for code in comment.codes if _is_judged(code) and not _is_among(code, present)]
        if idle and not unread:
            yield _finding(comment, idle)


def _is_judged(code: str) -> bool:
    return _OURS.match(code) is not None and not UNUSED.code.startswith(code)


def _is_among(code: str, present: set[str]) -> bool:
    return any(one.startswith(code) for one in present)


def _finding(comment: Comment, idle: list[str]) -> Finding:
    codes = ", ".join(idle)
    return Finding(
        code=UNUSED.code,
        message=f"# noqa: {codes} silences nothing on this line",
        span=Span(comment.line, comment.column, comment.line, comment.end_column),
        origin=None,
        note=None,
        help=f"take {codes} out of the comment",
        artifact=None,
        storage=None,
        path=None,
        access=None,
    )
