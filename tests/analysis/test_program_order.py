"""Where writes land depends on what happened before them, and whether they are lost on what happens after."""

from __future__ import annotations

import pytest
from written_paths import program, stored, written

from flake8_persist.catalog.model import Artifact, Direction

MOUNT = "from google.colab import drive\ndrive.mount('/content/drive')\n"

PLACES = {
    "relative": ("open('a', 'w')", ["relative"]),
    "on the machine's disk": ("open('/content/a', 'w')", ["ephemeral"]),
    "temporary": ("open('/tmp/a', 'w')", ["ephemeral"]),
    "home": ("import os\nopen(os.path.expanduser('~/a'), 'w')", ["ephemeral"]),
    "climbing out": ("open('../a', 'w')", ["relative"]),
    "a tilde that nobody expands": ("open('~/a', 'w')", ["ephemeral"]),
    "mounted": (MOUNT + "open('/content/drive/MyDrive/a', 'w')", ["persistent"]),
    "mounted, with a space": (MOUNT + "open('/content/drive/My Drive/a', 'w')", ["persistent"]),
    "shared drive": (MOUNT + "open('/content/drive/Shareddrives/team/a', 'w')", ["persistent"]),
    "beside the folders": (MOUNT + "open('/content/drive/a', 'w')", ["readonly"]),
    "climbing out of the mount": (MOUNT + "open('/content/drive/MyDrive/../../a', 'w')", ["ephemeral"]),
    "never mounted": ("open('/content/drive/MyDrive/a', 'w')", ["unmounted"]),
    "mounted afterwards": ("open('/content/drive/MyDrive/a', 'w')\n" + MOUNT, ["unmounted"]),
    "mounted elsewhere": (MOUNT + "open('/content/gdrive/MyDrive/a', 'w')", ["unmounted"]),
    "unmounted again": (MOUNT + "drive.flush_and_unmount()\nopen('/content/drive/MyDrive/a', 'w')", ["unmounted"]),
    "mount point in a variable": (
        "from google.colab import drive\nM = '/content/gdrive'\ndrive.mount(M)\nopen(M + '/MyDrive/a', 'w')",
        ["persistent"],
    ),
    "relative mount point": (
        "from google.colab import drive\ndrive.mount('drive')\nopen('/content/drive/MyDrive/a', 'w')",
        ["persistent"],
    ),
    "mount point by keyword": (
        "from google.colab import drive\ndrive.mount(mountpoint='/gdrive')\nopen('/gdrive/MyDrive/a', 'w')",
        ["persistent"],
    ),
    "unknown mount point": (
        "from google.colab import drive\ndrive.mount(where)\nopen('/content/drive/MyDrive/a', 'w')",
        ["persistent"],
    ),
    "mounted in a helper": (
        "from google.colab import drive\ndef setup():\n    drive.mount('/content/drive')\nsetup()\n"
        "open('/content/drive/MyDrive/a', 'w')",
        ["persistent"],
    ),
    "helper called too late": (
        "from google.colab import drive\ndef setup():\n    drive.mount('/content/drive')\n"
        "open('/content/drive/MyDrive/a', 'w')\nsetup()",
        ["unmounted"],
    ),
    "mounted in a try": (
        "try:\n    from google.colab import drive\n    drive.mount('/content/drive')\nexcept ImportError:\n    pass\n"
        "open('/content/drive/MyDrive/a', 'w')",
        ["persistent"],
    ),
    "mounted under a guard": (
        "import sys\nif 'google.colab' in sys.modules:\n    from google.colab import drive\n"
        "    drive.mount('/content/drive')\nopen('/content/drive/MyDrive/a', 'w')",
        ["persistent"],
    ),
    "the branch for other machines": (
        "import sys\nIN_COLAB = 'google.colab' in sys.modules\nif not IN_COLAB:\n    open('a', 'w')",
        [],
    ),
    "a flag from an import": (
        "try:\n    import google.colab\n    COLAB = True\nexcept ImportError:\n    COLAB = False\n"
        "if not COLAB:\n    open('a', 'w')",
        [],
    ),
    "asking IPython": (
        "if 'google.colab' in str(get_ipython()):\n    pass\nelse:\n    open('a', 'w')",
        [],
    ),
    "chdir into Drive": (MOUNT + "import os\nos.chdir('/content/drive/MyDrive')\nopen('a', 'w')", ["persistent"]),
    "write before the chdir": (
        MOUNT + "import os\nopen('a', 'w')\nos.chdir('/content/drive/MyDrive')",
        ["relative"],
    ),
    "chdir there and back": (
        MOUNT + "import os\nos.chdir('/content/drive/MyDrive')\nos.chdir('/content')\nopen('a', 'w')",
        ["relative"],
    ),
    "relative chdir": (MOUNT + "import os\nos.chdir('drive/MyDrive/x')\nopen('a', 'w')", ["persistent"]),
    "chdir to an unknown place": ("import os\nos.chdir(where)\nopen('a', 'w')", ["unknown"]),
    "chdir on one branch": (
        MOUNT + "import os\nif c:\n    os.chdir('/content/drive/MyDrive')\nopen('a', 'w')",
        ["persistent|relative"],
    ),
    "cd magic": (
        MOUNT + "get_ipython().run_line_magic('cd', '/content/drive/MyDrive')\nopen('a', 'w')",
        ["persistent"],
    ),
    "cd magic with a space": (
        MOUNT + r"get_ipython().run_line_magic('cd', '/content/drive/My\\ Drive/x')" + "\nopen('a', 'w')",
        ["persistent"],
    ),
    "cd magic with a variable": (
        MOUNT + "D = '/content/drive/MyDrive'\nget_ipython().run_line_magic('cd', '$D')\nopen('a', 'w')",
        ["persistent"],
    ),
    "cd back": (
        MOUNT + "get_ipython().run_line_magic('cd', '/content/drive/MyDrive')\n"
        "get_ipython().run_line_magic('cd', '-')\nopen('a', 'w')",
        ["relative"],
    ),
    "cd in a shell line changes nothing": (
        MOUNT + "get_ipython().system('cd /content/drive/MyDrive')\nopen('a', 'w')",
        ["relative"],
    ),
    "context manager": (
        MOUNT
        + "import contextlib\nwith contextlib.chdir('/content/drive/MyDrive'):\n    open('a', 'w')\nopen('b', 'w')",
        ["persistent", "relative"],
    ),
    "device": ("open('/dev/null', 'w')", ["memory"]),
    "remote": ("df.to_csv('s3://bucket/a.csv')", ["remote"]),
    "windows path": ("open('C:\\\\a.txt', 'w')", ["unknown"]),
    "unknown beginning": ("open(base + '/a', 'w')", ["unknown"]),
    "library default": ("from torch.utils.tensorboard import SummaryWriter\nSummaryWriter()", ["default"]),
    "library default below Drive": (
        MOUNT + "import os\nos.chdir('/content/drive/MyDrive')\n"
        "from torch.utils.tensorboard import SummaryWriter\nSummaryWriter()",
        ["persistent"],
    ),
    "function that nobody calls": (MOUNT + "def f():\n    open('/content/drive/MyDrive/a', 'w')\n", ["persistent"]),
    "after exit": ("import sys\nsys.exit()\n", []),
}


