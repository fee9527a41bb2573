"""The check of the tables, on tiny libraries: every way in which a call can be defined and reached."""

from __future__ import annotations

import tarfile
import zipfile
from pathlib import Path

import pytest
import verify_catalog
from verification import backing, releases, tables
from verification.backing import Evidence
from verification.checking import Outcome, check
from verification.interpreter import VERSION
from verification.judging import judge
from verification.modules import Tree
from verification.names import Names
from verification.releases import UnavailableError
from verification.report import shown
from verification.tables import Row

from flake8_persist.catalog import data, rows


def library(folder: Path, files: dict[str, str]) -> Tree:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return Tree(folder)


def row(claim: str) -> str:
    """``lib.save function f 1 - mode@2=r chars:w`` as a line of a table."""
    name, kind, parameter, place, *rest = claim.split(" ", 5)
    default, mode = (*rest, "", "")[:2]
    return f"{name},{kind},{parameter},{place},{default},{mode},data,write,file,,,,lib==1"


def outcome(claim: str, folder: Path, files: dict[str, str]) -> Outcome:
    return check(rows.row(row(claim)), Names(library(folder, files))).outcome


SAVE = "def save(obj, f, mode='r'): ...\n"


@pytest.mark.parametrize(
    "claim",
    [
        "lib.save function f 1",
        "lib.save function f kw",
        "lib.save function f 1  mode@2=r chars:w",
        "lib.save function f 1  mode@kw=r chars:w",
    ],
)
def test_a_row_that_agrees(claim: str, tmp_path: Path) -> None:
    assert outcome(claim, tmp_path, {"lib/__init__.py": SAVE}) is Outcome.AGREES


@pytest.mark.parametrize(
    "claim",
    [
        "lib.save function path 1",
        "lib.save function f 0",
        "lib.save function f 1 -",
        "lib.save function mode 2 w",
        "lib.save function f last",
        "lib.save function f 1  mode@1=r chars:w",
        "lib.save function f 1  mode@2=w chars:w",
        "lib.save function f 1  mode@2 chars:w",
        "lib.save function f 1  flag@2=r chars:w",
    ],
)
def test_a_row_that_is_wrong(claim: str, tmp_path: Path) -> None:
    assert outcome(claim, tmp_path, {"lib/__init__.py": SAVE}) is Outcome.DISAGREES


def test_a_star_brings_only_what_the_module_says(tmp_path: Path) -> None:
    files = {"lib/__init__.py": "from .io import *\n", "lib/io.py": f"__all__ = ['load']\n{SAVE}"}
    assert outcome("lib.save function f 1", tmp_path, files) is Outcome.HIDDEN


@pytest.mark.parametrize("claim", ["lib.load function f 1", "other.save function f 1", "lib.save.deep function f 1"])
def test_a_name_that_leads_nowhere(claim: str, tmp_path: Path) -> None:
    assert outcome(claim, tmp_path, {"lib/__init__.py": SAVE}) is Outcome.HIDDEN


