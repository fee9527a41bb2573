"""What moves together with a write, what stays, and what is not moved at all."""

from __future__ import annotations

import pytest
from changing import changes, refusals, result

from flake8_persist.codemod.finders import FOUND, LISTED, UNFOLLOWED
from flake8_persist.codemod.moving import DATABASE, LIVE
from flake8_persist.codemod.reading_first import READ_FIRST
from flake8_persist.codemod.sessions import ONCE

TORCH = "import glob, os, shutil, torch\n"
SAVE = 'torch.save(1, "d/m.pth")\n'


@pytest.mark.parametrize(
    "line",
    [
        'torch.load("d/m.pth")',
        'torch.load("./d/m.pth")',
        'torch.load("/content/d/m.pth")',
        'os.path.exists("d/m.pth")',
        'os.path.isfile("d/m.pth")',
        'os.listdir("d")',
        'glob.glob("d/*.pth")',
        'glob.glob("d/*")',
        'glob.glob("d/**/*.pth", recursive=True)',
        'shutil.make_archive("d", "zip", "d")',
        'shutil.copy("d/m.pth", "best.pth")',
        'os.rename("d/m.pth", "d/old.pth")',
    ],
)
def test_later_uses_of_a_written_file_move_with_it(line: str) -> None:
    lines = changes(f"{TORCH}os.makedirs('d', exist_ok=True)\n{SAVE}{line}\n").splitlines()
    assert lines[-1].count("PERSIST_ROOT") == line.count("best") + line.count('"d') + line.count("/d/")


@pytest.mark.parametrize("line", ['glob.glob("t/**/*.pth", recursive=True)', 'os.listdir("t")', 'list(os.walk("t"))'])
def test_what_lists_a_tree_of_written_files_moves_with_them(line: str) -> None:
    tree = 'for k in ("x", "y"):\n    os.makedirs(f"t/{k}/l")\n    torch.save(1, f"t/{k}/l/m.pth")\n'
    assert changes(f"{TORCH}{tree}{line}\n").splitlines()[-1] == line.replace('"t', 'f"{PERSIST_ROOT}/t', 1)


@pytest.mark.parametrize(
    "line",
    [
        'torch.load("input.pth")',
        'os.path.exists("data")',
        'glob.glob("data/*.csv")',
        'shutil.copy("a.csv", "b.csv")',
        'os.remove("old.log")',
        'os.makedirs("cache")',
    ],
)
def test_what_nothing_writes_stays(line: str) -> None:
    assert changes(f"{TORCH}{line}\n{SAVE}").endswith('torch.save(1, f"{PERSIST_ROOT}/d/m.pth")')
    assert line not in changes(f"{TORCH}{line}\n{SAVE}")


