"""Storage that is not mounted, or mounted elsewhere, or written beside its folders."""

from __future__ import annotations

import json

import pytest
from changing import changes, refusals, result

from flake8_persist.codemod.corrections import SHARED
from flake8_persist.codemod.mounting import NO_OS, UNSEEN

MOUNT = "import os\nfrom google.colab import drive\n"
POINT = 'drive.mount("/content/drive")\nD = "/content/drive"\n'


def test_what_is_written_to_is_mounted() -> None:
    program = 'import torch\ntorch.save(1, "/content/drive/MyDrive/m.pt")\n'
    assert changes(program) == 'from google.colab import drive\ndrive.mount("/content/drive")'


def test_an_import_that_is_there_is_used() -> None:
    program = f'{MOUNT}open("/content/gdrive/MyDrive/m.txt", "w").write("")\n'
    assert changes(program) == 'drive.mount("/content/gdrive")'


def test_a_late_mount_is_preceded_by_one_in_time() -> None:
    program = f'{MOUNT}open("/content/drive/MyDrive/m.txt", "w").write("")\ndrive.mount("/content/drive")\n'
    lines = result(program).source.splitlines()
    assert lines.index('drive.mount("/content/drive")') < lines.index(
        'open("/content/drive/MyDrive/m.txt", "w").write("")'
    )


@pytest.mark.parametrize(
    "use",
    [
        'os.chdir("/content/drive/MyDrive")',
        'os.chdir("drive/MyDrive")',
        'sys.path.append("/content/drive/My Drive/lib")',
        'HERE = "/content/drive/MyDrive"',
        'get_ipython().system("ls /content/drive")',
        '"""What it does."""; os.listdir("/content/drive/MyDrive")',
        'frame = read("/content/drive/MyDrive/in.csv")',
        'os.chdir("/content"); print(open("drive/MyDrive/a.txt").read())',
        'def f(p="/content/drive/MyDrive"): pass',
    ],
)
@pytest.mark.parametrize(
    "write", ['open("/content/drive/MyDrive/m.txt", "w")', 'os.chdir("/content/drive/MyDrive")\nopen("m.txt", "w")']
)
def test_it_is_mounted_before_anything_uses_it(use: str, write: str) -> None:
    lines = result(f"import os, sys\n{use}\nimport json\n{write}\n").source.splitlines()
    assert lines.index('drive.mount("/content/drive")') < lines.index(use)


@pytest.mark.parametrize(
    "above",
    [
        '"""Goes to /content/drive/MyDrive."""',
        "# /content/drive/MyDrive",
        "",
        'X = "/content/driver"',
        'X = "a/drive/b"',
    ],
)
def test_what_is_only_told_uses_nothing(above: str) -> None:
    program = f'{above}\nimport os\nopen("/content/drive/MyDrive/m.txt", "w")\n'
    lines = result(program).source.splitlines()
    assert lines.index('drive.mount("/content/drive")') > lines.index("import os")


def test_a_block_that_mounts_stands_above_what_uses_the_mount() -> None:
    use = 'os.makedirs("/content/drive/MyDrive/x", exist_ok=True)'
    lines = result(f'import os\n{use}\nimport json\nopen("m.txt", "w")\n').source.splitlines()
    assert lines.index('    drive.mount("/content/drive")') < lines.index(use)


def test_a_block_that_has_to_stand_above_an_import_has_one_of_its_own() -> None:
    source = result('open("/content/drive/MyDrive/m.txt", "w")\nimport os\nopen("n.txt", "w")\n').source
    assert source.index("import os") < source.index("os.makedirs(PERSIST_ROOT, exist_ok=True)")


def test_a_name_that_the_program_has_is_not_taken_for_drive() -> None:
    program = 'drive = "/content/drive/MyDrive"\nimport os\nopen(drive + "/m.txt", "w")\n'
    assert changes(program) == 'from google.colab import drive as drive_\ndrive_.mount("/content/drive")'


def test_where_the_program_goes_has_to_be_seen() -> None:
    program = 'import os\nos.chdir("drive")\nos.chdir("MyDrive")\nimport json\nopen("m.txt", "w")\n'
    assert refusals(program) == [UNSEEN]


@pytest.mark.parametrize(
    "use", ["%cd /content/drive/MyDrive", 'os.listdir("/content/drive/MyDrive")', 'open("/content/drive/MyDrive/a")']
)
def test_the_cell_that_mounts_comes_before_the_one_that_uses_it(use: str) -> None:
    cells = ["import os", use, 'open("/content/drive/MyDrive/m.txt", "w")']
    notebook = {"cells": [_cell(one) for one in cells], "metadata": {}, "nbformat": 4, "nbformat_minor": 4}
    found = ["".join(cell["source"]) for cell in json.loads(result(json.dumps(notebook)).source)["cells"]]
    assert found[0] == cells[0]
    assert found[1].endswith('drive.mount("/content/drive")')
    assert found[2:] == cells[1:]


