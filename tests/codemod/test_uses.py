"""Variables that hold a path, and what else they are used for."""

from __future__ import annotations

import pytest
from changing import changes, refusals

from flake8_persist.codemod.mentions import UNCLEAR
from flake8_persist.codemod.uses import looks_like_path

TORCH = "import os, torch\nfrom own import *\n"


@pytest.mark.parametrize(
    "use",
    [
        "print(D)",
        'print(f"saved to {D}")',
        "logger.info('%s', D)",
        "load_all(D)",
        "x = open_dataset(D)",
        'custom(f"{D}/m.pth")',
        'custom(os.path.join(D, "m.pth"))',
        "P = os.path.join(D, 'm.pth')\ncustom(P)",
        "def own(p): return p\nown(D)",
        "model.save(D)",
        "assert D is not None",
    ],
)
def test_a_directory_moves_with_all_its_uses(use: str) -> None:
    program = f'{TORCH}D = "d"\nos.makedirs(D, exist_ok=True)\ntorch.save(1, f"{{D}}/m.pth")\n{use}\n'
    assert changes(program) == 'D = f"{PERSIST_ROOT}/d"'


@pytest.mark.parametrize("use", ["wandb.init(name=D)", "wandb.init(D)", "run(title=D)", "model.push_to_hub(D)"])
def test_a_name_stays_and_the_paths_that_are_made_from_it_move(use: str) -> None:
    program = f'{TORCH}D = "d"\nos.makedirs(D, exist_ok=True)\ntorch.save(1, f"{{D}}/m.pth")\n{use}\n'
    assert changes(program) == (
        'os.makedirs(os.path.join(PERSIST_ROOT, D), exist_ok=True)\ntorch.save(1, f"{PERSIST_ROOT}/{D}/m.pth")'
    )


@pytest.mark.parametrize("use", ["custom(D)", "Trainer(place=D)", "wandb.init(D)\ncustom(D + '/m.pth')"])
def test_a_name_that_may_mean_either_keeps_everything_where_it_is(use: str) -> None:
    program = f'{TORCH}D = "d"\nos.makedirs(D, exist_ok=True)\ntorch.save(1, f"{{D}}/m.pth")\n{use}\n'
    assert refusals(program) == [UNCLEAR]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            'name = "model"\nwandb.init(name=name)\ntorch.save(1, name + ".pth")',
            'torch.save(1, os.path.join(PERSIST_ROOT, name + ".pth"))',
        ),
        (
            'name = "model"\nwandb.init(config={"n": name})\ntorch.save(1, f"{name}.pth")',
            'torch.save(1, f"{PERSIST_ROOT}/{name}.pth")',
        ),
        ('name = "model"\ntorch.save(1, name + ".pth")', 'name = f"{PERSIST_ROOT}/model"'),
        ('P = "m.pth"\ntorch.save(1, P)\ncustom(P)', 'P = f"{PERSIST_ROOT}/m.pth"'),
        (
            'P = "out/m.pth"\ntorch.save(1, P)\ncfg = {"p": P}',
            'P = f"{PERSIST_ROOT}/out/m.pth"\nos.makedirs(f"{PERSIST_ROOT}/out", exist_ok=True)',
        ),
        (
            'B = "b"\ncustom(B + "/data")\ntorch.save(1, os.path.join(B, "m.pth"))',
            'os.makedirs(f"{PERSIST_ROOT}/b", exist_ok=True)\ntorch.save(1, os.path.join(PERSIST_ROOT, B, "m.pth"))',
        ),
        (
            'B = "/content/"\nx = torch.load(B + "in.pt")\nP = B + "m.pt"\ntorch.save(x, "o.pt")',
            'torch.save(x, f"{PERSIST_ROOT}/o.pt")',
        ),
    ],
)
def test_parts_of_names(lines: str, expected: str) -> None:
    assert changes(f"{TORCH}{lines}\n") == expected


@pytest.mark.parametrize("directories", ["for d in (A, L):", "ALL = [A, L]\nfor d in ALL:"])
def test_the_directories_of_a_loop_are_what_is_done_to_each(directories: str) -> None:
    program = (
        f'{TORCH}B = "/content/b"\nA = os.path.join(B, "a")\nL = os.path.join(B, "l")\n{directories}\n'
        "    if not os.path.exists(d):\n        os.makedirs(d)\n"
        'torch.save(1, f"{A}/m.pth")\ntorch.save(1, f"{L}/m.pth")\n'
    )
    assert changes(program) == 'B = f"{PERSIST_ROOT}/b"'


def test_the_working_directory_does_not_move_for_one_file_in_it() -> None:
    program = 'import os, torch\nHOME = os.getcwd()\ncustom(f"{HOME}/video.mp4")\ntorch.save(1, f"{HOME}/m.pth")\n'
    assert changes(program) == 'torch.save(1, f"{PERSIST_ROOT}/m.pth")'


@pytest.mark.parametrize(
    ("text", "expected"),
    [("a/b", True), ("m.pth", True), ("./x", True), ("model", False), ("v1.", False), ("", False), (".hidden", False)],
)
def test_looks_like_path(text: str, expected: bool) -> None:
    assert looks_like_path(text) is expected


