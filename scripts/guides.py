"""Run the examples of the pages in docs/ again, and write what they print now into the pages.

python scripts/guides.py
"""

from __future__ import annotations

from pathlib import Path

from documentation import examples

DOCS = Path(__file__).parent.parent / "docs"


def guides() -> list[Path]:
    """The pages that are written by hand."""
    return [page for page in sorted(DOCS.glob("*.md")) if page.name != "apis.md"]


if __name__ == "__main__":
    for guide in guides():
        text = guide.read_text(encoding="utf-8")
        guide.write_text(examples.rendered(text), encoding="utf-8", newline="\n")
