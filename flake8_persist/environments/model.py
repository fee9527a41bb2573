"""What is known of a platform: where a program starts, and what becomes of files by the place they lie at."""

from __future__ import annotations

import enum
from typing import NamedTuple


class Storage(enum.Enum):
    """What becomes of bytes that are written to a path."""

    RELATIVE = "relative"  # lost: below a working directory that is not kept
    EPHEMERAL = "ephemeral"  # lost: an absolute place that is not kept
    DEFAULT = "default"  # lost: the library chose the place
    PERSISTENT = "persistent"
    UNMOUNTED = "unmounted"  # would be persistent if it were mounted
    READONLY = "readonly"  # inside a mount or data set that cannot be written to
    REMOTE = "remote"  # a URI
    MEMORY = "memory"  # an open file object: no path of its own
    UNKNOWN = "unknown"

    @property
    def is_lost(self) -> bool:
        """Are the bytes gone when the session ends?"""
        return self in (Storage.RELATIVE, Storage.EPHEMERAL, Storage.DEFAULT)


class Place(NamedTuple):
    """One row of a platform's table: files below ``prefix`` have this fate.

    The prefix is normalised: absolute; or relative to a start directory that is not established; or, among an
    environment's ``mount_places``, relative to any directory at which the program mounts its storage.
    """

    prefix: str
    storage: Storage
    condition: str  # "" or why it may be otherwise, for people
    source: str  # the page or file that says so


class Environment(NamedTuple):
    """A platform. The longest prefix of ``places`` decides; below none of them files are ``elsewhere``."""

    name: str  # "colab"
    title: str  # "Google Colab"
    start_directory: str | None  # the working directory at start; None: not established
    home: str
    places: tuple[Place, ...]
    mount_places: tuple[Place, ...]  # below each mount point, while it is mounted
    elsewhere: Storage
    relative: Storage  # the fate of files below a working directory that is not known
    mounts: bool  # is persistent storage mounted by the program (google.colab.drive)?
    root: str | None  # where fixes put artifacts; None: the user must say
    modules: tuple[str, ...] = ()  # by which programs recognise it: "google.colab" in sys.modules
    variables: tuple[tuple[str, str], ...] = ()  # that the platform sets in the process environment
    landmarks: tuple[str, ...] = ()  # directories that are there at start
