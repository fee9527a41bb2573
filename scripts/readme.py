"""Write the parts of README.md that follow from the code: the terminal picture, the options, the codes, the keys.

    python scripts/readme.py

Each part stands between ``<!-- begin NAME -->`` and ``<!-- end NAME -->``.
"""

from __future__ import annotations

from pathlib import Path

from documentation.code_pages import FIXED

from flake8_persist import api, arguments
from flake8_persist.diffs import unified_diff
from flake8_persist.keys import KEYS
from flake8_persist.reports.formats import Style, writer
from flake8_persist.reports.summary import Tally, summary
from flake8_persist.rules.registry import RULES

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"


def picture() -> str:
    """A check and a fix of one of the programs in ``fixtures/``, as a terminal shows them."""
    source = (ROOT / "fixtures/relative_save.py").read_text(encoding="utf-8")
    report = api.analyze(source, filename="train.py")
    tally = Tally()
    tally.add(report)
    checked = "".join(writer("text")([report], Style(color=False))).strip()
    fixed = api.fix(source, filename="train.py")
    diff = b"".join(unified_diff("train.py", source.encode(), fixed.source.encode())).decode().strip()
    check = ["$ persist-fix --check train.py", checked, "", summary(tally), ""]
    return "\n".join(["```console", *check, "$ persist-fix --diff train.py", diff, "```"])


def codes() -> str:
    rows = ["| code | what is reported | `persist-fix` repairs it |", "|---|---|---|"]
    for rule in RULES.values():
        default = "" if rule.default else " (off by default)"
        rows.append(f"| {rule.code} | {rule.summary}{default} | {FIXED[rule.fixable]} |")
    return "\n".join(rows)


def keys() -> str:
    return "\n".join(["| key | meaning |", "|---|---|", *(f"| `{key.name}` | {key.help} |" for key in KEYS.values())])


def options() -> str:
    rows = ["| option | meaning |", "|---|---|"]
    for action in arguments.parser()._actions:
        if action.option_strings:
            names = ", ".join(action.option_strings) + (f" {action.metavar}" if action.metavar else "")
            rows.append(f"| `{names}` | {action.help} |")
    return "\n".join(rows)


PARTS = {"picture": picture, "options": options, "codes": codes, "keys": keys}


def rendered(text: str) -> str:
    """The text with every part as the code has it now; raise :class:`ValueError` where a part has no place."""
    for name, part in PARTS.items():
        before, begin, rest = text.partition(f"<!-- begin {name} -->\n")
        _, end, after = rest.partition(f"<!-- end {name} -->")
        if not begin or not end:
            raise ValueError(f"README.md must have a part named {name}")
        text = f"{before}{begin}{part()}\n{end}{after}"
    return text


if __name__ == "__main__":
    README.write_text(rendered(README.read_text(encoding="utf-8")), encoding="utf-8")
