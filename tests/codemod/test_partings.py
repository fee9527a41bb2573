"""Programs that take a path apart: what depends on its beginning is not the same once it has moved."""

from __future__ import annotations

import pytest
from changing import changes, refusals, result

from flake8_persist import fix
from flake8_persist.api import FixResult
from flake8_persist.codemod.taking_apart import PARTED
from flake8_persist.settings import Settings

HEAD = "import glob, os, re, torch\nfrom pathlib import Path\n"
NAMED = 'p = "out/epoch_7.pth"\nos.makedirs("out", exist_ok=True)\ntorch.save(1, p)\n'
FOUND = 'os.makedirs("out", exist_ok=True)\ntorch.save(1, "out/epoch_7.pth")\nfor p in glob.glob("out/*.pth"):\n    '

FROM_THE_END = [
    'p.split("/")[-1]',
    'p.split("/")[-2]',
    'p.split(os.sep)[-1].split("_")[1]',
    'p.rsplit("/", 1)[1]',
    'p.rsplit(".", 1)[0]',
    '"/".join(p.split("/")[:-1])',
    "os.path.basename(p)",
    "Path(p).stem",
    "Path(p).parts[-1]",
    "p[:-4]",
    'p[p.rfind("/") + 1 :]',
    'p.replace(".pth", ".json")',
    'p.endswith(".pth")',
    'p.startswith("http")',
    'p.split("_")[1]',
    're.search(r"epoch_(\\d+)", p).group(1)',
    're.match(r".*_(\\d+)", p)',
    '*_, name = p.split("/")',
    'folder, name = p.rsplit("/", 1)',
    'parts = p.split("/"); print(parts[-1], parts[-2])',
]


@pytest.mark.parametrize("use", FROM_THE_END)
def test_what_is_taken_from_the_end_is_the_same_below_the_root(use: str) -> None:
    assert changes(f"{HEAD}{NAMED}{use}\n").startswith('p = f"{PERSIST_ROOT}/out/epoch_7.pth"')
    assert 'in glob.glob(f"{PERSIST_ROOT}/out/*.pth")' in changes(f"{HEAD}{FOUND}{use}\n")


FROM_THE_BEGINNING = [
    'p.split("/")[1]',
    "p.split(os.sep)[0]",
    'p.split(".")[0]',
    "Path(p).parts[0]",
    "p[4:]",
    "p[0]",
    "hashlib.md5(p.encode()).hexdigest()",
    'p.lstrip("./")',
    'p.replace("/", "_")',
    'p.count("/")',
    '"train" in p',
    're.sub("^out/", "", p)',
    're.match("out/", p)',
    "os.path.relpath(p)",
    'a, b = p.split("/")',
    'head, _, tail = p.partition("/")',
    'parts = p.split("/"); print(parts[0])',
    'for part in p.split("/"): print(part)',
    'print(p.split("/")[0] == "out")',
]


@pytest.mark.parametrize("use", FROM_THE_BEGINNING)
def test_what_is_taken_from_the_beginning_keeps_the_path_and_the_uses_move(use: str) -> None:
    lines = f"{use}\n" if use.startswith("for") else f"x = 1; {use}\n"
    assert "torch.save(1, os.path.join(PERSIST_ROOT, p))" in changes(f"{HEAD}{NAMED}{lines}")


@pytest.mark.parametrize("use", [use for use in FROM_THE_BEGINNING if not use.startswith("for")])
def test_what_is_taken_from_the_beginning_of_what_is_found_keeps_everything_where_it_is(use: str) -> None:
    assert refusals(f"{HEAD}{FOUND}x = 1; {use}\n") == [PARTED]


@pytest.mark.parametrize(
    ("use", "expected"),
    [
        ('p.removeprefix("out/")', 'p.removeprefix(f"{PERSIST_ROOT}/out/")'),
        ('p.replace("out/", "")', 'p.replace(f"{PERSIST_ROOT}/out/", "")'),
        ('p.startswith("out/")', 'p.startswith(f"{PERSIST_ROOT}/out/")'),
        ('p[len("out/") :]', 'p[len(f"{PERSIST_ROOT}/out/") :]'),
        ('os.path.relpath(p, "out")', 'os.path.relpath(p, f"{PERSIST_ROOT}/out")'),
        ('Path(p).relative_to("out")', 'Path(p).relative_to(f"{PERSIST_ROOT}/out")'),
    ],
)
def test_a_text_that_names_the_beginning_moves_along(use: str, expected: str) -> None:
    assert expected in changes(f"{HEAD}{NAMED}{use}\n")
    assert expected in changes(f"{HEAD}{FOUND}{use}\n")


