"""May a shell line or magic, which is a call of ``get_ipython()`` here, write something of worth?"""

from __future__ import annotations

import ast
import re
from collections.abc import Set

from flake8_persist.triage.spots import Spot

_FILES = frozenset({"writefile", "file"})
_WORD = re.compile(r"[\w.-]+")


def may_write(spot: Spot, programs: Set[str]) -> bool:
    """``programs``: the shell commands that write. A statement without such a call is taken to do the worst."""
    calls = [node for node in spot.nodes() if isinstance(node, ast.Call) and _is_shells(node.func)]
    return not calls or any(_may_write(call, programs) for call in calls)


def _is_shells(called: ast.expr) -> bool:
    """``get_ipython().system``."""
    return (
        isinstance(called, ast.Attribute)
        and isinstance(called.value, ast.Call)
        and isinstance(called.value.func, ast.Name)
        and called.value.func.id == "get_ipython"
    )


def _may_write(call: ast.Call, programs: Set[str]) -> bool:
    texts = [one.value for one in call.args if isinstance(one, ast.Constant) and isinstance(one.value, str)]
    if len(texts) < len(call.args) or not texts:
        return True
    if any(">" in one or one.lstrip()[:1] in ("$", "{") for one in texts):
        return True
    if texts[0].partition(" ")[0].lstrip("%") in _FILES:
        return True
    words = {word.rpartition("/")[2] for one in texts for word in _WORD.findall(one)}
    return not words.isdisjoint(programs) or any(
        word.startswith("python") or word.endswith((".py", ".sh")) for word in words
    )
