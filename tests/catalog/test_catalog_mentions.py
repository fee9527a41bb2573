"""Which files need no look, and which names matter in those that do."""

from __future__ import annotations

import pytest

from flake8_persist.catalog import data, mentions, rows, writing
from flake8_persist.catalog.loader import Catalog

CATALOG = Catalog.for_roots([])


@pytest.mark.parametrize(
    "source",
    [
        "open('x', 'w')",
        "with open(path, mode) as f: pass",
        "import torch\ntorch.save(model, p)",
        "from torch import save as keep\nkeep(model, p)",
        "import functools, torch\nfunctools.partial(torch.save, model)",
        "import os\nos.makedirs('x')",
        "df.to_csv('x.csv')",
        "model.save_pretrained(d)",
        "plt.savefig(\n'x')",
        "thing.save('x.h5')",
        "path.write_text('')",
        "from transformers import TrainingArguments\nTrainingArguments('out')",
        "from trl import SFTConfig\nSFTConfig()",
        "from torch.utils.tensorboard import SummaryWriter\nSummaryWriter()",
        "import tensorflow as tf\ntf.keras.callbacks.ModelCheckpoint('x')",
        "import autokeras as ak\nak.ImageClassifier()",
        "import os\nos.environ['WANDB_DIR'] = 'x'",
        "from google.colab import drive",
        "import subprocess",
        "import os\nos.system('cp a b')",
        "get_ipython().system('ls')",
        "!wget http://example.org/x",
        "x = 1\n  !cp a b",
        "x = 1\r!cp a b",
        "%cd /content",
        "# !cp a b",
        "# %cd /content",
        "# %%bash",
        "# MAGIC %sh cp a b",
        "Path('gs://bucket/x')",
    ],
)
def test_files_to_look_at(source: str) -> None:
    assert CATALOG.relevant(source.encode())


@pytest.mark.parametrize(
    "source",
    [
        "",
        "import math\nprint(math.sqrt(2))",
        "import numpy as np\nx = np.zeros(3)",
        "import pandas as pd\ndf = pd.DataFrame()",
        "import torch\nmodel.to('cuda')",
        "def makedirs(name): pass\nmakedirs('x')",  # nothing here is of os
        "class Command:\n    def handle(self): self.stdout.flush()",
        "# %% [markdown]\n# # Title",
        "# %%\nx = 5 % 3\ny = x != 4",
        "reopen_saved = 'opened'",
        "url = 'https://example.org'",
        "naïve = 'ünïcödé'",
    ],
)
def test_files_to_pass_over(source: str) -> None:
    assert not CATALOG.relevant(source.encode())


def test_bytes_that_are_no_text_do_no_harm() -> None:
    assert not CATALOG.relevant(bytes(range(128, 256)))
    assert CATALOG.relevant(b"\xff\xfe open(x, 'w')")


def test_rows_of_the_user_make_files_relevant() -> None:
    own = rows.row("mylib.persist_all,function,path,0,,,data,write,file,,,,")
    assert not CATALOG.relevant(b"mylib.persist_all('x')")
    assert CATALOG.with_rows([own]).relevant(b"mylib.persist_all('x')")


def test_names_follow_the_imports() -> None:
    wanted = {"save", "load", "open", "SummaryWriter", "makedirs", "listdir", "to_csv", "savefig"}
    others = {"imwrite", "TrainingArguments", "plot_model", "copytree"}
    assert Catalog.for_roots({"torch", "os"}).names_among(wanted | others) == wanted


def test_names_of_what_a_library_leads_to() -> None:
    assert Catalog.for_roots({"autokeras"}).names_among(["export"])  # of the Keras model that it returns
    assert Catalog.for_roots({"tensorflow"}).names_among(["plot_model"])
    assert Catalog.for_roots({"trl"}).names_among(["SFTConfig"])
    assert CATALOG.with_rows([rows.row("m.persist_all,function,p,0,,,data,write,file,,,,")]).names_among(
        ["persist_all"]
    )


def test_every_row_of_the_paths_is_found() -> None:
    written = {name: frozenset(places.split(" ")) for name, places in _rows(writing.FILE, 2)}
    roots = {root for root, _, _ in _rows(mentions.FILE, 3)}
    assert writing.paths_among(roots, written.keys() | {"", "zz", "no_such_name"}) == written


def _rows(file: str, columns: int) -> list[list[str]]:
    found = [line.split(",") for line in data.lines(file)]
    assert {len(row) for row in found} == {columns}
    return found


@pytest.mark.parametrize(
    "source",
    [
        "print('open')",
        '"""Use torch.save(model, path)."""\nimport torch',
        "import torch  # torch.save(x)",
        "x = '''\n\"torch.save(x)\n'''\ny = \"\\\" open('x', 'w')\"",
        "x = r'\\\\'  # open('x', 'w')",
        'x = b\'save\' \'open\' u"""to_csv"""',
        "x = '\\\nopen'",
    ],
)
def test_names_in_texts_and_comments_write_nothing(source: str) -> None:
    assert not CATALOG.relevant(source.encode())


@pytest.mark.parametrize(
    "source",
    [
        "x = '#'; open('x', 'w')",
        "x = \"'\"; open('x', 'w')",
        "x = '''it's'''; open('x', 'w')",
        "x = 'a\\'b'; open('x', 'w'); y = 'c'",
        "x = f\"{open('x', 'w')}\"",
        "x = rf'''{open(\"x\", 'w')}'''",
        'x = f"{d["a"] + str(open("x", "w"))}"',
        "import torch\ngetattr(torch, 'save')(m, 'x')",
        "import os\nos.environ['WANDB_DIR'] = 'x'",
    ],
)
def test_names_in_code_are_told_from_those_in_texts(source: str) -> None:
    assert CATALOG.relevant(source.encode())
