"""Patterns and texts that are made to keep a search busy for years: it is over at once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from watchdog import no_hang

from flake8_persist import outcomes
from flake8_persist.cli import main
from flake8_persist.patterns import matches
from flake8_persist.settings import Settings

LONG = "a" * 250
COLAB = Settings(environment="colab")
LOST = "import torch\ntorch.save(m, 'a.pt')\n"


@pytest.fixture(autouse=True)
def _watched() -> Iterator[None]:
    with no_hang():
        yield


@pytest.mark.parametrize("pattern", ["*a" * 60 + "b", "*?" * 60 + "b", "*[a-c]" * 60 + "/b", "[a-z]*" * 60 + "b"])
@pytest.mark.parametrize("path", [LONG, f"{LONG}/{LONG}"])
def test_stars_in_a_name(pattern: str, path: str) -> None:
    assert not matches([pattern], path)
    assert matches([pattern.removesuffix("b").removesuffix("/")], path)


@pytest.mark.parametrize(
    "pattern", ["**/aaa/" * 60 + "b", "**/*a*a/" * 60 + "b", "**/" * 60 + "b", "**/aa/*/" * 60 + "b"]
)
def test_stars_for_directories(pattern: str) -> None:
    path = "aa/aaa/" * 300 + "c"
    assert not matches([pattern], path)
    assert matches([pattern.removesuffix("b") + "c"], path)


@pytest.mark.parametrize("key", ["exclude", "per-file-ignores", ".gitignore"])
def test_the_configuration(key: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path(f"{LONG}.py").write_text(LOST)
    pattern = "*a" * 60 + "b"
    if key == ".gitignore":
        Path(key).write_text(pattern + "\n")
    else:
        value = f"['{pattern}']" if key == "exclude" else f"{{'{pattern}' = ['PST1']}}"
        Path("pyproject.toml").write_text(f"[tool.flake8-persist]\n{key} = {value}\n")
    assert main(["--check", "--quiet", "."]) == 1


SOURCES = {
    "globs": "import glob, os, torch\n"
    f"torch.save(m, 'out/{'a' * 3000}b')\nfor f in glob.glob('out/{'*a' * 60}'): os.remove(f)\n",
    "globs that are copied": "import glob, shutil, torch\n"
    f"torch.save(m, 'out/{'a' * 3000}b')\nfor f in glob.glob('out/{'*a' * 60}'): shutil.copy(f, '/content/drive')\n",
    "comments with codes": f"{LOST[:-1]}  # noqa: {'a1' * 50_000}!\n{'#' * 100_000}\n{'# noqa' * 20_000}\n",
    "comments with blanks": f"{LOST[:-1]}  # noqa:{' ' * 100_000}!\n# flake8:{' ' * 100_000}noqa\n",
    "the sign of marimo": "import marimo\n" * 2_000 + f"x = 'marimo.App('\n{LOST}",
    "names before the sign of marimo": f"import marimo\n{'a' * 100_000}\nx = 'marimo.App('\n{LOST}",
    "blanks": f"{LOST}x = 1{' ' * 100_000}\n{chr(10) * 50_000}{' ' * 100_000}\n",
    "questions": f"{LOST}#{'? ' * 20_000}x\n{'? ' * 1_000}\n",
    "options of a magic": f"%timeit {'-n ' * 30_000}\n%timeit {'-n -r' * 30_000} x\n{LOST}",
    "letters of a command": f"!{'a' * 100_000}\n{LOST}",
    "brackets of a command": f"!{'(' * 3_000}\n!{'$(' * 1_500}\n!{'((a)' * 1_500}\n{LOST}",
    "quotes of a command": f"""!echo {"'{a" * 10_000}\n!echo {'"$' * 5_000}\n!echo {"`" * 5_001}\n{LOST}""",
    "names in a command": f"""!cp a.pt {"{a}$b'$c.d' " * 2_000}\n{LOST}""",
    "broken lines": LOST + "".join(f"# %%\nx = = {number}\n" for number in range(500)),
    "broken cells": f"# In[1]:\n{LOST}" + "".join(f"# In[{number}]:\n\n\ntry:\n!ls\n" for number in range(500)),
}


@pytest.mark.parametrize("name", SOURCES)
def test_a_source(name: str) -> None:
    data = SOURCES[name].encode()
    for work in (outcomes.check, outcomes.fix):
        assert work(data, "a.py", "a.py", COLAB).crash is None
