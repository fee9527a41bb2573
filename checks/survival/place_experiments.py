"""Ways to name a place: defaults, options, attributes, templates, globs; and several writers of one file."""

from __future__ import annotations

from programs import Program

_ARRAY = 'import numpy as np\nprint(np.load(f"{ROOT}/%s"))\n'

PLACES = (
    Program(
        "name of a run within its own directory",
        """\
import os
import numpy as np

EXP = "exp1"
os.makedirs(EXP, exist_ok=True)
np.save(os.path.join(EXP, f"{EXP}.npy"), np.ones(1))
print(os.listdir(EXP), np.load(f"{EXP}/{EXP}.npy"))
""",
        loads=_ARRAY % "exp1/exp1.npy",
    ),
    Program(
        "options with defaults of several kinds",
        """\
import argparse
from pathlib import Path
import numpy as np

parser = argparse.ArgumentParser(formatter_class=argparse.ArgumentDefaultsHelpFormatter)
parser.add_argument("--out", type=Path, default=Path("artifacts"))
parser.add_argument("-l", "--log-file", default="logs/train.log", metavar="FILE")
parser.add_argument("--tag", default="base")
args, _ = parser.parse_known_args([])
args.out.mkdir(parents=True, exist_ok=True)
Path(args.log_file).parent.mkdir(parents=True, exist_ok=True)
np.save(args.out / f"{args.tag}.npy", np.zeros(2))
with open(args.log_file, "w") as log:
    log.write(args.tag)
print(np.load(args.out / "base.npy").shape, open(args.log_file).read())
""",
        loads=_ARRAY % "artifacts/base.npy",
    ),
    Program(
        "attributes of an instance",
        """\
import os
import numpy as np


class Recorder:
    suffix = ".npy"

    def __init__(self, name, base="records"):
        self.base = base
        self.file = os.path.join(self.base, name + self.suffix)
        if not os.path.isdir(self.base):
            os.makedirs(self.base)

    def put(self, values):
        np.save(self.file, values)
        return self

    def get(self):
        return np.load(self.file)


print(Recorder("one").put([1, 2]).get(), Recorder("two").put([3]).get())
""",
        loads=_ARRAY % "records/two.npy",
    ),
    Program(
        "namespace of settings, one taken from another",
        """\
from types import SimpleNamespace
import os
import pandas as pd

cfg = SimpleNamespace(root="./tables", sep=";")
cfg.report = os.path.join(cfg.root, "report.csv")
os.makedirs(cfg.root, exist_ok=True)
pd.DataFrame({"a": [1]}).to_csv(cfg.report, sep=cfg.sep)
print(open(cfg.report).read())
""",
        loads='print(open(f"{ROOT}/tables/report.csv").read())\n',
    ),
    Program(
        "template with percent signs",
        """\
import numpy as np

for epoch in range(2):
    for part in ("a", "b"):
        np.savetxt("%s_%02d.txt" % (part, epoch), [epoch])
print([float(np.loadtxt("%s_%02d.txt" % (part, 1))) for part in "ab"])
""",
        loads='print(open(f"{ROOT}/b_01.txt").read())\n',
    ),
    Program(
        "template with fields by name",
        """\
import os
import numpy as np

PATTERN = "chunks/{split}-{n:03d}.npy"
os.makedirs("chunks", exist_ok=True)
for n in range(2):
    np.save(PATTERN.format(split="train", n=n), np.full(1, n))
print(sorted(os.listdir("chunks")), np.load(PATTERN.format(split="train", n=1)))
""",
        loads=_ARRAY % "chunks/train-001.npy",
    ),
    Program(
        "several literals for one file",
        """\
import os
import numpy as np

np.save("out.npy", np.arange(3))
np.save("./out.npy", np.arange(4))
print(np.load("/content/out.npy").size, os.path.getsize(os.path.join(".", "out.npy")) > 0)
os.rename("out.npy", "final.npy")
print(os.path.exists("out.npy"), np.load("final.npy").size)
""",
        loads=_ARRAY % "final.npy",
    ),
    Program(
        "everything below a directory, by a recursive glob",
        """\
import glob
import os
import numpy as np

for kind in ("x", "y"):
    os.makedirs(f"tree/{kind}/leaf", exist_ok=True)
    np.save(f"tree/{kind}/leaf/v.npy", np.ones(1))
found = glob.glob("tree/**/*.npy", recursive=True)
print(len(found), sorted(os.path.basename(path) for path in found))
""",
        loads=_ARRAY % "tree/y/leaf/v.npy",
    ),
    Program(
        "walk over what was written, and removal of a part",
        """\
import os
import shutil
import numpy as np

base = "work"
for name in ("keep", "drop"):
    os.makedirs(os.path.join(base, name), exist_ok=True)
    np.save(os.path.join(base, name, "a.npy"), np.ones(1))
shutil.rmtree(os.path.join(base, "drop"))
print([os.path.relpath(os.path.join(folder, file), base) for folder, _, files in os.walk(base) for file in files])
""",
        loads=_ARRAY % "work/keep/a.npy",
    ),
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
