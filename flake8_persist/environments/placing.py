"""Where a path lands: the storage class of one path on one platform.

>>> place("/content/drive/MyDrive/a.pth", environment("colab"), mounted=["/content/drive"])
<Storage.PERSISTENT: 'persistent'>

The longest matching prefix decides, of the user's prefixes first, then of the mounted directories and the
platform's table.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Sequence

from flake8_persist.environments.model import Environment, Place, Storage

_URI = r"(?s)[A-Za-z][\w+.-]*://(.*)"
_SINGLE_SLASH_URI = r"(?s)(?:dbfs|file):(/.*)"  # as Databricks writes them
_WINDOWS = r"(?:^|/)(?:[A-Za-z]:(?:[\\/]|$)|\\\\)"
_DATABASES = frozenset({"sqlite", "duckdb"})  # three slashes and a path, or else in memory
_IN_MEMORY = _DATABASES | {"memory"}


def place(
    path: str,
    environment: Environment,
    *,
    complete: bool = True,
    lost_as: Storage | None = None,
    mounted: Collection[str] = (),
    persistent: Sequence[str] = (),
    ephemeral: Sequence[str] = (),
) -> Storage:
    """What becomes of a file at ``path``: an absolute, normalised path or a URI.

    A relative path is one whose working directory is not known. With ``complete=False`` the path is only the known
    beginning of one, and may end inside a component. ``mounted`` are the mount points in force at that moment;
    ``persistent`` and ``ephemeral`` are the user's prefixes. A place that is not kept is called ``lost_as``:
    RELATIVE for what the program wrote as a relative path, DEFAULT for what the library chose.
    """
    if is_foreign(path):
        return Storage.UNKNOWN
    local = local_path(path)
    if local is None:
        return Storage.MEMORY if _scheme(path) in _IN_MEMORY else Storage.REMOTE
    storage = _fate(local, complete, _user_places(environment, persistent, ephemeral))
    if storage is None:
        storage = _platform_fate(local, complete, environment, mounted)
    return lost_as if lost_as is not None and storage.is_lost else storage


def is_foreign(path: str) -> bool:
    r"""Is this a Windows path (``C:\out``, ``D:/out``, ``\\server\share``), also below a POSIX directory?"""
    return (":" in path or "\\" in path) and re.search(_WINDOWS, path) is not None


def local_path(path: str) -> str | None:
    """The file that ``path`` means on this machine, without a ``file:`` or ``sqlite:`` before it; None: elsewhere."""
    found = (re.match(_URI, path) or re.match(_SINGLE_SLASH_URI, path)) if ":/" in path else None
    if found is None:
        return path
    scheme, rest = _scheme(path), found[1]
    if scheme == "file":
        return rest
    if scheme in _DATABASES and rest.startswith("/") and rest != "/:memory:":
        return rest[1:]
    return None


def expected_mount(path: str, environment: Environment) -> str | None:
    """The directory at which storage has to be mounted for ``path`` to lie in it; None: ``path`` is no such path.

    ``/content/drive/MyDrive/a`` expects ``/content/drive``, as does ``/content/drive/a``.
    """
    if not environment.mounts:
        return None
    folders = {row.prefix for row in environment.mount_places if row.prefix}
    parts = path.split("/")
    for number, part in enumerate(parts):
        if number > 1 and part in folders:
            return "/".join(parts[:number])
    usual = (row.prefix for row in environment.places if row.storage is Storage.UNMOUNTED)
    return next((prefix for prefix in usual if _lies_in(path, prefix)), None)


def _platform_fate(path: str, complete: bool, environment: Environment, mounted: Collection[str]) -> Storage:
    if not complete and (path in ("", "/") or path.rstrip("/") in mounted):
        return Storage.UNKNOWN  # the part that decides is the one that is not known
    storage = _fate(path, complete, _mounted_places(environment, mounted))
    if storage is not None:
        return storage
    if expected_mount(path if complete else posixpath.dirname(path), environment) is not None:
        return Storage.UNMOUNTED
    storage = _fate(path, complete, environment.places)
    if storage is not None:
        return storage
    return environment.elsewhere if path.startswith("/") else environment.relative


def _fate(path: str, complete: bool, places: Sequence[Place]) -> Storage | None:
    """What the longest prefix among ``places`` says; None: no prefix matches.

    ``/content/dr`` may be the beginning of ``/content/drive``: unknown where that would make a difference.
    """
    directory = path if complete else path.rpartition("/")[0]
    storage, longest = None, -1
    for row in places:
        if len(row.prefix) > longest and _lies_in(directory, row.prefix):
            storage, longest = row.storage, len(row.prefix)
    stump = path[len(directory) :].lstrip("/")
    if stump and any(row.prefix.startswith(path) and row.storage is not storage for row in places):
        return Storage.UNKNOWN
    return storage


def _lies_in(path: str, directory: str) -> bool:
    return path.startswith(directory) and (path == directory or path.startswith(directory.rstrip("/") + "/"))


def _mounted_places(environment: Environment, mounted: Collection[str]) -> list[Place]:
    return [
        row._replace(prefix=posixpath.join(point, row.prefix).rstrip("/"))
        for point in mounted
        for row in environment.mount_places
    ]


def _user_places(environment: Environment, persistent: Sequence[str], ephemeral: Sequence[str]) -> list[Place]:
    return [
        Place(posixpath.normpath(_expanded(prefix, environment)), storage, "", "")
        for prefixes, storage in ((ephemeral, Storage.EPHEMERAL), (persistent, Storage.PERSISTENT))
        for prefix in prefixes
    ]


def _expanded(prefix: str, environment: Environment) -> str:
    return environment.home + prefix[1:] if prefix.startswith("~/") else prefix


def _scheme(uri: str) -> str:
    """``sqlite`` of ``sqlite+pysqlite:///study.db``."""
    return uri.partition(":")[0].partition("+")[0].lower()
