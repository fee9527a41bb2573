"""Variables that hold a path, and what else they are used for."""

from __future__ import annotations

import pytest
from changing import changes, refusals, result

from flake8_persist.codemod.meanings import looks_like_path
from flake8_persist.codemod.mentions import COMMANDED, IMPORTED, UNCLEAR

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


# A text that is a part of a file's name, and what else it is used for.
WORDS = {
    "the name of a function": 'name = "sqrt"\nvalue = getattr(math, name)(4)\n',
    "a key": 'name = "sqrt"\nvalue = table[name]\n',
    "a key that is asked for": 'name = "sqrt"\nvalue = table.get(name)\n',
    "a module": 'name = "sqrt"\nvalue = importlib.import_module(name)\n',
    "a part of a request": 'name = "sqrt"\nvalue = requests.get(url, params={"q": name})\n',
    "what is said of a key": 'name = "sqrt"\nprint("size", table[name])\n',
}


@pytest.mark.parametrize("program", WORDS.values(), ids=WORDS.keys())
def test_a_word_that_is_used_as_one_stays_a_word(program: str) -> None:
    written = 'open(os.path.join(PERSIST_ROOT, f"{name}.txt"), "w")', 'open(f"{PERSIST_ROOT}/{name}.txt", "w")'
    assert changes(f'import os\n{program}open(f"{{name}}.txt", "w").write(str(value))\n').startswith(written)


def test_a_word_that_is_only_shown_moves_with_the_path() -> None:
    program = 'name = "sqrt"\nprint("now", name)\nopen(f"{name}.txt", "w")\n'
    assert changes(program) == 'name = f"{PERSIST_ROOT}/sqrt"'


@pytest.mark.parametrize("look_up", ["MODELS[OUT]", "MODELS.get(OUT)", "getattr(models, OUT)"])
def test_a_directory_whose_name_is_a_key_as_well_keeps_its_name(look_up: str) -> None:
    program = f'OUT = "resnet"\nos.makedirs(OUT, exist_ok=True)\nnet = {look_up}\ntorch.save(net, f"{{OUT}}/m.pth")\n'
    assert changes(f"{TORCH}{program}") == (
        'os.makedirs(os.path.join(PERSIST_ROOT, OUT), exist_ok=True)\ntorch.save(net, f"{PERSIST_ROOT}/{OUT}/m.pth")'
    )


FILES = 'for name in ["a.txt", "b.txt"]:\n    '
SAVED = 'open(name, "w").write("x")\n    '


@pytest.mark.parametrize("use", ['print(sizes["a.txt"])\n', 'sizes.get("a.txt")\n'])
def test_files_that_are_keys_stay_where_a_key_is_written_out(use: str) -> None:
    assert refusals(f"sizes = {{}}\n{FILES}{SAVED}sizes[name] = 1\n{use}") == [UNCLEAR]
    assert "PERSIST_ROOT" in changes(f"sizes = {{}}\n{FILES}{SAVED}sizes[name] = 1\nprint(sizes)\n")


@pytest.mark.parametrize("use", ['if name == "a.txt": print("first")\n', 'print(name in ("a.txt", "c.txt"))\n'])
def test_files_whose_names_are_compared_with_others_keep_their_names(use: str) -> None:
    assert changes(f"import os\n{FILES}{SAVED}{use}").startswith("open(os.path.join(PERSIST_ROOT, name)")


def test_a_name_that_is_one_case_of_several_stays() -> None:
    program = 'name = "a.txt"\nopen(name, "w").write("x")\nmatch name:\n    case "a.txt":\n        print("yes")\n'
    assert changes(f"import os\n{program}") == 'open(os.path.join(PERSIST_ROOT, name), "w").write("x")'


@pytest.mark.parametrize("name", ["read", "get", "split", "sub", "log", "init", "join", "text"])
def test_what_a_library_that_nothing_is_known_of_is_given_moves_along(name: str) -> None:
    """Its functions may be called as harmless ones of others are."""
    program = f'from mylib import {name}\nopen("out.txt", "w").write("x")\n{name}("out.txt")\n'
    assert changes(program).endswith(f'{name}(f"{{PERSIST_ROOT}}/out.txt")')


