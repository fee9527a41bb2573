"""What the analysis says of a few lines of Python."""

from __future__ import annotations

import ast
import textwrap

from flake8_persist.analysis.access import Access, Program
from flake8_persist.analysis.program import Given, analyse
from flake8_persist.catalog.model import Artifact, Direction
from flake8_persist.environments.registry import environment
from flake8_persist.triage.roots import imported_roots
from flake8_persist.triage.words import words_of
from flake8_persist.triage.worth import worth_analysing


def program(source: str, platform: str = "colab") -> Program:
    text = textwrap.dedent(source)
    tree = ast.parse(text)
    found = analyse(tree, Given(environment(platform)))
    assert worth(tree, text) or not any(map(_may_be_reported, found.accesses)), "taken for not worth an analysis"
    return found


def worth(tree: ast.Module, text: str) -> bool:
    """What triage says of a file."""
    roots = imported_roots(tree)
    return worth_analysing(tree, text, words_of(text, roots), roots)


def _may_be_reported(access: Access) -> bool:
    known = any(target.absolute.prefix for target in access.targets)
    return access.direction is Direction.WRITE and access.artifact is not Artifact.CACHE and known


def written(source: str, platform: str = "colab") -> list[str]:
    """The paths of all writes, in program order, as a message shows them; alternatives joined by ``|``."""
    return [
        "|".join(dict.fromkeys(target.text.show() for target in access.targets))
        for access in program(source, platform).accesses
        if access.direction is Direction.WRITE
    ]


def stored(source: str, platform: str = "colab") -> list[str]:
    """The storage classes of all writes, in program order; alternatives joined by ``|``."""
    return [
        "|".join(dict.fromkeys(target.storage.value for target in access.targets))
        for access in program(source, platform).accesses
        if access.direction is Direction.WRITE
    ]
