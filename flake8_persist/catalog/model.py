"""What the catalogue knows of a call: which of its arguments is a path, and what happens to that path.

One :class:`Api` is one fact about one argument. A call with two path arguments (``shutil.copy``) has two facts.
"""

from __future__ import annotations

import enum
from typing import NamedTuple


class Kind(enum.Enum):
    """How the API is reached."""

    FUNCTION = "function"
    METHOD = "method"
    CONSTRUCTOR = "constructor"
    ASSIGNMENT = "assignment"  # the path is the right-hand side: os.environ["WANDB_DIR"] = ...


class Direction(enum.Enum):
    """What the call does at the path."""

    READ = "read"
    WRITE = "write"
    DELETE = "delete"
    EXISTS = "exists"
    COPY_OUT = "copy-out"  # takes what is at the path to a place that outlives the session


class Artifact(enum.Enum):
    """What is at the path. ``CACHE`` can be had again and ``DIR`` is an empty directory: neither is ever lost."""

    CHECKPOINT = "checkpoint"
    DATA = "data"
    LOG = "log"
    FIGURE = "figure"
    CACHE = "cache"
    DIR = "dir"


BELOW = ".//"  # before a default: a directory that the library makes below the one that the parameter names


class Shape(enum.Enum):
    """What the path names."""

    FILE = "file"
    DIR = "dir"
    FILE_OR_DIR = "file-or-dir"
    FILE_OR_HANDLE = "file-or-handle"  # an open file or BytesIO is as good as a path
    URL_OR_PATH = "url-or-path"
    PREFIX = "prefix"  # the library appends a suffix
    STEM = "stem"  # it does so where there is none; an open file may be given, too
    GLOB = "glob"
    NAME = "name"  # joined to another directory, not a path of its own


class Place(enum.Enum):
    """Where in a call the path stands, when it is not an ordinary argument."""

    RECEIVER = "self"  # pathlib: the object is the path
    VALUE = "value"  # the right-hand side of an assignment
    LAST = "last"  # the last positional argument
    NOWHERE = "none"  # no path parameter: the call writes to a fixed place


class Mode(NamedTuple):
    """The argument that decides whether the call writes, as in ``open(path, mode)``.

    ``writes`` and ``reads`` hold literal values (``"w"``, ``"True"``); with ``by_character`` one of the characters
    of ``writes`` anywhere in the mode is enough. A mode that is in neither set is a read when ``else_reads``,
    otherwise unknown.
    """

    parameter: str
    position: int | None  # None: keyword only
    default: str | None  # the value of an omitted argument, as ``str`` shows it; None: required
    writes: frozenset[str]
    reads: frozenset[str]
    by_character: bool
    else_reads: bool


class Api(NamedTuple):
    """One path argument of one call."""

    name: str  # dotted, as users import it: "pandas.DataFrame.to_csv"
    kind: Kind
    parameter: str  # "" when there is none
    position: int | Place | None  # None: keyword only
    default: str | None  # where an omitted path leads ("runs"); None: required; "-": omitted, nothing is written;
    # "<output_dir>/logs": decided by something else, which is reported by itself if it is lost
    mode: Mode | None
    artifact: Artifact
    direction: Direction
    shape: Shape
    creates_parents: bool | None  # None: not established
    moves: bool  # may a fix move it without asking? False for live databases
