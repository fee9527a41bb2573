"""PST3: the write can fail, or vanish, and nobody notices."""

from __future__ import annotations

from flake8_persist.rules.model import Fixable, Rule

NO_DIRECTORY = Rule(
    code="PST301",
    name="missing-directory",
    summary="the directory on persistent storage is made nowhere, and the writer does not make it",
    explanation=(
        "Most writers do not make the directory they write to. On a fresh Google Drive the write fails with a "
        "FileNotFoundError, after the training; cv2.imwrite does not even fail, it returns False. A folder at the "
        "top of Drive, and one that other lines of the file read from, list or test, is taken to be there."
    ),
    bad=(
        "import numpy as np\n"
        "from google.colab import drive\n"
        "\n"
        'drive.mount("/content/drive")\n'
        'np.save("/content/drive/MyDrive/project/run/scores.npy", np.zeros(3))\n'
    ),
    good=(
        "import os\n"
        "import numpy as np\n"
        "from google.colab import drive\n"
        "\n"
        'drive.mount("/content/drive")\n'
        'os.makedirs("/content/drive/MyDrive/project/run", exist_ok=True)\n'
        'np.save("/content/drive/MyDrive/project/run/scores.npy", np.zeros(3))\n'
    ),
    fixable=Fixable.SOMETIMES,
)

SILENCED = Rule(
    code="PST302",
    name="silenced-failure",
    summary="a failure of the write is caught and nothing is said",
    explanation=(
        "A full Drive, a lost mount or a missing directory shows as an OSError when the file is written. A handler "
        "that passes over it lets the program end as if all was well, and there is nothing to load the next day. "
        "Say what went wrong, write elsewhere, or let the error through."
    ),
    bad=(
        "import pickle\n"
        "\n"
        "try:\n"
        '    with open("/content/drive/MyDrive/model.pkl", "wb") as file:\n'
        "        pickle.dump([1, 2], file)\n"
        "except Exception:\n"
        "    pass\n"
    ),
    good=(
        "import pickle\n"
        "\n"
        "try:\n"
        '    with open("/content/drive/MyDrive/model.pkl", "wb") as file:\n'
        "        pickle.dump([1, 2], file)\n"
        "except OSError as error:\n"
        '    print(f"the model was not saved: {error}")\n'
        "    raise\n"
    ),
    fixable=Fixable.NEVER,
)

UNHANDLED = Rule(
    code="PST303",
    name="unhandled-failure",
    summary="nothing handles an OSError of the write",
    explanation=(
        "Network storage fails in ways that a local disk does not: a Drive that is full shows as an input/output "
        "error, and after some hours the mount may answer that its transport endpoint is not connected. Without a "
        "handler the first write that fails ends a training that could have gone on. Say what was not saved, try "
        "again at the next epoch, or save to the machine's own disk and copy later."
    ),
    bad=(
        "import torch\n"
        "from google.colab import drive\n"
        "\n"
        'drive.mount("/content/drive")\n'
        "model = torch.nn.Linear(8, 2)\n"
        'torch.save(model.state_dict(), "/content/drive/MyDrive/model.pth")\n'
    ),
    good=(
        "import torch\n"
        "from google.colab import drive\n"
        "\n"
        'drive.mount("/content/drive")\n'
        "model = torch.nn.Linear(8, 2)\n"
        "try:\n"
        '    torch.save(model.state_dict(), "/content/drive/MyDrive/model.pth")\n'
        "except OSError as error:\n"
        '    print(f"the model was not saved: {error}")\n'
    ),
    fixable=Fixable.NEVER,
    default=False,
)

RULES = (NO_DIRECTORY, SILENCED, UNHANDLED)
