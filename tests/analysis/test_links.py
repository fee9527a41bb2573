"""Places that lead elsewhere: links into Drive, buckets that are mounted."""

from __future__ import annotations

import pytest
from written_paths import stored

MOUNT = "from google.colab import drive\ndrive.mount('/content/drive')\n"
SYMLINK = "import os\nos.symlink('/content/drive/MyDrive/out', 'out')\n"


def shell(line: str) -> str:
    return f"get_ipython().system({line!r})\n"


PLACES = {
    "link to Drive": (MOUNT + SYMLINK + "open('out/a', 'w')", ["persistent"]),
    "the link itself": (MOUNT + SYMLINK + "open('out', 'w')", ["persistent"]),
    "beside the link": (MOUNT + SYMLINK + "open('outer/a', 'w')", ["relative"]),
    "by its absolute name": (MOUNT + SYMLINK + "open('/content/out/a', 'w')", ["persistent"]),
    "name below that is not known": (MOUNT + SYMLINK + "open(f'out/{z}', 'w')", ["persistent"]),
    "before the link": (MOUNT + "open('out/a', 'w')\n" + SYMLINK, ["relative"]),
    "link to Drive that nothing mounts": (SYMLINK + "open('out/a', 'w')", ["unmounted"]),
    "link to the machine's disk": ("import os\nos.symlink('/tmp/x', 'out')\nopen('out/a', 'w')", ["relative"]),
    "climbing out of the link": (MOUNT + SYMLINK + "open('out/../a', 'w')", ["relative"]),
    "link on one branch": (
        MOUNT + "import os\nif z:\n    os.symlink('/content/drive/MyDrive/o', 'out')\nopen('out/a', 'w')",
        ["persistent"],
    ),
    "link in a function": (
        MOUNT + "import os\ndef f():\n    os.symlink('/content/drive/MyDrive/o', 'out')\nf()\nopen('out/a', 'w')",
        ["persistent"],
    ),
    "link in a function that is not called yet": (
        MOUNT + "import os\ndef f():\n    os.symlink('/content/drive/MyDrive/o', 'out')\nopen('out/a', 'w')\nf()",
        ["relative"],
    ),
    "link to a link": (
        MOUNT + "import os\nos.symlink('/content/drive/MyDrive/o', 'a')\nos.symlink('a', 'b')\nopen('b/c', 'w')",
        ["persistent"],
    ),
    "link to what lies beside it": (
        MOUNT + "import os\nos.symlink('7.pt', '/content/drive/MyDrive/last.pt')\n"
        "open('/content/drive/MyDrive/last.pt', 'w')",
        ["persistent"],
    ),
    "pathlib, to what lies beside it": (
        MOUNT + "from pathlib import Path\nlast = Path('/content/drive/MyDrive') / 'last.pt'\n"
        "last.symlink_to(f'{z}.pt')\nlast.write_text('a')",
        ["persistent"],
    ),
    "ln to what lies beside it": (
        MOUNT + shell("ln -s 7.pt /content/drive/MyDrive/last.pt") + "open('/content/drive/MyDrive/last.pt', 'w')",
        ["persistent"],
    ),
    "link in Drive that climbs out of it": (
        MOUNT + "import os\nos.symlink('../../../x', '/content/drive/MyDrive/out')\n"
        "open('/content/drive/MyDrive/out/a', 'w')",
        ["ephemeral"],
    ),
    "link to itself": ("import os\nos.symlink('/content/a', '/content/a')\nopen('/content/a/b', 'w')", ["ephemeral"]),
    "link that is not known": (MOUNT + "import os\nos.symlink(z, 'out')\nopen('out/a', 'w')", ["relative"]),
    "pathlib": (
        MOUNT + "from pathlib import Path\nPath('out').symlink_to('/content/drive/MyDrive/o')\nopen('out/a', 'w')",
        ["persistent"],
    ),
    "ln": (MOUNT + shell("ln -s /content/drive/MyDrive/x /content/x") + "open('x/a', 'w')", ["persistent"]),
    "ln, short form": (MOUNT + shell("ln -s /content/drive/MyDrive/x") + "open('x/a', 'w')", ["persistent"]),
    "ln into the working directory": (
        MOUNT + shell("ln -s /content/drive/MyDrive/x .") + "open('x/a', 'w')",
        ["persistent"],
    ),
    "ln into the working directory, by its name": (
        MOUNT
        + "import os\nos.chdir('/content/net')\n"
        + shell("ln -s /content/drive/MyDrive/backup /content/net")
        + "open('a', 'w')",
        ["relative"],
    ),
    "ln into the directory above": (
        MOUNT
        + "import os\nos.chdir('/content/net')\n"
        + shell("ln -s /content/drive/MyDrive/backup /content")
        + "open('../backup/a', 'w')",
        ["persistent"],
    ),
    "ln of a name with a space": (
        MOUNT + shell("ln -sfn '/content/drive/My Drive/' /mydrive") + "open('/mydrive/a', 'w')",
        ["persistent"],
    ),
    "ln after cd in one line": (
        MOUNT + shell("cd /tmp && ln -s /content/drive/MyDrive/x y") + "open('/tmp/y/a', 'w')",
        ["persistent"],
    ),
    "hard link": (MOUNT + shell("ln /content/drive/MyDrive/x /content/x") + "open('x/a', 'w')", ["relative"]),
    "sudo ln": (MOUNT + shell("sudo ln -s /content/drive/MyDrive/x /x") + "open('/x/a', 'w')", ["persistent"]),
    "gcsfuse": (shell("gcsfuse --implicit-dirs bucket /content/b") + "open('/content/b/a', 'w')", ["remote"]),
    "gcsfuse elsewhere": (shell("gcsfuse bucket /content/b") + "open('/content/c/a', 'w')", ["ephemeral"]),
    "gcsfuse afterwards": ("open('/content/b/a', 'w')\n" + shell("gcsfuse bucket /content/b"), ["ephemeral"]),
    "rclone mount": (shell("rclone mount gd: /content/g --daemon") + "open('/content/g/a', 'w')", ["remote"]),
    "rclone copy": (shell("rclone copy gd:x /content/g") + "open('/content/g/a', 'w')", ["ephemeral", "ephemeral"]),
    "rclone alone": (shell("rclone") + "open('/content/g/a', 'w')", ["ephemeral"]),
}


@pytest.mark.parametrize(("source", "storage"), PLACES.values(), ids=PLACES.keys())
def test_place_behind_a_link(source: str, storage: list[str]) -> None:
    assert stored(source) == storage
