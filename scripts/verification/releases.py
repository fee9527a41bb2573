"""Releases of libraries as folders of source text, fetched from the package index with pip and never executed.

Only wheels are asked for at first: pip takes them as they are. A project without one is read from its source archive,
for which pip has to ask the archive's build system for its metadata.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import NamedTuple

_TEXT = (
    ".py",
    ".pyi",
    ".pyx",
    ".pxd",
    ".pxi",
    ".java",
    ".R",
    ".json",
    ".toml",
    ".yaml",
    ".yml",
    ".proto",
    ".md",
    ".rst",
    ".c",
    ".cc",
    ".cpp",
    ".h",
)
_LARGEST = 8_000_000  # bytes of one file; what is larger is generated
_SECONDS = 900
_DAY = 86_400
_PLATFORMS = (  # the smallest wheels first: those for Linux may bring a whole CUDA along
    *("macosx_15_0_arm64", "macosx_15_0_universal2", "macosx_10_16_x86_64"),
    *("manylinux_2_28_x86_64", "manylinux_2_27_x86_64", "manylinux_2_24_x86_64", "manylinux2014_x86_64"),
    *("manylinux2010_x86_64", "manylinux1_x86_64", "linux_x86_64", "win_amd64"),
)
_PYTHONS = ("3.12", "3.13", "3.10", "3.8")


class Release(NamedTuple):
    distribution: str
    version: str
    folder: Path  # what was in the wheel, as far as it is text

    def __str__(self) -> str:
        return f"{normalized(self.distribution)}=={self.version}"


class UnavailableError(Exception):
    """The message says why a release could not be had."""


def normalized(distribution: str) -> str:
    """The distribution's name as the tables write it: ``scikit_learn``."""
    return re.sub(r"[-_.]+", "_", distribution).lower()


def cached(cache: Path, distribution: str, version: str) -> Release | None:
    folder = cache / f"{normalized(distribution)}=={version}"
    return Release(distribution, version, folder) if folder.is_dir() else None


def newest_cached(cache: Path, distribution: str) -> Release | None:
    found = cache.glob(f"{normalized(distribution)}==*")
    versions = sorted((folder.name.partition("==")[2] for folder in found if folder.is_dir()), key=_order)
    return cached(cache, distribution, versions[-1]) if versions else None


def newest(cache: Path, distribution: str) -> Release:
    """The newest release that the index has; the index is asked once a day."""
    stamp = cache / f"{normalized(distribution)}.newest"
    if stamp.is_file() and time.time() - stamp.stat().st_mtime < _DAY:
        found = cached(cache, distribution, stamp.read_text(encoding="utf-8"))
        if found is not None:
            return found
    found = fetch(cache, distribution, None)
    stamp.write_text(found.version, encoding="utf-8")
    return found


def _order(version: str) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", version)]


def fetch(cache: Path, distribution: str, version: str | None) -> Release:
    """The release, from the cache or from the index; ``None`` is the newest that the index has."""
    if version is not None:
        found = cached(cache, distribution, version)
        if found is not None:
            return found
    cache.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=cache) as place:
        archive = _downloaded(Path(place), distribution, version)
        version = version or _version(archive.name, distribution)
        release = Release(distribution, version, cache / f"{normalized(distribution)}=={version}")
        if not release.folder.is_dir():
            content = Path(place) / "content"
            for path, data in texts(archive):
                target = content.joinpath(*path.parts)
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(data)
            content.mkdir(exist_ok=True)
            shutil.move(content, release.folder)
    return release


def _downloaded(place: Path, distribution: str, version: str | None) -> Path:
    requirement = distribution.replace("_", "-") + (f"=={version}" if version else "")
    platforms = [f"--platform={platform}" for platform in _PLATFORMS]
    problem = ""
    for python in _PYTHONS:
        problem = _pip(place, [requirement, "--only-binary=:all:", f"--python-version={python}", *platforms])
        if not problem:
            break
        if "ould not find a version" not in problem and "No matching distribution" not in problem:
            raise UnavailableError(problem)
    else:
        problem = _pip(place, [requirement])
    if problem:
        raise UnavailableError(problem)
    return next(path for path in place.iterdir() if path.is_file())


def _pip(place: Path, arguments: list[str]) -> str:
    """What went wrong; nothing if a file is in place now."""
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--no-cache-dir", "--dest", str(place)]
    command += ["--disable-pip-version-check", *arguments]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=_SECONDS, check=False)
    except subprocess.TimeoutExpired:
        return f"no answer within {_SECONDS} seconds"
    if done.returncode == 0 and any(path.is_file() for path in place.iterdir()):
        return ""
    lines = [line.strip() for line in done.stderr.splitlines() if line.startswith("ERROR:")] or [done.stderr.strip()]
    return lines[-1].removeprefix("ERROR: ")


def _version(filename: str, distribution: str) -> str:
    """``1.2`` of ``some_name-1.2-py3-none-any.whl`` and of ``some-name-1.2.tar.gz``."""
    stem = re.sub(r"\.(whl|zip|tar\.gz|tar\.bz2|tgz)$", "", filename)
    return stem.split("-")[1] if filename.endswith(".whl") else stem[len(distribution) + 1 :]


def texts(archive: Path) -> Iterator[tuple[PurePosixPath, bytes]]:
    for path, data in _members(archive):
        if path.suffix in _TEXT and not path.is_absolute() and ".." not in path.parts:
            yield path, data


def _members(archive: Path) -> Iterator[tuple[PurePosixPath, bytes]]:
    if archive.suffix in (".whl", ".zip"):
        with zipfile.ZipFile(archive) as file:
            prefix = 0 if archive.suffix == ".whl" else 1
            for entry in file.infolist():
                if not entry.is_dir() and entry.file_size < _LARGEST and _wanted(entry.filename):
                    yield _below(entry.filename, prefix), file.read(entry)
        return
    with tarfile.open(archive) as tar:
        for member in tar:
            data = tar.extractfile(member) if member.isfile() and member.size < _LARGEST else None
            if data is not None and _wanted(member.name):
                yield _below(member.name, 1), data.read()


def _wanted(name: str) -> bool:
    return name.endswith(_TEXT)


def _below(name: str, levels: int) -> PurePosixPath:
    """The path as it is installed: without the folders around the library in a source archive or in ``*.data``."""
    parts = PurePosixPath(name).parts[levels:]
    if levels and parts[:1] == ("src",):
        parts = parts[1:]
    if len(parts) > 2 and parts[0].endswith(".data") and parts[1] in ("purelib", "platlib"):
        parts = parts[2:]
    return PurePosixPath(*parts)
