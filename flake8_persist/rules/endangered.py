"""PST4: what the training has reached is at risk between saves. Off unless selected."""

from __future__ import annotations

from flake8_persist.rules.model import Fixable, Rule

_TORCH = (
    "import torch\n"
    "from google.colab import drive\n"
    "\n"
    'drive.mount("/content/drive")\n'
    "model = torch.nn.Linear(8, 2)\n"
    "optimizer = torch.optim.Adam(model.parameters())\n"
)
_STEP = "    optimizer.zero_grad()\n    model(torch.randn(16, 8)).pow(2).mean().backward()\n    optimizer.step()\n"

NOTHING_SAVED = Rule(
    code="PST401",
    name="nothing-saved-meanwhile",
    summary="a training saves nothing until it is over",
    explanation=(
        "A hosted session ends when it has been idle, has reached its longest lifetime, or the machine is wanted "
        "elsewhere; Colab gives no warning, and Kaggle keeps nothing of a run that was stopped by the time limit. A "
        "training that saves only after its last epoch has then saved nothing. Save every few epochs, from within "
        "the loop or by a checkpoint callback."
    ),
    bad=(
        _TORCH
        + "for epoch in range(50):\n"
        + _STEP
        + 'torch.save(model.state_dict(), "/content/drive/MyDrive/m.pth")\n'
    ),
    good=(
        _TORCH
        + "for epoch in range(50):\n"
        + _STEP
        + '    torch.save(model.state_dict(), f"/content/drive/MyDrive/m_{epoch}.pth")\n'
    ),
    fixable=Fixable.NEVER,
    default=False,
)

OVERWRITTEN = Rule(
    code="PST402",
    name="overwritten-in-place",
    summary="a checkpoint in a training loop overwrites its only copy in place",
    explanation=(
        "Opening a file for writing empties it first. When the session ends, the disk is full or Drive loses its "
        "connection in the middle of the write, the old checkpoint is gone and the new one is not complete. Write "
        "under a temporary name in the same folder and put it in place with os.replace, or keep more than one file "
        "by having the epoch in the name."
    ),
    bad=(
        _TORCH
        + "for epoch in range(50):\n"
        + _STEP
        + '    torch.save(model.state_dict(), "/content/drive/MyDrive/last.pth")\n'
    ),
    good=(
        "import os\n"
        + _TORCH
        + "for epoch in range(50):\n"
        + _STEP
        + '    torch.save(model.state_dict(), "/content/drive/MyDrive/last.pth.tmp")\n'
        + '    os.replace("/content/drive/MyDrive/last.pth.tmp", "/content/drive/MyDrive/last.pth")\n'
    ),
    fixable=Fixable.NEVER,
    default=False,
)

NEVER_READ_BACK = Rule(
    code="PST403",
    name="never-read-back",
    summary="checkpoints of a training are kept, but nothing in the file reads one back",
    explanation=(
        "A checkpoint helps after an interruption only if the program starts from it. Otherwise running it again in "
        "a new session begins at the first epoch, and writes over what was kept. Load the last checkpoint before the "
        "training if there is one, together with the state of the optimizer and the number of the epoch."
    ),
    bad=(
        _TORCH
        + "for epoch in range(50):\n"
        + _STEP
        + '    torch.save(model.state_dict(), f"/content/drive/MyDrive/m_{epoch}.pth")\n'
    ),
    good=(
        "import glob\n"
        + _TORCH
        + 'saved = sorted(glob.glob("/content/drive/MyDrive/m_*.pth"))\n'
        + "if saved:\n"
        + "    model.load_state_dict(torch.load(saved[-1]))\n"
        + "for epoch in range(len(saved), 50):\n"
        + _STEP
        + '    torch.save(model.state_dict(), f"/content/drive/MyDrive/m_{epoch:03d}.pth")\n'
    ),
    fixable=Fixable.NEVER,
    default=False,
)

COPIED_TOO_LATE = Rule(
    code="PST404",
    name="copied-out-too-late",
    summary="the checkpoints of a training are copied to storage that is kept only when it is over",
    explanation=(
        "Until the copy runs, the checkpoints are on the disk of the rented machine. A session that is cut off during "
        "the training takes all of them along, although the program saved after every epoch. Copy from within the "
        "loop, or let the training write to storage that is kept."
    ),
    bad=(
        "import shutil\n"
        + _TORCH
        + "for epoch in range(50):\n"
        + _STEP
        + '    torch.save(model.state_dict(), "/content/last.pth")\n'
        + 'shutil.copy("/content/last.pth", "/content/drive/MyDrive")\n'
    ),
    good=(
        "import shutil\n"
        + _TORCH
        + "for epoch in range(50):\n"
        + _STEP
        + '    torch.save(model.state_dict(), "/content/last.pth")\n'
        + '    shutil.copy("/content/last.pth", "/content/drive/MyDrive")\n'
    ),
    fixable=Fixable.NEVER,
    default=False,
)

RULES = (NOTHING_SAVED, OVERWRITTEN, NEVER_READ_BACK, COPIED_TOO_LATE)
