"""What programs do around their files: change directories, retry, fall back, copy, and hand paths on."""

from __future__ import annotations

from programs import Program

MIXED = (
    Program(
        "options, the latest checkpoint and rotation",
        """\
import argparse
import glob
import os
import re
import torch

parser = argparse.ArgumentParser()
parser.add_argument("--save-dir", default="./checkpoints/exp1")


def latest(directory):
    files = glob.glob(os.path.join(directory, "epoch_*.pth"))
    return max(files, key=lambda name: int(re.findall(r"epoch_(\\d+)", name)[-1])) if files else None


def main():
    args = parser.parse_args([])
    os.makedirs(args.save_dir, exist_ok=True)
    start = 0
    last = latest(args.save_dir)
    if last is not None:
        start = torch.load(last)["epoch"] + 1
        print("resumed from", last.split("/")[-1])
    for epoch in range(start, 3):
        torch.save({"epoch": epoch}, os.path.join(args.save_dir, f"epoch_{epoch}.pth"))
        old = os.path.join(args.save_dir, "epoch_%d.pth" % (epoch - 2))
        if os.path.exists(old):
            os.remove(old)
    experiment = args.save_dir.split("/")[-1]
    with open(os.path.join(args.save_dir, experiment + ".txt"), "w") as f:
        f.write("done")
    print(sorted(os.listdir(args.save_dir)))


main()
""",
        next_stdout="resumed from epoch_2.pth\n['epoch_1.pth', 'epoch_2.pth', 'exp1.txt']\n",
    ),
    Program(
        "paths that are taken apart",
        """\
import os
from pathlib import Path
import torch

OUT = "saved/"
os.makedirs(OUT, exist_ok=True)
paths = {}
for name in ("resnet", "vgg"):
    paths[name] = OUT + name + ".pt"
    torch.save(name, paths[name])
for name, path in paths.items():
    print(name, torch.load(path), path[len(OUT) : -3], path.split("/")[1], path.replace("saved/", ""))
report = "reports/run_1/scores.txt"
folder, run, file_name = report.split("/")
os.makedirs(os.path.dirname(report), exist_ok=True)
with open(report, "w") as f:
    f.write(run)
print(folder, run, file_name, Path(report).parts[0], report.startswith("reports/"))
""",
    ),
    Program(
        "a base with inputs beside the outputs",
        """\
import os
import shutil
import torch

BASE = os.getcwd()
DATA = os.path.join(BASE, "data")
OUT = os.path.join(BASE, "output")


def ensure(directory):
    os.makedirs(directory, exist_ok=True)
    return directory


def save(state, is_best, folder=OUT, name="last.pt"):
    path = os.path.join(ensure(folder), name)
    torch.save(state, path)
    if is_best:
        shutil.copyfile(path, os.path.join(folder, "best.pt"))


text = open(os.path.join(DATA, "in.txt")).read()
for epoch in range(2):
    save((text, epoch), epoch == 0)
print(torch.load(os.path.join(OUT, "best.pt")), os.path.basename(OUT))
""",
        inputs={"data/in.txt": "x"},
    ),
    Program(
        "a configuration that makes paths of its texts",
        """\
import os
from dataclasses import dataclass
from pathlib import Path


@dataclass
class Config:
    out_dir: str = "runs"

    def __post_init__(self):
        self.out_dir = Path(self.out_dir)
        self.out_dir.mkdir(exist_ok=True)


class Log:
    def __init__(self, place="logs"):
        self.place = place
        self.place = os.path.abspath(self.place)
        os.makedirs(self.place, exist_ok=True)

    def write(self, text):
        with open(os.path.join(self.place, "log.txt"), "w") as f:
            f.write(text)


for config in (Config(), Config(out_dir="other")):
    (config.out_dir / "model.txt").write_text(config.out_dir.name)
Log().write("done")
print(sorted(os.listdir(Config().out_dir)), (Config("other").out_dir / "model.txt").read_text())
""",
    ),
    Program(
        "resume by trying",
        """\
import json

try:
    with open("state.json") as f:
        state = json.load(f)
    print("resumed from", state["epoch"])
except FileNotFoundError:
    state = {"epoch": 0}
while state["epoch"] < 3:
    state["epoch"] += 1
    with open("state.json", "w") as f:
        json.dump(state, f)
print("at", state["epoch"])
""",
        next_stdout="resumed from 3\nat 3\n",
    ),
    Program(
        "works in a directory of its own",
        """\
import os

os.makedirs("work", exist_ok=True)
os.chdir("work")
with open("a.txt", "w") as f:
    f.write("a")
print(open("a.txt").read())
""",
        moved={"work/a.txt": "a.txt"},
    ),
    Program(
        "result beside every input",
        """\
import os

for name in sorted(os.listdir("scenes")):
    text = open(f"scenes/{name}/in.txt").read()
    with open(f"scenes/{name}/out.txt", "w") as f:
        f.write(text.upper())
print(open("scenes/a/out.txt").read())
""",
        inputs={"scenes/a/in.txt": "x", "scenes/b/in.txt": "y"},
    ),
    Program(
        "output in a directory of inputs",
        """\
import csv

with open("data/in.csv") as f:
    rows = list(csv.reader(f))
with open("data/out.csv", "w", newline="") as f:
    csv.writer(f).writerows(reversed(rows))
print(open("data/out.csv").read())
""",
        inputs={"data/in.csv": "1\n2\n"},
    ),
    Program(
        "function that nothing is known of",
        """\
import importlib
import torch

opener = getattr(importlib.import_module("builtins"), "op" + "en")
torch.save([1], "model.pth")
with opener("model.pth", "rb") as f:
    print(len(f.read()) > 0)
""",
    ),
    Program(
        "copy of the best",
        """\
import os
import shutil
import torch

os.makedirs("ckpt", exist_ok=True)
for epoch in range(3):
    torch.save(epoch, "ckpt/last.pt")
    if epoch != 2:
        shutil.copyfile("ckpt/last.pt", "ckpt/best.pt")
shutil.copytree("ckpt", "backup")
print(torch.load("ckpt/best.pt"), torch.load("backup/last.pt"))
""",
    ),
    Program(
        "Path.rename",
        """\
from pathlib import Path

part = Path("report.part")
part.write_text("whole")
part.rename("report.txt")
print(Path("report.txt").read_text(), part.exists())
""",
    ),
    Program(
        "home directory",
        """\
import os
from pathlib import Path

with open(os.path.expanduser("~/notes.txt"), "w") as f:
    f.write("n")
(Path.home() / "more.txt").write_text("m")
print(open(os.path.expanduser("~/notes.txt")).read() + (Path.home() / "more.txt").read_text())
""",
        colab_only=True,
    ),
    Program(
        "scratch disk",
        """\
import os

os.makedirs("/tmp/run/logs", exist_ok=True)
with open("/tmp/run/logs/a.log", "w") as f:
    f.write("l")
print(os.listdir("/tmp/run/logs"))
""",
        colab_only=True,
    ),
    Program(
        "directory of the file's path",
        """\
import gzip
import os

PATH = "deep/down/data.txt.gz"
os.makedirs(os.path.dirname(PATH), exist_ok=True)
with gzip.open(PATH, "wt") as f:
    f.write("zipped")
print(gzip.open(PATH, "rt").read(), os.path.splitext(PATH)[1])
""",
    ),
    Program(
        "default of the environment",
        """\
import os

OUT = os.environ.get("OUT_DIR", "out")
os.makedirs(OUT, exist_ok=True)
with open(os.path.join(OUT, "x.txt"), "w") as f:
    f.write("x")
print(os.listdir(OUT))
""",
    ),
    Program(
        "class with a path of its own",
        """\
from pathlib import Path


class Store:
    def __init__(self, root: str = "store") -> None:
        self.root = Path(root)
        self.root.mkdir(exist_ok=True)

    def put(self, key: str, value: str) -> None:
        (self.root / f"{key}.txt").write_text(value)

    def get(self, key: str) -> str:
        return (self.root / f"{key}.txt").read_text()

    def keys(self) -> list:
        return sorted(path.stem for path in self.root.glob("*.txt"))


store = Store()
for key in "ab":
    store.put(key, key * 2)
print(store.keys(), store.get("a"))
""",
    ),
    Program(
        "walks what it wrote",
        """\
import os

for split in ("train", "test"):
    os.makedirs(f"set/{split}", exist_ok=True)
    for n in range(2):
        with open(f"set/{split}/{n}.txt", "w") as f:
            f.write(split)
for folder, _, names in sorted(os.walk("set")):
    print(os.path.basename(folder), sorted(names))
""",
    ),
    Program(
        "several in one with",
        """\
with open("in.txt") as source, open("even.txt", "w") as even, open("odd.txt", "w") as odd:
    for number, line in enumerate(source):
        (odd if number % 2 else even).write(line)
print(open("even.txt").read() + open("odd.txt").read())
""",
        inputs={"in.txt": "a\nb\nc\n"},
    ),
    Program(
        "partial and lambda",
        """\
import functools
import json

def dump(path, value):
    with open(path, "w") as f:
        json.dump(value, f)

save = functools.partial(dump, "partial.json")
save([1])
load = lambda p: json.load(open(p))
print(load("partial.json"))
""",
    ),
    Program(
        "temporary name, then its own",
        """\
import os
import tempfile

handle, name = tempfile.mkstemp(dir=".")
with os.fdopen(handle, "w") as f:
    f.write("done")
with open("state.txt", "w") as f:
    f.write("started")
os.replace(name, "state.txt")
print(open("state.txt").read())
""",
    ),
    Program(
        "history that grows",
        """\
import csv
import os

LOG = "history.csv"
fresh = not os.path.isfile(LOG)
with open(LOG, "a", newline="") as f:
    writer = csv.writer(f)
    if fresh:
        writer.writerow(["epoch", "loss"])
    writer.writerow([1, 0.5])
print(sum(1 for _ in open(LOG)))
""",
        next_stdout="3\n",
    ),
    Program(
        "main with arguments handed on",
        """\
import argparse
import json
import os

def train(args):
    os.makedirs(args.save_dir, exist_ok=True)
    for epoch in range(args.epochs):
        path = os.path.join(args.save_dir, "epoch%d.json" % epoch)
        with open(path, "w") as f:
            json.dump({"epoch": epoch}, f)
    return path

def evaluate(path):
    return json.load(open(path))

def main():
    p = argparse.ArgumentParser()
    p.add_argument("--save_dir", type=str, default="./saved_models")
    p.add_argument("--epochs", type=int, default=2)
    print(evaluate(train(p.parse_args())))

if __name__ == "__main__":
    main()
""",
    ),
    Program(
        "base that also holds inputs",
        """\
import glob
import os
import shutil

ROOT = os.getcwd()
OUT = os.path.join(ROOT, "out")
IMAGES = os.path.join(ROOT, "images")
os.makedirs(OUT, exist_ok=True)
scratch = os.path.join(OUT, "scratch")
if os.path.exists(scratch):
    shutil.rmtree(scratch)
os.mkdir(scratch)
for number, path in enumerate(sorted(glob.glob(os.path.join(IMAGES, "*.txt")))):
    with open(os.path.join(OUT, f"{number}.txt"), "w") as f:
        f.write(open(path).read().upper())
    open(os.path.join(scratch, os.path.basename(path)), "w").close()
print(len(glob.glob(OUT + "/*.txt")), sorted(os.listdir(scratch)))
""",
        inputs={"images/a.txt": "a", "images/b.txt": "b"},
    ),
    Program(
        "directories in a loop, one of inputs",
        """\
import os

BASE = "project"
DATA = f"{BASE}/data"
OUT = f"{BASE}/out"
for folder in (DATA, OUT):
    os.makedirs(folder, exist_ok=True)
text = open(f"{DATA}/in.txt").read()
with open(f"{OUT}/out.txt", "w") as f:
    f.write(text.upper())
print(open(f"{OUT}/out.txt").read())
""",
        inputs={"project/data/in.txt": "x"},
    ),
    Program(
        "base with a slash at its end",
        """\
ROOT = "/content/"
text = open(ROOT + "in.txt").read()
with open(ROOT + "out.txt", "w") as f:
    f.write(text.upper())
print(open(f"{ROOT}out.txt").read())
""",
        inputs={"in.txt": "x"},
    ),
    Program(
        "directory of the environment, packed as a whole",
        """\
import json
import os
import tarfile

OUT = os.environ.get("OUT_DIR", "artifacts")
RUN = os.getenv("RUN_NAME") or "default"
run_dir = os.path.join(OUT, RUN)


def timeless(member):
    member.mtime = 0
    return member


os.makedirs(run_dir, exist_ok=True)
with open(f"{run_dir}/metrics.json", "w") as f:
    json.dump({"loss": 1.5}, f)
with tarfile.open(f"{RUN}.tar", "w") as archive:
    archive.add(run_dir, arcname=RUN, filter=timeless)
with tarfile.open(f"{RUN}.tar") as archive:
    print(archive.getnames(), json.load(open(run_dir + "/metrics.json")))
""",
    ),
    Program(
        "words that are names of files and keys as well",
        """\
import math
import os

SIZES = {"small": 1, "big": 4}
for kind in ("small", "big"):
    with open(f"{kind}.txt", "w") as f:
        f.write(str(SIZES[kind]))
operation = "sqrt"
with open(operation + ".txt", "w") as f:
    f.write(str(getattr(math, operation)(SIZES["big"])))
model = "resnet"
os.makedirs(model, exist_ok=True)
with open(f"{model}/depth.txt", "w") as f:
    f.write(str({"resnet": 18}.get(model)))
names = ["first.txt", "second.txt"]
for name in names:
    with open(name, "w") as f:
        f.write("1" if name == "first.txt" else "2")
print("second.txt" in names, open("sqrt.txt").read(), open("resnet/depth.txt").read(), open("first.txt").read())
""",
    ),
    Program(
        "the latest by a helper that is handed on",
        """\
import glob
import os


def number(path):
    return int(os.path.basename(path).split("_")[1].split(".")[0])


os.makedirs("runs", exist_ok=True)
for step in (2, 10):
    with open(f"runs/step_{step}.txt", "w") as f:
        f.write(str(step))
found = sorted(glob.glob("runs/*.txt"), key=number)
print(open(found[-1]).read(), list(map(number, found)))
""",
    ),
    Program(
        "members of an archive by their names",
        """\
import os
import zipfile

NAME = "scores.txt"
with open(NAME, "w") as f:
    f.write("0.9")
with zipfile.ZipFile("all.zip", "w") as archive:
    archive.write(NAME)
    archive.write(NAME, os.path.join("copies", os.path.basename(NAME)))
with zipfile.ZipFile("all.zip") as archive:
    print(archive.namelist(), archive.read(NAME), archive.read("copies/scores.txt"))
""",
    ),
)
