"""``[tool.flake8-persist]`` of the nearest ``pyproject.toml`` that has this table, for each file that is looked at.

Nothing is parsed, and no parser imported, unless a ``pyproject.toml`` mentions the table's name.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from flake8_persist import patterns
from flake8_persist.keys import KEYS, checked, suggestion
from flake8_persist.reading import contents
from flake8_persist.settings import Settings

if TYPE_CHECKING:
    from flake8_persist.flake8_files import Flake8File

_TABLE = "flake8-persist"
_MISSPELT = "flake8_persist"  # the name of the package


class ConfigurationError(Exception):
    """One line: which file, which key, which value, and what is allowed."""


class Configuration(NamedTuple):
    """One table, and the directory that its patterns are relative to."""

    settings: Settings
    directory: str
    file: str | None = None
    given: frozenset[str] = frozenset()  # the fields of the settings that the file decides

    def settings_for(self, path: str) -> Settings:
        return self.settings.for_file(self._relative(path)) if self.settings.per_file_ignores else self.settings

    def excludes(self, path: str, directory: bool) -> bool:
        exclude = self.settings.exclude
        return bool(exclude) and patterns.matches(exclude, self._relative(path), directory=directory)

    def _relative(self, path: str) -> str:
        return os.path.relpath(path, self.directory).replace(os.sep, "/")


class Configurations:
    """The configuration of every file: that of ``file`` if given, otherwise the nearest. Each is read once.

    ``overrides`` are fields of :class:`Settings` that were set in a place which counts more. What ``flake8`` says
    counts less than those, and more than any table.
    """

    def __init__(
        self,
        file: str | None = None,
        overrides: Mapping[str, Any] | None = None,
        flake8: Flake8File | None = None,
    ) -> None:
        self.flake8 = flake8
        self._overrides = {**(flake8.overrides if flake8 is not None else {}), **(overrides or {})}
        self._only = self._overridden(read(file)) if file is not None else None
        self._own: dict[str, Configuration | None] = {}
        self._default = self._overridden(Configuration(Settings(), os.getcwd()))

    def nearest_to(self, path: str) -> Configuration:
        """The configuration for ``path``: that of the directory it is in, or of the first above that has one."""
        if self._only is not None:
            return self._only
        current, parent = "", os.path.dirname(os.path.abspath(path))
        while parent != current:
            current, parent = parent, os.path.dirname(parent)
            if current not in self._own:
                found = _own(current)
                self._own[current] = found and self._overridden(found)
            own = self._own[current]
            if own is not None:
                return own
        return self._default

    def _overridden(self, configuration: Configuration) -> Configuration:
        return configuration._replace(settings=configuration.settings._replace(**self._overrides))

    def excludes(self, path: str, directory: bool) -> bool:
        if self.flake8 is not None and self.flake8.excludes(path):
            return True
        return self.nearest_to(path).excludes(path, directory)

    def settings_for(self, path: str) -> Settings:
        settings = self.nearest_to(path).settings_for(path)
        ignored = () if self.flake8 is None else self.flake8.ignored(path)
        return settings._replace(ignore=(*settings.ignore, *ignored)) if ignored else settings


def of_command_line(file: str | None, overrides: Mapping[str, Any]) -> Configurations:
    """The configurations of ``persist-fix``, which reads flake8's own file unless the user names one to read."""
    from flake8_persist import flake8_files

    try:
        flake8 = flake8_files.find(os.curdir) if file is None else None
    except ValueError as error:
        raise ConfigurationError(str(error)) from None
    return Configurations(file, overrides, flake8)


def read(file: str) -> Configuration:
    """The table of a file that the user named; its patterns are relative to the working directory."""
    try:
        table = _table(file, _whatever_it_is)
    except FileNotFoundError:
        raise ConfigurationError(f"{file}: no such file") from None
    if table is None:
        raise ConfigurationError(f"{file}: has no table [tool.{_TABLE}]")
    return _configuration(file, table, os.getcwd())


def _own(directory: str) -> Configuration | None:
    file = os.path.join(directory, "pyproject.toml")
    try:
        table = _table(file, contents)
    except FileNotFoundError:
        return None
    return None if table is None else _configuration(file, table, directory)


def _whatever_it_is(file: str) -> bytes:
    with open(file, "rb") as stream:
        return stream.read()


def _table(file: str, read_bytes: Callable[[str], bytes]) -> dict[str, object] | None:
    try:
        data = read_bytes(file)
    except FileNotFoundError:
        raise
    except OSError as error:
        raise ConfigurationError(f"{file}: cannot be read: {error.strerror}") from None
    if b"\0" not in data and _TABLE.encode() not in data and _MISSPELT.encode() not in data:
        return None  # without a look at the rest; in UTF-16, which TOML is never in, the name cannot be seen
    tools = _parsed(file, data).get("tool", {})
    if not isinstance(tools, dict):
        return None
    if _MISSPELT in tools:
        raise ConfigurationError(f"{file}: [tool.{_MISSPELT}] is not read; the table is [tool.{_TABLE}]")
    table = tools.get(_TABLE)
    if table is not None and not isinstance(table, dict):
        raise ConfigurationError(f"{file}: tool.{_TABLE} must be a table")
    return table


def _parsed(file: str, data: bytes) -> dict[str, Any]:
    if sys.version_info >= (3, 11):
        import tomllib
    else:
        import tomli as tomllib

    try:
        document: dict[str, Any] = tomllib.loads(data.decode())
    except ValueError as error:  # also what is not UTF-8
        raise ConfigurationError(f"{file}: is not valid TOML: {error}") from None
    except RecursionError:
        raise ConfigurationError(f"{file}: is nested too deeply to be read") from None
    return document


def _configuration(file: str, table: dict[str, object], directory: str) -> Configuration:
    values = _values(file, table)
    if "baseline" in values:
        values["baseline"] = os.path.join(os.path.dirname(os.path.abspath(file)), values["baseline"])
    return Configuration(Settings()._replace(**values), directory, file, frozenset(values))


def _values(file: str, table: dict[str, object]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for name, value in table.items():
        if name not in KEYS:
            raise ConfigurationError(
                f"{file}: [tool.{_TABLE}] has no key {name!r}; "
                f"the keys are {', '.join(sorted(KEYS))}{suggestion(name, KEYS)}"
            )
        try:
            values[KEYS[name].field] = checked(name, value)
        except ValueError as error:
            raise ConfigurationError(f"{file}: [tool.{_TABLE}] {error}") from None
    return values
