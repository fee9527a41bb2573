from __future__ import annotations

import bz2
import codecs
import cProfile
import dbm
import gzip
import io
import logging
import lzma
import mailbox
import os
import shelve
import shutil
import sqlite3
import tarfile
import tempfile
import tracemalloc
import wave
import xml.etree.ElementTree
import zipfile
from collections.abc import Callable
from pathlib import Path

from case import Back, Case


def _source() -> None:
    """A file and a directory with a file, for calls that copy or move."""
    Path("source.txt").write_text("source")
    Path("source").mkdir()
    Path("source/inner.txt").write_text("inner")


def _archives() -> None:
    _source()
    shutil.make_archive("source", "zip", "source")
    shutil.make_archive("source", "tar", "source")


def _opens(path: str, mode: str) -> None:
    with open(path, mode) as file:
        if "r" not in mode:
            file.write("text")


def _connect(path: str) -> None:
    connection = sqlite3.connect(path)
    connection.execute("create table t (a)")
    connection.close()


def _bz2(path: str, mode: str) -> None:
    bz2.BZ2File(path, mode).close()  # type: ignore[call-overload]


def _log(path: str) -> None:
    handler = logging.FileHandler(path)
    handler.emit(logging.makeLogRecord({"msg": "text"}))
    handler.close()


def _basic(path: str | None) -> None:
    logging.basicConfig(filename=path, force=True)
    logging.warning("text")
    logging.basicConfig(handlers=[logging.NullHandler()], force=True)


def _zip(path: str, mode: str = "w") -> None:
    with zipfile.ZipFile(path, mode) as archive:  # type: ignore[call-overload]
        if mode != "r":
            archive.writestr("inner.txt", "inner")


def _tar(path: str, mode: str = "w") -> None:
    with tarfile.open(path, mode) as archive:  # type: ignore[call-overload]
        if mode != "r":
            archive.addfile(tarfile.TarInfo("inner.txt"))


def _compress(module: object, path: str, mode: str = "wb") -> None:
    with module.open(path, mode) as file:  # type: ignore[attr-defined]
        if "r" not in mode:
            file.write(b"bytes")


def _shelve(path: str, mode: str = "c") -> None:
    with shelve.open(path, mode) as shelf:  # type: ignore[arg-type]
        if mode != "r":
            shelf["key"] = "value"


def _dbm(path: str, mode: str = "c") -> None:
    with dbm.open(path, mode) as database:  # type: ignore[arg-type]
        if mode != "r":
            database["key"] = "value"


def _wave(path: str, mode: str = "wb") -> None:
    with wave.open(path, mode) as file:
        if "w" in mode:
            file.setparams((1, 2, 8000, 0, "NONE", ""))
            file.writeframes(b"\0\0" * 8)


def _snapshot() -> tracemalloc.Snapshot:
    tracemalloc.start()
    snapshot = tracemalloc.take_snapshot()
    tracemalloc.stop()
    return snapshot


def _profile() -> cProfile.Profile:
    profile = cProfile.Profile()
    profile.runcall(len, ())
    return profile


def _box(path: str) -> None:
    box = mailbox.mbox(path)
    box.add("Subject: text\n\n")
    box.close()


def _unzip(path: str | None = None) -> None:
    with zipfile.ZipFile("source.zip") as archive:
        archive.extractall(path)


def _unzip_one(path: str | None = None) -> None:
    with zipfile.ZipFile("source.zip") as archive:
        archive.extract("inner.txt", path)


def _untar(extract: Callable[[tarfile.TarFile], object]) -> None:
    with tarfile.open("source.tar") as archive:
        extract(archive)


def _text(path: str) -> str:
    return Path(path).read_text()