@pytest.mark.parametrize(
    "lines",
    [
        'if os.path.exists("s.pt"):\n    s = torch.load("s.pt")\ntorch.save(1, "s.pt")',
        'if os.path.isfile("s.pt"): s = torch.load("s.pt")\ntorch.save(1, "s.pt")',
        'try:\n    s = torch.load("s.pt")\nexcept FileNotFoundError:\n    s = 0\ntorch.save(1, "s.pt")',
        'try:\n    s = torch.load("s.pt")\nexcept (OSError, KeyError):\n    s = 0\ntorch.save(1, "s.pt")',
        'try:\n    s = torch.load("s.pt")\nexcept:\n    s = 0\ntorch.save(1, "s.pt")',
        'for f in glob.glob("s_*.pt"):\n    torch.load(f)\nfor n in range(3):\n    torch.save(1, f"s_{n}.pt")',
        'os.makedirs("d", exist_ok=True)\nfor f in os.listdir("d"): print(f)\ntorch.save(1, "d/a.pt")',
        'os.makedirs("d", exist_ok=True)\nfor f in glob.glob("d/*.json"): print(f)\nopen("d/a.json", "w").write("")',
    ],
)
def test_what_an_earlier_session_wrote_is_read_where_it_was_written(lines: str) -> None:
    reads = [
        line for line in changes(TORCH + lines).splitlines() if any(w in line for w in ("load", "glob", "listdir"))
    ]
    assert all("PERSIST_ROOT" in line for line in reads if "(f)" not in line)
    assert reads or "load(f)" in lines


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        ('s = torch.load("s.pt")\ntorch.save(s, "s.pt")', READ_FIRST),
        ('s = open("s.txt").read()\nopen("s.txt", "w").write(s)', READ_FIRST),
        ('try:\n    s = torch.load("s.pt")\nexcept ValueError:\n    s = 0\ntorch.save(1, "s.pt")', READ_FIRST),
        (
            'for f in glob.glob("i_*.txt"):\n    pass\nfor n in os.environ:\n    open(f"i_{n}.txt", "w").write(n)',
            READ_FIRST,
        ),
        (
            'x = open("d/in.csv").read()\nopen("d/out.csv", "w").write(x)\nprint(os.listdir("d"))',
            LISTED.format("os.listdir"),
        ),
        (
            'x = open("d/in.csv").read()\nopen("d/out.csv", "w").write(x)\nshutil.make_archive("x", "zip", "d")',
            LISTED.format("shutil.make_archive"),
        ),
        ('import sqlite3\nc = sqlite3.connect("study.db")\nc.execute("x")', DATABASE),
    ],
)
def test_left_alone(lines: str, reason: str) -> None:
    assert refusals(TORCH + lines + "\n") == [reason]


def test_a_database_is_left_alone_for_another_reason_where_no_drive_is_mounted() -> None:
    source = 'import sqlite3\nc = sqlite3.connect("/tmp/study.db")\n'
    assert [one.partition(": ")[2] for one in result(source, environment="kaggle").refusals] == [LIVE]


@pytest.mark.parametrize(
    "lines",
    [
        's = torch.load("s.pt")\ntorch.save(s, "s.pt")\n',
        'import sqlite3\nc = sqlite3.connect("study.db")\nc.execute("x")\n',
    ],
)
def test_moved_when_the_user_says_so(lines: str) -> None:
    assert "PERSIST_ROOT" in changes(TORCH + lines, unsafe=True)


def test_a_helper_reads_an_input_first_and_its_output_later() -> None:
    program = (
        "def read(p): return open(p).read()\n"
        "def write(p, t): open(p, 'w').write(t)\n"
        "t = read('in.txt')\n"
        "write('out.txt', t)\n"
        "read('out.txt')\n"
    )
    assert changes(program) == "write(f'{PERSIST_ROOT}/out.txt', t)\nread(f'{PERSIST_ROOT}/out.txt')"


def test_copies_of_copies_move() -> None:
    program = (
        f"{TORCH}torch.save(1, 'a.pt')\nshutil.copy('a.pt', 'b.pt')\nshutil.move('b.pt', 'c.pt')\ntorch.load('c.pt')"
    )
    assert changes(program).count("PERSIST_ROOT") == 6


def test_inputs_that_are_copied_beside_outputs_stay() -> None:
    program = f"{TORCH}shutil.copytree('/mnt/set', 'set')\ntorch.save(1, 'm.pt')\n"
    assert changes(program) == "torch.save(1, f'{PERSIST_ROOT}/m.pt')"


def test_groups_are_left_alone_one_by_one() -> None:
    program = f"{TORCH}s = torch.load('s.pt')\ntorch.save(s, 's.pt')\ntorch.save(s, 't.pt')\n"
    assert changes(program) == "torch.save(s, f'{PERSIST_ROOT}/t.pt')"


@pytest.mark.parametrize(
    "use",
    [
        "os.listdir(os.path.dirname(P))",
        "model.load_weights(P.format(epoch=2))",
        "D = os.path.dirname(P)\nos.listdir(D)\nmodel.load_weights(P.format(epoch=2))",
        "model.save_weights(P.format(epoch=0))\nos.listdir(os.path.dirname(P))",
    ],
)
def test_a_template_moves_with_what_is_made_of_it(use: str) -> None:
    program = (
        "import os\nfrom tensorflow import keras\nmodel = keras.Sequential()\n"
        'P = "training/cp-{epoch:04d}.weights.h5"\n'
        f"model.fit(callbacks=[keras.callbacks.ModelCheckpoint(P)])\n{use}\n"
    )
    assert changes(program) == 'P = os.path.join(PERSIST_ROOT, "training/cp-{epoch:04d}.weights.h5")'


