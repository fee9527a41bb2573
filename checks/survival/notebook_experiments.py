"""Notebooks and their exports: shell lines, magics and cells."""

from __future__ import annotations

from programs import Form, Program

NOTEBOOKS = (
    Program(
        "tables and an archive of them, by shell lines",
        """\
import os
import pandas as pd

!mkdir -p outputs/logs
!echo "started" > outputs/logs/run.txt
pd.DataFrame({"a": [1]}).to_csv("outputs/table.csv", index=False)
!cat outputs/table.csv
!zip -qr outputs.zip outputs
!ls outputs
!unzip -l outputs.zip | tail -1 | awk '{print $2}'
print(os.path.exists("outputs.zip"))
""",
        form=Form.EXPORT,
        loads='import zipfile\nprint(sorted(zipfile.ZipFile(f"{ROOT}/outputs.zip").namelist()))\n',
    ),
    Program(
        "packed by tar and unpacked again",
        """\
import json
!mkdir -p runs/a
with open("runs/a/m.json", "w") as f:
    json.dump([1], f)
!tar -czf runs.tgz runs
!mkdir -p again && tar -xzf runs.tgz -C again
!cat again/runs/a/m.json
""",
        form=Form.EXPORT,
        loads='import tarfile\nprint(sorted(tarfile.open(f"{ROOT}/runs.tgz").getnames()))\n',
        stays=frozenset({"again/runs/a/m.json"}),
        varies=frozenset({"*.tgz"}),
    ),
    Program(
        "weights that a shell line copies: resumes",
        """\
import os
import torch

# commented: !rm -rf ckpt
!mkdir -p ckpt
step = torch.load("ckpt/last.pt") if os.path.exists("ckpt/last.pt") else 0
torch.save(step + 1, "ckpt/last.pt")
!cp ckpt/last.pt ckpt/best.pt
!ls ckpt
print(torch.load("ckpt/best.pt"))
""",
        form=Form.EXPORT,
        loads='import torch\nprint(torch.load(f"{ROOT}/ckpt/best.pt"))\n',
        next_stdout="best.pt\nlast.pt\n2\n",
    ),
    Program(
        "names between braces",
        """\
import numpy as np

OUT = "results"
!mkdir -p {OUT}
np.save(f"{OUT}/a.npy", np.ones(2))
!test -f $OUT/a.npy && echo there
!echo "note" > {OUT}/a.txt
!wc -c < {OUT}/a.txt
!ls {OUT} | awk '{print $1}'
!find {OUT} -name "*.tmp" -exec rm {} \\;
""",
        form=Form.EXPORT,
        loads='import numpy as np\nprint(np.load(f"{ROOT}/results/a.npy"), open(f"{ROOT}/results/a.txt").read())\n',
    ),
    Program(
        "cells, one of them a file",
        """\
import json
# %%
%%writefile notes.md
# Notes
all of them
# %%
with open("notes.md") as f:
    lines = f.read().splitlines()
with open("count.json", "w") as f:
    json.dump(len(lines), f)
# %%
!wc -l < notes.md
print(json.load(open("count.json")))
""",
        form=Form.NOTEBOOK,
        loads='print(open(f"{ROOT}/notes.md").read(), open(f"{ROOT}/count.json").read())\n',
        next_stdout="Overwriting notes.md\n2\n2\n",
    ),
    Program(
        "training in cells: resumes",
        """\
import os
import torch
from torch import nn
# %%
CHECKPOINT_DIR = "/content/checkpoints"
os.makedirs(CHECKPOINT_DIR, exist_ok=True)
# %%
torch.manual_seed(0)
model = nn.Linear(2, 2)
path = f"{CHECKPOINT_DIR}/latest.pth"
start = 0
if os.path.exists(path):
    state = torch.load(path)
    model.load_state_dict(state["model"])
    start = state["epoch"] + 1
# %%
for epoch in range(start, start + 2):
    torch.save({"model": model.state_dict(), "epoch": epoch}, path)
# %%
!ls {CHECKPOINT_DIR}
print("epoch", epoch)
""",
        form=Form.NOTEBOOK,
        loads='import torch\nprint(torch.load(f"{ROOT}/checkpoints/latest.pth")["epoch"])\n',
        next_stdout="latest.pth\nepoch 3\n",
    ),
    Program(
        "figures in cells, and how many there are",
        """\
import matplotlib.pyplot as plt
!mkdir -p figs
# %%
for n in range(3):
    plt.figure(figsize=(1, 1))
    plt.plot([n])
    plt.savefig("figs/%d.png" % n)
    plt.close()
# %%
!ls figs | wc -l
files = !ls figs
print(files[0], len(files))
""",
        form=Form.NOTEBOOK,
        loads='from PIL import Image\nprint(Image.open(f"{ROOT}/figs/2.png").format)\n',
    ),
    Program(
        "time of a cell, output of a cell",
        """\
import pandas as pd
# %%
%%capture out
frame = pd.DataFrame({"x": [1, 2]})
frame.to_csv("frame.csv")
print("captured")
# %%
print(out.stdout, end="")
print(pd.read_csv("frame.csv", index_col=0)["x"].sum())
""",
        form=Form.NOTEBOOK,
        loads='import pandas as pd\nprint(pd.read_csv(f"{ROOT}/frame.csv"))\n',
    ),
    Program(
        "program that a cell writes and a line runs",
        """\
import os
# %%
%%writefile train.py
import sys
print("trained", sys.argv[1])
# %%
!python train.py 3 > train.log
# %%
!cat train.log
print(os.path.getsize("train.log"))
""",
        form=Form.NOTEBOOK,
        loads='print(open(f"{ROOT}/train.log").read())\n',
        next_stdout="Overwriting train.py\ntrained 3\n10\n",
    ),
    Program(
        "lines that are appended to a log: resumes",
        """\
import os
!echo "session" >> sessions.log
!cat sessions.log
print(open("sessions.log").read().count("session"))
""",
        form=Form.EXPORT,
        loads='print(open(f"{ROOT}/sessions.log").read())\n',
        next_stdout="session\nsession\n2\n",
    ),
    Program(
        "working directory of its own, by a magic",
        """\
import json
!mkdir -p project
%cd project
with open("result.json", "w") as f:
    json.dump({"a": 1}, f)
!cat result.json
print(json.load(open("result.json")))
""",
        form=Form.EXPORT,
        moved={"project/result.json": "result.json"},
        loads="",
    ),
)