def test_the_directory_in_which_a_command_is_run_moves_along() -> None:
    program = 'os.makedirs("out/logs")\nopen("out/logs/a", "w").write("x")\nsubprocess.run(["ls"], cwd="out/logs")\n'
    assert changes(f"import os, subprocess\n{program}").endswith('cwd=f"{PERSIST_ROOT}/out/logs")')


def test_what_a_command_names_that_is_put_together_stays() -> None:
    program = 'open("in.txt", "w").write("x")\nsubprocess.run(f"{sys.executable} child.py in.txt", shell=True)\n'
    assert refusals(f"import subprocess, sys\n{program}") == [COMMANDED]


def test_a_module_that_is_imported_by_its_name_stays() -> None:
    program = 'open("layer.py", "w").write("x = 1")\nlayer = importlib.import_module("layer")\n'
    assert refusals(f"import importlib\n{program}") == [IMPORTED]


GIVEN = {
    "a list": 'frames = [f"out/{n}.png" for n in range(9)]\nclip = Clip(frames, fps=3)\n',
    "a file": 'frame = "out/0.png"\nmodel.infer(image_file=frame)\nframe = "other.png"\n',
}


@pytest.mark.parametrize("use", GIVEN.values(), ids=GIVEN.keys())
def test_a_path_that_calls_are_given_by_a_name_moves_along(use: str) -> None:
    save = 'import os, cv2\nos.makedirs("out", exist_ok=True)\nfor n in range(9):\n    cv2.imwrite(f"out/{n}.png", x)\n'
    assert use.partition("\n")[0].replace('"out', '"{PERSIST_ROOT}/out').replace('= "', '= f"') in changes(save + use)


@pytest.mark.parametrize("use", ["print(frame[4:])", 'a, b = frame.split("/")', "for letter in frame: print(letter)"])
def test_a_path_that_something_else_is_made_of_does_not(use: str) -> None:
    save = 'import os, cv2\nos.makedirs("out", exist_ok=True)\ncv2.imwrite("out/0.png", x)\n'
    assert refusals(f'{save}frame = "out/0.png"\n{use}\nframe = "b.png"\n') == [UNCLEAR]


def test_a_configuration_that_is_saved_as_well_is_not_left_with_another_path() -> None:
    made = 'cfg = {"out": "outputs", "run": "e"}\nos.makedirs(os.path.join(cfg["out"], cfg["run"]), exist_ok=True)\n'
    save = 'torch.save(1, os.path.join(cfg["out"], cfg["run"], "m.pth"))\n'
    saved = 'json.dump(cfg, open(os.path.join(cfg["out"], cfg["run"], "c.json"), "w"))\n'
    assert "PERSIST_ROOT" in changes(f"{TORCH}import json\n{made}{save}")
    read = 'c = json.load(open(os.path.join(cfg["out"], cfg["run"], "c.json")))\n'
    used = 'torch.load(os.path.join(c["out"], c["run"], "m.pth"))\n'
    assert refusals(f"{TORCH}import json\n{made}{save}{saved}{read}{used}") == [UNCLEAR]


def test_a_directory_that_a_command_is_run_in_stays_with_what_it_reads() -> None:
    program = (
        'import os, subprocess\nos.makedirs("out", exist_ok=True)\nopen("out/a.txt", "w").write("a")\n'
        'subprocess.run("cat a.txt > b.txt", shell=True, cwd="out")\n'
    )
    assert UNCLEAR in refusals(program)


ELSEWHERE = {
    "a column": 'df["path"] = "crops/" + df["id"] + ".txt"\n',
    "a function without a name": 'names.apply(lambda n: f"crops/{n}.txt")\n',
    "a table": 'table = {n: f"crops/{n}.txt" for n in names}\n',
    "a list of joined ones": 'read_all([os.path.join("crops", n) for n in names])\n',
    "a line of a list of files": 'open("/content/drive/MyDrive/list.txt", "w").write(f"crops/{n}.txt\\n")\n',
    "what is found": 'if "crops/a.txt" in found: resume()\n',
    "a key of what is found": 'print({q: 1 for q in found}["crops/a.txt"])\n',
}