IN_THE_OPEN = {
    "the library's choice": ("pl.Trainer()", "pl.Trainer(default_root_dir=PERSIST_ROOT)"),
    "without a logger": ("pl.Trainer(logger=False)", "pl.Trainer(logger=False, default_root_dir=PERSIST_ROOT)"),
    "a dot": ('pl.Trainer(default_root_dir=".")', "pl.Trainer(default_root_dir=PERSIST_ROOT)"),
    "the machine's": ('pl.Trainer(default_root_dir="/content")', "pl.Trainer(default_root_dir=PERSIST_ROOT)"),
}


@pytest.mark.parametrize(("trainer", "moved"), IN_THE_OPEN.values(), ids=IN_THE_OPEN.keys())
@pytest.mark.parametrize(
    "use",
    [
        'pd.read_csv("test.csv")',
        'glob.glob("images/*.jpg")',
        'os.path.exists("/content/data/x.txt")',
        'own.Data("train.csv")',
        'own.Data("images/train")',
        'Stopping("val_loss")',
        'os.system("python own.py --data images/")',
    ],
)
def test_inputs_stay_where_a_library_was_left_to_write(trainer: str, moved: str, use: str) -> None:
    program = f"import glob, os, own, pandas as pd, pytorch_lightning as pl\nt = {trainer}\nt.fit(own.model)\n{use}\n"
    assert changes(program) == f"t = {moved}"


@pytest.mark.parametrize(
    ("use", "moved"),
    [
        ('torch.load("best.ckpt")', ""),
        ('os.listdir("lightning_logs")', 'os.listdir(f"{PERSIST_ROOT}/lightning_logs")'),
        ('own.plot("lightning_logs/version_0")', 'own.plot(f"{PERSIST_ROOT}/lightning_logs/version_0")'),
    ],
)
def test_what_a_library_puts_into_the_working_directory_moves(use: str, moved: str) -> None:
    program = f"import os, own, torch, pytorch_lightning as pl\nt = pl.Trainer()\nt.fit(own.model)\n{use}\n"
    assert changes(program) == f"t = pl.Trainer(default_root_dir=PERSIST_ROOT)\n{moved}".rstrip()


def test_tensorboard_may_be_opened_before_anything_is_logged() -> None:
    program = (
        "from torch.utils.tensorboard import SummaryWriter\n"
        "get_ipython().run_line_magic('tensorboard', '--logdir runs/a')\nw = SummaryWriter('runs/a')\n"
    )
    assert changes(program) == (
        "get_ipython().run_line_magic('tensorboard', '--logdir \"{PERSIST_ROOT}/runs/a\"')\n"
        "w = SummaryWriter(f'{PERSIST_ROOT}/runs/a')"
    )


def test_what_is_written_within_the_line_that_reads_it_is_written_first() -> None:
    program = (
        'def written(name):\n    with open("d/" + name, "w") as f:\n        f.write("x")\n    return "d/" + name\n\n'
        'def main():\n    os.makedirs("d", exist_ok=True)\n    print(open(written("a.txt")).read())\n\nmain()\n'
    )
    assert "PERSIST_ROOT" in changes(f"import os\n{program}")


LOSING_TRACK = {
    "an item": "p = n + '.pt'\n    torch.save(1, p)\n    saved[n] = p\n",
    "a list": "p = n + '.pt'\n    torch.save(1, p)\n    saved.append(p)\n",
    "a written line": "p = n + '.pt'\n    torch.save(1, p)\n    saved.write(p + '\\n')\n",
    "a formatted line": "p = n + '.pt'\n    torch.save(1, p)\n    saved.write(f'{p}\\n')\n",
    "the same again": "torch.save(1, n + '.pt')\n    saved.append(n + '.pt')\n",
    "the same again, of each": "torch.save(1, n + '.pt')\n    saved.write(','.join(n + '.pt' for n in 'ab'))\n",
    "the same again, of another": "torch.save(1, n + '.pt')\n    saved['p'] = saved['n'] + '.pt'\n",
    "the same again, formatted": "torch.save(1, f'{n}.pt')\n    saved.append({'path': f'{n}.pt'})\n",
    "a display": "p = n + '.pt'\n    torch.save(1, p)\n    global saved\n    saved = (n, p)\n",
}


