"""Conditions about the platform are decided as on the platform: the branch that is not taken there says nothing."""

from __future__ import annotations

import pytest
from fates import COLAB, IMPORTS, MOUNTED, fates

from flake8_persist.analysis.program import Given
from flake8_persist.environments.registry import environment

KAGGLE = Given(environment("kaggle"))
LOCAL = Given(environment("local"))
BRANCHES = "    open('/content/a', 'w')\nelse:\n    open('/kaggle/working/a', 'w')"

# On Colab, on Kaggle: what is written there lies on the machine's disk, or is kept.
PLATFORMS = {
    "a module that is loaded": "if 'google.colab' in sys.modules:\n",
    "a flag": "IN_COLAB = 'google.colab' in sys.modules\nif IN_COLAB:\n",
    "a flag, twice negated": "ELSEWHERE = 'google.colab' not in sys.modules\nif not ELSEWHERE:\n",
    "a flag of truth": "IN_COLAB = bool('google.colab' in sys.modules)\nif IN_COLAB:\n",
    "a flag with another condition": "IN_COLAB = 'google.colab' in sys.modules\nif IN_COLAB and True:\n",
    "an import": (
        "try:\n    import google.colab\n    IN_COLAB = True\nexcept ImportError:\n    IN_COLAB = False\nif IN_COLAB:\n"
    ),
    "an import, any failure": (
        "try:\n    import google.colab\n    IN_COLAB = True\nexcept:\n    IN_COLAB = False\nif IN_COLAB:\n"
    ),
    "an import, with else": (
        "try:\n    import google.colab\nexcept ImportError:\n    IN_COLAB = False\nelse:\n    IN_COLAB = True\n"
        "if IN_COLAB:\n"
    ),
    "a function": (
        "def in_colab():\n    try:\n        import google.colab\n        return True\n    except ImportError:\n"
        "        return False\nif in_colab():\n"
    ),
    "a function that looks at modules": "def in_colab():\n    return 'google.colab' in sys.modules\nif in_colab():\n",
    "the shell": "if 'google.colab' in str(get_ipython()):\n",
    "a directory": "if os.path.exists('/content'):\n",
    "a directory, by pathlib": "if Path('/content').exists():\n",
    "the other directory": "if not os.path.isdir('/kaggle/working'):\n",
    "a variable": "if 'COLAB_GPU' in os.environ:\n",
    "a variable's value": "if os.environ.get('COLAB_RELEASE_TAG'):\n",
    "a variable's value, by getenv": "if os.getenv('COLAB_RELEASE_TAG') is not None:\n",
    "a variable of the other platform": "if 'KAGGLE_KERNEL_RUN_TYPE' not in os.environ:\n",
    "a specification": "import importlib.util\nif importlib.util.find_spec('google.colab') is not None:\n",
}
SAVE = "open('/content/a', 'w')\n"
PLAIN = "import os, sys\nfrom pathlib import Path\n"


@pytest.mark.parametrize("guard", PLATFORMS.values(), ids=PLATFORMS.keys())
def test_only_the_branch_of_the_platform_counts(guard: str) -> None:
    assert fates(guard + BRANCHES, PLAIN) == "ephemeral"
    assert fates(guard + BRANCHES, PLAIN, KAGGLE) == "persistent"


OTHERS = {
    "a flag of the user": ("USE_DRIVE = True\nif USE_DRIVE:\n" + BRANCHES, "ephemeral"),
    "a flag that is not known": ("if use_drive:\n" + BRANCHES, "ephemeral ephemeral"),
    "an import that every machine has": (
        "try:\n    import json\n    HERE = True\nexcept ImportError:\n    HERE = False\nif HERE:\n" + BRANCHES,
        "ephemeral",
    ),
    "a conditional expression": (
        "OUT = '/content' if 'google.colab' in sys.modules else '/kaggle/working'\nopen(OUT + '/a', 'w')",
        "ephemeral",
    ),
    "a chain of platforms": (
        "if os.path.exists('/kaggle/input'):\n    OUT = '/kaggle/working'\nelif 'google.colab' in sys.modules:\n"
        "    OUT = '/content/x'\nelse:\n    OUT = '.'\nopen(OUT + '/a', 'w')",
        "ephemeral",
    ),
    "a guard that leaves": (
        "if 'google.colab' not in sys.modules:\n    sys.exit('for Colab only')\nopen('/content/a', 'w')",
        "ephemeral",
    ),
    "for type checkers alone": (
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    open('/content/x', 'w')\n" + SAVE,
        "ephemeral",
    ),
    "not for type checkers": (
        "import typing\nif not typing.TYPE_CHECKING:\n" + BRANCHES,
        "ephemeral",
    ),
    "a loop that never begins": ("while False:\n    open('/content/x', 'w')\n" + SAVE, "ephemeral"),
    "the end of a loop that never begins": ("while 0:\n    pass\nelse:\n    open('/content/x', 'w')", "ephemeral"),
    "a loop whose condition changes": ("n = 0\nwhile n < 3:\n    open('/content/x', 'w')\n    n += 1", "ephemeral"),
    "a loop over what a function has put there": (
        "todo = []\nfill(todo)\nwhile todo:\n    open('/content/x', 'w')",
        "ephemeral",
    ),
    "a loop on another platform": ("while 'google.colab' not in sys.modules:\n    open('/content/x', 'w')", ""),
    "main": ("if __name__ == '__main__':\n    open('/content/a', 'w')", "ephemeral"),
}


