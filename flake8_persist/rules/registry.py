"""All rules by code."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from flake8_persist.rules import endangered, failing, lost, storage, unreadable, unused
from flake8_persist.rules.model import Rule

_FAMILIES = (lost, storage, failing, endangered, unreadable, unused)

RULES: Mapping[str, Rule] = MappingProxyType(
    {rule.code: rule for rule in sorted(rule for family in _FAMILIES for rule in family.RULES)}
)


def rule(code: str) -> Rule:
    """The rule of that code; raise :class:`KeyError` if there is none."""
    return RULES[code]


def codes_matching(prefix: str) -> tuple[str, ...]:
    """The codes that start with ``prefix``, in order."""
    return tuple(code for code in RULES if code.startswith(prefix))
