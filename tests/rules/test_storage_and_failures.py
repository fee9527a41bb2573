"""PST202 to PST302 on small programs: what is found, what is not, and the program after the fix."""

from __future__ import annotations

import pytest

from flake8_persist.api import analyze, fix

MOUNT = "from google.colab import drive\ndrive.mount('/content/drive')\n"
READ_ONLY = "from google.colab import drive\ndrive.mount('/content/drive', readonly=True)\n"
WRITE = "df.to_csv('/content/drive/MyDrive/a.csv')\n"
DEEP = "import numpy as np\nnp.save('/content/drive/MyDrive/p/run/a.npy', x)\n"
NUMBERED = "import numpy as np\nfor i in range(9):\n    np.save(f'/content/drive/MyDrive/p/run/a{i}.npy', x)\n"
OPEN = "open('/content/drive/MyDrive/a.csv', 'w')"

ARGUMENTS = "from transformers import Trainer, TrainingArguments\na = TrainingArguments('/content/drive/MyDrive/a')\n"

CASES = {
    # PST202
    "told before the mount, used after it": (ARGUMENTS + MOUNT + "t = Trainer(m, a)\n", []),
    "used before the mount": (ARGUMENTS + "t = Trainer(m, args=a)\n" + MOUNT, ["PST202"]),
    "used before the mount and after it": (ARGUMENTS + "Trainer(m, a)\n" + MOUNT + "Trainer(m, a)\n", ["PST202"]),
    "told before the mount": (ARGUMENTS + MOUNT, ["PST202"]),
    "told with a relative path, used on Drive": (
        ARGUMENTS.replace("/content/drive/MyDrive/", "") + MOUNT + "%cd /content/drive/MyDrive\nt = Trainer(m, a)\n",
        [],
    ),
    # PST204
    "beside the folders": (MOUNT + "df.to_csv('/content/drive/a.csv')\n", ["PST204"]),
    "mounted at a folder of Drive": (
        "from google.colab import drive\ndrive.mount('/content/drive/My Drive')\n"
        "df.to_csv('/content/drive/My Drive/a.csv')\n",
        ["PST204"],
    ),
    "a space that the shell splits at": (
        MOUNT + "!python train.py --output_dir /content/drive/My Drive/out\n",
        ["PST204"],
    ),
    "a space in quotes": (MOUNT + "!python train.py --output_dir '/content/drive/My Drive/out'\n", []),
    "a space behind a backslash": (MOUNT + "!python train.py --output_dir /content/drive/My\\ Drive/out\n", []),
    "two options, one of them on Drive": (
        MOUNT + "!python train.py --output_dir /content/drive/MyDrive/out --log_dir logs\n",
        ["PST101"],
    ),
    # PST205
    "read-only": (READ_ONLY + WRITE, ["PST205"]),
    "read-only, and only read": (READ_ONLY + "pd.read_csv('/content/drive/MyDrive/a.csv')\n", []),
    "read-only, then mounted again": (
        READ_ONLY + "drive.mount('/content/drive', force_remount=True)\n" + WRITE,
        [],
    ),
    "not read-only": (MOUNT.replace("')", "', readonly=False)") + WRITE, []),
    # PST206
    "machine given back": (MOUNT + WRITE + "from google.colab import runtime\nruntime.unassign()\n", ["PST206"]),
    "flushed before": (
        MOUNT + WRITE + "drive.flush_and_unmount()\nfrom google.colab import runtime\nruntime.unassign()\n",
        [],
    ),
    "nothing written before": (MOUNT + "from google.colab import runtime\nruntime.unassign()\n" + WRITE, []),
    "nothing written to Drive": (
        MOUNT + "df.to_csv('/tmp/a.csv')\nfrom google.colab import runtime\nruntime.unassign()\n",
        ["PST112"],
    ),
    "mounted again by force": (MOUNT + WRITE + "drive.mount('/content/drive', force_remount=True)\n", ["PST206"]),
    "mounted again at another place": (MOUNT + WRITE + "drive.mount('/content/gdrive')\n", ["PST206"]),
    "mounted again, not by force": (MOUNT + WRITE + "drive.mount('/content/drive')\n", []),
    "mounted again by force, before the write": (
        MOUNT + "drive.mount('/content/drive', force_remount=True)\n" + WRITE,
        [],
    ),
    "mounted again by force, after the flush": (
        MOUNT + WRITE + "drive.flush_and_unmount()\ndrive.mount('/content/drive', force_remount=True)\n",
        [],
    ),
    "mounted by force for the first time": (
        "from google.colab import drive\ndrive.mount('/content/drive', force_remount=True)\n" + WRITE,
        [],
    ),
    "mounted by force in each round": (
        MOUNT + "for i in z:\n    drive.mount('/content/drive', force_remount=True)\n    " + WRITE,
        [],
    ),
    "written after the flush": (MOUNT + "drive.flush_and_unmount()\n" + WRITE, ["PST206"]),
    "mounted again after the flush": (
        MOUNT + "drive.flush_and_unmount()\ndrive.mount('/content/drive')\n" + WRITE,
        [],
    ),
    "given back in a function that is called": (
        MOUNT + "from google.colab import runtime\ndef end():\n    runtime.unassign()\n" + WRITE + "end()\n",
        ["PST206"],
    ),
    # PST207
    "directory at an address": ("import os\nos.makedirs('gs://b/run', exist_ok=True)\n", ["PST207"]),
    "file at an address": ("open('s3://b/a.csv', 'w')\n", ["PST207"]),
    "path made of an address": ("from pathlib import Path\nPath('s3://b/a').write_text('x')\n", ["PST207"]),
    "address given to pandas": ("import pandas as pd\ndf = pd.DataFrame()\ndf.to_csv('gs://b/a.csv')\n", []),
    "address given to fsspec": ("import fsspec\nfsspec.open('gs://b/a.csv', 'w')\n", []),
    "only read": ("open('s3://b/a.csv')\n", []),
    # PST301
    "directory made nowhere": (MOUNT + DEEP, ["PST301"]),
    "directory made before": (
        MOUNT + "import os\nos.makedirs('/content/drive/MyDrive/p/run', exist_ok=True)\n" + DEEP,
        [],
    ),
    "directory below it made": (
        MOUNT + "import os\nos.makedirs('/content/drive/MyDrive/p/run/x', exist_ok=True)\n" + DEEP,
        [],
    ),
    "read from before": (MOUNT + DEEP + "np.load('/content/drive/MyDrive/p/data.npy')\n", []),
    "worked in": (MOUNT + "%cd /content/drive/MyDrive/p/run\n" + "import numpy as np\nnp.save('a.npy', x)\n", []),
    "folder at the top": (MOUNT + "import numpy as np\nnp.save('/content/drive/MyDrive/p/a.npy', x)\n", []),
    "writer makes it": (MOUNT + "model.save_pretrained('/content/drive/MyDrive/p/run/m')\n", []),
    "told once for a directory": (MOUNT + DEEP + "np.save('/content/drive/MyDrive/p/run/b.npy', x)\n", ["PST301"]),
    "of a name with a number": (MOUNT + NUMBERED, ["PST301"]),
    "of a name with a number, made before": (
        MOUNT + "import os\nos.makedirs('/content/drive/MyDrive/p/run', exist_ok=True)\n" + NUMBERED,
        [],
    ),
    "a part of it not known": (MOUNT + NUMBERED.replace("/a{i}", "/{name}/a"), ["PST301"]),
    "a part of it not known, made before": (
        MOUNT
        + "import os\nos.makedirs(f'/content/drive/MyDrive/p/run/{name}')\n"
        + NUMBERED.replace("/a{i}", "/{name}/a"),
        [],
    ),
    "all of it not known": (MOUNT + NUMBERED.replace("/run/a{i}", "/{name}/a"), []),
    # PST302
    "passed over": (MOUNT + f"try:\n    {OPEN}\nexcept Exception:\n    pass\n", ["PST302"]),
    "passed over, bare": (MOUNT + f"try:\n    {OPEN}\nexcept:\n    pass\n", ["PST302"]),
    "passed over in a loop": (
        MOUNT + f"for i in z:\n    try:\n        {OPEN}\n    except OSError:\n        continue\n",
        ["PST302"],
    ),
    "another error passed over": (MOUNT + f"try:\n    {OPEN}\nexcept KeyError:\n    pass\n", []),
    "told": (MOUNT + f"try:\n    {OPEN}\nexcept OSError as e:\n    print(e)\n", []),
    "raised again": (MOUNT + f"try:\n    {OPEN}\nexcept OSError:\n    raise\n", []),
    "in the handler": (MOUNT + f"try:\n    f()\nexcept OSError:\n    {OPEN}\n", []),
    "caught by the nearer one": (
        MOUNT + f"try:\n    try:\n        {OPEN}\n    except OSError:\n        raise\nexcept OSError:\n    pass\n",
        [],
    ),
}

