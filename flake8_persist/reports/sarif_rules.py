"""The rules as SARIF lists them: every record of the registry, whether it found anything or not."""

from __future__ import annotations

from collections.abc import Iterable

from flake8_persist.reports.explain import explain
from flake8_persist.reports.families import Severity, family
from flake8_persist.reports.links import documentation
from flake8_persist.rules.model import Fixable, Rule

_LEVELS = {Severity.CRITICAL: "error", Severity.MAJOR: "warning", Severity.MINOR: "note"}


def level(code: str) -> str:
    return _LEVELS[family(code).severity]


def descriptors(rules: Iterable[Rule]) -> list[dict[str, object]]:
    return [_descriptor(rule) for rule in rules]


def _descriptor(rule: Rule) -> dict[str, object]:
    tags = [family(rule.code).tag, *(() if rule.fixable is Fixable.NEVER else ("fixable",))]
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": rule.explanation},
        "help": {"text": explain(rule), "markdown": _markdown(rule)},
        "helpUri": documentation(rule.code),
        "defaultConfiguration": {"level": level(rule.code), "enabled": rule.default},
        "properties": {"tags": tags},
    }


def _markdown(rule: Rule) -> str:
    sections = [
        rule.explanation,
        f"For example:\n\n{_program(rule.bad)}",
        f"Instead:\n\n{_program(rule.good)}",
        f"[{rule.code} in the documentation]({documentation(rule.code)})",
    ]
    return "\n\n".join(sections)


def _program(source: str) -> str:
    return f"```python\n{source.strip()}\n```"
