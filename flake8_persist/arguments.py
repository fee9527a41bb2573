"""The command line of ``persist-fix``."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from typing import Any, NoReturn, cast

from flake8_persist import __version__
from flake8_persist.keys import KEYS, checked, closest, suggestion
from flake8_persist.printable import escaped
from flake8_persist.reports.formats import FORMATS

_DESCRIPTION = "Find the files that a program loses when its machine is wiped, and move them to storage that is kept."
_EPILOG = """\
exit status: 0 nothing to report and nothing fixed; 1 findings, or files fixed;
2 wrong usage, or a file that could not be read, analysed or written"""


class Arguments(argparse.Namespace):
    """What the user typed."""

    paths: list[str]
    check: bool = False
    diff: bool = False
    add_noqa: bool = False
    unsafe_fixes: bool = False
    environment: str | None = None
    root: str | None = None
    preamble: str | None = None
    select: list[str] | None = None
    ignore: list[str] | None = None
    extend_select: list[str] | None = None
    config: str | None = None
    force_exclude: bool = False
    baseline: str | None = None
    write_baseline: str | None = None
    stdin_filename: str | None = None
    jobs: int = 0
    cache_dir: str | None = None
    no_cache: bool = False
    output_format: str = "text"
    output_file: str | None = None
    statistics: bool = False
    quiet: bool = False
    verbose: bool = False
    color: str = "auto"
    explain: str | None = None
    show_settings: bool = False
    print_completion: str | None = None

    @property
    def settings(self) -> dict[str, Any]:
        """The fields of Settings that were given; they count more than any file."""
        given: dict[str, Any] = {"unsafe_fixes": True} if self.unsafe_fixes else {}
        texts = {
            "environment": self.environment,
            "root": self.root,
            "preamble": self.preamble,
            "baseline": self.baseline,
        }
        given |= {name: text for name, text in texts.items() if text is not None}
        lists = {"select": self.select, "ignore": self.ignore, "extend_select": self.extend_select}
        return given | {name: tuple(codes) for name, codes in lists.items() if codes is not None}


def parse(argv: Sequence[str] | None) -> Arguments:
    """Raise :class:`SystemExit` for ``--help``, ``--version`` and wrong usage."""
    command = parser()
    arguments, rest = command.parse_known_args(argv, namespace=Arguments())
    for option in rest:
        if option.startswith("-") and option != "-":
            command.error(_unknown(option, command))
    arguments.paths += rest  # those between options, which argparse leaves over
    asked = arguments.show_settings or arguments.explain is not None or arguments.print_completion is not None
    if not arguments.paths and not asked:
        command.error("name files or directories, or - for standard input")
    if arguments.explain is not None and (arguments.paths or arguments.show_settings):
        command.error("--explain takes one code, and nothing else")
    if "" in arguments.paths:
        command.error("an empty PATH names no file and no directory")
    if arguments.stdin_filename is not None and "-" not in arguments.paths:
        command.error("--stdin-filename goes with - for standard input")
    _check_what_is_written(arguments, command)
    if not arguments.jobs:
        arguments.jobs = _processors()
    if arguments.add_noqa and (arguments.check or arguments.write_baseline is not None):
        command.error("--add-noqa changes files: it does not go with --check or --write-baseline")
    if arguments.write_baseline is not None:
        if arguments.diff:
            command.error("--write-baseline does not go with --diff")
        arguments.check = True
    return arguments


def _check_what_is_written(arguments: Arguments, command: argparse.ArgumentParser) -> None:
    """A slip in the order of the words costs nobody a program."""
    if arguments.output_file == "-":
        command.error("--output-file takes a file; without it, the report is printed")
    if arguments.write_baseline == "-":
        command.error("--write-baseline takes a file, not standard output")
    for option, file in (("--output-file", arguments.output_file), ("--write-baseline", arguments.write_baseline)):
        if file is not None and (file.endswith((".py", ".ipynb")) or _is_named(file, arguments.paths)):
            command.error(f"{option} would overwrite a program: {file}")


def _is_named(file: str, paths: Sequence[str]) -> bool:
    place = os.path.realpath(file)
    return any(os.path.realpath(path) == place for path in paths if not os.path.isdir(path))


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        """One line, without the whole usage in front of it."""
        self.exit(2, f"{self.prog}: {escaped(message)}\n")


class _Formatter(argparse.RawDescriptionHelpFormatter):
    """Told the width, argparse needs no ``shutil``, which loads what packs archives."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=_columns() - 2)


def _columns() -> int:
    """As :func:`shutil.get_terminal_size`."""
    try:
        columns = int(os.environ["COLUMNS"])
    except (KeyError, ValueError):
        columns = 0
    if columns > 0:
        return columns
    try:
        return os.get_terminal_size(sys.__stdout__.fileno()).columns or 80  # type: ignore[union-attr]
    except (AttributeError, ValueError, OSError):
        return 80


