"""Every kind of expression that a path begins with, before and after."""

from __future__ import annotations

import pytest
from changing import changes, refusals, result

from flake8_persist.codemod.mentions import UNCLEAR
from flake8_persist.codemod.rewriting import UNPROVED

IMPORTS = "import os\nimport torch\nfrom pathlib import Path\n"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("'m.pth'", "f'{PERSIST_ROOT}/m.pth'"),
        ('"./m.pth"', 'f"{PERSIST_ROOT}/m.pth"'),
        ('".//m.pth"', 'f"{PERSIST_ROOT}/m.pth"'),
        ('"../m.pth"', 'f"{PERSIST_ROOT}/m.pth"'),
        ("r'm.pth'", "rf'{PERSIST_ROOT}/m.pth'"),
        ("u'm.pth'", "f'{PERSIST_ROOT}/m.pth'"),
        ('"/content/m.pth"', 'f"{PERSIST_ROOT}/m.pth"'),
        ('"/content/a/m.pth"', 'f"{PERSIST_ROOT}/a/m.pth"'),
        ('"/tmp/m.pth"', 'f"{PERSIST_ROOT}/m.pth"'),
        ('"/root/m.pth"', 'f"{PERSIST_ROOT}/m.pth"'),
        ('f"m_{n}.pth"', 'f"{PERSIST_ROOT}/m_{n}.pth"'),
        ('f"/content/m_{n}.pth"', 'f"{PERSIST_ROOT}/m_{n}.pth"'),
        ('"m_" + str(n) + ".pth"', 'f"{PERSIST_ROOT}/m_" + str(n) + ".pth"'),
        ('"m_%d.pth" % n', 'f"{PERSIST_ROOT}/m_%d.pth" % n'),
        ('"m_{}.pth".format(n)', 'os.path.join(PERSIST_ROOT, "m_{}.pth".format(n))'),
        ('"./m_{}.pth".format(n)', 'os.path.join(PERSIST_ROOT, "m_{}.pth".format(n))'),
        ('"/content/m_{:02d}.pth".format(n)', 'os.path.join(PERSIST_ROOT, "m_{:02d}.pth".format(n))'),
        ('os.path.join("a", "m.pth")', 'os.path.join(f"{PERSIST_ROOT}/a", "m.pth")'),
        ('os.path.join(".", "m.pth")', 'os.path.join(PERSIST_ROOT, "m.pth")'),
        ('os.path.join("./", "m.pth")', 'os.path.join(f"{PERSIST_ROOT}/", "m.pth")'),
        ('os.path.join("/content", "m.pth")', 'os.path.join(PERSIST_ROOT, "m.pth")'),
        ('os.path.join(os.getcwd(), "m.pth")', 'os.path.join(PERSIST_ROOT, "m.pth")'),
        ('os.getcwd() + "/m.pth"', 'PERSIST_ROOT + "/m.pth"'),
        ('os.path.expanduser("~/m.pth")', 'os.path.expanduser(f"{PERSIST_ROOT}/m.pth")'),
        ('Path("m.pth")', 'Path(PERSIST_ROOT) / "m.pth"'),
        ('Path("./m.pth")', 'Path(PERSIST_ROOT) / "m.pth"'),
        ('Path(".//m.pth")', 'Path(PERSIST_ROOT) / "m.pth"'),
        ('Path(f"./m_{n}.pth")', 'Path(PERSIST_ROOT) / f"m_{n}.pth"'),
        ('Path("./m_{}.pth".format(n))', 'Path(os.path.join(PERSIST_ROOT, "m_{}.pth".format(n)))'),
        ('Path("./" "m.pth")', 'os.path.join(PERSIST_ROOT, Path("./" "m.pth"))'),
        ('os.path.normpath("./m.pth")', 'os.path.normpath(f"{PERSIST_ROOT}/m.pth")'),
        ('Path("/content/m.pth")', 'Path(PERSIST_ROOT) / "m.pth"'),
        ('Path(".") / "m.pth"', 'Path(PERSIST_ROOT) / "m.pth"'),
        ('Path("a") / "m.pth"', 'Path(PERSIST_ROOT) / "a" / "m.pth"'),
        ('Path("a", "m.pth")', 'Path(f"{PERSIST_ROOT}/a", "m.pth")'),
        ('Path.cwd() / "m.pth"', 'Path(PERSIST_ROOT) / "m.pth"'),
        ('Path.home() / "m.pth"', 'Path(PERSIST_ROOT) / "m.pth"'),
        ('Path("~/m.pth").expanduser()', '(Path(PERSIST_ROOT) / "m.pth").expanduser()'),
        ('"m" ".pth"', 'os.path.join(PERSIST_ROOT, "m" ".pth")'),
        ('"a.pth" if n else "b.pth"', 'f"{PERSIST_ROOT}/a.pth" if n else f"{PERSIST_ROOT}/b.pth"'),
    ],
)
def test_argument(line: str, expected: str) -> None:
    saved = changes(f"{IMPORTS}n = int(input())\ntorch.save({{}}, {line})\n").splitlines()[-1]
    assert saved == f"torch.save({{}}, {expected})"


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ('P = "m.pth"\ntorch.save({}, P)', 'P = f"{PERSIST_ROOT}/m.pth"'),
        ('D = "."\ntorch.save({}, f"{D}/m.pth")', "D = PERSIST_ROOT"),
        ('D = "./"\ntorch.save({}, D + "m.pth")', 'D = f"{PERSIST_ROOT}/"'),
        ('D = "/content/"\ntorch.save({}, D + "m.pth")', 'D = f"{PERSIST_ROOT}/"'),
        ('D = "/content"\ntorch.save({}, D + "/m.pth")', "D = PERSIST_ROOT"),
        ("D = Path('.')\ntorch.save({}, D / 'm.pth')", "torch.save({}, Path(PERSIST_ROOT) / 'm.pth')"),
        ("P = Path('./m.pth')\ntorch.save({}, P)", "P = Path(PERSIST_ROOT) / 'm.pth'"),
        ("D = Path.cwd()\ntorch.save({}, D / 'm.pth')", "D = Path(PERSIST_ROOT)"),
        ('cfg = {"p": "m.pth"}\ntorch.save({}, cfg["p"])', 'cfg = {"p": f"{PERSIST_ROOT}/m.pth"}'),
        ('def f(p="m.pth"):\n    torch.save({}, p)\nf()', 'def f(p=f"{PERSIST_ROOT}/m.pth"):'),
        ('def f(p):\n    torch.save({}, p)\nf("m.pth")', 'f(f"{PERSIST_ROOT}/m.pth")'),
        ('class C:\n    P = "m.pth"\ntorch.save({}, C.P)', 'P = f"{PERSIST_ROOT}/m.pth"'),
        ('for p in ["a.pth"]:\n    torch.save({}, p)', 'for p in [f"{PERSIST_ROOT}/a.pth"]:'),
        ('P = ("m"\n     ".pth")\ntorch.save({}, P)', "torch.save({}, os.path.join(PERSIST_ROOT, P))"),
        ('N = "m.pth"\nD = "d"\ntorch.save({}, f"{N}")', 'N = f"{PERSIST_ROOT}/m.pth"'),
    ],
)
def test_origin(lines: str, expected: str) -> None:
    assert changes(f"{IMPORTS}{lines}\n") == expected