CASES = [
    Case("builtins.open", "a.txt", lambda p: _opens(p, "w"), back=Back("builtins.open", _text), opens=_opens),
    Case("io.open", "a.txt", lambda p: io.open(p, "w").close(), opens=lambda p, mode: io.open(p, mode).close()),  # noqa: UP020 - this spelling is what is tried
    Case(
        "codecs.open",
        "a.txt",
        lambda p: codecs.open(p, "w").close(),
        opens=lambda p, mode: codecs.open(p, mode).close(),
    ),
    Case("os.open", "a.txt", lambda p: os.close(os.open(p, os.O_WRONLY | os.O_CREAT))),
    Case(
        "pathlib.Path.open",
        "a.txt",
        lambda p: Path(p).open("w").close(),
        opens=lambda p, mode: Path(p).open(mode).close(),
    ),
    Case(
        "pathlib.Path.write_text",
        "a.txt",
        lambda p: Path(p).write_text("text"),
        back=Back("pathlib.Path.read_text", _text),
    ),
    Case(
        "pathlib.Path.write_bytes",
        "a",
        lambda p: Path(p).write_bytes(b"b"),
        back=Back("pathlib.Path.read_bytes", lambda p: Path(p).read_bytes()),
    ),
    Case("pathlib.Path.touch", "a.txt", lambda p: Path(p).touch()),
    Case("pathlib.Path.mkdir", "a", lambda p: Path(p).mkdir()),
    Case("pathlib.Path.mkdir", "a", lambda p: Path(p).mkdir(parents=True), although="parents=True asks for it"),
    Case("pathlib.Path.rename", "b.txt", lambda p: Path("source.txt").rename(p), needs=_source),
    Case("pathlib.Path.rename", "b", lambda p: Path("source").rename(p), needs=_source),
    Case("pathlib.Path.replace", "b.txt", lambda p: Path("source.txt").replace(p), needs=_source),
    Case("pathlib.Path.symlink_to", "b.txt", lambda p: Path(p).symlink_to("source.txt"), needs=_source),
    Case("pathlib.Path.hardlink_to", "b.txt", lambda p: Path(p).hardlink_to("source.txt"), needs=_source),
    Case("os.mkdir", "a", os.mkdir),
    Case("os.makedirs", "a", os.makedirs),
    Case("os.rename", "b.txt", lambda p: os.rename("source.txt", p), needs=_source),
    Case("os.renames", "b.txt", lambda p: os.renames("source.txt", p), needs=_source),
    Case("os.replace", "b.txt", lambda p: os.replace("source.txt", p), needs=_source),
    Case("os.symlink", "b.txt", lambda p: os.symlink("source.txt", p), needs=_source),
    Case("os.link", "b.txt", lambda p: os.link("source.txt", p), needs=_source),
    Case("shutil.copy", "b.txt", lambda p: shutil.copy("source.txt", p), needs=_source),
    Case("shutil.copy", "b", lambda p: shutil.copy("source.txt", p), lands="b/source.txt", there=True, needs=_source),
    Case("shutil.copy2", "b.txt", lambda p: shutil.copy2("source.txt", p), needs=_source),
    Case("shutil.copyfile", "b.txt", lambda p: shutil.copyfile("source.txt", p), needs=_source),
    Case("shutil.copytree", "b", lambda p: shutil.copytree("source", p), needs=_source),
    Case("shutil.move", "b.txt", lambda p: shutil.move("source.txt", p), needs=_source),
    Case(
        "shutil.move",
        "b",
        lambda p: shutil.move("source", p),
        needs=_source,
        although="what cannot be renamed is copied by copytree",
    ),
    Case("shutil.move", "c", lambda p: shutil.move("source", p), lands="c/source", there=True, needs=_source),
    Case(
        "shutil.make_archive",
        "b",
        lambda p: shutil.make_archive(p, "zip", "source"),
        lands="b.zip",
        needs=_source,
        back=Back("shutil.unpack_archive", zipfile.is_zipfile),
    ),
    Case(
        "shutil.make_archive",
        "b.v1",
        lambda p: shutil.make_archive(p, "gztar", "source"),
        lands="b.v1.tar.gz",
        needs=_source,
    ),
    Case(
        "shutil.unpack_archive",
        "b",
        lambda p: shutil.unpack_archive("source.zip", p),
        needs=_archives,
        omitted=lambda: shutil.unpack_archive("source.zip"),
    ),
    Case("zipfile.ZipFile", "a.zip", _zip, back=Back("zipfile.ZipFile", zipfile.ZipFile), opens=_zip),
    Case("zipfile.ZipFile.extractall", "b", _unzip, needs=_archives, omitted=_unzip),
    Case("zipfile.ZipFile.extract", "b", _unzip_one, needs=_archives, omitted=_unzip_one),
    Case("tarfile.open", "a.tar", _tar, back=Back("tarfile.open", tarfile.open), opens=_tar),
    Case(
        "tarfile.TarFile.extractall",
        "b",
        lambda p: _untar(lambda archive: archive.extractall(p)),
        needs=_archives,
        omitted=lambda: _untar(lambda archive: archive.extractall()),
    ),
    Case(
        "tarfile.TarFile.extract",
        "b",
        lambda p: _untar(lambda archive: archive.extract("./inner.txt", p)),
        needs=_archives,
        omitted=lambda: _untar(lambda archive: archive.extract("./inner.txt")),
    ),
    Case("gzip.open", "a.gz", lambda p: _compress(gzip, p), opens=lambda p, mode: _compress(gzip, p, mode)),
    Case(
        "gzip.GzipFile",
        "a.gz",
        lambda p: gzip.GzipFile(p, "w").close(),
        opens=lambda p, mode: gzip.GzipFile(p, mode).close(),
    ),
    Case("bz2.open", "a.bz2", lambda p: _compress(bz2, p), opens=lambda p, mode: _compress(bz2, p, mode)),
    Case(
        "bz2.BZ2File",
        "a.bz2",
        lambda p: bz2.BZ2File(p, "w").close(),
        opens=_bz2,
    ),
    Case("lzma.open", "a.xz", lambda p: _compress(lzma, p), opens=lambda p, mode: _compress(lzma, p, mode)),
    Case(
        "lzma.LZMAFile",
        "a.xz",
        lambda p: lzma.LZMAFile(p, "w").close(),
        opens=lambda p, mode: lzma.LZMAFile(p, mode).close(),
    ),
    Case("sqlite3.connect", "a.db", _connect, back=Back("sqlite3.connect", lambda p: Path(p).exists())),
    Case("shelve.open", "a", _shelve, opens=_shelve),
    Case("dbm.open", "a", _dbm, opens=_dbm),
    Case("logging.FileHandler", "a.log", _log),
    Case("logging.basicConfig", "a.log", _basic, omitted=lambda: _basic(None)),
    Case(
        "xml.etree.ElementTree.ElementTree.write",
        "a.xml",
        lambda p: xml.etree.ElementTree.ElementTree(xml.etree.ElementTree.Element("a")).write(p),
        back=Back("xml.etree.ElementTree.parse", xml.etree.ElementTree.parse),
    ),
    Case("wave.open", "a.wav", _wave, back=Back("wave.open", lambda p: wave.open(p).close()), opens=_wave),
    Case("cProfile.run", "a.prof", lambda p: cProfile.run("1", p), omitted=lambda: cProfile.run("1")),
    Case("cProfile.Profile.dump_stats", "a.prof", lambda p: _profile().dump_stats(p)),
    Case("tracemalloc.Snapshot.dump", "a.snap", lambda p: _snapshot().dump(p)),
    Case("mailbox.mbox", "a.mbox", _box),
    Case("tempfile.mkdtemp", "a", lambda p: tempfile.mkdtemp(dir=p), there=True, omitted=tempfile.mkdtemp),
    Case("tempfile.mkstemp", "a", lambda p: os.close(tempfile.mkstemp(dir=p)[0]), there=True, omitted=tempfile.mkstemp),
    Case(
        "tempfile.NamedTemporaryFile",
        "a",
        lambda p: tempfile.NamedTemporaryFile(dir=p, delete=False).close(),
        there=True,
        omitted=lambda: tempfile.NamedTemporaryFile(delete=False).close(),
    ),
    Case("os.truncate", "source.txt", lambda p: os.truncate(p, 0), needs=_source),
]