def _unknown(option: str, command: argparse.ArgumentParser) -> str:
    name = option.partition("=")[0]
    known = [text[2:] for action in command._actions for text in action.option_strings if text.startswith("--")]
    close = closest(name.lstrip("-"), known)
    return f"unknown option {name}" + (f": did you mean --{close}?" if close else "")


def parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="persist-fix",
        description=_DESCRIPTION,
        epilog=_EPILOG,
        formatter_class=_Formatter,
        allow_abbrev=False,
    )
    parser.add_argument(
        "paths", nargs="*", metavar="PATH", help="file, directory to search, or - to fix standard input on its way"
    )
    parser.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    parser.add_argument("--explain", metavar="CODE", help="say what a code means and how to repair it")
    parser.add_argument(
        "--show-settings", action="store_true", help="print what holds for the paths, and where it is set"
    )
    parser.add_argument("--print-completion", metavar="SHELL", help="print a script that completes options in a shell")
    _add_modes(parser.add_argument_group("what is done"))
    _add_choices(parser.add_argument_group("what is looked for"))
    _add_output(parser.add_argument_group("output"))
    return parser


def _add_modes(group: argparse._ArgumentGroup) -> None:
    group.add_argument("--check", action="store_true", help="report, change nothing")
    group.add_argument("--diff", action="store_true", help="print unified diffs, change nothing")
    group.add_argument(
        "--add-noqa", action="store_true", help="silence what is found with noqa comments, instead of fixing it"
    )
    group.add_argument("--unsafe-fixes", action="store_true", help="also edits that may change what the program does")
    _add_key(group, "root", "PATH")
    _add_key(group, "preamble", "FORM")
    known = group.add_mutually_exclusive_group()
    _add_key(known, "baseline", "FILE")
    known.add_argument(
        "--write-baseline",
        metavar="FILE",
        type=_file,
        help="record what is found there, change nothing, and exit with 0",
    )


def _add_choices(group: argparse._ArgumentGroup) -> None:
    _add_key(group, "environment", "NAME")
    for name in ("select", "ignore", "extend-select"):
        _add_key(group, name, "CODES", split=True)
    group.add_argument(
        "--config",
        metavar="FILE",
        type=_file,
        help="read this file instead of the nearest pyproject.toml of each source",
    )
    group.add_argument(
        "--jobs", metavar="N", type=_number, help="processes for many files (default: one for each processor)"
    )
    cache = group.add_mutually_exclusive_group()
    cache.add_argument(
        "--cache-dir", metavar="DIR", type=_directory, help="where to remember what is found in many files"
    )
    cache.add_argument("--no-cache", action="store_true", help="look at every file anew, and remember nothing")
    group.add_argument("--force-exclude", action="store_true", help="leave out also what is excluded and named as PATH")
    group.add_argument(
        "--stdin-filename", metavar="PATH", type=_file, help="name and place of what is read from standard input"
    )


def _add_output(group: argparse._ArgumentGroup) -> None:
    _add_choice(group, "output-format", list(FORMATS))
    group.add_argument(
        "--output-file", metavar="FILE", type=_file, help="write the report there; the summary is printed all the same"
    )
    group.add_argument("--statistics", action="store_true", help="count the findings of each code")
    volume = group.add_mutually_exclusive_group()
    volume.add_argument("-q", "--quiet", action="store_true", help="print findings and nothing else")
    volume.add_argument("-v", "--verbose", action="store_true", help="also say what is looked at and left out")
    _add_choice(group, "color", ["auto", "always", "never"])


def _file(text: str) -> str:
    if not text.strip():
        raise argparse.ArgumentTypeError("must name a file")
    return text


def _directory(text: str) -> str:
    if not text.strip():
        raise argparse.ArgumentTypeError("must name a directory")
    return text


def _number(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not int(text):
        raise argparse.ArgumentTypeError(f'must be a number from 1, not "{text}"')
    return int(text)


def _processors() -> int:
    """Those that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _add_choice(group: argparse._ActionsContainer, name: str, choices: list[str]) -> None:
    """The first of ``choices`` is the default."""

    def read(text: str) -> str:
        if text not in choices:
            raise argparse.ArgumentTypeError(
                f'must be one of {", ".join(choices)}, not "{text}"{suggestion(text, choices)}'
            )
        return text

    group.add_argument(
        f"--{name}",
        metavar=name.rpartition("-")[2].upper(),
        type=read,
        help=f"{', '.join(choices)} (default: {choices[0]})",
    )


def _add_key(group: argparse._ActionsContainer, name: str, metavar: str, *, split: bool = False) -> None:
    """An option of the same name, meaning and values as in the configuration file."""

    def read(text: str) -> object:
        try:
            return checked(name, text.replace(",", " ").split() if split else text)
        except ValueError as error:
            raise argparse.ArgumentTypeError(str(error)) from None

    group.add_argument(
        f"--{name}",
        metavar=metavar,
        type=cast(Callable[[str], Any], read),
        action="extend" if split else "store",
        help=KEYS[name].help.replace("`", ""),
    )
