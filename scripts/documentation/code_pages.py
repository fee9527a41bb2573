"""A page for each code, made from its record: what, why, an example, the repair as ``persist-fix`` makes it, silence.

A new rule gets its page by being in the registry.
"""

from __future__ import annotations

from documentation.markdown import block, table
from flake8_persist import api
from flake8_persist.diffs import unified_diff
from flake8_persist.reports.explain import FIX
from flake8_persist.reports.formats import Style, writer
from flake8_persist.rules.model import Fixable, Rule
from flake8_persist.rules.registry import RULES
from flake8_persist.settings import Settings

FIXED = {
    Fixable.ALWAYS: "yes",
    Fixable.SOMETIMES: "where provable",
    Fixable.UNSAFE: "with `--unsafe-fixes`",
    Fixable.NEVER: "no",
}
FAMILIES = {
    "PST1": "What is written is lost when the session ends",
    "PST2": "The persistent storage is not set up, or not right",
    "PST3": "The write can fail or vanish unnoticed",
    "PST4": "Progress is at risk between saves",
    "PST9": "About the file itself",
}
_FILE = "train.py"


def page(rule: Rule) -> str:
    options = "" if rule.default else f" --extend-select {rule.code}"
    sections = [
        f"# {rule.code}: {rule.name}",
        f"{_sentence(rule.summary)} {'' if rule.default else '**Off by default.**'}".strip(),
        "## Why this is a problem",
        rule.explanation.strip(),
        "## Example",
        block(rule.bad, "python", _FILE),
        block(f"$ persist-fix --check{options} {_FILE}\n{_report(rule)}", "console"),
        "## Use instead",
        block(rule.good, "python"),
        "## Fix",
        FIX[rule.fixable],
        *_repair(rule, options),
        "## Silence",
        _silence(rule),
    ]
    return "\n\n".join(sections) + "\n"


def index() -> str:
    """All codes, in families."""
    sections = ["# Codes", "Each finding has a code; each code has a page with an example and its repair."]
    for prefix, title in FAMILIES.items():
        rules = [rule for rule in RULES.values() if rule.code.startswith(prefix)]
        if rules:
            head = ("code", "what is reported", "`persist-fix` repairs it", "by default")
            sections += [f"## {prefix}: {title}", table(head, map(_row, rules))]
    return "\n\n".join(sections) + "\n"


def _row(rule: Rule) -> tuple[str, ...]:
    return (
        f"[{rule.code}]({rule.code}.md)",
        rule.summary,
        FIXED[rule.fixable],
        "on" if rule.default else "off",
    )


def _settings(rule: Rule) -> Settings:
    return Settings(extend_select=(rule.code,), unsafe_fixes=rule.fixable is Fixable.UNSAFE)


def _report(rule: Rule) -> str:
    report = api.analyze(rule.bad, filename=_FILE, settings=_settings(rule))
    return "".join(writer("text")([report], Style(color=False))).strip()


def _repair(rule: Rule, options: str) -> list[str]:
    """What a fix makes of the example, or why it leaves it alone."""
    if rule.fixable is Fixable.NEVER:
        return []
    result = api.fix(rule.bad, filename=_FILE, settings=_settings(rule))
    if result.changed:
        shown = b"".join(unified_diff(_FILE, result.original.encode(), result.source.encode())).decode()
        unsafe = " --unsafe-fixes" if rule.fixable is Fixable.UNSAFE else ""
        return [f"`persist-fix --diff{unsafe}{options} {_FILE}` of the example:", block(shown, "diff")]
    reasons = "\n".join(f"- {reason}" for reason in result.refusals)
    return [f"The example is left alone:\n\n{reasons}"] if reasons else []


def _silence(rule: Rule) -> str:
    return (
        f"On one line, with a comment: `# noqa: {rule.code}`. In some files, or everywhere, in `pyproject.toml`:\n\n"
        + block(
            f'[tool.flake8-persist]\nignore = ["{rule.code}"]\nper-file-ignores = {{ "demos/*" = ["{rule.code}"] }}',
            "toml",
        )
        + (
            ""
            if rule.default
            else "\n\nThe code is off by default. This turns it on:\n\n"
            + block(f'[tool.flake8-persist]\nextend-select = ["{rule.code}"]', "toml")
        )
    )


def _sentence(text: str) -> str:
    return f"{text[0].upper()}{text[1:]}."
