"""Training loops and their checkpoints, written the ways people write them."""

from __future__ import annotations

from programs import Program

TRAINING = (
    Program(
        "constant at the top",
        """\
import os

import torch

CKPT = "checkpoints"
os.makedirs(CKPT, exist_ok=True)
for epoch in range(3):
    torch.save({"epoch": epoch}, f"{CKPT}/epoch_{epoch}.pth")
print(torch.load(os.path.join(CKPT, "epoch_2.pth")))
""",
    ),
    Program(
        "resume from the last checkpoint",
        """\
import os
import torch

PATH = "last.pt"
start = 0
if os.path.exists(PATH):
    start = torch.load(PATH)["epoch"] + 1
    print("resumed at", start)
for epoch in range(start, start + 2):
    torch.save({"epoch": epoch}, PATH)
print("done", epoch)
""",
        next_stdout="resumed at 2\ndone 3\n",
    ),
    Program(
        "resume by listing the directory",
        """\
import os
import torch

def latest(folder):
    names = sorted(os.listdir(folder))
    return os.path.join(folder, names[-1]) if names else None

os.makedirs("ckpt", exist_ok=True)
last = latest("ckpt")
start = torch.load(last) + 1 if last else 0
print("start", start)
for step in range(start, start + 3):
    torch.save(step, os.path.join("ckpt", f"step_{step:04d}.pt"))
""",
        next_stdout="start 3\n",
    ),
    Program(
        "resume by a glob",
        """\
from glob import glob
import torch
import os

out = "runs/exp1"
os.makedirs(out, exist_ok=True)
found = sorted(glob(out + "/*.pt"))
print("found", len(found))
for n in range(2):
    torch.save(n, out + f"/{n}.pt")
print(len(glob(f"{out}/*.pt")))
""",
        next_stdout="found 2\n2\n",
    ),
    Program(
        "configuration in a dictionary",
        """\
import json
import os
import torch

cfg = {"out": "results", "epochs": 2, "data": "train.txt"}
os.makedirs(cfg["out"], exist_ok=True)
rows = open(cfg["data"]).read().split()
for epoch in range(cfg["epochs"]):
    torch.save([epoch, rows], os.path.join(cfg["out"], "model.pth"))
with open(cfg["out"] + "/metrics.json", "w") as f:
    json.dump({"rows": len(rows)}, f)
print(json.load(open(cfg["out"] + "/metrics.json")))
""",
        inputs={"train.txt": "a b c"},
    ),
    Program(
        "configuration in a dataclass",
        """\
from dataclasses import dataclass
import os
import torch

@dataclass
class Config:
    out_dir: str = "experiments/base"
    epochs: int = 2

cfg = Config()
os.makedirs(cfg.out_dir, exist_ok=True)
for epoch in range(cfg.epochs):
    torch.save(epoch, os.path.join(cfg.out_dir, f"{epoch}.pt"))
print(sorted(os.listdir(cfg.out_dir)))
""",
    ),
    Program(
        "defaults of the command line",
        """\
import argparse
import os
import torch

parser = argparse.ArgumentParser()
parser.add_argument("--output-dir", default="outputs")
parser.add_argument("--epochs", type=int, default=2)
args = parser.parse_args([])

os.makedirs(args.output_dir, exist_ok=True)
for epoch in range(args.epochs):
    torch.save(epoch, os.path.join(args.output_dir, "model.pt"))
print(torch.load(os.path.join(args.output_dir, "model.pt")))
""",
    ),
    Program(
        "helper with a parameter",
        """\
import torch

def save_checkpoint(state, filename="checkpoint.pth.tar"):
    torch.save(state, filename)

def load_checkpoint(filename="checkpoint.pth.tar"):
    return torch.load(filename)

save_checkpoint({"epoch": 1})
save_checkpoint({"epoch": 2}, "best.pth.tar")
print(load_checkpoint(), load_checkpoint("best.pth.tar"))
""",
    ),
    Program(
        "class that keeps its directory",
        '''\
import os
import torch


class Trainer:
    """Trains."""

    def __init__(self, dir="weights"):
        self.dir = dir
        os.makedirs(self.dir, exist_ok=True)

    def path(self, name):
        return os.path.join(self.dir, name)

    def fit(self, epochs):
        for epoch in range(epochs):
            torch.save(epoch, self.path(f"e{epoch}.pt"))

    def best(self):
        return max(torch.load(self.path(name)) for name in os.listdir(self.dir))


trainer = Trainer()
trainer.fit(3)
print(trainer.best())
''',
    ),
    Program(
        "two functions that share a directory",
        """\
import os
import torch

MODEL_DIR = "./models"

def save(model, name):
    os.makedirs(MODEL_DIR, exist_ok=True)
    torch.save(model, f"{MODEL_DIR}/{name}.pt")

def load(name):
    return torch.load(f"{MODEL_DIR}/{name}.pt")

def main():
    for name in ("encoder", "decoder"):
        save([name], name)
    print(load("encoder"), load("decoder"))

if __name__ == "__main__":
    main()
""",
    ),
    Program(
        "atomic save by os.replace",
        """\
import os
import torch

def save(state):
    torch.save(state, "model.pt.tmp")
    os.replace("model.pt.tmp", "model.pt")

for step in range(3):
    save(step)
print(torch.load("model.pt"), os.path.exists("model.pt.tmp"))
""",
    ),
    Program(
        "atomic save of whatever path",
        """\
import os
import torch

def save(state, path):
    tmp = path + ".tmp"
    torch.save(state, tmp)
    os.replace(tmp, path)

for step in range(3):
    save(step, "latest.pt")
print(torch.load("latest.pt"))
""",
    ),
    Program(
        "best model under a condition",
        """\
import torch

best = 0
for epoch, score in enumerate([3, 1, 4, 1, 5]):
    if score > best:
        best = score
        torch.save({"score": score}, "best_model.pth")
        print("saved", epoch)
    else:
        print("no better")
state = torch.load("best_model.pth", map_location="cpu")
print(state["score"])
""",
    ),
    Program(
        "experiments in a loop over names",
        """\
import os
import torch

for name in ["small", "large"]:
    folder = os.path.join("exp", name)
    os.makedirs(folder, exist_ok=True)
    torch.save(name, os.path.join(folder, "final.pt"))
print(sorted(os.listdir("exp")))
""",
    ),
    Program(
        "shared base with data that stays",
        """\
import os
import torch

BASE = "project"
DATA = os.path.join(BASE, "data")
OUT = os.path.join(BASE, "out")
os.makedirs(OUT, exist_ok=True)
rows = open(os.path.join(DATA, "train.csv")).read().splitlines()
torch.save(rows, os.path.join(OUT, "rows.pt"))
print(len(torch.load(os.path.join(OUT, "rows.pt"))))
""",
        inputs={"project/data/train.csv": "a\nb\n"},
    ),
    Program(
        "name that is used for something else, too",
        """\
import torch

name = "resnet"
print("training", name)
torch.save([1, 2], name + ".pth")
results = {name: torch.load(name + ".pth")}
print(results)
""",
    ),
)
