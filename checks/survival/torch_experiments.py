"""Training loops with torch: what they save, and how they go on where the last session ended."""

from __future__ import annotations

from programs import Program

TORCH = (
    Program(
        "model, optimizer and epoch: resumes",
        """\
import os
import torch
from torch import nn

torch.manual_seed(0)
CKPT_PATH = "checkpoint.pth"
model = nn.Linear(4, 2)
optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
start_epoch = 0
if os.path.isfile(CKPT_PATH):
    checkpoint = torch.load(CKPT_PATH)
    model.load_state_dict(checkpoint["model"])
    optimizer.load_state_dict(checkpoint["optimizer"])
    start_epoch = checkpoint["epoch"] + 1
    print("resuming at epoch", start_epoch)
x = torch.randn(16, 4)
for epoch in range(start_epoch, start_epoch + 2):
    loss = model(x).pow(2).mean()
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    torch.save({"epoch": epoch, "model": model.state_dict(), "optimizer": optimizer.state_dict()}, CKPT_PATH)
print("last epoch", epoch)
""",
        loads="""\
import torch
state = torch.load(f"{ROOT}/checkpoint.pth")
print(state["epoch"], sorted(state["model"]), state["model"]["weight"].sum().item())
""",
        next_stdout="resuming at epoch 2\nlast epoch 3\n",
    ),
    Program(
        "newest of many checkpoints: resumes",
        """\
import glob
import os
import torch
import torch.nn as nn

SAVE_DIR = "./checkpoints"
torch.manual_seed(0)
os.makedirs(SAVE_DIR, exist_ok=True)
net = nn.Linear(2, 1)
ckpts = sorted(glob.glob(os.path.join(SAVE_DIR, "net_*.pt")))
first = 0
if ckpts:
    net.load_state_dict(torch.load(ckpts[-1]))
    first = int(os.path.basename(ckpts[-1])[4:-3]) + 1
    print("resume from", os.path.basename(ckpts[-1]))
for epoch in range(first, first + 3):
    torch.save(net.state_dict(), os.path.join(SAVE_DIR, f"net_{epoch:03d}.pt"))
print(len(os.listdir(SAVE_DIR)))
""",
        loads="""\
import glob, os
print(sorted(os.path.basename(p) for p in glob.glob(f"{ROOT}/checkpoints/*.pt")))
""",
        next_stdout="resume from net_002.pt\n6\n",
    ),
    Program(
        "pathlib with a maximum over names: resumes",
        """\
from pathlib import Path
import torch

RUN = Path("runs") / "exp"
RUN.mkdir(parents=True, exist_ok=True)
done = sorted(RUN.glob("step*.pt"), key=lambda p: int(p.stem[4:]))
step = torch.load(done[-1])["step"] if done else 0
print("from", step)
for _ in range(2):
    step += 1
    torch.save({"step": step, "w": torch.ones(2) * step}, RUN / f"step{step}.pt")
print((RUN / f"step{step}.pt").exists())
""",
        loads='import torch\nprint(torch.load(f"{ROOT}/runs/exp/step2.pt"))\n',
        next_stdout="from 2\nTrue\n",
    ),
    Program(
        "try, except FileNotFoundError: resumes",
        """\
import torch

def load_state():
    try:
        return torch.load("state.pt")
    except FileNotFoundError:
        return {"epoch": 0, "best": 0.0}

state = load_state()
print("epoch", state["epoch"])
for score in (0.5, 0.7):
    state["epoch"] += 1
    state["best"] = max(state["best"], score)
    torch.save(state, "state.pt")
print(torch.load("state.pt"))
""",
        loads='import torch\nprint(torch.load(f"{ROOT}/state.pt"))\n',
        next_stdout="epoch 2\n{'epoch': 4, 'best': 0.7}\n",
    ),
    Program(
        "trainer class with a path from its arguments: resumes",
        """\
import argparse
import os
import torch


class Trainer:
    def __init__(self, args):
        self.args = args
        self.path = os.path.join(args.save_dir, args.name + ".tar")
        os.makedirs(args.save_dir, exist_ok=True)
        self.model = torch.nn.Linear(1, 1)
        self.epoch = 0

    def resume(self):
        if os.path.exists(self.path):
            data = torch.load(self.path, map_location="cpu")
            self.model.load_state_dict(data["net"])
            self.epoch = data["epoch"]
            print("=> loaded", self.epoch)

    def train(self):
        for _ in range(self.args.epochs):
            self.epoch += 1
            torch.save({"net": self.model.state_dict(), "epoch": self.epoch}, self.path)


torch.manual_seed(0)
parser = argparse.ArgumentParser()
parser.add_argument("--save-dir", dest="save_dir", default="saved", help="where to save")
parser.add_argument("--name", default="model")
parser.add_argument("--epochs", default=2, type=int)
trainer = Trainer(parser.parse_args())
trainer.resume()
trainer.train()
print("epoch", trainer.epoch)
""",
        loads='import torch\nprint(torch.load(f"{ROOT}/saved/model.tar")["epoch"])\n',
        next_stdout="=> loaded 2\nepoch 4\n",
    ),
    Program(
        "last and best, best by a copy: resumes",
        """\
import os
import shutil
import torch

def save_checkpoint(state, is_best, folder="ckpt", filename="last.pth.tar"):
    os.makedirs(folder, exist_ok=True)
    target = os.path.join(folder, filename)
    torch.save(state, target)
    if is_best:
        shutil.copyfile(target, os.path.join(folder, "model_best.pth.tar"))

best, start = -1.0, 0
if os.path.exists("ckpt/last.pth.tar"):
    old = torch.load("ckpt/last.pth.tar")
    best, start = old["best"], old["epoch"]
    print("resumed", start, best)
for epoch, score in enumerate([0.3, 0.9, 0.4], start + 1):
    best, is_best = max(best, score), score > best
    save_checkpoint({"epoch": epoch, "best": best}, is_best)
print(torch.load("ckpt/model_best.pth.tar")["epoch"])
""",
        loads='import torch\nprint(torch.load(f"{ROOT}/ckpt/model_best.pth.tar"))\n',
        next_stdout="resumed 3 0.9\n2\n",
    ),
    Program(
        "configuration class with its own directories: resumes",
        """\
import os
import torch


class CFG:
    seed = 1
    output_dir = "/content/output"
    model_path = os.path.join(output_dir, "model.bin")
    log = output_dir + "/log.txt"


os.makedirs(CFG.output_dir, exist_ok=True)
count = torch.load(CFG.model_path) if os.path.exists(CFG.model_path) else 0
print("seen", count)
with open(CFG.log, "a") as log:
    print("run", count, file=log)
torch.save(count + 1, CFG.model_path)
print(open(CFG.log).read().count("run"))
""",
        loads='import torch\nprint(torch.load(f"{ROOT}/output/model.bin"), open(f"{ROOT}/output/log.txt").read())\n',
        next_stdout="seen 1\n2\n",
    ),
    Program(
        "dataclass with defaults: resumes",
        """\
import dataclasses
import torch
from pathlib import Path


@dataclasses.dataclass
class Config:
    lr: float = 0.1
    workdir: str = "work"
    steps: int = 2

    @property
    def checkpoint(self) -> Path:
        return Path(self.workdir) / "ckpt.pt"


config = Config()
config.checkpoint.parent.mkdir(exist_ok=True, parents=True)
w = torch.load(config.checkpoint) if config.checkpoint.exists() else torch.zeros(1)
print(w.item())
for _ in range(config.steps):
    w = w + 1
    torch.save(w, config.checkpoint)
print(w.item())
""",
        loads='import torch\nprint(torch.load(f"{ROOT}/work/ckpt.pt").item())\n',
        next_stdout="2.0\n4.0\n",
    ),
    Program(
        "nested dictionary of settings: resumes",
        """\
import os
import torch

cfg = {
    "train": {"epochs": 2, "lr": 1e-3},
    "paths": {"ckpt": "exp01/weights", "logs": "exp01/logs"},
}
for folder in cfg["paths"].values():
    os.makedirs(folder, exist_ok=True)
last = os.path.join(cfg["paths"]["ckpt"], "last.pt")
epoch = torch.load(last) if os.path.exists(last) else 0
for epoch in range(epoch + 1, epoch + 1 + cfg["train"]["epochs"]):
    torch.save(epoch, last)
    with open(os.path.join(cfg["paths"]["logs"], "loss.txt"), "a") as f:
        f.write(f"{epoch}\\n")
print(open("exp01/logs/loss.txt").read().split())
""",
        loads='import torch\nprint(torch.load(f"{ROOT}/exp01/weights/last.pt"))\n',
        next_stdout="['1', '2', '3', '4']\n",
    ),
    Program(
        "atomic replacement of the only checkpoint: resumes",
        """\
import os
import torch

OUT = "out"
os.makedirs(OUT, exist_ok=True)
final = f"{OUT}/ckpt.pt"

def save(obj):
    tmp = final + ".tmp"
    torch.save(obj, tmp)
    os.replace(tmp, final)

n = torch.load(final) if os.path.exists(final) else 0
for n in range(n + 1, n + 4):
    save(n)
print(n, os.listdir(OUT))
""",
        loads='import torch\nprint(torch.load(f"{ROOT}/out/ckpt.pt"))\n',
        next_stdout="6 ['ckpt.pt']\n",
    ),
)
