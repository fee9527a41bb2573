"""The output formats by name. Each is a module of this package with a function ``write``, imported when it is used."""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Iterator
from typing import NamedTuple, Protocol, cast

from flake8_persist.reports.model import Report


class Style(NamedTuple):
    """What the user wants to see, whatever the format."""

    color: bool = False


class Write(Protocol):
    def __call__(self, reports: Iterable[Report], style: Style) -> Iterator[str]:
        """The pieces of the output, each as soon as its report is there."""


class Format(NamedTuple):
    module: str
    for_people: bool  # a summary may follow; otherwise nothing else may stand in the output


FORMATS = {
    "text": Format("text", for_people=True),
    "concise": Format("concise", for_people=True),
    "json": Format("json_report", for_people=False),
    "github": Format("github", for_people=False),
    "gitlab": Format("gitlab", for_people=False),
    "sarif": Format("sarif", for_people=False),
    "junit": Format("junit", for_people=False),
}


def writer(name: str) -> Write:
    module = importlib.import_module(f"{__package__}.{FORMATS[name].module}")
    return cast(Write, module.write)
