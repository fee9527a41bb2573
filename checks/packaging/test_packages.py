"""What is uploaded: whole, described, typed, and at work in an environment that holds nothing else."""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import venv
import zipfile
from email.message import Message
from email.parser import HeaderParser
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
FIXTURE = ROOT / "fixtures" / "image_classifier.py"
CONSUMER = """\
from flake8_persist import analyze, fix

codes: list[str] = [finding.code for finding in analyze("open('a', 'w')").findings]
source: str = fix("open('a', 'w')", filename="a.py").source
wrong: int = fix("").source
"""


def run(*command: str | Path, cwd: Path = ROOT) -> str:
    env = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "PYTHONHOME")}
    result = subprocess.run(
        list(map(str, command)),
        cwd=cwd,
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    assert result.returncode == 0, result.stdout
    return result.stdout


def tracked(*folders: str) -> set[str]:
    """The files of the repository below ``folders``, also new ones."""
    listed = run("git", "ls-files", "--cached", "--others", "--exclude-standard", *folders).splitlines()
    return {name for name in listed if (ROOT / name).is_file()}


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The source package, and the wheel that is made of it."""
    place = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--outdir", place, ROOT)
    return place


@pytest.fixture(scope="session")
def wheel(built: Path) -> Path:
    (found,) = built.glob("*.whl")
    return found


@pytest.fixture(scope="session")
def sdist(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The directory that the source package unpacks to."""
    (found,) = built.glob("*.tar.gz")
    place = tmp_path_factory.mktemp("sdist")
    with tarfile.open(found) as archive:
        archive.extractall(place, filter="data")
    (directory,) = place.iterdir()
    return directory


@pytest.fixture(scope="session")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The ``bin`` of a fresh environment with the wheel and what it depends on."""
    place = tmp_path_factory.mktemp("installed") / "venv"
    venv.create(place, with_pip=True)
    scripts = place / ("Scripts" if os.name == "nt" else "bin")
    run(scripts / "python", "-m", "pip", "install", "--quiet", wheel)
    return scripts


def metadata(wheel: Path) -> Message:
    with zipfile.ZipFile(wheel) as archive:
        (name,) = (name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
        return HeaderParser().parsestr(archive.read(name).decode())


def test_the_wheel_holds_the_package_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        held = {name for name in archive.namelist() if ".dist-info/" not in name}
    assert held == tracked("flake8_persist")
    assert "flake8_persist/py.typed" in held


def test_the_source_package_holds_what_the_tests_need(sdist: Path) -> None:
    held = {path.relative_to(sdist).as_posix() for path in sdist.rglob("*") if path.is_file()}
    folders = ("flake8_persist", "docs", "fixtures", "scripts", "tests")
    files = {"CHANGELOG.md", "LICENSE", "README.md", "action.yml", "mkdocs.yml", "pyproject.toml", "tox.ini"}
    assert tracked(*folders) | files <= held


def test_the_description_is_complete_and_can_be_shown(built: Path, wheel: Path) -> None:
    run(sys.executable, "-m", "twine", "check", "--strict", *built.iterdir())
    described = metadata(wheel)
    for name in ("Summary", "Keywords", "License-Expression", "License-File", "Requires-Python", "Project-URL"):
        assert described[name], name
    assert described["Requires-Python"] == ">=3.10"
    assert described["Description-Content-Type"] == "text/markdown"
    supported = {line.rpartition(" ")[2] for line in described.get_all("Classifier", []) if ":: 3." in line}
    assert f"{sys.version_info.major}.{sys.version_info.minor}" in supported


def test_it_goes_together_with_what_it_depends_on(installed: Path) -> None:
    assert "No broken requirements" in run(installed / "python", "-m", "pip", "check")


def test_every_way_in_works(installed: Path, wheel: Path, tmp_path: Path) -> None:
    (tmp_path / FIXTURE.name).write_bytes(FIXTURE.read_bytes())
    version = metadata(wheel)["Version"]
    assert run(installed / "persist-fix", "--version", cwd=tmp_path).split() == ["persist-fix", version]
    assert run(installed / "python", "-I", "-m", "flake8_persist", "--version", cwd=tmp_path).split()[1] == version
    assert f"flake8-persist: {version}" in " ".join(run(installed / "flake8", "--version", cwd=tmp_path).split())
    found = run(installed / "flake8", "--select=PST", "--exit-zero", FIXTURE.name, cwd=tmp_path)
    assert len(found.splitlines()) == 4
    with pytest.raises(AssertionError, match=f"Fixed 4 findings in {FIXTURE.stem}"):
        run(installed / "persist-fix", FIXTURE.name, cwd=tmp_path)  # exits with 1, since it has changed something
    assert (tmp_path / FIXTURE.name).read_bytes() == FIXTURE.with_suffix(".fixed.py").read_bytes()
    assert run(installed / "persist-fix", "--check", FIXTURE.name, cwd=tmp_path) == ""


def test_it_is_typed(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "consumer.py").write_text(CONSUMER, encoding="utf-8")
    command = (sys.executable, "-m", "mypy", "--strict", "--python-executable", installed / "python", "consumer.py")
    with pytest.raises(AssertionError) as said:
        run(*command, cwd=tmp_path)
    assert 'consumer.py:5: error: Incompatible types in assignment (expression has type "str"' in str(said.value)
    assert "Found 1 error in 1 file" in str(said.value)


def test_the_tests_of_the_source_package_run(installed: Path, wheel: Path, sdist: Path) -> None:
    run(installed / "python", "-m", "pip", "install", "--quiet", f"{wheel}[test]")
    run(installed / "python", "-m", "pytest", "-q", "--collect-only", cwd=sdist)
    run(installed / "python", "-m", "pytest", "-q", "tests/test_fixtures.py", "tests/documentation", cwd=sdist)
