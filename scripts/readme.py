"""Write the parts of README.md that follow from the code: the table of codes.

    python scripts/readme.py

Each part stands between ``<!-- begin NAME -->`` and ``<!-- end NAME -->``.
"""

from __future__ import annotations

from pathlib import Path

from documentation.code_pages import FIXED

from flake8_persist.rules.registry import RULES

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"


def codes() -> str:
    rows = ["| code | what is reported | `persist-fix` repairs it |", "|---|---|---|"]
    for rule in RULES.values():
        default = "" if rule.default else " (off by default)"
        rows.append(f"| {rule.code} | {rule.summary}{default} | {FIXED[rule.fixable]} |")
    return "\n".join(rows)


PARTS = {"codes": codes}


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