@pytest.mark.parametrize("template", ['"m_%d.pth" % 3', "NAME % 3"])
def test_a_percent_sign_in_the_root_is_no_template(template: str) -> None:
    found = result(f'import os\nNAME = "m_%d.pth"\nopen({template}, "w").write("")\n', root="/content/drive/MyDrive/5%")
    assert f"os.path.join(PERSIST_ROOT, {template})" in found.source


def test_inputs_have_nothing_to_do_with_it() -> None:
    assert changes(f'{IMPORTS}x = torch.load("in.pth")\ntorch.save(x, "out.pth")\n') == (
        'torch.save(x, f"{PERSIST_ROOT}/out.pth")'
    )


@pytest.mark.parametrize(
    "argument",
    ['HERE + "/m.pth"', "chr(47) + 'content/m.pth'"],
)
def test_what_is_not_known_is_not_reported(argument: str) -> None:
    assert not result(f"{IMPORTS}from paths import HERE\ntorch.save({{}}, {argument})\n").changed


def test_an_escape_in_what_would_be_dropped_is_left_alone() -> None:
    assert refusals("import torch\ntorch.save({}, '/con\\x74ent/m.pth')\n") == [
        "the beginning of its path is not a literal that can be edited"
    ]


def test_a_path_whose_beginning_is_made_up_moves_where_it_is_used() -> None:
    source = 'import torch\nfor part in ("a", "b"):\n    torch.save({}, part.upper() + ".pt")\n'
    assert changes(source) == 'torch.save({}, os.path.join(PERSIST_ROOT, part.upper() + ".pt"))'


def test_a_name_that_stands_twice_in_a_path_moves_where_it_is_used() -> None:
    source = 'import torch\nNAME = "run1"\ntorch.save({}, f"{NAME}/{NAME}.pt")\ntorch.load(f"{NAME}/{NAME}.pt")\n'
    assert 'NAME = f"' not in changes(source)
    assert changes(source).count('f"{PERSIST_ROOT}/{NAME}/{NAME}.pt"') == 2


HOME = "import os, torch\nHOME = os.getcwd()\nprint(HOME)\n!mkdir -p {HOME}/datasets\n"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ('torch.save({}, f"{HOME}/m.pt")', 'torch.save({}, f"{PERSIST_ROOT}/m.pt")'),
        ('torch.save({}, os.path.join(HOME, "m.pt"))', 'torch.save({}, os.path.join(PERSIST_ROOT, "m.pt"))'),
        ('torch.save({}, HOME + "/m.pt")', 'torch.save({}, PERSIST_ROOT + "/m.pt")'),
        ('P = f"{HOME}/m.pt"\ntorch.save({}, P)', 'P = f"{PERSIST_ROOT}/m.pt"'),
        ("!python x.py > {HOME}/log.txt", '!python x.py > "{PERSIST_ROOT}"/log.txt'),
        ("!python x.py > '{HOME}/log.txt'", "!python x.py > '{PERSIST_ROOT}/log.txt'"),
    ],
)
def test_the_root_takes_the_place_of_a_variable_that_is_used_for_more(line: str, expected: str) -> None:
    assert changes(f"{HOME}{line}\n") == expected


