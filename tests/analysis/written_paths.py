"""What the analysis says of a few lines of Python."""

from __future__ import annotations

import ast
import textwrap

from flake8_persist.analysis.access import Program
from flake8_persist.analysis.program import Given, analyse
from flake8_persist.catalog.model import Direction
from flake8_persist.environments.registry import environment


def program(source: str, platform: str = "colab") -> Program:
    return analyse(ast.parse(textwrap.dedent(source)), Given(environment(platform)))


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
