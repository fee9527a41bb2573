"""Directories below the root: who makes them, and that they may be there already."""

from __future__ import annotations

import pytest
from changing import changes, refusals

from flake8_persist.codemod.plan import INSIDE, NO_DIRECTORY

MAKE = 'os.makedirs(f"{PERSIST_ROOT}/d", exist_ok=True)'


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ('os.mkdir("d")', MAKE),
        ('os.makedirs("d")', MAKE),
        ('os.makedirs("d", exist_ok=True)', MAKE),
        ('os.makedirs("d", 0o755)', 'os.makedirs(f"{PERSIST_ROOT}/d", 0o755, exist_ok=True)'),
        ('os.mkdir("d", 0o755)', 'os.makedirs(f"{PERSIST_ROOT}/d", 0o755, exist_ok=True)'),
        (
            'if not os.path.exists("d"): os.mkdir("d")',
            'if not os.path.exists(f"{PERSIST_ROOT}/d"): os.mkdir(f"{PERSIST_ROOT}/d")',
        ),
        (
            'if not os.path.exists("e"): os.mkdir("d")',
            'if not os.path.exists("e"): os.makedirs(f"{PERSIST_ROOT}/d", exist_ok=True)',
        ),
        ('Path("d").mkdir()', '(Path(PERSIST_ROOT) / "d").mkdir(parents=True, exist_ok=True)'),
        ('Path("d").mkdir(exist_ok=True)', '(Path(PERSIST_ROOT) / "d").mkdir(exist_ok=True, parents=True)'),
    ],
)
def test_made_so_that_it_may_be_there(line: str, expected: str) -> None:
    program = f'import os\nfrom pathlib import Path\n{line}\nopen("d/a.txt", "w").write("")\n'
    assert changes(program).splitlines()[0] == expected


def test_a_copied_tree_may_be_there() -> None:
    program = "import os, shutil\nos.makedirs('d')\nopen('d/a.txt', 'w').write('')\nshutil.copytree('d', 'e')\n"
    assert changes(program).splitlines()[-1] == (
        "shutil.copytree(f'{PERSIST_ROOT}/d', f'{PERSIST_ROOT}/e', dirs_exist_ok=True)"
    )


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ('open("d/a.txt", "w").write("")', f'{MAKE}\nopen(f"{{PERSIST_ROOT}}/d/a.txt", "w").write("")'),
        ('open("a.txt", "w").write("")', 'open(f"{PERSIST_ROOT}/a.txt", "w").write("")'),
        (
            'open("d/a.txt", "w").write("")\nopen("d/b.txt", "w").write("")',
            f'{MAKE}\nopen(f"{{PERSIST_ROOT}}/d/a.txt", "w").write("")\n'
            'open(f"{PERSIST_ROOT}/d/b.txt", "w").write("")',
        ),
        (
            'os.makedirs("d")\nopen("d/e/a.txt", "w").write("")',
            f'{MAKE}\nos.makedirs(f"{{PERSIST_ROOT}}/d/e", exist_ok=True)\n'
            'open(f"{PERSIST_ROOT}/d/e/a.txt", "w").write("")',
        ),
        (
            'os.makedirs("d/e")\nopen("d/a.txt", "w").write("")',
            f'{MAKE}\nopen(f"{{PERSIST_ROOT}}/d/a.txt", "w").write("")',
        ),
        (
            'for n in os.listdir("in"):\n    open(f"d/{n}/a.txt", "w").write("")',
            'os.makedirs(os.path.dirname(f"{PERSIST_ROOT}/d/{n}/a.txt"), exist_ok=True)\n'
            'open(f"{PERSIST_ROOT}/d/{n}/a.txt", "w").write("")',
        ),
        (
            'def save(p):\n    open(p, "w").write("")\nsave("d/a.txt")\nsave("e/b.txt")',
            'os.makedirs(os.path.dirname(p), exist_ok=True)\nsave(f"{PERSIST_ROOT}/d/a.txt")\n'
            'save(f"{PERSIST_ROOT}/e/b.txt")',
        ),
        (
            'open(os.path.join("d", input(), "a.txt"), "w").write("")',
            None,
        ),
    ],
)
def test_made_where_nobody_makes_it(lines: str, expected: str | None) -> None:
    if expected is None:
        assert refusals(f"import os\n{lines}\n") == [NO_DIRECTORY]
    else:
        assert changes(f"import os\n{lines}\n") == expected


def test_writers_that_make_their_directories_need_nobody() -> None:
    program = "from transformers import AutoModel\nm = AutoModel.from_pretrained('x')\nm.save_pretrained('d/m')\n"
    assert changes(program) == "m.save_pretrained(f'{PERSIST_ROOT}/d/m')"


def test_who_asks_by_an_attempt_whether_a_directory_is_there_is_told() -> None:
    program = (
        'import os\ntry:\n    os.mkdir("d")\nexcept FileExistsError:\n    print()\nopen("d/a.txt", "w").write("")\n'
    )
    assert 'os.mkdir(f"{PERSIST_ROOT}/d")' in changes(program)
    assert "exist_ok=True" in changes(program.replace("FileExistsError", "ImportError"))


@pytest.mark.parametrize("line", ['if True: open("d/a.txt", "w")', 'x = 1; open("d/a.txt", "w")'])
def test_nothing_is_made_in_the_middle_of_a_line(line: str) -> None:
    assert refusals(f"{line}\n") == [INSIDE]
    assert "PERSIST_ROOT" in changes(f"{line.replace('d/', '')}\n")
