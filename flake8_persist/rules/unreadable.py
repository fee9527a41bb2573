"""PST900: what could not be analysed is never taken for clean."""

from __future__ import annotations

from collections.abc import Sequence

from flake8_persist.analysis.access import Span
from flake8_persist.notebooks.document import Omission
from flake8_persist.printable import escaped
from flake8_persist.rules.model import Finding, Fixable, Rule

UNREADABLE = Rule(
    code="PST900",
    name="not-analysed",
    summary="the file, or a part of it, could not be analysed",
    explanation=(
        "A write that could not be read cannot be judged, so silence about it would be misleading. A part of a "
        "notebook may hold a syntax error or a cell in another language; a whole file may have a broken encoding or "
        "be a notebook that flake8 cannot look into. Of more than ten parts, one finding says how many there are. "
        "Repair the part that is named, or check the file with persist-fix --check, which reads notebooks and their "
        "exports. A part can be silenced; that a whole file was not analysed is always said, unless `exclude` passes "
        "over it."
    ),
    bad="import torch\n\nmodel = torch.nn.Linear(8, 2)\nsave the model to model.pth\n",
    good="import torch\n\nmodel = torch.nn.Linear(8, 2)\n# save the model to model.pth\n",
    fixable=Fixable.NEVER,
)

RULES = (UNREADABLE,)


_EACH = 10  # parts are told one by one; of more, only how many there are, and the first


def not_analysed(omissions: Sequence[Omission]) -> list[Finding]:
    """The findings for the parts that were left out of the analysis."""
    if len(omissions) <= _EACH:
        return [_finding(one) for one in omissions]
    first = omissions[0]
    return [_finding(first._replace(reason=f"{len(omissions)} parts of the file; of the first, {first.reason}"))]


def _finding(omission: Omission) -> Finding:
    return Finding(
        code=UNREADABLE.code,
        message=f"not analysed: {escaped(omission.reason)}",
        span=Span(omission.line, 0, omission.end_line, 0),
        origin=None,
        note=None,
        help=None,
        artifact=None,
        storage=None,
        path=None,
        access=None,
    )
