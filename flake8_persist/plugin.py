"""flake8's way in. It costs flake8 little: all that can wait is imported when the first file is looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from flake8_persist import __version__

if TYPE_CHECKING:
    import argparse
    import ast
    from collections.abc import Iterator, Sequence

    from flake8.options.manager import OptionManager

    from flake8_persist.configuration import Configurations
    from flake8_persist.recorded import Recorded
    from flake8_persist.reports.model import Report

_UNREADABLE = "PST900"


class Plugin:
    name = "flake8-persist"
    version = __version__
    configurations: ClassVar[Configurations]
    baselines: ClassVar[Recorded | None] = None  # those that were read in this process
    honours_noqa: ClassVar[bool] = True

    def __init__(self, tree: ast.Module, filename: str, lines: Sequence[str]) -> None:
        self._tree = tree
        self._filename = filename
        self._lines = lines

    @classmethod
    def add_options(cls, manager: OptionManager) -> None:
        from flake8_persist.keys import FLAKE8_LISTS, FLAKE8_TEXTS, KEYS

        for name in (*FLAKE8_TEXTS, *FLAKE8_LISTS):
            manager.add_option(
                f"--persist-{name}",
                parse_from_config=True,
                comma_separated_list=name in FLAKE8_LISTS,
                help=KEYS[name].help,
            )

    @classmethod
    def parse_options(cls, options: argparse.Namespace) -> None:
        """Read the configuration of the working directory at once, so that what is wrong in it stops flake8."""
        from flake8_persist.configuration import ConfigurationError, Configurations

        try:
            cls.configurations = Configurations(overrides=_overrides(options))
            settings = cls.configurations.nearest_to("pyproject.toml").settings
            cls.baselines = None
            cls.honours_noqa = not options.disable_noqa
            if settings.baseline is not None:
                cls._recorded().baseline(settings.baseline)
        except (ConfigurationError, ValueError) as error:
            from flake8.exceptions import ExecutionError

            raise ExecutionError(str(error)) from None

    def run(self) -> Iterator[tuple[int, int, str, type[Any]]]:
        """Findings as flake8 takes them: line, 0-based column, text. An exception here would end flake8's whole run."""
        try:
            found = self._findings()
        except Exception as error:
            from flake8_persist.reports.model import internal_error

            found = [(1, 0, f"{_UNREADABLE} {internal_error(error)}")]
        for line, column, text in found:
            yield line, column, text, type(self)

    def _findings(self) -> list[tuple[int, int, str]]:
        if self._filename.endswith(".ipynb"):
            return [(1, 0, f"{_UNREADABLE} flake8 cannot read notebooks: use persist-fix --check")]
        from flake8_persist.configuration import ConfigurationError

        notebook = _notebook_behind(self._filename)
        filename = notebook or self._filename
        try:
            configuration = self.configurations.nearest_to(filename)
        except ConfigurationError as error:
            return [(1, 0, f"{_UNREADABLE} {error}")]
        if configuration.excludes(filename, directory=False):
            return []
        settings = configuration.settings_for(filename)
        if notebook is not None:
            from flake8_persist import nbqa

            return nbqa.findings(notebook, self._lines, settings)
        from flake8_persist import api

        report = api.analyze_tree(self._tree, "".join(self._lines), filename=filename, settings=settings)
        if settings.baseline is not None and report.findings:
            try:
                report = self._without_old(report, settings.baseline)
            except ConfigurationError as error:
                return [(1, 0, f"{_UNREADABLE} {error}")]
        return [(entry.span.line, entry.span.column, f"{entry.code} {entry.message}") for entry in report.entries]

    def _without_old(self, report: Report, baseline: str) -> Report:
        """What is silenced by a comment is in no baseline, and must not be taken for what is."""
        if self.honours_noqa:
            from flake8_persist.rules import noqa

            lines = noqa.noqa_lines(report.source)
            kept = (one for one in report.findings if not noqa.suppressed(lines.get(one.span.line, ""), one.code))
            report = report._replace(findings=tuple(kept))
        new, _ = self._recorded().new(report, baseline)
        return new

    @classmethod
    def _recorded(cls) -> Recorded:
        if cls.baselines is None:
            from flake8_persist.recorded import Recorded

            cls.baselines = Recorded()
        return cls.baselines


def _notebook_behind(filename: str) -> str | None:
    """The notebook that nbQA shows in the form of this file."""
    if not filename.endswith("_nbqa_ipynb.py"):
        return None
    from flake8_persist.notebooks.nbqa import notebook_of

    return notebook_of(filename)


def _overrides(options: argparse.Namespace) -> dict[str, Any]:
    """What flake8's own files and command line say. Where its ``select`` or ``ignore`` speak of us, flake8 decides."""
    from flake8_persist.keys import FLAKE8_LISTS, FLAKE8_TEXTS, KEYS, checked, meant, ours

    overrides: dict[str, Any] = {}
    for name in (*FLAKE8_TEXTS, *FLAKE8_LISTS):
        value = getattr(options, f"persist_{KEYS[name].field}")
        if value is not None:
            try:
                overrides[KEYS[name].field] = checked(name, value)
            except ValueError as error:
                raise ValueError(f"--persist-{error}") from None
    if selected := ours(options.select or ()):
        overrides["select"] = ("PST", *meant(selected))  # the others filter what is reported; these may be off
    if extended := meant(options.extend_select or ()):
        overrides["extend_select"] = (*overrides.get("extend_select", ()), *extended)
    if ours(options.ignore or ()):
        overrides["ignore"] = ()
    return overrides
