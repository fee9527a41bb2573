"""Which files are worth an analysis. That it is never wrongly no, the tests of the analysis check as well."""

from __future__ import annotations

import ast

import pytest

from flake8_persist.triage.words import words_of
from flake8_persist.triage.worth import worth_analysing

YES = {
    "a literal": "open('out.txt', 'w')",
    "behind a name": "import torch\nPATH = 'model.pt'\ntorch.save(model, PATH)",
    "a parameter with a default": "def keep(frame, path='out.csv'):\n    frame.to_csv(path)",
    "a parameter that a call fills": "def keep(frame, path):\n    frame.to_csv(path)\nkeep(frame, 'out.csv')",
    "a function that is handed on": "def keep(frame, path):\n    frame.to_csv(path)\nsubmit(keep, frame, 'out.csv')",
    "a constructor that a call fills": (
        "class Keeper:\n    def __init__(self, path):\n        self.path = path\n"
        "    def keep(self, frame):\n        frame.to_csv(self.path)\nKeeper('out.csv').keep(frame)"
    ),
    "an attribute of the class": (
        "class Keeper:\n    path = 'x.csv'\n    def keep(self, frame):\n        frame.to_csv(self.path)"
    ),
    "an option of the command line": (
        "from argparse import ArgumentParser\nparser = ArgumentParser()\nparser.add_argument('--out', default='runs')\n"
        "args = parser.parse_args()\nframe.to_csv(args.out)"
    ),
    "an absolute end": "def keep(frame, folder):\n    frame.to_csv(folder / '/tmp/x.csv')",
    "a writer by another name": "from torch import save as keep\nkeep(model, 'x')",
    "a writer that is handed on": "import torch\nuse(torch.save)",
    "a writer that is derived from": "from keras.callbacks import ModelCheckpoint\nclass Own(ModelCheckpoint): pass",
    "a default place": "from torch.utils.tensorboard import SummaryWriter\nSummaryWriter()",
    "a writer by its name": "import torch\ngetattr(torch, 'save')(model, 'x')",
    "a setting": "import os\nos.environ['WANDB_DIR'] = 'x'",
    "a lambda's parameter": "keep = lambda path: open(path, 'w')",
    "a comprehension's variable": "[open(name, 'w') for name in ('a', 'b')]",
    "in the head of a block": "with open(\n    'x',\n    'w',\n) as f:\n    pass",
    "in an elif": "if a:\n    pass\nelif open('x', 'w'):\n    pass",
    "in a handler": "try:\n    pass\nexcept E:\n    open('x', 'w')",
    "in a case": "match a:\n    case 1:\n        open('x', 'w')",
    "in a decorator": "@use(open('x', 'w'))\ndef f(): pass",
    "one of many on a line": "a = 1; open('x', 'w'); b = 2",
    "a command": "import subprocess\nsubprocess.run(['cp', 'a', 'b'])",
    "a shell line that writes": "get_ipython().system('ls | tee files.txt')",
    "a shell line that is redirected": "get_ipython().system('pip list > packages.txt')",
    "a script": "get_ipython().system('python train.py')",
    "a command behind another": "get_ipython().system('cd runs && sudo ffmpeg -i a.avi a.mp4')",
    "a command behind a variable": "get_ipython().system('CUDA_VISIBLE_DEVICES=0 python3 train.py')",
    "a command that is asked for": "get_ipython().system('sudo {command} python')",
    "a command in a loop": "get_ipython().run_cell_magic('bash', '', 'for x in a b; do\\n  touch $x\\ndone\\n')",
    "a directory where something is mounted": (
        "import os\nfrom google.colab import drive\n"
        "os.makedirs('/content/drive/MyDrive/x')\ndrive.mount('/content/drive')"
    ),
    "a directory in a bucket": "import os\nos.makedirs('gs://bucket/x')",
    "a name of everything that is imported": "from torch import *\nsave(model, 'x')",
    "a file cell": "get_ipython().run_cell_magic('writefile', 'train.py', 'print(1)\\n')",
    "a command from a variable": "get_ipython().system(command)",
    "a command that is read out of a variable": "get_ipython().system('$command')",
    "a shell by another name": "shell = get_ipython()\nshell.system('touch x')",
    "a variable of the scope around": "places = ['x']\ndef f(n):\n    places.append(n)\n    open(places[0], 'w')",
    "an item of the scope around": "c = {}\nc['a'] = 'x'\ndef f(n):\n    c['b'] = n\n    open(c['a'], 'w')",
    "a global of a function on one line": "p = None\ndef set(): global p; p = 'x'\ndef f(): open(p, 'w')",
    "bound on the way": "if (p := 'x'):\n    open(p, 'w')",
    "made by its own class": (
        "class C:\n    def __init__(self, p):\n        self.p = p\n    @classmethod\n    def of(cls): return cls('x')\n"
        "    def save(self): open(self.p, 'w')"
    ),
    "a builtin by its full name": "import builtins\nbuiltins.open('x', 'w')",
    "nothing in front of a text": "open(('' if a else b) + 'x', 'w')",
    "lines that end in returns": "a = 1\ropen('x', 'w')\r",
    "a global of another function": (
        "path = None\ndef set():\n    global path\n    path = 'x'\ndef f():\n    open(path, 'w')"
    ),
}
NO = {
    "a name in a text": '"""open(x, \'w\'), torch.save(model, \'x\')"""\nimport torch',
    "a read": "text = open('x').read()",
    "a read in a mode": "data = open('x', 'rb').read()",
    "a definition alone": "class Model:\n    def save(self, path): raise NotImplementedError",
    "a parameter that nobody fills": "def keep(frame, path):\n    frame.to_csv(path)",
    "below a parameter": "import os\ndef keep(frame, folder):\n    frame.to_csv(os.path.join(folder, 'x.csv'))",
    "a text that begins with a parameter": "def keep(frame, folder):\n    frame.to_csv(f'{folder}/x.csv')",
    "an attribute that nobody fills": (
        "class Keeper:\n    def __init__(self, path):\n        self.path = path\n"
        "    def keep(self, frame):\n        frame.to_csv(self.path / 'x.csv')"
    ),
    "a parameter that another parameter fills": (
        "def keep(frame, path):\n    frame.to_csv(path)\ndef keep_all(frames, path):\n    keep(frames[0], path)"
    ),
    "a shell line that installs": "get_ipython().system('pip install -q transformers')",
    "a shell line that packs what lies elsewhere": "get_ipython().system('zip -r out.zip runs')",
    "a shell line that installs what writes": "get_ipython().system('pip install -q accelerate \"wandb>=0.1\"')",
    "a magic that installs what writes": "get_ipython().run_line_magic('pip', 'install accelerate')",
    "a shell line that looks for a program": "get_ipython().system('which python; python --version; ls *.py')",
    "a shell line that prints nothing": "get_ipython().system('pip install accelerate > /dev/null 2>&1')",
    "a shell line that reads": "get_ipython().system('head -n 5 data.csv')",
    "a shell line beside commands of the system": "import os\nget_ipython().system('ls')\nos.getcwd()",
    "a directory": "import os\nos.makedirs('models', exist_ok=True)\nget_ipython().system('mkdir -p x')",
    "a variable that is called as a writer": "import tensorflow as tf\nfor save in range(0, 5):\n    use(tf, save)",
    "a magic": "get_ipython().run_line_magic('matplotlib', 'inline')",
    "a call of a module that only reads": "import json\nwith open(path) as f:\n    json.load('x')",
    "a module of one's own": "from .stores import store\nstore.save(model, 'x')",
    "an annotation": "from transformers import TrainingArguments\ndef f(args: TrainingArguments | None = None): pass",
    "a name that may have nothing in front": (
        "import os\ndef keep(folder, prefix):\n"
        "    open(os.path.join(folder, (prefix + '-' if prefix else '') + 'x.txt'), 'w')\n"
        "    open((prefix + '-' if prefix else '') + folder, 'w')"
    ),
    "user input": "path = input()\nopen(path, 'w')",
    "a cache that can be had again": "import os\nos.replace('a', 'b')",
}


def worth(source: str) -> bool:
    tree = ast.parse(source)
    roots = frozenset(
        (alias.name if isinstance(node, ast.Import) else node.module or "").partition(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
    )
    return worth_analysing(tree, source, words_of(source, roots), roots)


@pytest.mark.parametrize("source", YES.values(), ids=YES.keys())
def test_worth_a_look(source: str) -> None:
    assert worth(source)


@pytest.mark.parametrize("source", NO.values(), ids=NO.keys())
def test_not_worth_a_look(source: str) -> None:
    assert not worth(source)
