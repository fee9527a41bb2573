"""What becomes of a file on each platform, and where the user says otherwise."""

from __future__ import annotations

import pytest
from fates import COLAB, IMPORTS, MOUNTED, fates

from flake8_persist.analysis.program import Given
from flake8_persist.environments.registry import environment

PLATFORMS = {
    ("colab", "a"): "relative",
    ("colab", "/content/a"): "ephemeral",
    ("colab", "/root/a"): "ephemeral",
    ("colab", "/usr/local/a"): "ephemeral",
    ("kaggle", "a"): "persistent",
    ("kaggle", "out/a"): "persistent",
    ("kaggle", "/kaggle/working/a"): "persistent",
    ("kaggle", "/kaggle/temp/a"): "ephemeral",
    ("kaggle", "/tmp/a"): "ephemeral",
    ("kaggle", "../input/a"): "readonly",
    ("kaggle", "../a"): "relative",
    ("sagemaker", "a"): "relative",
    ("sagemaker", "/opt/ml/model/a"): "persistent",
    ("sagemaker", "/opt/ml/output/data/a"): "persistent",
    ("sagemaker", "/opt/ml/checkpoints/a"): "persistent",
    ("sagemaker", "/opt/ml/code/a"): "ephemeral",
    ("sagemaker-studio", "a"): "persistent",
    ("sagemaker-studio", "/tmp/a"): "ephemeral",
    ("sagemaker-notebook", "a"): "unknown",
    ("sagemaker-notebook", "/home/ec2-user/SageMaker/a"): "persistent",
    ("sagemaker-notebook", "/home/ec2-user/a"): "ephemeral",
    ("studio-lab", "a"): "persistent",
    ("databricks", "a"): "persistent",
    ("databricks", "/dbfs/a"): "persistent",
    ("databricks", "/Volumes/main/x/y/a"): "persistent",
    ("databricks", "/tmp/a"): "ephemeral",
    ("databricks", "/local_disk0/a"): "ephemeral",
    ("azureml", "a"): "relative",
    ("azureml", "outputs/a"): "persistent",
    ("azureml", "./outputs/a"): "persistent",
    ("azureml", "outputs2/a"): "relative",
    ("vertex", "a"): "relative",
    ("vertex", "/gcs/bucket/a"): "persistent",
    ("paperspace", "a"): "persistent",
    ("paperspace", "/storage/a"): "persistent",
    ("paperspace", "/datasets/a"): "readonly",
    ("paperspace", "/root/a"): "ephemeral",
    ("lightning", "a"): "persistent",
    ("spaces", "a"): "relative",
    ("spaces", "/data/a"): "persistent",
    ("runpod", "a"): "relative",
    ("runpod", "/workspace/a"): "persistent",
    ("runpod", "/runpod-volume/a"): "persistent",
    ("runpod", "/root/a"): "ephemeral",
    ("vast", "/workspace/a"): "persistent",
    ("vast", "/tmp/a"): "ephemeral",
    ("codespaces", "a"): "persistent",
    ("codespaces", "/tmp/a"): "ephemeral",
    ("binder", "a"): "relative",
    ("local", "a"): "persistent",
    ("local", "../a"): "persistent",
    ("local", "~/a"): "persistent",
    ("local", "/data/a"): "persistent",
    ("local", "/workspace/a"): "persistent",
    ("local", "/tmp/a"): "ephemeral",
    ("local", "/var/tmp/a"): "ephemeral",
    ("local", "/dev/shm/a"): "ephemeral",
}


@pytest.mark.parametrize(("platform", "path"), PLATFORMS.keys(), ids=map(" ".join, PLATFORMS))
def test_place_on_a_platform(platform: str, path: str) -> None:
    assert (
        fates(f"open(os.path.expanduser({path!r}), 'w')", "import os\n", Given(environment(platform)))
        == (PLATFORMS[platform, path])
    )


MOVES = {
    "Kaggle, somewhere temporary": ("kaggle", "os.chdir('/tmp')\nopen('a', 'w')", "relative"),
    "Kaggle, up and down": ("kaggle", "os.chdir('..')\nopen('working/a', 'w')", "persistent"),
    "Kaggle, the input": ("kaggle", "os.chdir('../input')\nopen('a', 'w')", "readonly"),
    "RunPod, the workspace": ("runpod", "%cd /workspace\nopen('a', 'w')", "persistent"),
    "SageMaker, the kept directory": ("sagemaker-notebook", "%cd ~/SageMaker\nopen('a', 'w')", "persistent"),
    "SageMaker, the model": ("sagemaker", "os.chdir('/opt/ml/model')\nopen('a', 'w')", "persistent"),
    "Paperspace, somewhere temporary": ("paperspace", "%cd /tmp\nopen('a', 'w')", "relative"),
    "one's own machine, somewhere temporary": ("local", "os.chdir('/tmp')\nopen('a', 'w')", "relative"),
    "one's own machine, a temporary directory": ("local", "open(tempfile.mkdtemp() + '/a', 'w')", "unknown"),
    "one's own machine, run directory of a library": (
        "local",
        "from torch.utils.tensorboard import SummaryWriter\nSummaryWriter()",
        "persistent",
    ),
    "Kaggle, taken out of a temporary place": (
        "kaggle",
        "open('/tmp/a', 'w')\nshutil.copy('/tmp/a', '/kaggle/working')",
        "kept",
    ),
    "Kaggle, taken to the working directory": ("kaggle", "open('/tmp/a', 'w')\nshutil.copy('/tmp/a', '.')", "kept"),
    "RunPod, taken to the workspace": ("runpod", "open('a', 'w')\n!cp a /workspace/", "kept"),
    "Databricks, taken to a volume": (
        "databricks",
        "open('/tmp/a', 'w')\nshutil.copy('/tmp/a', '/Volumes/main/x/y/')",
        "kept",
    ),
    "Colab, taken to where only another platform keeps it": (
        "colab",
        "open('a', 'w')\nshutil.copy('a', '/kaggle/working')",
        "relative",
    ),
}
PLAIN = "import os, shutil, tempfile\n"