def _saver(body: str, use: str) -> str:
    return f'import os, own, torch\nsaved = own.store()\ndef save(n):\n    {body}save("a")\nsave("b")\n{use}\n'


@pytest.mark.parametrize("body", LOSING_TRACK.values(), ids=LOSING_TRACK.keys())
def test_what_is_perhaps_read_where_nobody_can_follow_stays(body: str) -> None:
    assert refusals(_saver(body, "torch.load(own.best(saved))")) == [UNFOLLOWED]


HERE = {
    "os.listdir": 'for f in os.listdir("."):\n    torch.load(f)',
    "glob": 'for f in glob.glob("*"):\n    torch.load(f)',
}


@pytest.mark.parametrize("use", HERE.values(), ids=HERE.keys())
def test_what_is_read_with_all_that_is_here_stays(use: str) -> None:
    """Among it are inputs, which would not be found any more."""
    source = f"import glob, os, torch\ntorch.save(1, 'a.pt')\n{use}\n"
    assert [one.partition(" is given ")[2] for one in refusals(source)] == [LISTED.partition(" is given ")[2]]


WALKS = {
    "os.walk": 'for _, _, names in os.walk("."):\n    print(names)',
    "os.walk of the whole path": 'for _, _, names in os.walk("/content"):\n    print(names)',
    "glob": 'print(glob.glob("**/*.pt", recursive=True))',
    "glob from here": 'print(glob.glob("./**/*.pt", recursive=True))',
    "Path.rglob": 'print(*Path(".").rglob("*.pt"))',
    "Path.rglob of where it is": 'print(*Path.cwd().rglob("*.pt"))',
    "Path.glob": 'print(*Path().glob("**/*.pt"))',
}


@pytest.mark.parametrize("use", WALKS.values(), ids=WALKS.keys())
def test_what_is_found_on_a_way_through_all_that_is_here_stays(use: str) -> None:
    source = f"import glob, os, torch\nfrom pathlib import Path\ntorch.save(1, 'a.pt')\n{use}\n"
    assert [one.partition(" is given ")[2] for one in refusals(source)] == [LISTED.partition(" is given ")[2]]


@pytest.mark.parametrize("use", ['print(os.listdir("."))', 'for f in glob.glob("*.pt"):\n    torch.load(f)'])
def test_what_is_only_shown_or_found_by_its_suffix_moves(use: str) -> None:
    assert "PERSIST_ROOT" in changes(f"import glob, os, torch\ntorch.save(1, 'a.pt')\n{use}\n")


def test_what_is_made_of_a_name_stays_where_the_same_is_made_of_an_unknown_name_and_read() -> None:
    save = "torch.save(1, n + '.pt')\n"

    assert refusals(_saver(save, 'for n in own.names(): torch.load(f"{n}.pt")')) == [UNFOLLOWED]
    assert "PERSIST_ROOT" in changes(_saver(save, 'for n in own.names(): torch.load(f"{n}.bin")'))


@pytest.mark.parametrize("dumped", ["run.__dict__", "vars(run)"])
def test_what_is_written_down_with_all_of_its_object_stays(dumped: str) -> None:
    program = (
        "import json, os\nclass Run:\n    def __init__(self, name, base='outs'):\n        self.base = base\n"
        "        self.dir = os.path.join(base, name)\n        os.makedirs(self.dir, exist_ok=True)\n"
        "    def save(self, run):\n        with open(os.path.join(self.dir, 'c.json'), 'w') as f:\n"
        "            json.dump(run, f)\nrun = Run('a')\n"
    )
    write = f"run.save({dumped})\nd = json.load(open(f'{{run.base}}/a/c.json'))\n"

    assert refusals(program + write + "print(os.listdir(d['dir']))\n") == [UNFOLLOWED]
    assert "PERSIST_ROOT" in changes(program + write)


