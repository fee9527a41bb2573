"""Paths handed on by calls: parameters, partials, callbacks, decorators, generators, methods, command lines."""

from __future__ import annotations

import pytest
from written_paths import program, written

from flake8_persist.catalog.model import Direction

PARSER = "import argparse\np = argparse.ArgumentParser()\n"

ARGUMENTS = """\
from dataclasses import dataclass
@dataclass
class A:
    out: str = 'x'
    seed: int = 3
    verbose: bool = False
"""
CASES = {
    "directory of a download": (
        "from roboflow import Roboflow\nd = Roboflow().workspace('w').project('p').version(1).download('yolov8')\n"
        "open(f'{d.location}/data.yaml', 'w')",
        ["./{…}", "/content/{…}-{…}/data.yaml"],
    ),
    "directory that a download is given": (
        "from roboflow import Roboflow\nd = Roboflow().project('p').version(1).download('yolov8', location='/x')\n"
        "open(f'{d.location}/data.yaml', 'w')",
        ["/x", "/x/data.yaml"],
    ),
    "receiver that may be None": (
        "import pandas as pd\nfrom typing import Optional\ndef f(d: Optional[pd.DataFrame]):\n    d.to_csv('a.csv')",
        ["a.csv"],
    ),
    "receiver or None": ("import pandas as pd\ndef f(d: pd.DataFrame | None):\n    d.to_csv('a')", ["a"]),
    "receiver named in a string": ("import pandas as pd\ndef f(d: 'pd.DataFrame'):\n    d.to_csv('a')", ["a"]),
    "receiver that a function promises": (
        "import pandas as pd\ndef f() -> pd.DataFrame:\n    return unknown()\nf().to_csv('a')",
        ["a"],
    ),
    # partials and callbacks
    "partial with a bound path": (
        "from functools import partial\ndef f(d, n):\n    open(d + n, 'w')\ng = partial(f, 'x')\ng('y')",
        ["xy"],
    ),
    "partial with a keyword": (
        "from functools import partial\ndef f(n, d='a'):\n    open(d + n, 'w')\ng = partial(f, d='x')\ng('y')",
        ["xy"],
    ),
    "partial called at once": ("import functools\ndef f(p):\n    open(p, 'w')\nfunctools.partial(f, 'x')()", ["x"]),
    "two partials": (
        "from functools import partial\ndef f(d, n):\n    open(d + n, 'w')\n"
        "a, b = partial(f, 'x'), partial(f, 'y')\na('1')\nb('2')",
        ["x1|y2"],
    ),
    "map": ("def f(p):\n    open(p, 'w')\nlist(map(f, ['a', 'b']))", ["a|b"]),
    "value of a map": ("for p in map(lambda n: n + '.txt', ['a', 'b']):\n    open(p, 'w')", ["a.txt|b.txt"]),
    "filter": ("for p in filter(None, ['a', 'b']):\n    open(p, 'w')", ["a|b"]),
    "thread": (
        "from threading import Thread\ndef f(p):\n    open(p, 'w')\nThread(target=f, args=('a',)).start()",
        ["a"],
    ),
    "thread with keywords": (
        "import threading\ndef f(p):\n    open(p, 'w')\nthreading.Thread(target=f, kwargs={'p': 'a'}).start()",
        ["a"],
    ),
    "executor": (
        "from concurrent.futures import ThreadPoolExecutor\ndef f(p, q):\n    open(p + q, 'w')\n"
        "with ThreadPoolExecutor() as pool:\n    pool.submit(f, 'a', q='b')",
        ["ab"],
    ),
    "function passed to a function": ("def run(f):\n    f('a')\ndef g(p):\n    open(p, 'w')\nrun(g)", ["a"]),
    "function in a dictionary": ("def g(p):\n    open(p, 'w')\nd = {'k': g}\nd['k']('a')", ["a"]),
    "function in a loop": ("def g(p):\n    open(p, 'w')\nfor f in [g]:\n    f('a')", ["a"]),
    # decorators
    "unknown decorator": ("@cache\ndef f(p):\n    open(p, 'w')\nf('a')", ["a"]),
    "wrapper": (
        "import functools\ndef log(f):\n    @functools.wraps(f)\n    def w(*args, **kw):\n"
        "        return f(*args, **kw)\n"
        "    return w\n@log\ndef save(p):\n    open(p, 'w')\nsave('a')",
        ["a"],
    ),
    "wrapper that changes the path": (
        "def below(f):\n    def w(n):\n        return f('out/' + n)\n    return w\n@below\n"
        "def save(p):\n    open(p, 'w')\nsave('a')",
        ["out/a"],
    ),
    # functions
    "function that returns a function": (
        "def make(d):\n    def save(n):\n        open(d + n, 'w')\n    return save\ns = make('x/')\ns('a')",
        ["x/a"],
    ),
    "generator": ("def f():\n    yield 'a'\n    yield 'b'\nfor p in f():\n    open(p, 'w')", ["a|b"]),
    "yield from": ("def f():\n    yield from ['a', 'b']\nfor p in f():\n    open(p, 'w')", ["a|b"]),
    "context manager function": (
        "from contextlib import contextmanager\n@contextmanager\ndef f(p):\n"
        "    yield p + '/a'\nwith f('x') as q:\n    open(q, 'w')",
        ["x/a"],
    ),
    "entered object": (
        "class C:\n    def __enter__(self):\n        return 'a'\n"
        "    def __exit__(self, *a): pass\nwith C() as p:\n    open(p, 'w')",
        ["a"],
    ),
    "async function": (
        "import asyncio\nasync def f():\n    return 'a'\nasync def g():\n    open(await f(), 'w')\nasyncio.run(g())",
        ["a"],
    ),
    "nothing returned on one way": ("def f(c):\n    if c:\n        return 'a'\nopen(f(z) or 'b', 'w')", ["a|b"]),
    "nonlocal": (
        "def f():\n    p = 'x'\n    def g():\n        nonlocal p\n        p = 'y'\n    g()\n    open(p, 'w')\nf()",
        ["x|y"],
    ),
    "starred arguments of unknown length": ("def f(a, b='y'):\n    open(b, 'w')\nf(*z)", ["{…}"]),
    "keyword-only default": ("def f(*, p='x'):\n    open(p, 'w')\nf()", ["x"]),
    "default that a later binding does not change": ("D = 'x'\ndef f(p=D):\n    open(p, 'w')\nD = 'y'\nf()", ["x"]),
    "callable object": ("class C:\n    def __call__(self, p):\n        open(p, 'w')\nc = C()\nc('a')", ["a"]),
    "mutual recursion": ("def f(p):\n    g(p)\ndef g(p):\n    open(p, 'w')\n    f(p)\nf('a')", ["a"]),
    # classes
    "base constructor": (
        "class A:\n    def __init__(self, d):\n        self.d = d\nclass B(A):\n    def __init__(self, n, d):\n"
        "        super().__init__(d + '/b')\nopen(B(1, 'x').d, 'w')",
        ["x/b"],
    ),
    "base constructor by name": (
        "class A:\n    def __init__(self, d):\n        self.d = d\nclass B(A):\n    def __init__(self):\n"
        "        A.__init__(self, 'x')\nopen(B().d, 'w')",
        ["x"],
    ),
    "outside constructor of a subclass": (
        "from torch.utils.tensorboard import SummaryWriter\nclass A(SummaryWriter):\n    pass\nA('x')",
        ["x"],
    ),
    "outside constructor of a subclass of a subclass": (
        "from torch.utils.tensorboard import SummaryWriter\nclass A(SummaryWriter):\n    pass\n"
        "class B(A):\n    pass\nB('x')",
        ["x"],
    ),
    "outside constructor that a subclass calls": (
        "from keras.callbacks import TensorBoard\nclass A(TensorBoard):\n    def __init__(self, **given):\n"
        "        super().__init__(**given)\nclass B:\n    def __init__(self):\n        self.a = A(log_dir='x')\nB()",
        ["x"],
    ),
    "outside constructor that gets more of a subclass": (
        "from keras.callbacks import ModelCheckpoint\nclass A(ModelCheckpoint):\n    def __init__(self, d):\n"
        "        super(A, self).__init__(d + '/b.keras')\nA('x')",
        ["x/b.keras"],
    ),
    "constructor of an outside class that writes nothing": (
        "from torch import nn\nclass A(nn.Module):\n    def __init__(self):\n        super().__init__()\nA()",
        [],
    ),
    "options in one text": (
        "import sentencepiece as spm\nspm.SentencePieceTrainer.Train(f'--input={x} --model_prefix=x/m --vocab_size=9')",
        ["x/m"],
    ),
    "object of a dataclass from the command line": (
        f"{ARGUMENTS}import tyro\na = tyro.cli(A)\nopen(a.out + '/a', 'w')",
        ["x/a"],
    ),
    "object of a dataclass that a keyword names": (
        f"{ARGUMENTS}import pyrallis\na = pyrallis.parse(config_class=A)\nopen(a.out, 'w')",
        ["x"],
    ),
    "object of a dataclass, the only one of several that is from the file": (
        f"{ARGUMENTS}from transformers import HfArgumentParser, TrainingArguments\n"
        "p = HfArgumentParser((A, TrainingArguments))\na, b = p.parse_args_into_dataclasses()\n"
        "open(a.out, 'w')\nopen(b.output_dir, 'w')",
        ["x", "{…}"],
    ),
    "object of the one dataclass of a parser": (
        f"{ARGUMENTS}from trl import TrlParser\na = TrlParser(A).parse_args_and_config()[0]\n"
        "open(f'{a.out}/{a.seed}', 'w')\nif a.verbose:\n    open('y', 'w')",
        ["x/3"],
    ),
    "class attribute of the subclass": (
        "class A:\n    d = 'x'\n    def save(self):\n        open(self.d, 'w')\nclass B(A):\n    d = 'y'\nB().save()",
        ["y"],
    ),
    "class method": (
        "class A:\n    d = 'x'\n    @classmethod\n    def path(cls):\n        return cls.d + '/a'\nopen(A.path(), 'w')",
        ["x/a"],
    ),
    "static method": ("class A:\n    @staticmethod\n    def f(p):\n        open(p, 'w')\nA.f('x')", ["x"]),
    "attribute changed by another method": (
        "class A:\n    def __init__(self):\n        self.d = 'x'\n    def move(self):\n        self.d = 'y'\n"
        "a = A()\na.d = 'z'\na.move()\nopen(a.d, 'w')",
        ["z|y"],
    ),
    "attribute set from outside, used inside": (
        "class A:\n    d = 'x'\n    def save(self):\n        open(self.d, 'w')\na = A()\na.d = 'y'\na.save()",
        ["y|x"],
    ),
    "name of a class": ("class A: pass\nopen(A.__name__ + '.txt', 'w')", ["A.txt"]),
    "name of a function": ("def f(): pass\nopen(f'{f.__name__}.txt', 'w')", ["f.txt"]),
    "name of the class of an object, in a base class": (
        "class A:\n    def save(self):\n        open(self.__class__.__name__, 'w')\nclass B(A): pass\nB().save()",
        ["B"],
    ),
    "name of the type of an object": ("class A: pass\na = A()\nopen(type(a).__name__, 'w')", ["A"]),
    "name of the type of an unknown object": ("open(type(a).__name__, 'w')", ["{…}"]),
    "class attribute by the class of an object": (
        "class A:\n    d = 'x'\n    def save(self):\n        open(self.__class__.d, 'w')\nA().save()",
        ["x"],
    ),
    "setattr": ("class A: pass\na = A()\nsetattr(a, 'd', 'x')\nopen(a.d, 'w')", ["x"]),
    "setattr of an unknown name": ("class A: pass\na = A()\nsetattr(a, n, 'x')\nopen(a.d, 'w')", ["{…}"]),
    "getattr": ("class A:\n    d = 'x'\nopen(getattr(A, 'd'), 'w')", ["x"]),
    "getattr with a default": ("open(getattr(z, 'd', 'x'), 'w')", ["{…}|x"]),
    # command lines
    "argparse set_defaults": (PARSER + "p.set_defaults(out='x')\nopen(p.parse_args().out, 'w')", ["x"]),
    "argparse literals": (
        PARSER + "p.add_argument('--out', default='x')\nopen(p.parse_args(['--out', 'y']).out, 'w')",
        ["y"],
    ),
    "argparse without literals": (
        PARSER + "p.add_argument('--out', default='x')\nopen(p.parse_args([]).out, 'w')",
        ["x"],
    ),
    "argparse subparser": (
        PARSER + "s = p.add_subparsers()\nt = s.add_parser('train')\nt.add_argument('--out', default='x')\n"
        "open(p.parse_args().out, 'w')",
        ["x"],
    ),
    "argparse required": (PARSER + "p.add_argument('out')\nopen(p.parse_args().out, 'w')", ["{…}"]),
    "argparse in a function": (
        "import argparse\ndef get():\n    p = argparse.ArgumentParser()\n    p.add_argument('--out', default='x')\n"
        "    return p.parse_args()\nargs = get()\nopen(args.out, 'w')",
        ["x"],
    ),
    "argparse overridden": (
        PARSER + "p.add_argument('--out', default='x')\nargs = p.parse_args()\nargs.out = 'y'\nopen(args.out, 'w')",
        ["y"],
    ),
    "vars of arguments": (
        PARSER + "p.add_argument('--out', default='x')\nopen(vars(p.parse_args())['out'], 'w')",
        ["x"],
    ),
    "a module with a method like a container's, in a loop of a function": (
        "import os\ndef f():\n    for n in range(3):\n        open(os.path.join('d', 'a'), 'w')\n"
        "        os.remove('x')\nf()",
        ["d/a"],
    ),
    "a module with a method like a container's, in a comprehension": (
        "import os\n[os.remove(p) for p in found]\nopen(os.path.join('d', 'a'), 'w')",
        ["d/a"],
    ),
    "a list that is filled in a comprehension": (
        "ps = []\n[ps.append(p) for p in found]\nopen(ps[0], 'w')",
        ["{…}"],
    ),
    "a global list that is filled in a loop of a function": (
        "ps = ['a']\ndef f():\n    for n in range(3):\n        open(ps[0], 'w')\n        ps.append('b')\nf()",
        ["a|b"],
    ),
    "absl flag": (
        "from absl import flags\nFLAGS = flags.FLAGS\nflags.DEFINE_string('out', 'x', 'help')\nopen(FLAGS.out, 'w')",
        ["x"],
    ),
    "typer default": (
        "import typer\ndef main(out: str = typer.Option('x')):\n    open(out, 'w')\ntyper.run(main)",
        ["x"],
    ),
}


@pytest.mark.parametrize(("source", "paths"), CASES.values(), ids=CASES.keys())
def test_call_is_followed(source: str, paths: list[str]) -> None:
    assert written(source) == paths


def test_each_alternative_keeps_the_lines_that_lead_to_it() -> None:
    found = program("def f(p):\n    open(p, 'w')\nf('a')\nf('b')").accesses
    targets = [target for access in found if access.direction is Direction.WRITE for target in access.targets]
    assert [(target.text.show(), target.callers) for target in targets] == [("a", (3,)), ("b", (4,))]
