"""PST1: what is written is lost when the session ends.

Sixteen rules, of two tables: what is lost (the tens of the code) and why (the units).
"""

from __future__ import annotations

from typing import NamedTuple

from flake8_persist.catalog.model import Artifact
from flake8_persist.rules.model import Fixable, Rule

_IMPORT_DRIVE = "from google.colab import drive\n"
_MOUNT = 'drive.mount("/content/drive")\n'


class Loss(NamedTuple):
    """What is lost."""

    digit: int
    name: str
    noun: str  # as in "torch.save writes a checkpoint"
    worth: str  # why it matters


class Reason(NamedTuple):
    """Why it is lost."""

    digit: int
    name: str
    summary: str
    explanation: str


class _Setting(NamedTuple):
    """What an example starts with."""

    imports: str
    setup: str = ""


class _Example(NamedTuple):
    setting: _Setting
    bad: str
    good: str


# In the order of how much is lost with it.
LOSSES = {
    Artifact.CHECKPOINT: Loss(
        0,
        "checkpoint",
        "a checkpoint",
        "A lost checkpoint costs all the training that led to it, and the next session cannot resume.",
    ),
    Artifact.DATA: Loss(
        1,
        "data",
        "data",
        "Results that are lost have to be computed again, if the inputs and the random state can still be had.",
    ),
    Artifact.FIGURE: Loss(
        3,
        "figure",
        "a figure",
        "A lost figure can only be drawn again by whoever still has the numbers behind it.",
    ),
    Artifact.LOG: Loss(
        2,
        "log",
        "a log",
        "A lost log takes the history of the run with it: the curves that show when to stop and what to try next.",
    ),
}

RELATIVE, EPHEMERAL, DEFAULT, SOMETIMES = _REASONS = (
    Reason(
        1,
        "relative-path",
        "written to a relative path",
        "A relative path leads to the working directory. On a hosted notebook that is a directory of the rented "
        "machine (/content on Colab), and the machine is wiped when it has been idle for a while, has reached its "
        "longest lifetime or is given back. Nothing warns of it: the file is there all day, and gone the next.",
    ),
    Reason(
        2,
        "ephemeral-path",
        "written to a place on the machine's own disk",
        "An absolute path looks permanent, but /content, /tmp, /root and the like are all on the disk of the rented "
        "machine. The next session starts on another machine with an empty disk. Only what lies in storage that "
        "the platform keeps, such as a mounted Google Drive, is still there.",
    ),
    Reason(
        3,
        "default-path",
        "written to where the library puts it when no path is given",
        "No path is given, so the library makes up one, usually a directory such as runs or logs below the working "
        "directory. On a hosted notebook that is the disk of a machine that is wiped after the session. The program "
        "never names the place, which makes this loss the easiest to overlook.",
    ),
    Reason(
        4,
        "sometimes-lost",
        "lost on some branch or for some caller",
        "The path has more than one value, and not all of them lead to storage that is kept: one branch, one default "
        "or one caller still writes to the disk of the machine. The run that happens to take that way loses its "
        "files, although a test of the other way went well.",
    ),
)

_TORCH = _Setting("import torch\n", "model = torch.nn.Linear(8, 2)\n")
_TWO_MODELS = _Setting("import torch\n", "encoder, decoder = torch.nn.Linear(8, 2), torch.nn.Linear(2, 8)\n")
_YOLO = _Setting("from ultralytics import YOLO\n", 'model = YOLO("yolo11n.pt")\n')
_PANDAS = _Setting("import pandas as pd\n", 'scores = pd.DataFrame({"epoch": [1, 2], "loss": [0.9, 0.4]})\n')
_POLARS = _Setting("import polars as pl\n", 'scores = pl.DataFrame({"epoch": [1, 2], "loss": [0.9, 0.4]})\n')
_TENSORBOARD = _Setting("from torch.utils.tensorboard import SummaryWriter\n")
_KERAS = _Setting("import keras\n")
_PLOT = _Setting("import matplotlib.pyplot as plt\n", "plt.plot([0.9, 0.4])\n")

