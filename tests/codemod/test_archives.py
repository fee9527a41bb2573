"""Members of archives keep their names when the files move; a suffix that a library adds is known."""

from __future__ import annotations

import pytest
from changing import changes, refusals, result

from flake8_persist.codemod.archives import NAMES

HEAD = "import os, tarfile, zipfile, numpy as np, matplotlib.pyplot as plt, shutil\n"
WRITE = 'open("b.txt", "w").write("b")\n'


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ('z.write("b.txt")', 'z.write(f"{PERSIST_ROOT}/b.txt", arcname="b.txt")'),
        ('z.write("b.txt", "c.txt")', 'z.write(f"{PERSIST_ROOT}/b.txt", "c.txt")'),
        ('z.write("b.txt", arcname="c")', 'z.write(f"{PERSIST_ROOT}/b.txt", arcname="c")'),
        ('z.write("/content/b.txt")', 'z.write(f"{PERSIST_ROOT}/b.txt")'),
    ],
)
def test_a_member_keeps_its_name(line: str, expected: str) -> None:
    source = f'{HEAD}{WRITE}with zipfile.ZipFile("z.zip", "w") as z:\n    {line}\n'
    assert changes(source).splitlines()[-1] == expected


def test_a_member_that_a_variable_names_keeps_its_name() -> None:
    lines = 'P = "b.txt"\nopen(P, "w").write("b")\nwith zipfile.ZipFile("z.zip", "w") as z:\n    z.write(P)\n'
    assert changes(HEAD + lines).splitlines()[-1] == "z.write(P, arcname=os.path.relpath(P, PERSIST_ROOT))"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("!zip -qr out.zip out", '!cd "{PERSIST_ROOT}" && zip -qr out.zip out'),
        ("!tar -czf out.tgz out", '!cd "{PERSIST_ROOT}" && tar -czf out.tgz out'),
        (
            "!zip -r out.zip out > log; date",
            '!(cd "{PERSIST_ROOT}" && zip -r out.zip out) > "{PERSIST_ROOT}/log"; date',
        ),
        ("!zip -r /content/out.zip /content/out", '!zip -r "{PERSIST_ROOT}/out.zip" "{PERSIST_ROOT}/out"'),
    ],
)
def test_relative_members_of_a_command_are_packed_in_the_root(line: str, expected: str) -> None:
    source = f'{HEAD}os.makedirs("out")\nopen("out/a.txt", "w").write("b")\n{line}\n'
    assert changes(source).splitlines()[-1] == expected


def test_what_moves_is_not_packed_with_what_stays() -> None:
    assert refusals(f"{HEAD}{WRITE}!zip -q z.zip b.txt input.txt\n") == [NAMES]


@pytest.mark.parametrize(
    ("write", "read"),
    [
        ('np.save("a", x)', 'np.load("a.npy")'),
        ('np.savez("a", x)', 'np.load("a.npz")'),
        ('np.savez("a", x)', 'np.load("a" + ".npz")'),
        ('plt.savefig("a")', 'os.path.exists("a.png")'),
        ('plt.gcf().savefig("a")', 'os.path.exists("a.png")'),
        ('plt.savefig("a")', 'shutil.copy("a.png", "/content/drive/a")'),
    ],
)
def test_what_a_library_calls_a_file_moves_with_it(write: str, read: str) -> None:
    assert changes(f"{HEAD}x = [1]\n{write}\n{read}\n").count("{PERSIST_ROOT}/a") == 2


@pytest.mark.parametrize("read", ['np.load("a_old.npy")', 'np.load("ab.npy")', 'open("a")', 'open("b.npy")'])
def test_other_files_stay(read: str) -> None:
    assert read not in changes(f'{HEAD}x = [1]\nnp.save("a", x)\n{read}\n')


def test_a_directory_is_not_the_archive_that_is_made_of_it() -> None:
    source = f'{HEAD}os.makedirs("d/e")\nplt.savefig("d/e/a.png")\nshutil.make_archive("d", "zip", root_dir="d")\n'
    assert changes(source).splitlines()[-1] == (
        'shutil.make_archive(f"{PERSIST_ROOT}/d", "zip", root_dir=f"{PERSIST_ROOT}/d")'
    )


@pytest.mark.parametrize("add", ["z.write(p, p)", "z.write(p, arcname=p)", "z.write(p, arcname=str(p))"])
def test_a_member_that_goes_by_the_path_itself_stays(add: str) -> None:
    program = f'p = "b.txt"\nopen(p, "w").write("x")\nwith zipfile.ZipFile("z.zip", "w") as z:\n    {add}\n'
    assert 'p = "b.txt"' in result(f"import zipfile\n{program}").source


def test_a_member_that_goes_by_the_end_of_the_path_moves() -> None:
    add = "z.write(p, os.path.basename(p))"
    program = f'p = "b.txt"\nopen(p, "w").write("x")\nwith zipfile.ZipFile("z.zip", "w") as z:\n    {add}\n'
    assert 'p = f"{PERSIST_ROOT}/b.txt"' in changes(f"import os, zipfile\n{program}")


def test_members_are_asked_for_by_their_names() -> None:
    program = (
        'p = "b.txt"\nopen(p, "w").write("x")\nwith zipfile.ZipFile("z.zip", "w") as z:\n    z.write(p)\n'
        'zipfile.ZipFile("z.zip").read(p)\n'
    )
    assert changes(f"import os, zipfile\n{program}") == (
        'open(os.path.join(PERSIST_ROOT, p), "w").write("x")\n'
        'with zipfile.ZipFile(f"{PERSIST_ROOT}/z.zip", "w") as z:\n'
        "z.write(os.path.join(PERSIST_ROOT, p), arcname=p)\n"
        'zipfile.ZipFile(f"{PERSIST_ROOT}/z.zip").read(p)'
    )


@pytest.mark.parametrize("pack", ['make_archive("b", "zip", base_dir="out")', 'make_archive("b", "zip", ".", "out")'])
def test_the_directory_that_all_members_are_called_after_stays(pack: str) -> None:
    program = f'os.makedirs("out")\nopen("out/a.txt", "w").write("x")\nshutil.{pack}\n'
    assert refusals(f"import os, shutil\n{program}") == [NAMES]