@pytest.mark.parametrize(("platform", "cells", "expected"), MOVES.values(), ids=MOVES.keys())
def test_moves_on_a_platform(platform: str, cells: str, expected: str) -> None:
    assert fates(cells, PLAIN, Given(environment(platform))) == expected


KEPT = COLAB._replace(persistent=("/content/keep", "~/keep", "/mnt/nas/"))
THROWN_AWAY = COLAB._replace(ephemeral=("/content/drive/MyDrive/scratch",))
BOTH = COLAB._replace(persistent=("/content",), ephemeral=("/content/tmp",))
ASSUMED = COLAB._replace(mounted=("/content/drive",))
ASSUMED_ELSEWHERE = COLAB._replace(mounted=("/mnt/google",))

SETTINGS = {
    "kept by the user": (KEPT, IMPORTS, "open('/content/keep/a', 'w')", "persistent"),
    "kept, by a relative path": (KEPT, IMPORTS, "open('keep/a', 'w')", "persistent"),
    "kept, at home": (KEPT, IMPORTS, "open(os.path.expanduser('~/keep/a'), 'w')", "persistent"),
    "kept, with a slash at the end": (KEPT, IMPORTS, "open('/mnt/nas/a', 'w')", "persistent"),
    "beside what is kept": (KEPT, IMPORTS, "open('/content/keeper/a', 'w')", "ephemeral"),
    "working in what is kept": (KEPT, IMPORTS, "os.chdir('keep')\nopen('a', 'w')", "persistent"),
    "taken to what is kept": (KEPT, IMPORTS, "open('a', 'w')\nshutil.copy('a', '/mnt/nas/x')", "kept"),
    "thrown away, on Drive": (THROWN_AWAY, MOUNTED, "open('/content/drive/MyDrive/scratch/a', 'w')", "ephemeral"),
    "beside what is thrown away": (THROWN_AWAY, MOUNTED, "open('/content/drive/MyDrive/a', 'w')", "persistent"),
    "taken to what is thrown away": (
        THROWN_AWAY,
        MOUNTED,
        "open('a', 'w')\nshutil.copy('a', '/content/drive/MyDrive/scratch')",
        "relative",
    ),
    "the longer prefix": (
        BOTH,
        IMPORTS,
        "open('/content/tmp/a', 'w')\nopen('/content/x/a', 'w')",
        "ephemeral persistent",
    ),
    "mounted by something else": (ASSUMED, IMPORTS, "open('/content/drive/MyDrive/a', 'w')", "persistent"),
    "mounted by something else, beside the folders": (ASSUMED, IMPORTS, "open('/content/drive/a', 'w')", "readonly"),
    "mounted by something else, a link": (
        ASSUMED,
        IMPORTS,
        "os.symlink('/content/drive/MyDrive/x', 'out')\nopen('out/a', 'w')",
        "persistent",
    ),
    "mounted by something else, taken there": (
        ASSUMED,
        IMPORTS,
        "open('a', 'w')\n!cp a /content/drive/MyDrive/",
        "kept",
    ),
    "mounted by something else, unmounted here": (
        ASSUMED,
        IMPORTS,
        "drive.flush_and_unmount()\nopen('/content/drive/MyDrive/a', 'w')",
        "unmounted",
    ),
    "mounted elsewhere by something else": (
        ASSUMED_ELSEWHERE,
        IMPORTS,
        "open('/mnt/google/MyDrive/a', 'w')",
        "persistent",
    ),
    "mounted elsewhere, written to the usual place": (
        ASSUMED_ELSEWHERE,
        IMPORTS,
        "open('/content/drive/MyDrive/a', 'w')",
        "unmounted",
    ),
    "temporary, on one's own machine": (
        Given(environment("local"), ephemeral=("/scratch",)),
        PLAIN,
        "open('/scratch/a', 'w')",
        "ephemeral",
    ),
    "kept in a temporary place, on one's own machine": (
        Given(environment("local"), persistent=("/tmp/kept",)),
        PLAIN,
        "open('/tmp/kept/a', 'w')\nopen('/tmp/a', 'w')",
        "persistent ephemeral",
    ),
}


@pytest.mark.parametrize(("given", "before", "cells", "expected"), SETTINGS.values(), ids=SETTINGS.keys())
def test_what_the_user_says_of_places(given: Given, before: str, cells: str, expected: str) -> None:
    assert fates(cells, before, given) == expected