@pytest.mark.parametrize(("cells", "expected"), OTHERS.values(), ids=OTHERS.keys())
def test_other_conditions_on_colab(cells: str, expected: str) -> None:
    assert fates(cells, PLAIN) == expected


CHOICE = "OUT = '/content/drive/MyDrive' if {} else '/content'\nopen(OUT + '/a', 'w')"
MOUNT_IF = "{}\n    drive.mount('/content/drive')\nopen('/content/drive/MyDrive/a', 'w')"

DRIVES = {
    "there after the mount": (MOUNTED, CHOICE.format("os.path.exists('/content/drive')"), "persistent"),
    "there after the mount, with a folder": (
        MOUNTED,
        CHOICE.format("os.path.isdir('/content/drive/MyDrive')"),
        "persistent",
    ),
    "there after the mount, by pathlib": (
        MOUNTED,
        CHOICE.format("Path('/content/drive/MyDrive').exists()"),
        "persistent",
    ),
    "mounted after the mount": (MOUNTED, CHOICE.format("os.path.ismount('/content/drive')"), "persistent"),
    "another place mounted": (MOUNTED, CHOICE.format("os.path.ismount('/mnt')"), "persistent|ephemeral"),
    "a folder that may not be there": (
        MOUNTED,
        CHOICE.format("os.path.exists('/content/drive/MyDrive/project')"),
        "persistent|ephemeral",
    ),
    "before the mount": (IMPORTS, CHOICE.format("os.path.exists('/content/drive')"), "unmounted|ephemeral"),
    "an if statement after the mount": (
        MOUNTED,
        "if os.path.exists('/content/drive/MyDrive'):\n    OUT = '/content/drive/MyDrive'\nelse:\n    OUT = '.'\n"
        "open(OUT + '/a', 'w')",
        "persistent",
    ),
    "mounted unless it is there": (IMPORTS, MOUNT_IF.format("if not os.path.exists('/content/drive'):"), "persistent"),
    "mounted unless its folder is there": (
        IMPORTS,
        MOUNT_IF.format("if not os.path.isdir('/content/drive/MyDrive'):"),
        "persistent",
    ),
    "mounted unless it is mounted": (
        IMPORTS,
        MOUNT_IF.format("if not os.path.ismount('/content/drive'):"),
        "persistent",
    ),
    "mounted on Colab": (IMPORTS, MOUNT_IF.format("if 'google.colab' in sys.modules:"), "persistent"),
    "mounted elsewhere than on Colab": (IMPORTS, MOUNT_IF.format("if 'google.colab' not in sys.modules:"), "unmounted"),
    "mounted if the user wants it": (IMPORTS, "USE = True\n" + MOUNT_IF.format("if USE:"), "persistent"),
    "mounted unless the user says no": (IMPORTS, "USE = False\n" + MOUNT_IF.format("if USE:"), "unmounted"),
}


@pytest.mark.parametrize(("before", "cells", "expected"), DRIVES.values(), ids=DRIVES.keys())
def test_whether_drive_is_there(before: str, cells: str, expected: str) -> None:
    assert fates(cells, before) == expected


def test_drive_is_there_where_something_else_mounts_it() -> None:
    assumed = COLAB._replace(mounted=("/content/drive",))

    assert fates(CHOICE.format("os.path.exists('/content/drive/MyDrive')"), IMPORTS, assumed) == "persistent"


def test_a_machine_of_ones_own_is_no_platform() -> None:
    assert fates(
        "if 'google.colab' in sys.modules:\n    open('/tmp/a', 'w')\nelse:\n    open('a', 'w')", PLAIN, LOCAL
    ) == ("persistent")
