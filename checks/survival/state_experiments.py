"""State that a program keeps and finds again, by functions, classes and guards of its own."""

from __future__ import annotations

from programs import Program

_ARRAY = 'import numpy as np\nprint(np.load(f"{ROOT}/%s"))\n'

STATES = (
    Program(
        "member that an archive calls by its name",
        """\
import zipfile
import pandas as pd

pd.DataFrame({"id": [1]}).to_csv("submission.csv", index=False)
with zipfile.ZipFile("submission.zip", "w") as archive:
    archive.write("submission.csv")
with zipfile.ZipFile("submission.zip") as archive:
    print(archive.namelist(), archive.read("submission.csv"))
""",
        loads='import zipfile\nprint(zipfile.ZipFile(f"{ROOT}/submission.zip").namelist())\n',
    ),
    Program(
        "temporary place with a name of its own",
        """\
import os
import numpy as np

TMP = "/tmp/features"
os.makedirs(TMP, exist_ok=True)
np.save(TMP + "/f.npy", np.ones(3))
print(np.load(os.path.join(TMP, "f.npy")).sum(), sorted(os.listdir("/tmp/features")))
""",
        loads='import os\nprint(os.path.exists(f"{ROOT}/features/f.npy") or ROOT == "/content")\n',
        moved={},
    ),
    Program(
        "default argument and a caller's own",
        """\
import json

def dump(value, path="metrics.json", *, mode="w"):
    with open(path, mode) as f:
        json.dump(value, f)

def load(path="metrics.json"):
    with open(path) as f:
        return json.load(f)

dump({"a": 1})
dump({"b": 2}, path="other.json")
print(load(), load("other.json"))
""",
        loads='print(open(f"{ROOT}/other.json").read())\n',
    ),
    Program(
        "command line through click-like dispatch: resumes",
        """\
import json
import os
import sys

STATE = os.path.join("state", "counter.json")

def read():
    return json.load(open(STATE))["n"] if os.path.exists(STATE) else 0

def bump(_):
    os.makedirs(os.path.dirname(STATE), exist_ok=True)
    n = read() + 1
    with open(STATE, "w") as f:
        json.dump({"n": n}, f)
    return n

commands = {"bump": bump}
print(commands["bump"](sys.argv[1:]))
""",
        loads='print(open(f"{ROOT}/state/counter.json").read())\n',
        next_stdout="2\n",
    ),
    Program(
        "database file that is a pickle: resumes",
        """\
import os
import pickle

DB = "experiments.pickle"
runs = []
if os.path.exists(DB):
    with open(DB, "rb") as f:
        runs = pickle.load(f)
runs.append({"run": len(runs), "score": 1.0})
with open(DB + ".new", "wb") as f:
    pickle.dump(runs, f)
os.replace(DB + ".new", DB)
print(len(runs))
""",
        loads='import pickle\nprint(pickle.load(open(f"{ROOT}/experiments.pickle", "rb")))\n',
        next_stdout="2\n",
    ),
    Program(
        "copy of a database after each commit",
        """\
import shutil
import sqlite3
import os

os.makedirs("backup", exist_ok=True)
connection = sqlite3.connect(":memory:")
connection.execute("create table t (a int)")
connection.execute("insert into t values (1)")
connection.commit()
with open("backup/dump.sql", "w") as f:
    for line in connection.iterdump():
        f.write(line + "\\n")
print(sum(1 for _ in open("backup/dump.sql")))
""",
        loads='print(open(f"{ROOT}/backup/dump.sql").read())\n',
    ),
    Program(
        "guard for Colab that the program has itself",
        """\
import sys
import os
import numpy as np

IN_COLAB = "google.colab" in sys.modules
BASE = "/content/results" if IN_COLAB else "results"
os.makedirs(BASE, exist_ok=True)
np.save(os.path.join(BASE, "r.npy"), np.ones(1))
print(np.load(os.path.join(BASE, "r.npy")))
""",
        loads=_ARRAY % "results/r.npy",
    ),
    Program(
        "list of outputs, one function for all",
        """\
import csv

OUTPUTS = {"train": "train_log.csv", "val": "val_log.csv"}

def log(kind, *row):
    with open(OUTPUTS[kind], "a", newline="") as f:
        csv.writer(f).writerow(row)

for kind in OUTPUTS:
    log(kind, 1, 0.5)
print({kind: len(open(path).readlines()) for kind, path in OUTPUTS.items()})
""",
        loads='print(open(f"{ROOT}/val_log.csv").read())\n',
        next_stdout="{'train': 2, 'val': 2}\n",
    ),
    Program(
        "suffix and stem by pathlib",
        """\
from pathlib import Path
import numpy as np

source = Path("signal.npy")
np.save(source, np.ones(2))
np.savetxt(source.with_suffix(".txt"), np.load(source))
np.save(source.with_name("copy.npy"), np.load(source))
print(Path("copy.npy").stat().st_size == source.stat().st_size, source.with_suffix(".txt").exists())
""",
        loads=_ARRAY % "copy.npy",
    ),
    Program(
        "context manager that makes and enters a directory",
        """\
import contextlib
import os

@contextlib.contextmanager
def opened(path):
    os.makedirs(os.path.dirname(path) or ".", exist_ok=True)
    with open(path, "w") as f:
        yield f

with opened("deep/er/a.txt") as f:
    f.write("a")
with opened("deep/b.txt") as f:
    f.write("b")
print(open("deep/er/a.txt").read(), open("deep/b.txt").read())
""",
        loads='print(open(f"{ROOT}/deep/er/a.txt").read())\n',
    ),
    Program(
        "early stopping that keeps the best: resumes",
        """\
import json
import os

class EarlyStopping:
    def __init__(self, path="checkpoints/best.json"):
        self.path = path
        os.makedirs(os.path.dirname(path), exist_ok=True)
        self.best = json.load(open(path))["loss"] if os.path.exists(path) else None

    def __call__(self, loss):
        if self.best is None or loss < self.best:
            self.best = loss
            with open(self.path, "w") as f:
                json.dump({"loss": loss}, f)
            return True
        return False

stopping = EarlyStopping()
print(stopping.best, [stopping(loss) for loss in (3, 2, 4)])
""",
        loads='print(open(f"{ROOT}/checkpoints/best.json").read())\n',
        next_stdout="2 [False, False, False]\n",
    ),
)
