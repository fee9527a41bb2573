"""Which codes are reported."""

from __future__ import annotations

from collections.abc import Iterable

from flake8_persist.rules.registry import RULES
from flake8_persist.settings import Settings

_ALL = "PST"


def selected(code: str, settings: Settings) -> bool:
    """Does the user want to see ``code``?

    The longest prefix among those that select and ignore it decides, and ignoring wins a tie. A code that is off by
    default has to be meant: by ``extend-select``, or by a ``select`` longer than ``PST``.
    """
    selects = [*settings.select, *settings.extend_select]
    if code in RULES and not RULES[code].default:
        selects = [*settings.extend_select, *(prefix for prefix in settings.select if len(prefix) > len(_ALL))]
    return _longest(code, selects) > _longest(code, settings.ignore)


def asks_for_more(settings: Settings) -> bool:
    """Does the user want to see any code that is off by default?"""
    return any(not rule.default and selected(code, settings) for code, rule in RULES.items())


def _longest(code: str, prefixes: Iterable[str]) -> int:
    return max((len(prefix) for prefix in prefixes if code.startswith(prefix)), default=-1)