@pytest.mark.parametrize(
    "files",
    [
        {"lib/__init__.py": "from lib.io import save\n", "lib/io.py": SAVE},
        {"lib/__init__.py": "from .io import write as save\n", "lib/io.py": "def write(obj, f): ...\n"},
        {"lib/__init__.py": "from .io import *\n", "lib/io.py": SAVE},
        {"lib/__init__.py": "from .io import *\n", "lib/io.py": f"__all__ = [\n    'save',\n]\n{SAVE}"},
        {"lib/__init__.py": "from .io import *\n", "lib/io.py": f"__all__ = ['load'] + ['save']\n{SAVE}"},
        {"lib/__init__.py": "from .io import *\n", "lib/io.py": f"__all__ = ['load']\n__all__ += ['save']\n{SAVE}"},
        {"lib/__init__.py": "from . import io\nsave = io.save\n", "lib/io.py": SAVE},
        {"lib/__init__.py": "import lib.io as _io\nsave = _io.save\n", "lib/io.py": SAVE},
        {"lib/__init__.py": f"try:\n    import fast\nexcept ImportError:\n    {SAVE}"},
        {"lib/__init__.py": "TYPE_CHECKING = False\nif TYPE_CHECKING:\n    from .io import save\n", "lib/io.py": SAVE},
        {"lib/__init__.py": "", "lib/__init__.pyi": SAVE},
        {"lib-stubs/__init__.pyi": SAVE},
        {"lib/__init__.py": "_LAZY = {'save': 'lib.deep.io'}\n", "lib/deep/io.py": SAVE},
        {"lib/__init__.py": f"def _save(obj, f): ...\nsave = deprecated('1.0')(_save)\n{''}"},
        {"lib/__init__.py": "import functools\nfrom .io import _save\nsave = functools.partial(_save, flag=1)\n",
         "lib/io.py": "def _save(obj, f, flag=0): ...\n"},
        {"lib/__init__.py": "class _Saver:\n    def __call__(self, obj, f): ...\nsave = _Saver()\n"},
        {"lib/__init__.py": "class _Saver:\n    def save(self, obj, f): ...\n_saver = _Saver()\nsave = _saver.save\n"},
        {"lib/__init__.py": "from a import save\n", "a.py": "from b import save\n",
         "b.py": f"from a import save\n{SAVE}"},
        {"lib/__init__.pyx": "cpdef object save(object obj, str f not None, int mode=0):\n    cdef int x\n"},
    ],
    ids=range(19),
)  # fmt: skip
def test_names_are_followed_to_their_definition(files: dict[str, str], tmp_path: Path) -> None:
    assert outcome("lib.save function f 1", tmp_path, files) is Outcome.AGREES


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("lib.M.save method f 0", "class M:\n    def save(self, f): ...\n"),
        ("lib.M.save method f 0", "class B:\n    def save(self, f): ...\nclass M(B): ...\n"),
        ("lib.M.load method f 0", "class M:\n    @classmethod\n    def load(cls, f): ...\n"),
        ("lib.M.load method f 0", "class M:\n    @staticmethod\n    def load(f): ...\n"),
        ("lib.M.keep method f 0", "class M:\n    def save(self, f): ...\n    keep = save\n"),
        ("lib.M.save method f 0", "def save(self, f): ...\nclass M:\n    save = save\n"),
        ("lib.M.save method f 0", "class M: ...\n@patch\ndef save(self: M, f): ...\n"),
        ("lib.M.save method self self", "class M:\n    def save(self): ...\n"),
        ("lib.M.save method  none .", "class M:\n    def save(self): ...\n"),
        ("lib.M constructor f 0", "class M:\n    def __init__(self, f): ...\n"),
        ("lib.M constructor f 0", "class M:\n    def __new__(cls, f): ...\n"),
        ("lib.M constructor f 0", "class B:\n    def __init__(self, f): ...\nclass M(B): ...\n"),
        ("lib.M constructor f kw", "class B:\n    def __init__(self, f): ...\nclass M(B):\n"
         "    def __init__(self, a, **kwargs): ...\n"),
        ("lib.M constructor f 1", "class B:\n    def __init__(self, f): ...\nclass M(B):\n"
         "    def __init__(self, a, *args): ...\n"),
        ("lib.M constructor f 1", "class B:\n    def __init__(self, a, f): ...\nclass M(B):\n"
         "    def __init__(self, a=1, *args): ...\n"),
        ("lib.M constructor f 1 out", "@dataclass\nclass B:\n    a: int\n@dataclass\nclass M(B):\n"
         "    f: str = 'out'\n"),
        ("lib.M constructor f 1 -", "@dataclass\nclass M:\n    n: ClassVar[int] = 0\n    a: int\n"
         "    i: int = field(init=False)\n    f: str = field(default=None)\n"),
        ("lib.M constructor f kw", "@dataclass(kw_only=True)\nclass M:\n    f: str\n"),
        ("lib.M constructor f kw", "class M(BaseModel):\n    f: str\n"),
        ("lib.M constructor f 1", "class M(NamedTuple):\n    a: int\n    f: str\n"),
        ("lib.M constructor f 0", "def M(f): ...\n"),
        ("lib.M.out assignment value value", "class M:\n    def __init__(self):\n        self.out = 1\n"),
        ("lib.M.out assignment value value", "class M:\n    @property\n    def out(self): ...\n"),
        ("lib.run function f last", "def run(*f): ...\n"),
        ("lib.run function f 1", "def run(a, *f): ...\n"),
        ("lib.plot function f 0 plot.png", "def plot(f='plot'): ...\n"),
        ("lib.plot function f 0 <dir>/x", "def plot(f='x'): ...\n"),
        ("lib.M.save method f kw -", "class M:\n    def save(self, f): ...\n"),
        ("os.environ['LIB_HOME'] assignment value value", "home = os.environ.get('LIB_HOME')\n"),
    ],
)  # fmt: skip
def test_signatures_are_read(claim: str, text: str, tmp_path: Path) -> None:
    assert outcome(claim, tmp_path, {"lib/__init__.py": text}) is Outcome.AGREES