@pytest.mark.parametrize(("source", "storage"), PLACES.values(), ids=PLACES.keys())
def test_place_is_that_at_the_moment_of_the_write(source: str, storage: list[str]) -> None:
    assert stored(source) == storage


KAGGLE = {
    "relative": ("open('a', 'w')", ["persistent"]),
    "working": ("open('/kaggle/working/a', 'w')", ["persistent"]),
    "input": ("open('/kaggle/input/a', 'w')", ["readonly"]),
    "input, relative": ("open('../input/a', 'w')", ["readonly"]),
    "temporary": ("open('/kaggle/temp/a', 'w')", ["ephemeral"]),
    "not on Colab": ("import sys\nif 'google.colab' in sys.modules:\n    open('/tmp/a', 'w')", []),
    "landmark": ("import os\nif not os.path.isdir('/kaggle/working'):\n    open('/tmp/a', 'w')", []),
}


@pytest.mark.parametrize(("source", "storage"), KAGGLE.values(), ids=KAGGLE.keys())
def test_place_on_kaggle(source: str, storage: list[str]) -> None:
    assert stored(source, "kaggle") == storage


def kept(source: str) -> list[bool]:
    """Of each write whose artifact counts: is it taken to safety or deleted later?"""
    return [
        bool(access.kept_by or access.deleted_by)
        for access in program(source).accesses
        if access.direction is Direction.WRITE and access.artifact not in (Artifact.CACHE, Artifact.DIR)
    ]


SAVE = "import shutil, os\nopen('out/a.txt', 'w')\n"
DRIVE = "'/content/drive/MyDrive/x'"