_EXAMPLES = {
    (Artifact.CHECKPOINT, RELATIVE): _Example(
        _TORCH,
        'torch.save(model.state_dict(), "model.pth")\n',
        'torch.save(model.state_dict(), "/content/drive/MyDrive/model.pth")\n',
    ),
    (Artifact.CHECKPOINT, EPHEMERAL): _Example(
        _TORCH,
        'torch.save(model.state_dict(), "/content/model.pth")\n',
        'torch.save(model.state_dict(), "/content/drive/MyDrive/model.pth")\n',
    ),
    (Artifact.CHECKPOINT, DEFAULT): _Example(
        _YOLO,
        'model.train(data="coco8.yaml", epochs=10)\n',
        'model.train(data="coco8.yaml", epochs=10, project="/content/drive/MyDrive/runs")\n',
    ),
    (Artifact.CHECKPOINT, SOMETIMES): _Example(
        _TWO_MODELS,
        "def save(model, path):\n"
        "    torch.save(model.state_dict(), path)\n\n\n"
        'save(encoder, "/content/drive/MyDrive/encoder.pth")\n'
        'save(decoder, "decoder.pth")\n',
        "def save(model, path):\n"
        "    torch.save(model.state_dict(), path)\n\n\n"
        'save(encoder, "/content/drive/MyDrive/encoder.pth")\n'
        'save(decoder, "/content/drive/MyDrive/decoder.pth")\n',
    ),
    (Artifact.DATA, RELATIVE): _Example(
        _PANDAS,
        'scores.to_csv("scores.csv", index=False)\n',
        'scores.to_csv("/content/drive/MyDrive/scores.csv", index=False)\n',
    ),
    (Artifact.DATA, EPHEMERAL): _Example(
        _PANDAS,
        'scores.to_csv("/tmp/scores.csv", index=False)\n',
        'scores.to_csv("/content/drive/MyDrive/scores.csv", index=False)\n',
    ),
    (Artifact.DATA, DEFAULT): _Example(
        _POLARS,
        "scores.write_excel()\n",
        'scores.write_excel("/content/drive/MyDrive/scores.xlsx")\n',
    ),
    (Artifact.DATA, SOMETIMES): _Example(
        _PANDAS,
        'folder = "/content/drive/MyDrive" if input("Keep? ") == "y" else "."\n'
        'scores.to_csv(f"{folder}/scores.csv", index=False)\n',
        'folder = "/content/drive/MyDrive/kept" if input("Keep? ") == "y" else "/content/drive/MyDrive/drafts"\n'
        'scores.to_csv(f"{folder}/scores.csv", index=False)\n',
    ),
    (Artifact.LOG, RELATIVE): _Example(
        _KERAS,
        'history = keras.callbacks.CSVLogger("history.csv")\n',
        'history = keras.callbacks.CSVLogger("/content/drive/MyDrive/history.csv")\n',
    ),
    (Artifact.LOG, EPHEMERAL): _Example(
        _TENSORBOARD,
        'writer = SummaryWriter("/content/logs")\nwriter.add_scalar("loss", 0.4, 1)\n',
        'writer = SummaryWriter("/content/drive/MyDrive/logs")\nwriter.add_scalar("loss", 0.4, 1)\n',
    ),
    (Artifact.LOG, DEFAULT): _Example(
        _TENSORBOARD,
        'writer = SummaryWriter()\nwriter.add_scalar("loss", 0.4, 1)\n',
        'writer = SummaryWriter(log_dir="/content/drive/MyDrive/runs")\nwriter.add_scalar("loss", 0.4, 1)\n',
    ),
    (Artifact.LOG, SOMETIMES): _Example(
        _Setting(f"import sys\n{_TENSORBOARD.imports}"),
        'if "--keep" in sys.argv:\n'
        '    logs = "/content/drive/MyDrive/logs"\n'
        "else:\n"
        '    logs = "logs"\n'
        "writer = SummaryWriter(logs)\n",
        'logs = "/content/drive/MyDrive/logs" if "--keep" in sys.argv else "/content/drive/MyDrive/drafts"\n'
        "writer = SummaryWriter(logs)\n",
    ),
    (Artifact.FIGURE, RELATIVE): _Example(
        _PLOT,
        'plt.savefig("loss.png")\n',
        'plt.savefig("/content/drive/MyDrive/loss.png")\n',
    ),
    (Artifact.FIGURE, EPHEMERAL): _Example(
        _PLOT,
        'plt.savefig("/content/loss.png")\n',
        'plt.savefig("/content/drive/MyDrive/loss.png")\n',
    ),
    (Artifact.FIGURE, DEFAULT): _Example(
        _YOLO,
        'model.predict("bus.jpg", save=True)\n',
        'model.predict("bus.jpg", save=True, project="/content/drive/MyDrive/runs")\n',
    ),
    (Artifact.FIGURE, SOMETIMES): _Example(
        _Setting(_PLOT.imports),
        'def draw(losses, path="loss.png"):\n'
        "    plt.plot(losses)\n"
        "    plt.savefig(path)\n\n\n"
        'draw([0.9, 0.4], "/content/drive/MyDrive/train.png")\n'
        "draw([0.8, 0.5])\n",
        'def draw(losses, path="/content/drive/MyDrive/loss.png"):\n'
        "    plt.plot(losses)\n"
        "    plt.savefig(path)\n\n\n"
        'draw([0.9, 0.4], "/content/drive/MyDrive/train.png")\n'
        "draw([0.8, 0.5])\n",
    ),
}


def code(artifact: Artifact, reason: Reason) -> str:
    return f"PST1{LOSSES[artifact].digit}{reason.digit}"


def _program(setting: _Setting, body: str, *, mounts: bool) -> str:
    imports = setting.imports + (_IMPORT_DRIVE if mounts else "")
    setup = (_MOUNT if mounts else "") + setting.setup
    gap = "\n\n" if body.startswith("def ") else ""
    return f"{imports}\n{setup}{gap}{body}"


def _rule(artifact: Artifact, reason: Reason) -> Rule:
    loss, example = LOSSES[artifact], _EXAMPLES[artifact, reason]
    return Rule(
        code=code(artifact, reason),
        name=f"{loss.name}-{reason.name}",
        summary=f"{loss.noun} {reason.summary}",
        explanation=f"{reason.explanation} {loss.worth}",
        bad=_program(example.setting, example.bad, mounts=reason is SOMETIMES),
        good=_program(example.setting, example.good, mounts=True),
        fixable=Fixable.SOMETIMES,
    )


RULES = tuple(_rule(artifact, reason) for artifact in LOSSES for reason in _REASONS)
