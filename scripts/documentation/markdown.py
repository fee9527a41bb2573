"""The few forms of Markdown that generated pages are made of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", r"\|") for cell in line) + " |" for line in lines)


def block(text: str, language: str, title: str | None = None) -> str:
    named = f' title="{title}"' if title else ""
    return f"```{language}{named}\n{text.rstrip()}\n```"


def codes(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)