FATES = {
    "nothing": (SAVE, [False]),
    "copied to Drive": (MOUNT + SAVE + f"shutil.copy('out/a.txt', {DRIVE})", [True]),
    "copied by its absolute name": (MOUNT + SAVE + f"shutil.copy('/content/out/a.txt', {DRIVE})", [True]),
    "copied with its directory": (MOUNT + SAVE + f"shutil.copytree('out', {DRIVE})", [True]),
    "run copied out": (
        MOUNT + "get_ipython().system('yolo detect train data=d')\n"
        "import shutil\nshutil.copytree('runs/detect/train', '/content/drive/MyDrive/x')",
        [True],
    ),
    "run of another kind copied out": (
        MOUNT + "get_ipython().system('yolo detect train data=d')\nget_ipython().system('yolo detect predict source')\n"
        "import shutil\nshutil.copytree('runs/detect/train', '/content/drive/MyDrive/x')",
        [True, False],
    ),
    "pushed with the clone it is in": (
        "from huggingface_hub import Repository\nr = Repository('out')\nopen('out/a.txt', 'w')\nr.git_push()",
        [True],
    ),
    "another clone pushed": (
        "from huggingface_hub import Repository\nr = Repository('in')\nopen('out/a.txt', 'w')\nr.git_push()",
        [False],
    ),
    "another file copied": (MOUNT + SAVE + f"shutil.copy('out/b.txt', {DRIVE})", [False]),
    "copied to another local place": (SAVE + "shutil.copy('out/a.txt', '/tmp/b')", [False]),
    "copied to Drive without a mount": (SAVE + f"shutil.copy('out/a.txt', {DRIVE})", [False]),
    "copied before it is written": (MOUNT + f"import shutil\nshutil.copytree('out', {DRIVE})\n" + SAVE, [False]),
    "copied in a dead branch": (MOUNT + SAVE + f"if False:\n    shutil.copytree('out', {DRIVE})", [False]),
    "copied in a helper called later": (
        MOUNT + f"import shutil\ndef backup():\n    shutil.copytree('out', {DRIVE})\nopen('out/a', 'w')\nbackup()",
        [True],
    ),
    "moved": (MOUNT + SAVE + f"shutil.move('out/a.txt', {DRIVE})", [True]),
    "archived to Drive": (MOUNT + SAVE + f"shutil.make_archive({DRIVE}, 'zip', 'out')", [True]),
    "archived, then the archive copied": (
        MOUNT + SAVE + f"shutil.make_archive('all', 'zip', 'out')\nshutil.copy('all.zip', {DRIVE})",
        [True],
    ),
    "downloaded": ("from google.colab import files\n" + SAVE + "files.download('out/a.txt')", [True]),
    "shell copy": (MOUNT + SAVE + "get_ipython().system('cp -r out /content/drive/MyDrive/')", [True]),
    "shell copy with a variable": (
        MOUNT + "D = '/content/drive/MyDrive'\n" + SAVE + "get_ipython().system('cp -r out {D}')",
        [True],
    ),
    "shell zip, then copy": (
        MOUNT + SAVE + "get_ipython().system('zip -r all.zip out && cp all.zip /content/drive/MyDrive')",
        [True],
    ),
    "cloud copy": (SAVE + "get_ipython().system('gsutil cp out/a.txt gs://bucket/')", [True]),
    "pushed to the Hub": ("model.save_pretrained('out')\nmodel.push_to_hub('me/model')", [True]),
    "another object pushed": ("model.save_pretrained('out')\ntokenizer.push_to_hub('me/model')", [False]),
    "uploaded folder": (
        "from huggingface_hub import upload_folder\n" + SAVE + "upload_folder(folder_path='out', repo_id='me/x')",
        [True],
    ),
    "pushed while training": (
        "from transformers import TrainingArguments\nTrainingArguments('out', push_to_hub=True)",
        [True],
    ),
    "deleted": (SAVE + "os.remove('out/a.txt')", [True]),
    "deleted with its directory": (SAVE + "shutil.rmtree('out')", [True]),
    "deleted before it is written": ("import shutil\nshutil.rmtree('out')\n" + SAVE, [False]),
}


@pytest.mark.parametrize(("source", "fates"), FATES.values(), ids=FATES.keys())
def test_later_statements_keep_or_delete_what_was_written(source: str, fates: list[bool]) -> None:
    assert kept(source) == fates


COMMANDS = {
    "training script": ("python yolov5/train.py --img 640", ["yolov5/runs/train"]),
    "training script on Drive": (
        "python /content/drive/MyDrive/yolov5/train.py --img 640",
        ["/content/drive/MyDrive/yolov5/runs/train"],
    ),
    "output option": ("python train.py --img 640 --project out", ["out"]),
    "output option with a sign": ("python train.py --img=640 --project=out", ["out"]),
    "standard output": ("tar cf - out | cat > all.tar", ["all.tar"]),
    "pipe": ("ffmpeg -i a.mp4 -hide_banner -loglevel quiet pipe:1", []),
    "video": ("ffmpeg -i a.mp4 -r 30 b.mp4", ["b.mp4"]),
    "masks": ("nnUNetv2_predict -i imagesTs -o out -d 1 -c 2d -f 0 1", ["out"]),
    "options behind a video": ("ffmpeg -i a.mp4 -vcodec libx264 b.mp4 -y -loglevel quiet", ["b.mp4"]),
}


@pytest.mark.parametrize(("line", "paths"), COMMANDS.values(), ids=COMMANDS.keys())
def test_what_a_command_line_writes(line: str, paths: list[str]) -> None:
    assert written(f"get_ipython().system({line!r})") == paths


def test_a_default_place_beside_a_script_does_not_come_from_the_word_that_names_the_script() -> None:
    (access,) = program("get_ipython().system('python yolov5/train.py --img 640')").accesses

    assert all(piece.origin is None for target in access.targets for piece in target.text.pieces)  # type: ignore[union-attr]
