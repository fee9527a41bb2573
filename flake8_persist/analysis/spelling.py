"""How expressions are spelled: ``cfg['paths'].out`` as the key of an item."""

from __future__ import annotations

import ast


def item_key(expression: ast.expr) -> str | None:
    """A name for an attribute or item of a variable, as ``cfg['paths'].out``; None where it has no fixed name."""
    parts: list[str] = []
    while True:
        if isinstance(expression, ast.Attribute):
            parts.append("." + expression.attr)
            expression = expression.value
        elif isinstance(expression, ast.Subscript):
            key = expression.slice
            if not isinstance(key, ast.Constant) or not isinstance(key.value, str | int):
                return None
            parts.append(f"[{key.value!r}]")
            expression = expression.value
        elif isinstance(expression, ast.Name):
            if not parts:
                return None
            parts.append(expression.id)
            return "".join(reversed(parts))
        else:
            return None


def part_of(target: ast.Attribute | ast.Subscript) -> str | None:
    """The last part of an item key: ``.out``, ``['out']``."""
    if isinstance(target, ast.Attribute):
        return "." + target.attr
    key = target.slice
    return f"[{key.value!r}]" if isinstance(key, ast.Constant) and isinstance(key.value, str | int) else None


def word_of(part: str) -> str:
    """``out`` of ``.out`` and of ``['out']``."""
    return part[1:] if part.startswith(".") else part[2:-2]


def root_name(key: str) -> str:
    """``cfg`` of ``cfg['paths'].out``."""
    return key.partition(".")[0].partition("[")[0]