@pytest.mark.parametrize("use", ELSEWHERE.values(), ids=ELSEWHERE.keys())
def test_a_path_that_is_put_together_elsewhere_keeps_all_where_it_is(use: str) -> None:
    save = 'import glob, os\nos.makedirs("crops")\nfor n in names:\n    open(f"crops/{n}.txt", "w").write("x")\n'
    mount = 'from google.colab import drive\ndrive.mount("/content/drive")\n'
    assert refusals(f'{mount}{save}found = glob.glob("crops/*.txt")\n{use}') == [UNCLEAR]


IN_OUT = "import os, subprocess, torch, yaml\nos.makedirs('out', exist_ok=True)\ntorch.save(1, 'out/m.pt')\n"


@pytest.mark.parametrize(
    "use",
    [
        'os.environ["OUT"] = "out"\nsubprocess.run(["python", "-c", "import os; os.listdir(os.environ[\'OUT\'])"])',
        'subprocess.run(["sh", "-c", "ls $D"], env={**os.environ, "D": "out"})',
        'cfg = {"output": "out"}\nshow_all(yaml.dump(cfg))',
        'read_all("file:///content/out/m.pt")',
        'read_all(f"file://{os.getcwd()}/out/m.pt")',
        'd = "out"\nread_all("{d}/m.pt".format(**locals()))',
    ],
)
def test_what_names_it_for_others_by_a_bare_word_or_an_address_keeps_it_where_it_is(use: str) -> None:
    assert refusals(f"{IN_OUT}{use}\n") == [UNCLEAR]


@pytest.mark.parametrize("use", ["!D=out; ls $D", "!export D=out; ls $D", "!mkdir -p x && cd x && cat ../out/m.pt"])
def test_what_a_shell_is_told_by_a_variable_or_from_another_directory_stays(use: str) -> None:
    assert len(refusals(f"{IN_OUT}{use}\n")) == 1


@pytest.mark.parametrize(
    "use",
    ['os.environ["WANDB_PROJECT"] = "out"', 'cfg = {"label": "out"}', 'd = "out"', 'read_all("file:///content/x")'],
)
def test_a_word_that_is_no_path_where_it_stands_hinders_nothing(use: str) -> None:
    assert "f'{PERSIST_ROOT}/out/m.pt'" in changes(f"{IN_OUT}{use}\n")


def test_what_a_command_puts_beside_a_file_stays_with_it() -> None:
    save = "import torch\ntorch.save(1, 'm.pt')\n!gzip -kf m.pt\n"
    assert refusals(f"{save}open('m.pt.gz', 'rb').read()\n") == [COMMANDED]
    assert '!gzip -kf "{PERSIST_ROOT}/m.pt"' in changes(save)


@pytest.mark.parametrize(
    "use",
    ['url = f"https://hub.example/{D}/x.json"\nget_it(url)', 'get_it("https://hub.example/" + D + "/x.json")'],
)
def test_a_name_within_an_address_stays(use: str) -> None:
    program = f'{TORCH}D = "d"\nos.makedirs(D, exist_ok=True)\ntorch.save(1, f"{{D}}/m.pth")\n{use}\n'
    assert changes(program) == (
        'os.makedirs(os.path.join(PERSIST_ROOT, D), exist_ok=True)\ntorch.save(1, f"{PERSIST_ROOT}/{D}/m.pth")'
    )


def test_it_is_said_what_else_is_given_a_name() -> None:
    found = result("import torch\ntorch.save(1, 'm.pt')\ncompare('m.pt', 'm.pt', 'other')\n")
    assert found.refusals == (f"line 2: {UNCLEAR}, in compare('m.pt', 'm.pt', 'other')",)
