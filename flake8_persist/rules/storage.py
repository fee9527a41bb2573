"""PST2: the persistent storage is not set up, or not right."""

from __future__ import annotations

from flake8_persist.rules.model import Fixable, Rule

NOT_MOUNTED = Rule(
    code="PST201",
    name="never-mounted",
    summary="written under a mount point that nothing in the file mounts",
    explanation=(
        "On Colab, /content/drive is an ordinary, missing directory until drive.mount has run. Writers that create "
        "their directories (save_pretrained, ModelCheckpoint, os.makedirs) then put the files on the disk of the "
        "machine, under a path that looks like Google Drive, and they are lost with it; other writers fail. "
        "If another notebook or a start script mounts the storage, name the mount point in assume-mounted."
    ),
    bad=(
        "import torch\n"
        "\n"
        "model = torch.nn.Linear(8, 2)\n"
        'torch.save(model.state_dict(), "/content/drive/MyDrive/model.pth")\n'
    ),
    good=(
        "import torch\n"
        "from google.colab import drive\n"
        "\n"
        'drive.mount("/content/drive")\n'
        "model = torch.nn.Linear(8, 2)\n"
        'torch.save(model.state_dict(), "/content/drive/MyDrive/model.pth")\n'
    ),
    fixable=Fixable.SOMETIMES,
)

MOUNTED_LATER = Rule(
    code="PST202",
    name="written-before-mount",
    summary="written before the storage is mounted",
    explanation=(
        "Until the mount has run, the path leads to the disk of the machine, so a file that is written there is "
        "lost. Worse, a directory that is created there stops the mount: Colab refuses a mount point that is not "
        "empty, and takes one that holds a folder called 'My Drive' for mounted already and does nothing. Then "
        "everything the program writes afterwards is lost as well."
    ),
    bad=(
        "import os\n"
        "from google.colab import drive\n"
        "\n"
        'os.makedirs("/content/drive/MyDrive/run", exist_ok=True)\n'
        'drive.mount("/content/drive")\n'
    ),
    good=(
        "import os\n"
        "from google.colab import drive\n"
        "\n"
        'drive.mount("/content/drive")\n'
        'os.makedirs("/content/drive/MyDrive/run", exist_ok=True)\n'
    ),
    fixable=Fixable.SOMETIMES,
)

MOUNTED_ELSEWHERE = Rule(
    code="PST203",
    name="mounted-elsewhere",
    summary="the storage is mounted at another place than the one written to",
    explanation=(
        "Google Drive appears at the mount point that was passed to drive.mount and nowhere else. "
        "/content/gdrive and /content/drive are both in common use, and a snippet that was written for one does not "
        "work with the other: what it writes goes to a plain directory on the disk of the machine, or fails."
    ),
    bad=(
        "import pandas as pd\n"
        "from google.colab import drive\n"
        "\n"
        'drive.mount("/content/gdrive")\n'
        'scores = pd.DataFrame({"loss": [0.9, 0.4]})\n'
        'scores.to_csv("/content/drive/MyDrive/scores.csv")\n'
    ),
    good=(
        "import pandas as pd\n"
        "from google.colab import drive\n"
        "\n"
        'drive.mount("/content/gdrive")\n'
        'scores = pd.DataFrame({"loss": [0.9, 0.4]})\n'
        'scores.to_csv("/content/gdrive/MyDrive/scores.csv")\n'
    ),
    fixable=Fixable.SOMETIMES,
)