@pytest.mark.parametrize(
    "use",
    [
        "p[len(OUT) :]",
        "p[len(OUT) + 1 :]",
        "n = len(OUT)\nprint(p[n:])",
        'p.replace(OUT, "")',
        "p.removeprefix(f'{OUT}/')",
        "p.startswith(OUT)",
        "os.path.relpath(p, OUT)",
        "Path(p).relative_to(OUT)",
        'for f in Path(OUT).rglob("*.pth"):\n    print(f.relative_to(OUT), f.parts[-1])',
        'for root, _, files in os.walk(OUT):\n    print(root.replace(OUT, ""), root[len(OUT) :])',
    ],
)
def test_what_is_compared_with_a_base_that_moves_is_the_same(use: str) -> None:
    program = f'{HEAD}OUT = "out"\nos.makedirs(OUT, exist_ok=True)\np = os.path.join(OUT, "m.pth")\ntorch.save(1, p)\n'
    assert changes(f"{program}{use}\n") == 'OUT = f"{PERSIST_ROOT}/out"'


PLACES = {
    "parameter": 'def name(path):\n    return path.split("/")[1]\n\nname(p)',
    "attribute": (
        "class Saver:\n    def __init__(self, path):\n        self.path = path\n    def name(self):\n"
        '        return self.path.split("/")[0]\n\nSaver(p).name()'
    ),
    "comprehension": '[one.split("/")[0] for one in [p]]',
    "condition": 'if p[:3] == "out":\n    print("out")',
    "template": 'print("<%s>" % p[4:])',
    "f-string": 'print(f"<{p[4:]}>")',
    "unknown function": "print(shorten(p[4:]))",
    "return": "def name():\n    return p[4:]\nprint(name())",
}


@pytest.mark.parametrize("use", PLACES.values(), ids=PLACES.keys())
def test_a_path_is_known_wherever_it_is_taken_apart(use: str) -> None:
    assert 'p = "out/epoch_7.pth"' in result(f"{HEAD}{NAMED}{use}\n").source


@pytest.mark.parametrize(
    ("key", "moves"),
    [
        ('int(p.split("_")[-1].split(".")[0])', True),
        ('int(p.split("_")[1][:-4])', True),
        ('p.split("/")[1]', False),
        ('p.split("/")[-1]', True),
    ],
)
def test_the_latest_by_a_part_of_its_name(key: str, moves: bool) -> None:
    program = (
        f'{HEAD}os.makedirs("out", exist_ok=True)\nfor n in range(3):\n    torch.save(1, f"out/epoch_{{n}}.pth")\n'
        f'print(max(glob.glob("out/*.pth"), key=lambda p: {key}))\n'
    )
    assert result(program).changed is moves


def test_what_is_taken_from_an_input_is_of_no_interest() -> None:
    program = (
        'B = "/content"\nx = B + "/data/in.txt"\nprint(x.split("/")[2], open(x).read())\n'
        'p = B + "/m.pth"\ntorch.save(1, p)\n'
    )
    assert "PERSIST_ROOT" in changes(f"{HEAD}{program}")


@pytest.mark.parametrize(
    ("use", "moves"),
    [
        ("os.path.relpath(P, B)", False),
        ("P[len(B) :]", False),
        ('P.replace(B, "")', False),
        ("os.path.basename(P)", True),
        ('p.split("/")[-2]', True),
        ('x.split("/")[2]', True),
    ],
)
def test_a_base_that_stays_is_no_part_of_what_moves(use: str, moves: bool) -> None:
    program = (
        f'{HEAD}B = "/content"\nx = B + "/in.txt"\nopen(x)\nP = os.path.join(B, "out")\nos.makedirs(P)\n'
        f'p = os.path.join(P, "m.pth")\ntorch.save(1, p)\nprint({use})\n'
    )
    assert result(program).changed is moves


def test_the_last_name_of_a_directory_may_stand_in_a_path_below_it() -> None:
    program = 'OUT = "./out/exp"\nos.makedirs(OUT)\ntorch.save(1, os.path.join(OUT, OUT.split("/")[-1] + ".pth"))\n'
    assert changes(f"{HEAD}{program}").startswith('OUT = f"{PERSIST_ROOT}/out/exp"')
    assert changes(f"{HEAD}{program}custom_load(OUT)\n").startswith('OUT = f"{PERSIST_ROOT}/out/exp"')


