"""Addresses of remote storage in the hands of functions that know only files of the machine."""

from __future__ import annotations

import re

from flake8_persist.analysis.access import Access, Target
from flake8_persist.catalog.schemes import SCHEMES
from flake8_persist.environments.model import Storage
from flake8_persist.rules.messages import LOST
from flake8_persist.rules.model import Fault
from flake8_persist.rules.storage import REMOTE_AS_LOCAL

# pathlib makes "gs:/bucket" of "gs://bucket".
_COLLAPSED = rf"(?:{'|'.join(SCHEMES)})://?[^/]"
_LOCAL = frozenset({"builtins", "io", "codecs", "os", "pathlib", "shutil", "gzip", "bz2", "lzma", "zipfile", "tarfile"})


def fault(access: Access, target: Target) -> Fault | None:
    prefix = target.text.prefix
    if ":/" not in prefix or not re.match(_COLLAPSED, prefix) or access.api.name.partition(".")[0] not in _LOCAL:
        return None
    if target.storage is Storage.REMOTE or ":/" in prefix:
        return Fault(
            REMOTE_AS_LOCAL.code,
            f"which it takes for a path on this machine: it fails, or what it writes is {LOST}",
            "use a function of the storage's library (fsspec, gcsfs, s3fs)",
        )
    return None