def test_overloads_count_only_where_there_is_nothing_else(tmp_path: Path) -> None:
    overloads = "@overload\ndef save(obj): ...\n@overload\ndef save(obj, f): ...\n"
    whole = f"{overloads}def save(obj, f=None): ...\n"
    assert outcome("lib.save function f 1", tmp_path / "a", {"lib.pyi": overloads}) is Outcome.AGREES
    assert outcome("lib.save function f 1", tmp_path / "b", {"lib.py": whole}) is Outcome.DISAGREES


@pytest.mark.parametrize("text", ["def save(*args): ...\n", "def save(obj, **kwargs): ...\n", "class save: ...\n"])
def test_what_may_be_among_other_arguments_is_not_decided(text: str, tmp_path: Path) -> None:
    assert outcome("lib.save function f 1", tmp_path, {"lib/__init__.py": text}) is Outcome.HIDDEN


def test_an_import_from_another_library_is_followed(tmp_path: Path) -> None:
    own = library(tmp_path / "own", {"lib/__init__.py": "from other import save\n"})
    other = library(tmp_path / "other", {"other.py": SAVE})
    assert check(rows.row(row("lib.save function f 1")), Names(own, [other])).outcome is Outcome.AGREES


def test_another_spelling_of_the_catalogue_is_found(tmp_path: Path) -> None:
    files = {"tf_keras/__init__.py": "class Model:\n    def save(self, f): ...\n"}
    assert outcome("keras.Model.save method f 0", tmp_path, files) is Outcome.AGREES


@pytest.mark.parametrize(("pattern", "expected"), [("f=1", Outcome.AGREES), ("f=2", Outcome.DISAGREES)])
def test_evidence_decides_where_there_is_some(
    pattern: str, expected: Outcome, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = (Evidence("lib.s*", "f", "lib/x.cpp", pattern),)
    monkeypatch.setattr(backing, "evidence", lambda: found)
    assert outcome("lib.save function f 3", tmp_path, {"lib/x.cpp": "f=1", "lib/__init__.py": SAVE}) is expected


def test_evidence_about_another_file_layout_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backing, "evidence", lambda: (Evidence("lib.save", "f", "lib/x.cpp", "f"),))
    assert outcome("lib.save function f 1", tmp_path, {"lib/__init__.py": SAVE}) is Outcome.AGREES


def test_a_method_that_is_defined_as_a_function_elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backing, "_definitions", lambda: (("lib.Client", "lib.inject"),))
    files = {"lib/__init__.py": "", "lib/inject.py": "def upload(self, f): ...\n"}
    assert outcome("lib.Client.upload method f 0", tmp_path, files) is Outcome.AGREES


@pytest.mark.parametrize(
    ("verified", "expected", "holds_in", "gone"),
    [
        ("lib==1", Outcome.AGREES, ("lib==1",), True),
        ("lib==1; lib==2", Outcome.DISAGREES, ("lib==1",), False),
        ("lib==2", Outcome.DISAGREES, (), False),
        ("lib==0", Outcome.HIDDEN, (), True),
        ("docs https://example.org", Outcome.HIDDEN, (), True),
    ],
)
def test_a_row_has_to_hold_in_the_releases_that_it_names(
    verified: str, expected: Outcome, holds_in: tuple[str, ...], gone: bool, tmp_path: Path
) -> None:
    one = library(tmp_path / "1", {"lib.py": "def save(f): ...\n"})
    two = library(tmp_path / "2", {"lib.py": "def save(path): ...\n"})
    names = {("lib", "1"): Names(one), ("lib", "2"): Names(two)}
    judgement = judge(Row(rows.row(row("lib.save function f 0")), verified), [("lib", "2")], names)
    assert (judgement.outcome, judgement.holds_in, bool(judgement.gone_from)) == (expected, holds_in, gone)


def test_the_standard_library_is_that_of_the_interpreter(tmp_path: Path) -> None:
    checked = ("python", VERSION)
    for claim, expected in (
        ("os.mkdir function path 0", Outcome.AGREES),
        ("os.mkdir function path 1", Outcome.DISAGREES),
    ):
        judgement = judge(Row(rows.row(row(claim)), "==".join(checked)), [], {checked: Names(library(tmp_path, {}))})
        assert judgement.outcome is expected


def test_the_report_has_a_line_for_each_library_and_a_total() -> None:
    api = rows.row(row("lib.save function f 0"))
    text = shown({"lib": [judge(Row(api, "docs https://example.org"), [], {})]}, ["lib==2: no such release"])
    library_line, total = (line.split() for line in text.splitlines() if line.startswith(("lib ", "total")))
    assert library_line == ["lib", "1", "0", "0", "1"]
    assert total[:5] == ["total", "1", "0", "0", "1"]
    assert "unverifiable: lib.save(f): docs https://example.org" in text
    assert text.endswith("not read: lib==2: no such release")


