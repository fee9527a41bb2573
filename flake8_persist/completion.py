"""Scripts by which shells complete the options of ``persist-fix``. They are made once, so that a run costs nothing."""

from __future__ import annotations

from flake8_persist import arguments
from flake8_persist.environments import registry
from flake8_persist.keys import suggestion
from flake8_persist.reports.formats import FORMATS
from flake8_persist.rules.registry import RULES

_FILES = ("FILE", "PATH")  # what is completed to names of files, by how --help calls it
_ON_ANOTHER_MACHINE = "root"


def completion(shell: str) -> str:
    """The script for ``shell``; raise :class:`ValueError` where there is none."""
    try:
        import shtab
    except ImportError:
        raise ValueError("needs the package shtab: install flake8-persist[completion]") from None
    if shell not in shtab.SUPPORTED_SHELLS:
        known = ", ".join(shtab.SUPPORTED_SHELLS)
        raise ValueError(f'must be one of {known}, not "{shell}"{suggestion(shell, shtab.SUPPORTED_SHELLS)}')
    words = {
        "color": ["auto", "always", "never"],
        "environment": ["auto", *registry.names()],
        "explain": list(RULES),
        "output_format": list(FORMATS),
        "print_completion": list(shtab.SUPPORTED_SHELLS),
    }
    parser = arguments.parser()
    for action in parser._actions:
        if action.dest in words:
            action.choices = words[action.dest]
        elif action.metavar in _FILES and action.dest != _ON_ANOTHER_MACHINE:
            action.complete = shtab.FILE  # type: ignore[attr-defined]  # where shtab looks for it
    script: str = shtab.complete(parser, shell)
    return script
