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
)