def test_a_pattern_that_could_take_long_is_not_tried() -> None:
    assert result(f'{HEAD}{NAMED}re.match("(a*)*b|(o*)*(u*)*(t*)*$", p)\n').error is None


def test_what_is_put_behind_another_text_keeps_the_literal_where_it_is() -> None:
    """What is taken from the path is unknown to the analysis, and would hold the root in the middle."""
    program = (
        "p = 'out/a.csv'\nopen(p, 'w').write('x')\nq = '/'.join(p.split('/')[:-1])\nopen(f'{base()}/{q}.txt', 'w')\n"
    )
    assert "open(os.path.join(PERSIST_ROOT, p), 'w')" in changes(program)


@pytest.mark.parametrize(
    "use",
    ["max(found, key=number)", "sorted(found, key=number)[-1]", "found.sort(key=number)", "list(map(number, found))"],
)
def test_what_a_helper_takes_apart_that_is_handed_on_counts(use: str) -> None:
    helper = 'def number(p):\n    return int(p.split("/")[1].split("_")[1][0])\n\n'
    save = 'os.makedirs("out", exist_ok=True)\ntorch.save(1, "out/epoch_7.pth")\nfound = glob.glob("out/*.pth")\n'
    assert refusals(f"{HEAD}{helper}{save}{use}\n") == [PARTED]
    from_the_end = helper.replace("[1].split", "[-1].split")
    assert "PERSIST_ROOT" in changes(f"{HEAD}{from_the_end}{save}{use}\n")


@pytest.mark.parametrize("use", ["list(filter(str.isdigit, p))", "[c for c in p if c.isdigit()]"])
def test_who_looks_for_digits_in_a_path_finds_no_others(use: str) -> None:
    def fixed(name: str) -> FixResult:
        return fix(f"{HEAD}{NAMED}x = {use}\n", filename=name, settings=Settings(environment="colab"))

    assert 'p = f"{PERSIST_ROOT}/out/epoch_7.pth"' in fixed("train.py").source
    assert "torch.save(1, os.path.join(PERSIST_ROOT, p))" in fixed("train_2.py").source


UNKNOWN = {
    "what an unknown function gives back": "train, test = split(found)\nlabels = [p.split('/')[1] for p in train]\n",
    "what a function without a name is given": "label = lambda p: p.split('/')[1]\nprint([label(p) for p in found])\n",
    "what a function is mapped to": "labels = list(map(lambda p: p.split('/')[0], found))\n",
    "a column": "labels = pd.Series(found).str.split('/').str[1]\n",
    "parts": "train, test = split(found)\nlabels = [p.parts[0] for p in train]\n",
}


@pytest.mark.parametrize("use", UNKNOWN.values(), ids=UNKNOWN.keys())
def test_what_is_counted_from_the_beginning_of_unknown_paths_keeps_a_listing_where_it_is(use: str) -> None:
    save = 'os.makedirs("out/a", exist_ok=True)\ntorch.save(1, "out/a/7.pth")\nfound = glob.glob("out/*/*.pth")\n'
    assert refusals(f"{HEAD}from own import split\n{save}{use}") == [PARTED]
    from_the_end = use.replace("[1]", "[-2]").replace("[0]", "[-2]")
    assert "PERSIST_ROOT" in changes(f"{HEAD}from own import split\n{save}{from_the_end}")


BEHIND = {
    "joined": 'open(os.path.join("small", q), "w")',
    "a path": '(Path("small") / q).write_text("x")',
    "copied": 'shutil.copy(q, os.path.join("small", q))',
}


@pytest.mark.parametrize("use", BEHIND.values(), ids=BEHIND.keys())
@pytest.mark.parametrize("pattern", ["*.txt", "raw/*.txt"])
def test_what_a_listing_gives_is_not_joined_behind_another_directory(use: str, pattern: str) -> None:
    """A whole path would drop what it is joined to: the original would be overwritten."""
    save = f'os.makedirs("raw", exist_ok=True)\nopen("{pattern.replace("*", "a")}", "w").write("a")\n'
    program = f'{HEAD}import shutil\n{save}for q in glob.glob("{pattern}"):\n    {use}\n'
    assert f'glob.glob("{pattern}")' in result(program).source
    named = program.replace("q)", "os.path.basename(q))").replace("copy(os.path.basename(q),", "copy(q,")
    assert f'glob.glob(f"{{PERSIST_ROOT}}/{pattern}")' in result(named).source