@pytest.mark.parametrize("body", LOSING_TRACK.values(), ids=LOSING_TRACK.keys())
def test_what_nothing_reads_at_an_unknown_place_moves(body: str) -> None:
    assert "PERSIST_ROOT" in changes(_saver(body, 'print(saved, os.listdir("."))'))


def test_what_a_call_writes_moves_without_what_it_reads() -> None:
    """The data set's own file, which is changed in place, is an input; the run directory beside it is not."""
    source = (
        "import yaml\nfrom ultralytics import YOLO\n"
        "data = yaml.safe_load(open('set/data.yaml'))\n"
        "yaml.dump(data, open('set/data.yaml', 'w'))\n"
        "YOLO('yolov8n.pt').train(data='set/data.yaml', project='runs')\n"
    )
    assert "YOLO('yolov8n.pt').train(data='set/data.yaml', project=f'{PERSIST_ROOT}/runs')" in changes(source)


HANDED_ON = {
    "to a call": "run(save)\n",
    "by name": "run(callback=save)\n",
    "in a function": "def main():\n    run(save)\n\nmain()\n",
}


@pytest.mark.parametrize("use", HANDED_ON.values(), ids=HANDED_ON.keys())
def test_a_function_that_is_handed_on_writes_where_that_is_done(use: str) -> None:
    save = 'def save(n):\n    torch.save(n, "best.pt")\n\n'
    read = 'print(torch.load("best.pt"))\n'
    assert "PERSIST_ROOT" in changes(f"import os, torch\n{save}{use}{read}")
    assert refusals(f"import os, torch\n{save}{read}{use}") == [READ_FIRST]


@pytest.mark.parametrize("use", ["fit([Save()])\n", "def main():\n    fit(callbacks=[Save()])\n\nmain()\n"])
def test_a_callback_writes_once_there_is_one(use: str) -> None:
    save = 'class Save(Callback):\n    def on_end(self, model):\n        torch.save(model, "best.pt")\n\n'
    read = 'print(torch.load("best.pt"))\n'
    head = "import os, torch\nfrom lightning.pytorch.callbacks import Callback\n"
    assert changes(f"{head}{save}{use}{read}").count("{PERSIST_ROOT}/best.pt") == 2
    assert refusals(f"{head}{save}{read}{use}") == [READ_FIRST]


YOLO = (
    "import glob, os\nfrom IPython.display import Image\nfrom roboflow import Roboflow\nHOME = os.getcwd()\n"
    "project = Roboflow(api_key=key).workspace('w').project('p')\ndata = project.version(1).download('yolov8')\n"
    "get_ipython().system('yolo task=detect mode=train model=n.pt data={data.location}/data.yaml')\n"
    "get_ipython().system('yolo task=detect mode=predict model={HOME}/runs/detect/train/weights/best.pt')\n"
)


def test_a_data_set_that_is_fetched_under_a_name_of_its_provider_stays() -> None:
    """Its directory is none that the program writes to, although nobody knows what it is called."""
    found = changes(YOLO)

    assert 'data={data.location}/data.yaml project="{PERSIST_ROOT}/runs/detect"\')' in found
    assert 'model="{PERSIST_ROOT}"/runs/detect/train/weights/best.pt' in found
    assert "download(" not in found


def test_what_a_listing_gives_follows_the_listing() -> None:
    found = changes(f"{YOLO}for path in glob.glob(f'{{HOME}}/runs/detect/predict/*.jpg'):\n    Image(filename=path)\n")

    assert "glob.glob(f'{PERSIST_ROOT}/runs/detect/predict/*.jpg')" in found
    assert "Image(" not in found


