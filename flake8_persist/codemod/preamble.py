"""The statements that set the root: where a fixed program keeps what it writes.

Each function gives one form as source without a newline at its end; which one fits is for the plan to decide. All
end alike: the directory is made, and a file in it proves that it can be written to, now and not after the training.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable
from typing import NamedTuple

VARIABLE = "PERSIST_ROOT"  # in the environment, for users who run the program elsewhere
MODULES = ("os", "tempfile")  # what every form needs to have been imported


class Form(enum.Enum):
    """What the user wants of it."""

    GUARDED = "guarded"  # where the platform is not, the program runs as before
    PLAIN = "plain"
    NONE = "none"  # the program has set the root, or it stays as it is


class Names(NamedTuple):
    """What the preamble's names are called in the file."""

    root: str = VARIABLE
    drive: str = "drive"
    os: str = "os"
    tempfile: str = "tempfile"


OWN = Names()


def mounting(root: str, mount_point: str, names: Names = OWN) -> str:
    """Nothing mounts Google Drive yet; on other machines the program runs as before."""
    return "\n".join(
        [
            "try:  # on Colab: keep on Google Drive what this program writes",
            f"    {importing_drive(names.drive)}",
            "except ImportError:",
            f"    {_from_environment('.', names)}",
            "else:",
            f"    {names.drive}.mount({quoted(mount_point)})",
            f"    {names.root} = {quoted(root)}",
            _proved(names),
        ]
    )


def mounting_always(root: str, mount_point: str, names: Names = OWN) -> str:
    """The program runs on Colab alone."""
    lines = [importing_drive(names.drive), "", f"{names.drive}.mount({quoted(mount_point)})"]
    return "\n".join([*lines, mounted(root, names)])


def mounted(root: str, names: Names = OWN) -> str:
    """The program has mounted its storage, in every run that comes this far."""
    return "\n".join([f"{names.root} = {quoted(root)}  # what this program writes is kept here", _proved(names)])


def where_present(root: str, directory: str, names: Names = OWN) -> str:
    """The storage is there if ``directory`` is: Kaggle's, or a Drive that the program mounts only on Colab."""
    return "\n".join(
        [
            f"if {names.os}.path.isdir({quoted(directory)}):  # keep there what this program writes",
            f"    {names.root} = {quoted(root)}",
            "else:",
            f"    {_from_environment('.', names)}",
            _proved(names),
        ]
    )


def configured(root: str, names: Names = OWN) -> str:
    """The user says where, in the environment; ``root`` unless they do."""
    return "\n".join([f"{_from_environment(root, names)}  # what this program writes is kept here", _proved(names)])


def importing(module: str, name: str) -> str:
    """The statement that binds a module to a name."""
    return f"import {module}" if name == module else f"import {module} as {name}"


def importing_drive(name: str) -> str:
    return f"from google.colab import drive{'' if name == 'drive' else f' as {name}'}"


def with_imports(code: str, imports: Iterable[str]) -> str:
    """The block with import statements of its own, for a file that has no place for them."""
    lines = sorted(imports)
    return "\n".join([*lines, "", code]) if lines else code


def quoted(text: str) -> str:
    """A string literal, in double quotes where that needs no more escapes."""
    literal = repr(text)
    return f'"{literal[1:-1]}"' if literal[0] == "'" and '"' not in text else literal


def _from_environment(default: str, names: Names) -> str:
    return f"{names.root} = {names.os}.environ.get({quoted(VARIABLE)}, {quoted(default)})"


def _proved(names: Names) -> str:
    return "\n".join(
        [
            f"{names.os}.makedirs({names.root}, exist_ok=True)",
            f"{names.tempfile}.TemporaryFile(dir={names.root}).close()  # not writable: fail now, not after training",
        ]
    )