BESIDE_FOLDERS = Rule(
    code="PST204",
    name="beside-drive-folders",
    summary="written inside the mount, but beside its writable folders",
    explanation=(
        "The top of a mounted Google Drive is not a real folder: it shows MyDrive, Shareddrives and Othercomputers, "
        "and takes no files of its own. A write there is refused, often only after hours of training, when the "
        "model is saved for the first time."
    ),
    bad=(
        "import torch\n"
        "from google.colab import drive\n"
        "\n"
        'drive.mount("/content/drive")\n'
        "model = torch.nn.Linear(8, 2)\n"
        'torch.save(model.state_dict(), "/content/drive/model.pth")\n'
    ),
    good=(
        "import torch\n"
        "from google.colab import drive\n"
        "\n"
        'drive.mount("/content/drive")\n'
        "model = torch.nn.Linear(8, 2)\n"
        'torch.save(model.state_dict(), "/content/drive/MyDrive/model.pth")\n'
    ),
    fixable=Fixable.SOMETIMES,
)

READ_ONLY = Rule(
    code="PST205",
    name="mounted-read-only",
    summary="written to storage that is mounted read-only",
    explanation=(
        "drive.mount(..., readonly=True) gives a Google Drive that can be read and not written to. Every write there "
        "fails with an OSError, usually when a long run saves its first result."
    ),
    bad=(
        "import pandas as pd\n"
        "from google.colab import drive\n"
        "\n"
        'drive.mount("/content/drive", readonly=True)\n'
        'scores = pd.DataFrame({"loss": [0.9, 0.4]})\n'
        'scores.to_csv("/content/drive/MyDrive/scores.csv")\n'
    ),
    good=(
        "import pandas as pd\n"
        "from google.colab import drive\n"
        "\n"
        'drive.mount("/content/drive")\n'
        'scores = pd.DataFrame({"loss": [0.9, 0.4]})\n'
        'scores.to_csv("/content/drive/MyDrive/scores.csv")\n'
    ),
    fixable=Fixable.SOMETIMES,
)

NOT_FLUSHED = Rule(
    code="PST206",
    name="not-flushed",
    summary="the runtime or the mount ends before what was written has reached Drive, or before it is written",
    explanation=(
        "What is written to a mounted Google Drive waits in a cache of the machine and is uploaded in the background. "
        "runtime.unassign() takes the machine away and waits for nothing; mounting again by force or at a second place "
        "kills the running Drive. What is not uploaded by then is lost. drive.flush_and_unmount() waits. After it the "
        "mount point is a plain directory of the machine, so that later writes there are lost as well."
    ),
    bad=(
        "import pandas as pd\n"
        "from google.colab import drive, runtime\n"
        "\n"
        'drive.mount("/content/drive")\n'
        'pd.DataFrame({"loss": [0.9, 0.4]}).to_csv("/content/drive/MyDrive/scores.csv")\n'
        "runtime.unassign()\n"
    ),
    good=(
        "import pandas as pd\n"
        "from google.colab import drive, runtime\n"
        "\n"
        'drive.mount("/content/drive")\n'
        'pd.DataFrame({"loss": [0.9, 0.4]}).to_csv("/content/drive/MyDrive/scores.csv")\n'
        "drive.flush_and_unmount()\n"
        "runtime.unassign()\n"
    ),
    fixable=Fixable.SOMETIMES,
)

REMOTE_AS_LOCAL = Rule(
    code="PST207",
    name="remote-as-local-path",
    summary="a remote address given to a function that knows only files of the machine",
    explanation=(
        "open, os.makedirs and pathlib know nothing of gs:// or s3://. They take the address for a relative path: "
        "os.makedirs makes a directory called gs:, in which everything is lost with the machine, and open fails or "
        "writes into that directory. Libraries built on fsspec (pandas, pyarrow, zarr) take such addresses; gcsfs, "
        "s3fs and tf.io.gfile have functions that do."
    ),
    bad='import os\n\nos.makedirs("gs://bucket/run", exist_ok=True)\n',
    good='import fsspec\n\nfsspec.open("gs://bucket/run/scores.csv", "w")\n',
    fixable=Fixable.NEVER,
)

RULES = (
    NOT_MOUNTED,
    MOUNTED_LATER,
    MOUNTED_ELSEWHERE,
    BESIDE_FOLDERS,
    READ_ONLY,
    NOT_FLUSHED,
    REMOTE_AS_LOCAL,
)