def test_what_the_program_takes_to_safety_moves_with_what_is_written_beside_it() -> None:
    found = changes(
        f'{YOLO}project.version(1).deploy(model_type="yolov8", model_path=f"{{HOME}}/runs/detect/train/")\n'
    )

    assert found.count('project="{PERSIST_ROOT}/runs/detect"') == 2
    assert 'model_path=f"{PERSIST_ROOT}/runs/detect/train/"' in found


@pytest.mark.parametrize(
    ("use", "who"), [('glob.glob("*.npy")', "glob.glob"), ("get_ipython().system('head *.npy')", "!head")]
)
def test_what_is_found_together_with_inputs_stays(use: str, who: str) -> None:
    program = f'import glob\nimport numpy as np\nx = np.load("in.npy")\nnp.save("out.npy", x)\n{use}\n'
    assert refusals(program) == [FOUND.format(who)]
    assert len(changes(program.replace("in.npy", "in.txt")).splitlines()) == 2


UPDATES = [
    ('f = open("x.txt", "r+")', 'open("x.txt", "w").close()'),
    ('m = np.memmap("x.dat", mode="r+", shape=(3,))', 'np.memmap("x.dat", mode="w+", shape=(3,)).flush()'),
    ('w = pd.ExcelWriter("x.xlsx", mode="a")', 'pd.DataFrame().to_excel("x.xlsx")'),
]


@pytest.mark.parametrize(("update", "write"), UPDATES)
def test_what_is_updated_has_to_be_there(update: str, write: str) -> None:
    imports = "import numpy as np\nimport pandas as pd\n"
    assert refusals(f"{imports}{update}\n") == [READ_FIRST]
    assert len(changes(f"{imports}{write}\n{update}\n").splitlines()) == 2


def test_what_asks_where_the_program_runs_stays() -> None:
    ask = 'if not os.path.exists("/kaggle"):\n    print("elsewhere")\n'
    found = changes(f'import os, torch\n{ask}torch.save(1, "/kaggle/temp/m.pt")\n')
    assert found.splitlines()[-1] == 'torch.save(1, f"{PERSIST_ROOT}/kaggle/temp/m.pt")'
    assert "exists" not in found


@pytest.mark.parametrize(
    ("path", "moves"),
    [
        ("allenai/led-large", False),
        ("bert-base-cased", False),
        ("./checkpoint-20", True),
        ("checkpoint-20", True),
        ("checkpoint-20/adapter", True),
    ],
)
def test_models_of_a_hub_are_not_in_the_working_directory(path: str, moves: bool) -> None:
    write = 'args = TrainingArguments(output_dir="./", do_train=True)\n'
    load = f'm = AutoModel.from_pretrained("{path}")\n'
    found = changes(f"from transformers import AutoModel, TrainingArguments\n{write}{load}")
    assert ("from_pretrained" in found) is moves


def test_what_is_read_after_any_of_the_writes_moves() -> None:
    train = "Seq2SeqTrainingArguments(output_dir='/content/t5', push_to_hub=True)\n"
    show = "get_ipython().run_line_magic('tensorboard', '--logdir /content/t5/runs')\n"
    save = "AutoTokenizer.from_pretrained('t5-small').save_pretrained('/content/t5')\n"
    found = changes(f"from transformers import AutoTokenizer, Seq2SeqTrainingArguments\n{train}{show}{save}")
    assert found.count("PERSIST_ROOT") == 3


def test_what_a_moved_listing_gives_has_the_root_already() -> None:
    """A relative root would be there twice."""
    program = 'open("a.txt", "w").write("a")\nfor f in glob.glob("*.txt"):\n    print(open(f).read())\n'
    assert changes(f"import glob\n{program}") == (
        'open(f"{PERSIST_ROOT}/a.txt", "w").write("a")\nfor f in glob.glob(f"{PERSIST_ROOT}/*.txt"):'
    )


GUARDED = {
    "fetched": 'urlretrieve(url, "raw.txt")\n    open("vocab.txt", "w").write("x")\nopen("raw.txt")\n',
    "unpacked": 'ZipFile("i.zip").extractall("raw")\n    open("vocab.txt", "w").write("x")\nopen("raw/a.txt")\n',
}