FIXED = {
    READ_ONLY + WRITE: MOUNT + WRITE,
    MOUNT + WRITE + "from google.colab import runtime\nruntime.unassign()\n": (
        MOUNT + WRITE + "from google.colab import runtime\ndrive.flush_and_unmount()\nruntime.unassign()\n"
    ),
    MOUNT + WRITE + "drive.mount('/content/drive', force_remount=True)\n": (
        MOUNT + WRITE + "drive.flush_and_unmount()\ndrive.mount('/content/drive', force_remount=True)\n"
    ),
    "import os\n" + MOUNT + DEEP: (
        "import os\n"
        + MOUNT
        + DEEP.replace("np.save", 'os.makedirs("/content/drive/MyDrive/p/run", exist_ok=True)\nnp.save')
    ),
}


@pytest.mark.parametrize(("source", "codes"), CASES.values(), ids=CASES.keys())
def test_what_is_found(source: str, codes: list[str]) -> None:
    assert [finding.code for finding in analyze(source, filename="a.py").findings] == codes


@pytest.mark.parametrize(("before", "after"), FIXED.items())
def test_what_is_repaired(before: str, after: str) -> None:
    result = fix(before, filename="a.py")
    assert result.source == after
    assert not fix(after, filename="a.py").changed


def test_a_mount_at_a_folder_of_drive_is_left_to_its_author() -> None:
    source = "from google.colab import drive\ndrive.mount('/content/drive/MyDrive/x')\n"
    result = fix(source + "df.to_csv('/content/drive/MyDrive/x/a.csv')\n", filename="a.py")

    assert not result.changed
    assert [finding.help for finding in result.remaining] == ['call drive.mount("/content/drive")']
