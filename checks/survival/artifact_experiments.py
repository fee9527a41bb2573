"""What torch, safetensors and tensorboard write beside checkpoints to go on from."""

from __future__ import annotations

from programs import Program

ARTIFACTS = (
    Program(
        "keeps the last two",
        """\
import os
import torch

KEEP = 2
os.makedirs("rolling", exist_ok=True)
for step in range(5):
    torch.save(torch.tensor(step), "rolling/step_%d.pt" % step)
    if step >= KEEP:
        os.remove("rolling/step_%d.pt" % (step - KEEP))
print(sorted(os.listdir("rolling")))
""",
        loads='import torch\nprint(torch.load(f"{ROOT}/rolling/step_4.pt"))\n',
    ),
    Program(
        "TorchScript beside the weights",
        """\
import torch

model = torch.nn.Sequential(torch.nn.Linear(2, 2), torch.nn.ReLU())
for p in model.parameters():
    torch.nn.init.constant_(p, 0.5)
torch.jit.script(model).save("scripted.pt")
torch.save(model.state_dict(), "weights.pt")
print(torch.jit.load("scripted.pt")(torch.ones(1, 2)))
""",
        loads='import torch\nprint(torch.jit.load(f"{ROOT}/scripted.pt")(torch.zeros(1, 2)))\n',
        varies=frozenset({"scripted.pt"}),
    ),
    Program(
        "embeddings in safetensors",
        """\
import os
import torch
from safetensors.torch import load_file, save_file

EMB = "embeddings"
os.makedirs(EMB, exist_ok=True)
for part in range(2):
    save_file({"e": torch.full((2, 2), float(part))}, os.path.join(EMB, f"part-{part}.safetensors"))
print(load_file(os.path.join(EMB, "part-1.safetensors"))["e"].sum().item())
""",
        loads="""\
from safetensors.torch import load_file
print(load_file(f"{ROOT}/embeddings/part-0.safetensors")["e"])
""",
    ),
    Program(
        "ensemble over folds by format",
        """\
import torch

FOLDS = 3
TEMPLATE = "model_fold{}.pth"
for fold in range(FOLDS):
    torch.save({"fold": fold}, TEMPLATE.format(fold))
states = [torch.load(TEMPLATE.format(fold)) for fold in range(FOLDS)]
print(states)
""",
        loads='import torch\nprint([torch.load(f"{ROOT}/model_fold{n}.pth") for n in range(3)])\n',
    ),
    Program(
        "summaries where the library likes",
        """\
from torch.utils.tensorboard import SummaryWriter

writer = SummaryWriter("runs/first")
for step in range(3):
    writer.add_scalar("loss", 1 / (step + 1), step)
writer.close()
import os
print(len(os.listdir("runs/first")))
""",
        loads="""\
from tensorboard.backend.event_processing.event_accumulator import EventAccumulator
events = EventAccumulator(f"{ROOT}/runs/first")
events.Reload()
print([scalar.step for scalar in events.Scalars("loss")])
""",
        next_stdout="2\n",
    ),
    Program(
        "summaries below a variable",
        """\
import os
from torch.utils.tensorboard import SummaryWriter

log_dir = os.path.join("logs", "a")
with SummaryWriter(log_dir=log_dir, flush_secs=1) as sw:
    sw.add_scalar("acc", 0.5, 1)
    sw.add_text("note", "hello", 1)
print(any(n.startswith("events") for n in os.listdir(log_dir)))
""",
        loads='import os\nprint(len(os.listdir(f"{ROOT}/logs/a")))\n',
    ),
    Program(
        "weights averaged from several files",
        """\
import os
import torch

root = "swa"
os.makedirs(root, exist_ok=True)
paths = [os.path.join(root, f"{n}.pt") for n in range(3)]
for n, path in enumerate(paths):
    torch.save({"w": torch.tensor([float(n)])}, path)
mean = sum(torch.load(path)["w"] for path in paths) / len(paths)
torch.save({"w": mean}, os.path.join(root, "mean.pt"))
print(mean)
""",
        loads='import torch\nprint(torch.load(f"{ROOT}/swa/mean.pt"))\n',
    ),
)
