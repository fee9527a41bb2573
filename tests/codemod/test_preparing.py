"""What stands above the first edit: where it goes, and by which names it reaches what it needs."""

from __future__ import annotations

import ast

import pytest
from changing import changes, result

WRITE = 'open("a.txt", "w").write("")\n'
BLOCK = """\
try:  # on Colab: keep on Google Drive what this program writes
    from google.colab import drive
except ImportError:
    PERSIST_ROOT = os.environ.get("PERSIST_ROOT", ".")
else:
    drive.mount("/content/drive")
    PERSIST_ROOT = "/content/drive/MyDrive/train"
os.makedirs(PERSIST_ROOT, exist_ok=True)
tempfile.TemporaryFile(dir=PERSIST_ROOT).close()  # not writable: fail now, not after training
"""
MOUNTED = BLOCK.replace(BLOCK[: BLOCK.index("os.makedirs")], "").replace(
    "os.makedirs",
    'PERSIST_ROOT = "/content/drive/MyDrive/train"  # what this program writes is kept here\nos.makedirs',
)
WRITTEN = 'open(f"{PERSIST_ROOT}/a.txt", "w").write("")\n'


def fixed(source: str) -> str:
    found = result(source).source
    ast.parse(found)
    return found


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (WRITE, f"import os\nimport tempfile\n\n{BLOCK}\n{WRITTEN}"),
        (f"import os\n{WRITE}", f"import os\nimport tempfile\n\n{BLOCK}\n{WRITTEN}"),
        (f'"""Doc."""\nimport os\n{WRITE}', f'"""Doc."""\nimport os\nimport tempfile\n\n{BLOCK}\n{WRITTEN}'),
        (
            f"from __future__ import annotations\n{WRITE}",
            f"from __future__ import annotations\nimport os\nimport tempfile\n\n{BLOCK}\n{WRITTEN}",
        ),
        (
            f"import os, tempfile\nx = 1\n{WRITE}",
            f"import os, tempfile\n\n{BLOCK}\nx = 1\n{WRITTEN}",
        ),
        (f"# about it\n\n{WRITE}", f"# about it\n\nimport os\nimport tempfile\n\n{BLOCK}\n{WRITTEN}"),
    ],
)
def test_below_the_first_imports(source: str, expected: str) -> None:
    assert fixed(source) == expected


@pytest.mark.parametrize(
    "above",
    [
        'def f(p="a.txt"):\n    open(p, "w").write("")\nf()\n',
        'class C:\n    P = "a.txt"\nopen(C.P, "w").write("")\n',
        '@f("a.txt")\ndef g(): pass\ndef h(p): open(p, "w").write("")\nh("a.txt")\n',
        'if True:\n    open("a.txt", "w").write("")\n',
        'P = ["a.txt",\n     "b.txt"]\nfor p in P: open(p, "w").write("")\n',
        'with open("a.txt", "w") as f: f.write("")\n',
    ],
)
def test_above_the_statement_that_holds_the_first_edit(above: str) -> None:
    source = fixed(f"import os\n{above}import sys\n")
    lines = source.splitlines()
    first = next(number for number, line in enumerate(lines) if "{PERSIST_ROOT}" in line)
    assert source.startswith(f"import os\nimport tempfile\n\n{BLOCK}")
    assert lines.index("os.makedirs(PERSIST_ROOT, exist_ok=True)") < first


@pytest.mark.parametrize(
    ("imports", "expected"),
    [
        ("import os as o\n", "o.makedirs(PERSIST_ROOT, exist_ok=True)"),
        ("import os.path\n", "os.makedirs(PERSIST_ROOT, exist_ok=True)"),
        ("from os import path\n", "os.makedirs(PERSIST_ROOT, exist_ok=True)"),
        ("import tempfile as t\n", "t.TemporaryFile(dir=PERSIST_ROOT).close()"),
        ('os = "linux"\n', "os_.makedirs(PERSIST_ROOT, exist_ok=True)"),
        ("def f(os): pass\n", "os_.makedirs(PERSIST_ROOT, exist_ok=True)"),
        ("tempfile = 1\n", "tempfile_.TemporaryFile(dir=PERSIST_ROOT).close()"),
        ("drive = 1\n", "    from google.colab import drive as drive_"),
        ("for PERSIST_ROOT in (): pass\n", "os.makedirs(PERSIST_ROOT_, exist_ok=True)"),
        ("import os\nos = None\n", "os_.makedirs(PERSIST_ROOT, exist_ok=True)"),
        ("import os\ndef f():\n    os = 'linux'\n", "os_.makedirs(PERSIST_ROOT, exist_ok=True)"),
        ("def f(os): pass\nimport os\n", "os_.makedirs(PERSIST_ROOT, exist_ok=True)"),
    ],
)
def test_names_of_the_file(imports: str, expected: str) -> None:
    assert expected in fixed(f"{imports}{WRITE}")


@pytest.mark.parametrize(
    ("mount", "block"),
    [
        ('from google.colab import drive\ndrive.mount("/content/drive")\n', MOUNTED),
        (
            'from google.colab import drive\ndrive.mount("/content/gdrive")\n',
            MOUNTED.replace("/content/drive", "/content/gdrive"),
        ),
        ('from google.colab import drive\ndrive.mount("/content/drive", readonly=True)\n', BLOCK),
        (
            'import sys\nif "google.colab" in sys.modules:\n'
            '    from google.colab import drive\n    drive.mount("/content/drive")\n',
            BLOCK,
        ),
    ],
)
def test_a_mount_that_is_there(mount: str, block: str) -> None:
    assert block in fixed(f"import os\nimport tempfile\n{mount}{WRITE}")


def test_a_mount_that_comes_later_is_not_relied_on() -> None:
    program = f'import os\n{WRITE}from google.colab import drive\ndrive.mount("/content/drive")\n'
    assert BLOCK in fixed(program)


def test_other_platforms_have_other_blocks() -> None:
    source = result(WRITE, environment="kaggle").source
    assert source == WRITE  # what is written beside a Kaggle notebook is its output
    source = result('open("/tmp/a.txt", "w").write("")\n', environment="kaggle").source
    assert 'if os.path.isdir("/kaggle/working"):' in source


def test_the_user_says_where() -> None:
    source = result(WRITE, root="/content/gdrive/My Drive/deep/here").source
    assert 'drive.mount("/content/gdrive")\n    PERSIST_ROOT = "/content/gdrive/My Drive/deep/here"' in source


def test_only_lines_that_need_it_change() -> None:
    assert changes(f"{WRITE}x = 1\n") == WRITTEN.strip()


def test_line_ends_are_kept() -> None:
    assert "\r\n" in fixed("import os\r\n" + WRITE.replace("\n", "\r\n"))
    assert fixed("import os\r\n" + WRITE.replace("\n", "\r\n")).count("\n") == fixed("import os\r\n" + WRITE).count(
        "\n"
    )
