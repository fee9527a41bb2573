"""The command ``persist-fix``: files in; a report, fixed files and an exit status out."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from flake8_persist import arguments as command_line
from flake8_persist import outcomes
from flake8_persist.arguments import Arguments
from flake8_persist.configuration import ConfigurationError, Configurations, of_command_line
from flake8_persist.discovery import Candidate, discover
from flake8_persist.keys import suggestion
from flake8_persist.outcomes import Outcome, Task
from flake8_persist.output import Output, complain, opened, read_bytes, write_bytes
from flake8_persist.replacing import OutputError
from flake8_persist.reports.formats import Style, writer
from flake8_persist.reports.model import Report
from flake8_persist.reports.summary import Tally, count, statistics, summary
from flake8_persist.settings import Settings

if TYPE_CHECKING:
    from flake8_persist.recorded import Recorded

CLEAN, FOUND, FAILED, INTERRUPTED, BROKEN_PIPE = 0, 1, 2, 130, 141

_STDIN = "-"
_FEW = 8  # files that neither other processes nor a cache are worth the while for


def main(argv: Sequence[str] | None = None) -> int:
    """Do what ``argv`` says, and return the exit status."""
    try:
        try:
            status = _do(command_line.parse(argv))
        except SystemExit as request:  # --help, --version, wrong usage
            status = request.code if isinstance(request.code, int) else FAILED
        sys.stdout.flush()
    except (ConfigurationError, OutputError) as error:
        complain(str(error))
        return FAILED
    except KeyboardInterrupt:
        complain("interrupted")
        return INTERRUPTED
    except BrokenPipeError:
        return BROKEN_PIPE
    except OSError as error:  # a full disk behind standard output, or none at all
        complain(f"cannot write the report: {error.strerror or error}")
        return FAILED
    return status


def _do(arguments: Arguments) -> int:
    if arguments.explain is not None:
        return _explain(arguments.explain)
    if arguments.print_completion is not None:
        return _print_completion(arguments.print_completion)
    return _show_settings(arguments) if arguments.show_settings else _run(arguments)


def _show_settings(arguments: Arguments) -> int:
    from flake8_persist.merged import show

    configurations = of_command_line(arguments.config, arguments.settings)
    paths = [path if path != _STDIN else arguments.stdin_filename or os.curdir for path in arguments.paths]
    print("\n".join(show(paths or [os.curdir], configurations, arguments.settings)), end="")
    return CLEAN


def _explain(code: str) -> int:
    from flake8_persist.reports.explain import explain
    from flake8_persist.rules.registry import RULES  # holds all texts of all rules

    rule = RULES.get(code.upper())
    if rule is None:
        begun = ", ".join(known for known in RULES if known.startswith(code.upper() or " "))
        complain(f'there is no code "{code}"' + (f"; {begun} begin so" if begun else suggestion(code, RULES)))
        return FAILED
    print(explain(rule), end="")
    return CLEAN


def _print_completion(shell: str) -> int:
    from flake8_persist.completion import completion

    try:
        print(completion(shell))
    except ValueError as error:
        complain(f"--print-completion: {error}")
        return FAILED
    return CLEAN


def _run(arguments: Arguments) -> int:
    configurations = of_command_line(arguments.config, arguments.settings)
    with opened(arguments) as output:
        session = _Session(arguments, configurations, output)
        write = writer(arguments.output_format)
        for piece in write(session.reports(), Style(color=output.colored)):
            output.print(piece)
        session.close()
        output.report.flush()
    return session.status


class _Session:
    """One run over all files, and what it has come to so far."""

    def __init__(self, arguments: Arguments, configurations: Configurations, output: Output) -> None:
        self.arguments = arguments
        self.configurations = configurations
        self.output = output
        self.tally = Tally()
        self.seen = 0
        self.passed_over = 0  # files and directories
        self.changed = 0  # files
        self.fixed = 0  # findings
        self.recorded: Recorded | None = None  # where there is a baseline
        self.to_record: list[Report] = []

    @property
    def status(self) -> int:
        if self.tally.errors:
            return FAILED
        if self.arguments.write_baseline is not None:
            return CLEAN
        changed = self.changed and not self.arguments.add_noqa  # which is asked for once, not at every commit
        return FOUND if changed or self.tally.codes else CLEAN

    def reports(self) -> Iterator[Report]:
        """Look at one file after the other, deliver what becomes of it, and hand on what there is to report."""
        if self.arguments.baseline is not None:
            self._recorded.baseline(self.arguments.baseline)  # a damaged one stops the run before it has begun
        for task, outcome in self._outcomes():
            self.output.progress.step()
            report = self._report(task, outcome)
            self.tally.add(report)
            if report.suppressed:
                silenced = count(report.suppressed, "finding")
                self.output.remark(f"{report.filename}: {silenced} silenced by noqa comments")
            if self.arguments.write_baseline is None or report.error is not None:
                yield report
            elif report.findings:
                self.to_record.append(report)
        if not self.seen:
            but = " but what is left out (--verbose names it)" if self.passed_over else ""
            self.output.warn(f"no Python files or notebooks in {', '.join(self.arguments.paths)}{but}")

    def close(self) -> None:
        """The lines that follow the last report."""
        output, unsafe_fixes = self.output, self.arguments.unsafe_fixes
        if self.arguments.statistics:
            from flake8_persist.rules.registry import RULES  # holds all texts of all rules

            names = {code: rule.name for code, rule in RULES.items()}
            output.news.write(statistics(self.tally, names))
        if self.changed > 1:
            output.tell(f"{self._verb} {count(self.fixed, 'finding')} in {count(self.changed, 'file')}")
        if self.arguments.write_baseline is not None:
            self._record(self.arguments.write_baseline)
        line = summary(self.tally, unsafe_fixes=unsafe_fixes)
        if line and output.summed_up:
            output.tell(line)
        self._tell_of_what_is_gone()

    def _record(self, file: str) -> None:
        from flake8_persist.recorded import record

        record(self.to_record, file)
        found = f"{count(self.tally.codes.total(), 'finding')} in {count(self.tally.files, 'file')}"
        self.output.tell(f"Recorded {found} in {file}")
        self.tally = Tally(errors=self.tally.errors)  # what is recorded is not reported

    def _tell_of_what_is_gone(self) -> None:
        arguments = self.arguments
        narrowed = arguments.select or arguments.ignore or arguments.environment
        if self.recorded is None or narrowed or arguments.diff:  # a diff leaves the files as they are
            return
        if gone := self.recorded.gone:
            are = "finding is" if gone == 1 else "findings are"
            self.output.tell(f"{gone} recorded {are} gone: write the baseline again with --write-baseline")

    @property
    def _recorded(self) -> Recorded:
        if self.recorded is None:
            from flake8_persist.recorded import Recorded

            self.recorded = Recorded()
        return self.recorded

    def _without_old(self, report: Report, settings: Settings) -> Report:
        if settings.baseline is None or self.arguments.write_baseline is not None:
            return report
        report, old = self._recorded.new(report, settings.baseline)
        self.tally.old += old
        return report

    @property
    def _verb(self) -> str:
        if self.arguments.add_noqa:
            return "Would silence" if self.arguments.diff else "Silenced"
        return "Would fix" if self.arguments.diff else "Fixed"

    def _candidates(self) -> Iterator[Candidate]:
        paths = self.arguments.paths
        if self.arguments.force_exclude:
            paths = [path for path in paths if not self._is_left_out(path)]
        if _STDIN in paths:
            self.seen += 1
            yield Candidate(_STDIN, None if sys.stdin else "standard input is closed")
        named = [path for path in paths if path != _STDIN]
        for candidate in discover(named, self.configurations.excludes, self._pass_over):
            self.seen += 1
            yield candidate

    def _pass_over(self, path: str, why: str) -> None:
        self.passed_over += 1
        self.output.remark(f"{path}: {why}")

    def _is_left_out(self, path: str) -> bool:
        """Excluded although it is named. Standard input goes on its way as it is."""
        name = self.arguments.stdin_filename if path == _STDIN else path
        if name is None or not self.configurations.excludes(name, os.path.isdir(name)):
            return False
        self.seen += 1
        self.output.remark(f"{name}: excluded")
        if path == _STDIN and not self.arguments.check and not self.arguments.diff:
            write_bytes(read_bytes())
        return True

    def _outcomes(self) -> Iterator[tuple[Task, Outcome]]:
        """In the order of the files."""
        candidates = list(self._candidates())
        self.output.progress.total = len(candidates)
        tasks = map(self._task, candidates)
        if len(candidates) <= _FEW:
            yield from ((task, outcomes.outcome(task)) for task in tasks)
            return
        from flake8_persist.parallel import worked_off

        if self.arguments.no_cache:
            yield from worked_off(((task, None) for task in tasks), self.arguments.jobs)
            return
        from flake8_persist.caching import Cache, default_directory

        with contextlib.closing(Cache(self.arguments.cache_dir or default_directory())) as cache:
            for task, outcome in worked_off(cache.known(tasks), self.arguments.jobs):
                cache.keep(task, outcome)
                yield task, outcome

    def _task(self, candidate: Candidate) -> Task:
        path = candidate.path
        is_stdin = path == _STDIN
        filename = self.arguments.stdin_filename if is_stdin else path
        name = filename or "<stdin>"
        self.output.remark(f"{name}: looking")
        data = read_bytes() if is_stdin and candidate.problem is None else None
        settings = self.configurations.settings_for(filename or path)
        if settings.baseline is not None and self.arguments.write_baseline is None:
            self._recorded.baseline(settings.baseline)  # what is wrong with it is known before a file is changed
        return Task(path, name, filename, settings, self._treatment, data, candidate.problem)

    @property
    def _only_checks(self) -> bool:
        return self.arguments.check and not self.arguments.diff

    @property
    def _treatment(self) -> outcomes.Treatment:
        if self._only_checks:
            return outcomes.check
        if self.arguments.add_noqa:
            return outcomes.silence
        return outcomes.preview if self.arguments.diff else outcomes.fix

    def _report(self, task: Task, outcome: Outcome) -> Report:
        for line in (outcome.crash or "").splitlines():
            self.output.remark(line)
        report = outcome.report if self._only_checks else self._deliver(task.path, outcome)
        return self._without_old(report, task.settings)

    def _deliver(self, path: str, outcome: Outcome) -> Report:
        """Write, or show, what a fix has come to."""
        report, before = outcome.report, outcome.before
        after = before if outcome.data is None else outcome.data
        if self.arguments.diff:
            self.output.show_diff(report.filename, before, after)
        elif path == _STDIN:
            write_bytes(after)
        elif after != before:
            from flake8_persist.codemod.files import replace_file  # of use to the few files that change

            try:
                replace_file(path, after)
            except OSError as error:
                self.tally.unwritten += 1
                return outcomes.failed(report.filename, f"cannot be written: {error.strerror}").report
        if after != before:
            self.changed += 1
            self.fixed += outcome.fixed
            self.output.tell(f"{self._verb} {count(outcome.fixed, 'finding')} in {report.filename}")
        for refusal in outcome.refusals:
            self.output.tell(f"{report.filename}: left alone: {refusal}")
        return report
