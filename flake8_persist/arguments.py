"""The command line of ``persist-fix``."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

from flake8_persist import __version__
from flake8_persist.keys import KEYS, checked
from flake8_persist.reports.formats import FORMATS

_DESCRIPTION = "Find the files that a program loses when its machine is wiped, and move them to storage that is kept."
_EPILOG = """\
exit status: 0 nothing to report and nothing changed; 1 findings, or files changed;
2 wrong usage, or a file that could not be read or analysed"""


@dataclass
class Arguments:
    """What the user typed."""

    paths: list[str] = field(default_factory=list)
    check: bool = False
    diff: bool = False
    unsafe_fixes: bool = False
    environment: str | None = None
    root: str | None = None
    select: list[str] | None = None
    ignore: list[str] | None = None
    extend_select: list[str] | None = None
    config: str | None = None
    stdin_filename: str | None = None
    output_format: str = "text"
    output_file: str | None = None
    statistics: bool = False
    quiet: bool = False
    verbose: bool = False
    color: str = "auto"
    explain: str | None = None

    @property
    def settings(self) -> dict[str, Any]:
        """The fields of Settings that were given; they count more than any file."""
        given: dict[str, Any] = {"unsafe_fixes": True} if self.unsafe_fixes else {}
        texts = {"environment": self.environment, "root": self.root}
        given |= {name: text for name, text in texts.items() if text is not None}
        lists = {"select": self.select, "ignore": self.ignore, "extend_select": self.extend_select}
        return given | {name: tuple(codes) for name, codes in lists.items() if codes is not None}


def parse(argv: Sequence[str] | None) -> Arguments:
    """Raise :class:`SystemExit` for ``--help``, ``--version`` and wrong usage."""
    parser = _parser()
    arguments = parser.parse_args(argv, namespace=Arguments())
    if not arguments.paths and arguments.explain is None:
        parser.error("name files or directories, or - for standard input")
    if arguments.stdin_filename is not None and "-" not in arguments.paths:
        parser.error("--stdin-filename goes with - for standard input")
    return arguments


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="persist-fix",
        description=_DESCRIPTION,
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument(
        "paths", nargs="*", metavar="PATH", help="file, directory to search, or - to fix standard input on its way"
    )
    parser.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    parser.add_argument("--explain", metavar="CODE", help="say what a code means and how to repair it")
    _add_modes(parser.add_argument_group("what is done"))
    _add_choices(parser.add_argument_group("what is looked for"))
    _add_output(parser.add_argument_group("output"))
    return parser


def _add_modes(group: argparse._ArgumentGroup) -> None:
    group.add_argument("--check", action="store_true", help="report, change nothing")
    group.add_argument("--diff", action="store_true", help="print unified diffs, change nothing")
    group.add_argument("--unsafe-fixes", action="store_true", help="also edits that may change what the program does")
    _add_key(group, "root", "PATH")


def _add_choices(group: argparse._ArgumentGroup) -> None:
    _add_key(group, "environment", "NAME")
    for name in ("select", "ignore", "extend-select"):
        _add_key(group, name, "CODES", split=True)
    group.add_argument(
        "--config", metavar="FILE", help="read this file instead of the nearest pyproject.toml of each source"
    )
    group.add_argument("--stdin-filename", metavar="PATH", help="name and place of what is read from standard input")


def _add_output(group: argparse._ArgumentGroup) -> None:
    group.add_argument("--output-format", choices=list(FORMATS), help="default: text")
    group.add_argument("--output-file", metavar="FILE", help="write the report there")
    group.add_argument("--statistics", action="store_true", help="count the findings of each code")
    volume = group.add_mutually_exclusive_group()
    volume.add_argument("-q", "--quiet", action="store_true", help="print findings and nothing else")
    volume.add_argument("-v", "--verbose", action="store_true", help="also say what is looked at and left out")
    group.add_argument("--color", choices=["auto", "always", "never"], help="default: auto")


def _add_key(group: argparse._ArgumentGroup, name: str, metavar: str, *, split: bool = False) -> None:
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
        help=KEYS[name].help,
    )