def test_a_variable_that_is_changed_is_not_replaced() -> None:
    assert refusals(f'{HOME}if input():\n    HOME = "/content/x"\ntorch.save({{}}, f"{{HOME}}/m.pt")\n') == [UNPROVED]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ('torch.save({}, p.with_name("a.pt"))', 'os.path.join(PERSIST_ROOT, p.with_name("a.pt"))'),
        ('p.with_name("a.txt").write_text("")', '(Path(PERSIST_ROOT) / p.with_name("a.txt")).write_text("")'),
    ],
)
def test_a_path_of_pathlib_stays_one_and_a_name_a_name(line: str, expected: str) -> None:
    source = f'{IMPORTS}p = Path("in.txt")\np.read_text()\n{line}\n'
    assert expected in changes(source)


ABSOLUTE = {
    "a variable": (
        'OUT = os.path.abspath("./out")\ntorch.save({}, os.path.join(OUT, "m.pt"))',
        'abspath(f"{PERSIST_ROOT}/out")',
    ),
    "of pathlib": ('P = Path("out").resolve()\ntorch.save({}, P / "m.pt")', '(Path(PERSIST_ROOT) / "out").resolve()'),
    "its directory": (
        'D = os.path.dirname(os.path.abspath("out/m.pt"))\nos.makedirs(D)\ntorch.save({}, D + "/m.pt")',
        'abspath(f"{PERSIST_ROOT}/out/m.pt")',
    ),
    "an attribute": (
        'class S:\n    def __init__(self, x="out"):\n        self.x = x\n'
        "        self.x = os.path.abspath(self.x)\n        os.makedirs(self.x)\n"
        '    def save(self):\n        torch.save({}, os.path.join(self.x, "m.pt"))\nS().save()',
        'x=f"{PERSIST_ROOT}/out"',
    ),
}


@pytest.mark.parametrize(("program", "expected"), ABSOLUTE.values(), ids=ABSOLUTE.keys())
def test_what_is_made_absolute_moves_where_it_is_written(program: str, expected: str) -> None:
    assert expected in changes(f"{IMPORTS}{program}\n")


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("'./run_%s' % n", "f'{PERSIST_ROOT}/run_%s' % n"),
        ("f'./run_{n}'", "f'{PERSIST_ROOT}/run_{n}'"),
        ("'./run_{}'.format(n)", "os.path.join(PERSIST_ROOT, 'run_{}'.format(n))"),
    ],
)
def test_a_name_that_ends_with_a_field_is_handed_to_a_class(path: str, expected: str) -> None:
    saver = (
        "class S:\n    def __init__(self, d):\n        self.d = d\n        os.makedirs(d)\n"
        '    def save(self):\n        torch.save({}, os.path.join(self.d, "m.pt"))\n'
    )
    assert f"S({expected}).save()" in changes(f"{IMPORTS}{saver}n = 3\nS({path}).save()\n")


def test_what_builds_paths_is_known_under_another_name() -> None:
    program = (
        'from os.path import join as pjoin\nB = "/content"\nP = pjoin(B, "models")\nos.makedirs(P)\n'
        'torch.save({}, pjoin(P, "m.pt"))\nopen(pjoin(B, "in.txt"))\n'
    )
    assert changes(f"{IMPORTS}{program}").startswith('P = pjoin(PERSIST_ROOT, "models")')


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ('D + "m.pth"', 'os.path.join(PERSIST_ROOT, D + "m.pth")'),
        ('f"{D}m.pth"', 'os.path.join(PERSIST_ROOT, f"{D}m.pth")'),
        ('os.path.join(D, "m.pth")', 'os.path.join(PERSIST_ROOT, D, "m.pth")'),
    ],
)
def test_what_is_empty_may_be_filled_in_later(path: str, expected: str) -> None:
    """A root behind it would follow what somebody enters."""
    assert changes(f'import os, torch\nD = ""\ntorch.save(1, {path})\n') == f"torch.save(1, {expected})"


def test_a_path_that_an_empty_field_begins_stays() -> None:
    assert refusals('import torch\nD = ""\ntorch.save(1, D + "/m.pth")\n') == [UNPROVED]


def test_what_other_files_get_back_keeps_its_name() -> None:
    lines = (
        "def save(state, path=None):\n    path = path or f'{len(state)}.pt'\n"
        "    torch.save(state, path)\n    return path\n"
    )
    assert refusals(f"import torch\n{lines}") == [UNCLEAR]