ALSO_NAMES = {
    "a column": (
        "for column in ['age', 'fare']:\n    plt.hist(df[column])\n    plt.savefig(column + '.png')",
        "plt.savefig(os.path.join(PERSIST_ROOT, column + '.png'))",
    ),
    "a key, by a parameter": (
        "def train(name):\n    model = MODELS[name]\n    torch.save(model, name + '.pt')\ntrain('a')",
        "torch.save(model, os.path.join(PERSIST_ROOT, name + '.pt'))",
    ),
    "an option": (
        "import argparse\np = argparse.ArgumentParser()\np.add_argument('--model', default='resnet18')\n"
        "a = p.parse_args()\nmodel = timm.create_model(a.model)\ntorch.save(model, a.model + '.pt')",
        "torch.save(model, os.path.join(PERSIST_ROOT, a.model + '.pt'))",
    ),
    "a title": (
        "title = 'loss'\nplt.title(title)\nplt.savefig(title)",
        "plt.savefig(os.path.join(PERSIST_ROOT, title))",
    ),
    "something that is compared": (
        "OUT = 'best.pt'\ntorch.save(1, OUT)\nif OUT == 'best.pt':\n    print('yes')",
        "torch.save(1, os.path.join(PERSIST_ROOT, OUT))",
    ),
}


@pytest.mark.parametrize(("program", "line"), ALSO_NAMES.values(), ids=ALSO_NAMES.keys())
def test_a_name_that_is_no_path_elsewhere_stays_and_the_use_moves(program: str, line: str) -> None:
    assert changes(f"import os\nimport torch\nimport matplotlib.pyplot as plt\n{program}\n") == line


HANDED_ON = {
    "variable": 'OUT = os.environ.get("OUT", "out")\ntorch.save(1, os.path.join(OUT, "m.pth"))\ncustom(OUT)',
    "variable, by its name": 'OUT = os.getenv("OUT", "out")\ntorch.save(1, f"{OUT}/m.pth")\ncustom(place=OUT)',
    "attribute": (
        'class C:\n    def __init__(self, d="out"):\n        self.p = os.path.join(d, "x", "m.pth")\n'
        "    def save(self):\n        torch.save(1, self.p)\nc = C()\nc.save()\ncustom(c.p)"
    ),
    "function": (
        'def where(d="out"):\n    return os.path.join(d, "x", "m.pth")\ntorch.save(1, where())\ncustom(where())'
    ),
    "item": (
        'D = {"a": "out", "b": "in"}\nfor d in D.values():\n    os.makedirs(d)\n'
        'torch.save(1, D["a"] + "/m.pth")\ncustom(D["a"])'
    ),
}


@pytest.mark.parametrize("program", HANDED_ON.values(), ids=HANDED_ON.keys())
def test_what_is_also_handed_to_something_unknown_is_not_moved_by_its_uses_alone(program: str) -> None:
    assert refusals(f"{TORCH}{program}\n") == [UNCLEAR]


def test_a_default_of_the_environment_moves_with_the_variable_that_is_made_from_it() -> None:
    program = 'OUT = os.environ.get("OUT", "out")\nRUN = os.path.join(OUT, "run")\nos.makedirs(RUN)\n'
    assert changes(f'{TORCH}{program}torch.save(1, f"{{RUN}}/m.pth")\ncustom(RUN)\ncustom(OUT + "/data")\n') == (
        'RUN = os.path.join(PERSIST_ROOT, OUT, "run")\nos.makedirs(RUN, exist_ok=True)'
    )


def test_one_use_moves_all_the_names_that_it_may_have() -> None:
    program = (
        "def show(x, title=None):\n    plt.title(title)\n    plt.savefig((title or 'untitled') + '.png')\n"
        "show(1)\nshow(2, 'b')\n"
    )
    assert changes(f"import os\nimport matplotlib.pyplot as plt\n{program}") == (
        "plt.savefig(os.path.join(PERSIST_ROOT, (title or 'untitled') + '.png'))"
    )


@pytest.mark.parametrize(
    "way",
    [
        'P = os.path.join(C, "m.pth")\nos.makedirs(os.path.dirname(P), exist_ok=True)\ntorch.save(1, P)',
        'def where(n):\n    return os.path.join(C, n)\nos.makedirs(C, exist_ok=True)\ntorch.save(1, where("m.pth"))',
        'def where(n):\n    return f"{C}/{n}"\nP = where("m.pth")\nos.makedirs(os.path.dirname(P), exist_ok=True)\n'
        "torch.save(1, P)\nprint(os.path.relpath(P, C))",
    ],
)
def test_a_base_moves_with_what_is_made_of_it_on_the_way(way: str) -> None:
    assert changes(f'{TORCH}B = "/content/b"\nC = os.path.join(B, "c")\n{way}\n') == 'B = f"{PERSIST_ROOT}/b"'


def test_what_a_function_also_gives_to_something_unknown_keeps_its_base() -> None:
    way = 'def where(n):\n    return os.path.join(B, n)\ntorch.save(1, where("m.pth"))\ncustom(where("data"))'
    assert refusals(f'{TORCH}B = "b"\n{way}\n') == [UNCLEAR]
