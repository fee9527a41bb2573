"""The page of all platforms, made from the tables of ``flake8_persist/environments``."""

from __future__ import annotations

from collections.abc import Iterable

from documentation.markdown import codes, table
from flake8_persist.environments import registry
from flake8_persist.environments.model import Environment, Place, Storage

_FATES = {
    Storage.RELATIVE: "lost",
    Storage.EPHEMERAL: "lost",
    Storage.DEFAULT: "lost",
    Storage.PERSISTENT: "kept",
    Storage.UNMOUNTED: "kept once it is mounted",
    Storage.READONLY: "cannot be written to",
    Storage.UNKNOWN: "unknown, and not reported",
}
_INTRODUCTION = """\
# Platforms

What is kept and what is lost differs between platforms. A file is taken for one of {default} unless the marks below
say otherwise; `--environment NAME`, or the key `environment`, chooses. The longest prefix that matches decides.
Directories of your own are named in `persistent-paths` and `ephemeral-paths`. A platform that is missing here is
[a row and a table](adding-a-platform.md)."""


def page() -> str:
    environments = [registry.environment(name) for name in registry.names()]
    sections = [_INTRODUCTION.format(default=environments[0].title), *map(_section, environments)]
    return "\n\n".join(sections) + "\n"


def _section(environment: Environment) -> str:
    marks = [row["marker"] for row in registry.rows("markers.csv") if row["environment"] == environment.name]
    facts = [
        ("name", f"`{environment.name}`"),
        ("starts in", f"`{environment.start_directory}`" if environment.start_directory else "not established"),
        ("fixes move to", f"`{environment.root}`" if environment.root else "the directory that `--root` names"),
        ("recognised by", codes(marks) or "nothing: choose it with `environment`"),
        ("elsewhere", _FATES[environment.elsewhere]),
    ]
    places = table(("below", "files are", "condition", "source"), _places(environment))
    return "\n\n".join([f"## {environment.title}", table(("", ""), facts), places])


def _places(environment: Environment) -> Iterable[tuple[str, ...]]:
    for place in environment.mount_places:
        yield _place(place, f"the mount point{'/' if place.prefix else ''}{place.prefix}")
    for place in environment.places:
        yield _place(place, f"`{place.prefix}`")


def _place(place: Place, named: str) -> tuple[str, ...]:
    source = f"[source]({place.source})" if place.source.startswith("http") else place.source
    return named, _FATES[place.storage], place.condition, source
