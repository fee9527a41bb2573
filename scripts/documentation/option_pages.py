"""The pages of options and keys, made from the argument parser and from the table of keys."""

from __future__ import annotations

import argparse
from collections.abc import Iterable

from documentation.markdown import block, table
from flake8_persist import arguments
from flake8_persist.discovery import NEVER_SEARCHED
from flake8_persist.keys import FLAKE8_LISTS, FLAKE8_TEXTS, KEYS, Key
from flake8_persist.settings import Settings

_TITLES = {"positional arguments": "What is looked at", "options": "Help"}
_EXAMPLE = """\
[tool.flake8-persist]
environment = "colab"
root = "/content/drive/MyDrive/experiments"
persistent-paths = ["/mnt/nas"]
extra-apis = ["mylib.save_model(model, path) -> checkpoint"]
ignore = ["PST13"]
exclude = ["third_party/"]
per-file-ignores = { "demos/*" = ["PST1"] }
baseline = "persist-baseline.json"
"""


def options() -> str:
    """Every option of ``persist-fix``, in the groups in which ``--help`` shows them."""
    parser = arguments.parser()
    sections = ["# Options of persist-fix", block(parser.format_usage().removeprefix("usage: "), "text")]
    for group in parser._action_groups:
        title = _TITLES.get(group.title or "", (group.title or "").capitalize())
        if group._group_actions:
            sections += [f"## {title}", table(("option", "meaning"), _rows(group._group_actions))]
    sections += ["## Exit status", table(("status", "meaning"), _statuses(parser.epilog or ""))]
    return "\n\n".join(sections) + "\n"


def spelled(action: argparse.Action) -> str:
    """``-q, --quiet`` or ``--root PATH``."""
    metavar = f" {action.metavar}" if action.metavar else ""
    return ", ".join(action.option_strings) + metavar if action.option_strings else str(action.metavar)


def configuration() -> str:
    """Every key, and the options of both programs that mean the same."""
    head = ("key", "value", "meaning", "`persist-fix`", "flake8")
    sections = [
        "# Configuration",
        "One table, `[tool.flake8-persist]`, in the nearest `pyproject.toml` above each file that is looked at. The "
        "plugin and `persist-fix` both read it. A wrong key or value is an error that names it; "
        "`persist-fix --show-settings PATH` prints what holds for a path, and which place decides it.",
        block(_EXAMPLE, "toml", "pyproject.toml"),
        table(head, map(_key, KEYS.values())),
        "What counts more comes first: the command line, then flake8's own file (`.flake8`, `setup.cfg` or "
        "`tox.ini`), then `pyproject.toml`. The keys of flake8's file are those of the last column without their "
        "dashes; see [flake8](flake8.md) for its `select`, `ignore`, `exclude` and `per-file-ignores`.",
        "## Patterns",
        "`exclude` and `per-file-ignores` take patterns as the lines of a `.gitignore`: `*.py` and `build/` match at "
        "any depth, `/setup.py` and `docs/*.py` only from the directory of `pyproject.toml`, and `**` stands for any "
        "number of directories.",
        "## What is searched",
        "Below a directory, `.py` files and notebooks (`.ipynb`) are looked at, except those that `exclude` or a "
        "`.gitignore` leaves out, and symbolic links. Directories with these names are searched only if they are named "
        f"themselves: {_names(NEVER_SEARCHED)} and `*.egg-info`. `persist-fix --verbose` says what is left out, and "
        "why. A file that is named is looked at whatever it is called, and although it is excluded, unless "
        "`--force-exclude` is given.",
    ]
    return "\n\n".join(sections) + "\n"


def _names(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in sorted(names))


def _rows(actions: Iterable[argparse.Action]) -> Iterable[tuple[str, str]]:
    return ((f"`{spelled(action)}`", action.help or "") for action in actions)


def _statuses(epilog: str) -> Iterable[tuple[str, str]]:
    """The parts of ``exit status: 0 this; 1 that``."""
    text = " ".join(epilog.partition(":")[2].split())
    return ((part[0], part[2:]) for part in text.split("; "))


def _key(key: Key) -> tuple[str, ...]:
    typed = {name for action in arguments.parser()._actions for name in action.option_strings}
    flake8 = key.name in (*FLAKE8_TEXTS, *FLAKE8_LISTS)
    return (
        f"`{key.name}`",
        _value(key),
        key.help,
        f"`--{key.name}`" if f"--{key.name}" in typed else "",
        f"`--persist-{key.name}`" if flake8 else "",
    )


def _value(key: Key) -> str:
    if key.name == "per-file-ignores":
        return "table"
    return "list" if isinstance(getattr(Settings(), key.field), tuple) else "text"
