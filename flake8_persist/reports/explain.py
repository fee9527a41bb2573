"""What ``--explain CODE`` prints: all that is said about a rule, and how to silence it."""

from __future__ import annotations

import textwrap

from flake8_persist.reports.links import documentation
from flake8_persist.rules.model import Fixable, Rule

FIX = {
    Fixable.ALWAYS: "persist-fix repairs it.",
    Fixable.SOMETIMES: "persist-fix repairs it where the edit can be proved safe.",
    Fixable.UNSAFE: "persist-fix --unsafe-fixes repairs it.",
    Fixable.NEVER: "It has to be repaired by hand.",
}


def explain(rule: Rule) -> str:
    sections = [
        f"{rule.code} {rule.name}",
        rule.summary,
        textwrap.fill(rule.explanation.strip(), 100),
        "For example:\n\n" + _indented(rule.bad),
        "Instead:\n\n" + _indented(rule.good),
        f"Fix: {FIX[rule.fixable]}",
        f"Silence: put `# noqa: {rule.code}` on the line of the finding, or add the code to `ignore` or\n"
        "`per-file-ignores` in the table [tool.flake8-persist] of pyproject.toml.",
    ]
    if not rule.default:
        sections.append(f"Off by default: turn it on with --extend-select {rule.code}.")
    sections.append(documentation(rule.code))
    return "\n\n".join(sections) + "\n"


def _indented(program: str) -> str:
    return textwrap.indent(program.strip("\n"), "    ")