@pytest.mark.parametrize("here", ["os.listdir()", "os.scandir()"])
def test_a_listing_of_the_working_directory_needs_no_argument(here: str) -> None:
    program = f'import os, torch\ntorch.save(1, "a.pth")\nprint(max({here}))\n'
    assert f"{here[:-1]}path=PERSIST_ROOT)" in changes(program)


@pytest.mark.parametrize(
    ("use", "expected"),
    [
        ('os.path.dirname(p) == "out"', 'os.path.dirname(p) == f"{PERSIST_ROOT}/out"'),
        ('assert os.path.dirname(p) != "out"', 'assert os.path.dirname(p) != f"{PERSIST_ROOT}/out"'),
        (
            'os.path.dirname(p) in ("out", "figures")',
            'os.path.dirname(p) in (f"{PERSIST_ROOT}/out", "figures")',
        ),
        (
            'for folder, _, _ in os.walk("out"):\n    print(folder == "out")',
            'for folder, _, _ in os.walk(f"{PERSIST_ROOT}/out"):\nprint(folder == f"{PERSIST_ROOT}/out")',
        ),
    ],
)
def test_a_directory_that_is_compared_with_a_path_moves_along(use: str, expected: str) -> None:
    assert changes(f"{HEAD}{NAMED}{use}\n").endswith(expected)


@pytest.mark.parametrize("use", ['os.path.dirname(p) == "figures"', "p == q", 'os.path.basename(p) == "epoch_7.pth"'])
def test_what_is_compared_with_something_else_stays(use: str) -> None:
    assert "==" not in changes(f"{HEAD}{NAMED}{use}\n")


KNOWN = 'KNOWN = ["out", "figures"]\nD = "out"\nos.makedirs(D, exist_ok=True)\ntorch.save(1, f"{D}/m.pth")\n'


@pytest.mark.parametrize("use", ["D in KNOWN", "for d in os.listdir('.'):\n    if d == D: print(d)"])
def test_a_directory_that_is_looked_up_among_names_keeps_its_own(use: str) -> None:
    lines = changes(f"{HEAD}{KNOWN}{use}\n")
    assert "D = " not in lines
    assert 'torch.save(1, f"{PERSIST_ROOT}/{D}/m.pth")' in lines


@pytest.mark.parametrize(
    "use",
    [
        'pd.read_csv(os.path.join(D, "..", "in.csv"))',
        'pd.read_csv(f"{D}/../in.csv")',
        'pd.read_csv(D + "/../in.csv")',
        'pd.read_csv(Path(D).parent / "in.csv")',
    ],
)
def test_a_directory_from_which_an_input_is_found_stays(use: str) -> None:
    program = f'import pandas as pd\n{HEAD}D = "out"\nos.makedirs(D, exist_ok=True)\ntorch.save(1, f"{{D}}/m.pth")\n'
    assert len(refusals(f"{program}{use}\n")) == 1


@pytest.mark.parametrize(("use", "moves"), [('p.split("/")[1]', False), ('p.split("/")[-1]', True)])
def test_paths_in_a_table_whose_rows_are_taken_apart_from_the_beginning_keep_their_values(
    use: str, moves: bool
) -> None:
    program = (
        f'import pandas as pd\n{HEAD}os.makedirs("out", exist_ok=True)\nnames = [f"out/{{n}}.pth" for n in range(3)]\n'
        f'for name in names:\n    torch.save(1, name)\npd.DataFrame({{"f": names}}).f.apply(lambda p: {use})\n'
    )
    assert ('f"{PERSIST_ROOT}/out/{n}.pth"' in changes(program)) is moves


@pytest.mark.parametrize(("use", "moves"), [("1", False), ("-1", True)])
def test_paths_in_rows_that_were_appended_one_by_one_keep_their_values_as_well(use: str, moves: bool) -> None:
    program = (
        f'import pandas as pd\n{HEAD}os.makedirs("out", exist_ok=True)\nrows = []\nfor n in range(3):\n'
        '    p = os.path.join("out", f"{n}.pth")\n    torch.save(n, p)\n    rows.append([p, n])\n'
        f'd = pd.DataFrame(rows, columns=["p", "y"])\nprint(d["p"].str.split("/").str[{use}])\n'
    )
    found = changes(program)

    assert ('p = os.path.join(f"{PERSIST_ROOT}/out", f"{n}.pth")' in found) is moves
    assert ("torch.save(n, os.path.join(PERSIST_ROOT, p))" in found) is not moves