@pytest.mark.parametrize("lines", GUARDED.values(), ids=GUARDED.keys())
def test_a_question_stays_that_decides_on_what_stays_as_well(lines: str) -> None:
    """The next session would find the answer, and pass over what it has to fetch itself."""
    head = "import os\nfrom urllib.request import urlretrieve\nfrom zipfile import ZipFile\n"
    assert refusals(f'{head}if not os.path.exists("vocab.txt"):\n    {lines}') == [ONCE]
    used_within = lines.rpartition("\nopen(")[0]
    assert "PERSIST_ROOT" in changes(f'{head}if not os.path.exists("vocab.txt"):\n    {used_within}\n')


@pytest.mark.parametrize(
    "line",
    [
        'm = own_load("d/m.pth")',
        'm = own.Model("d/m.pth")',
        'm = toolkit.read_model(path="d/m.pth")',
        "!./tool d/m.pth",
        'if ready:\n    m = own_load("d/m.pth")',
    ],
)
def test_what_something_unknown_is_given_first_stays(line: str) -> None:
    assert refusals(f"{TORCH}{line}\n{SAVE}") == [READ_FIRST]
    assert "PERSIST_ROOT" in changes(f"{TORCH}{SAVE}{line}\n")


@pytest.mark.parametrize(
    "line",
    [
        'own_save(m, "d/m.pth")',
        'make_plot("d/m.pth")',
        'if os.path.exists("d/m.pth"):\n    m = own_load("d/m.pth")',
        'try:\n    m = own_load("d/m.pth")\nexcept FileNotFoundError:\n    m = None',
        'def later():\n    return own_load("d/m.pth")',
    ],
)
def test_what_is_made_or_may_be_missing_moves_along(line: str) -> None:
    assert "PERSIST_ROOT" in changes(f"{TORCH}{line}\n{SAVE}")


def test_a_file_is_no_directory_of_what_is_not_known() -> None:
    source = 'import time, torch\ntorch.save(1, "m.pth")\ntorch.save(1, f"{time.time()}/m.pth")\n'
    assert [line for line in changes(source).splitlines() if "torch.save" in line] == [
        'torch.save(1, f"{PERSIST_ROOT}/m.pth")'
    ]


@pytest.mark.parametrize("asked", ["exists", "isfile"])
def test_files_of_a_directory_that_are_read_stay_though_others_are_written_below_it(asked: str) -> None:
    program = f"""\
import os
DATA = "data"
OUT = os.path.join(DATA, "out")
os.makedirs(OUT, exist_ok=True)
for f in os.listdir(DATA):
    p = os.path.join(DATA, f)
    if os.path.{asked}(p):
        open(os.path.join(OUT, f), "w").write(open(p).read())
"""
    assert changes(program) == (
        "os.makedirs(os.path.join(PERSIST_ROOT, OUT), exist_ok=True)\n"
        'open(os.path.join(PERSIST_ROOT, OUT, f), "w").write(open(p).read())'
    )


@pytest.mark.parametrize(
    "use",
    [
        'print([open(os.path.join("data", f)).read() for f in os.listdir("data")])',
        'print(glob.glob("data/*.txt"))',
        'for root, _, names in os.walk("data"):\n    print(names)',
    ],
)
def test_what_lies_in_a_directory_that_the_program_has_not_made_stays(use: str) -> None:
    write = 'open("data/b.txt", "w").write("2")\n'
    (reason,) = refusals(f"import glob, os\n{write}{use}\n")
    assert reason.endswith("is given the whole directory, in which other files stay")
    assert "PERSIST_ROOT" in changes(f'import glob, os\nos.makedirs("data", exist_ok=True)\n{write}{use}\n')


def test_an_input_that_is_read_by_the_call_that_reads_a_result_stays() -> None:
    program = """\
import pandas as pd
D = "data/"
frame = pd.read_csv(D + "x.csv")
frame.to_csv(D + "y.csv")
for n in ("x.csv", "y.csv"):
    pd.read_csv(D + n)
"""
    assert "PERSIST_ROOT" not in result(program).source