def test_an_update_touches_nothing_but_the_last_column(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "lib.csv"
    target.write_text(f'{rows.HEADER}\nlib.save,function,f,0,,,data,write,file,,,"a, b",lib==1\n', encoding="utf-8")
    monkeypatch.setattr(tables, "path", lambda name: target)
    tables.write("lib", ["lib==2"])
    assert target.read_text(encoding="utf-8").splitlines()[1].endswith(',"a, b",lib==2')


def test_every_row_names_a_release_or_the_page_that_it_is_taken_from() -> None:
    for name in data.stems("tables"):
        for entry in tables.read(name):
            assert entry.releases or entry.verified.startswith("docs https://"), entry


def test_every_annotation_is_about_a_row() -> None:
    facts = {(entry.api.name, entry.api.parameter) for name in data.stems("tables") for entry in tables.read(name)}
    assert [one for one in backing.evidence() if not any(one.is_about(*fact) for fact in facts)] == []


def wheel(path: Path, files: dict[str, str]) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return path


def served(monkeypatch: pytest.MonkeyPatch, version: str, files: dict[str, str]) -> list[str | None]:
    """A package index that has one release; gives the versions that were asked for."""
    asked: list[str | None] = []

    def download(place: Path, distribution: str, wanted: str | None) -> Path:
        asked.append(wanted)
        return wheel(place / f"{distribution}-{version}-py3-none-any.whl", files)

    monkeypatch.setattr(releases, "_downloaded", download)
    return asked


def test_a_release_is_fetched_once_and_only_its_text_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = {"lib/__init__.py": SAVE, "lib/fast.so": "", "../out.py": "", "lib-1.0.data/purelib/extra.py": SAVE}
    asked = served(monkeypatch, "1.0", files)
    found = [releases.fetch(tmp_path / "cache", "Some-Lib", "1.0") for _ in range(2)]
    assert asked == ["1.0"]
    assert {str(one) for one in found} == {"some_lib==1.0"}
    kept = sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.*") if path.is_file())
    assert kept == ["cache/some_lib==1.0/extra.py", "cache/some_lib==1.0/lib/__init__.py"]


def test_the_newest_release_is_asked_for_once_a_day(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = served(monkeypatch, "1.10", {"lib.py": SAVE})
    (tmp_path / "lib==1.9").mkdir()
    assert [releases.newest(tmp_path, "lib").version for _ in range(2)] == ["1.10", "1.10"]
    assert asked == [None]
    cached = releases.newest_cached(tmp_path, "lib")
    assert cached is not None
    assert cached.version == "1.10"


def test_a_source_archive_is_read_below_its_folder(tmp_path: Path) -> None:
    (tmp_path / "lib-1.0" / "src" / "lib").mkdir(parents=True)
    (tmp_path / "lib-1.0" / "src" / "lib" / "__init__.py").write_text(SAVE)
    with tarfile.open(tmp_path / "lib-1.0.tar.gz", "w:gz") as archive:
        archive.add(tmp_path / "lib-1.0", "lib-1.0")
    assert [str(path) for path, _ in releases.texts(tmp_path / "lib-1.0.tar.gz")] == ["lib/__init__.py"]


def test_a_wrong_row_fails_the_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    served(monkeypatch, "1", {"lib.py": SAVE})
    monkeypatch.setattr(data, "stems", lambda folder: ["lib"])
    claims = {"lib.save function f 1": 0, "lib.save function f 0": 1}
    for claim, status in claims.items():
        monkeypatch.setattr(tables, "read", lambda name, claim=claim: [Row(rows.row(row(claim)), "lib==1")])
        assert verify_catalog.main(["lib", "--cache", str(tmp_path)]) == status
    assert "wrong: lib.save(f): lib==1: f is at position 1" in capsys.readouterr().out


def test_an_unavailable_library_does_not_stop_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def download(place: Path, distribution: str, version: str | None) -> Path:
        raise UnavailableError("no such project")

    monkeypatch.setattr(releases, "_downloaded", download)
    monkeypatch.setattr(tables, "read", lambda name: [Row(rows.row(row("lib.save function f 1")), "lib==1")])
    monkeypatch.setattr(data, "stems", lambda folder: ["lib"])
    assert verify_catalog.main(["--cache", str(tmp_path)]) == 0
    assert "not read: lib==1: no such project" in capsys.readouterr().out


def test_a_library_without_a_table_is_wrong_usage() -> None:
    with pytest.raises(SystemExit) as raised:
        verify_catalog.main(["no-such-library"])
    assert raised.value.code == 2