def _cell(source: str) -> dict[str, object]:
    return {"cell_type": "code", "execution_count": None, "metadata": {}, "outputs": [], "source": [source]}


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            'drive.mount("/content/gdrive")\nopen("/content/drive/MyDrive/m.txt", "w").write("")',
            'open("/content/gdrive/MyDrive/m.txt", "w").write("")',
        ),
        (
            'drive.mount("/content/gdrive")\nD = "/content/drive/MyDrive"\nopen(f"{D}/m.txt", "w").write("")',
            'D = "/content/gdrive/MyDrive"',
        ),
        (
            'drive.mount("/content/drive")\nopen("/content/drive/m.txt", "w").write("")',
            'open("/content/drive/MyDrive/m.txt", "w").write("")',
        ),
        (
            f'{POINT}open(D + "/MyDrive/a")\nopen(D + "/m.txt", "w").write("")',
            'open(D + "/MyDrive/m.txt", "w").write("")',
        ),
        (
            f'{POINT}print(os.listdir(D))\nopen(f"{{D}}/m.txt", "w").write("")',
            'open(f"{D}/MyDrive/m.txt", "w").write("")',
        ),
        (
            f'{POINT}N = "m.txt"\nopen(f"{{D}}/MyDrive/{{N}}")\nopen(f"{{D}}/{{N}}", "w").write("")',
            'open(f"{D}/MyDrive/{N}", "w").write("")',
        ),
        (
            f'{POINT}open(os.path.join(D, "MyDrive/a"))\nopen(os.path.join(D, "m.txt"), "w").write("")',
            'open(os.path.join(D, "MyDrive/m.txt"), "w").write("")',
        ),
        (
            'D = "/content/drive"\ndrive.mount(D)\nopen(D + "/m.txt", "w").write("")',
            'open(D + "/MyDrive/m.txt", "w").write("")',
        ),
        (
            'D = "/content/drive"\ndrive.mount(D)\nP = D + "/d"\nopen(P + "/m.txt", "w").write("")',
            'P = D + "/MyDrive/d"',
        ),
        (
            'drive.mount("/content/drive")\nopen("/content/drive/m.txt", "w").write("")\nopen("/content/drive/m.txt")',
            'open("/content/drive/MyDrive/m.txt", "w").write("")\nopen("/content/drive/MyDrive/m.txt")',
        ),
    ],
)
def test_a_wrong_beginning_is_corrected(lines: str, expected: str) -> None:
    assert changes(f"{MOUNT}{lines}\n") == expected


def test_a_beginning_that_is_no_literal_is_left_alone() -> None:
    program = f'{MOUNT}drive.mount("/content/gdrive")\nopen("/content/" "drive/MyDrive/m.txt", "w").write("")\n'
    assert refusals(program) == ["the beginning of its path is not a literal that can be edited"]


@pytest.mark.parametrize(
    "lines",
    [
        'drive.mount("/content/gdrive")\nD = "/content/drive"\nos.environ["D"] = D\nopen(f"{D}/MyDrive/m.txt", "w")',
        'D = "/content/drive"\nif os.path.exists(D): drive.mount("/content/gdrive")\nopen(f"{D}/MyDrive/m.txt", "w")',
        f'{POINT}N = "/m.txt"\nopen(D + "/MyDrive")\nprint(N)\nopen(D + N, "w")',
    ],
)
def test_a_beginning_that_other_places_have_too_stays(lines: str) -> None:
    assert refusals(f"{MOUNT}{lines}.write('')\n") == [SHARED]


INTO_DRIVE = 'from google.colab import drive\ndrive.mount("/content/drive")\n'


def test_a_directory_is_made_whatever_the_file_is_called() -> None:
    write = 'torch.save(1, "/content/drive/MyDrive/proj/ck/" + name)'
    program = f"import os, torch\n{INTO_DRIVE}def save(name):\n    {write}\nsave(input())\n"
    assert changes(program) == 'os.makedirs("/content/drive/MyDrive/proj/ck", exist_ok=True)'


def test_what_makes_a_directory_is_imported() -> None:
    program = f'import torch\n{INTO_DRIVE}torch.save(1, "/content/drive/MyDrive/proj/ck/a.pt")\n'
    fixed = result(program)
    assert fixed.source.startswith("import os\nimport torch\n")
    assert not fixed.remaining
    assert refusals(f"{program}import os\n") == [NO_OS]
