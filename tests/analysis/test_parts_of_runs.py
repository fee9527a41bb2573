"""A library names what it writes into a directory: who takes a part of that keeps what counts of it."""

from __future__ import annotations

import pytest
from fates import fates

DRIVE = "/content/drive/MyDrive"
YOLO = "from ultralytics import YOLO\nm = YOLO()\n"
RUN = f"{YOLO}m.train(data='d.yaml', project='/content/runs', name=run)\n"
OUT = "import transformers\nt = transformers.TrainingArguments(output_dir='out')\n"

PARTS = {
    "best weights": (
        f"{YOLO}m.train(data='d.yaml')\nshutil.copy('runs/detect/train/weights/best.pt', '{DRIVE}')",
        "kept",
    ),
    "run directory": (f"{YOLO}m.train(data='d.yaml')\nshutil.copytree('runs/detect/train2', '{DRIVE}/x')", "kept"),
    "run directory of a name": (
        f"{YOLO}m.train(data='d.yaml', name='a')\n!cp -r runs/segment/a {DRIVE}",
        "kept",
    ),
    "run of another kind": (
        f"{YOLO}m.train(data='d.yaml')\nm.predict('a.jpg', save=True)\n!cp -r runs/detect/predict {DRIVE}",
        "default kept",
    ),
    "table beside the weights": (
        f"{YOLO}m.train(data='d.yaml')\nshutil.copy('runs/detect/train/results.csv', '{DRIVE}')",
        "default",
    ),
    "another directory": (f"{YOLO}m.train(data='d.yaml')\nshutil.copytree('runs2/train', '{DRIVE}/x')", "default"),
    "run of a project": (RUN + f"shutil.copytree(f'/content/runs/{{run}}', '{DRIVE}/x')", "kept"),
    "file by file": (
        RUN + f"src = Path('/content/runs') / run\nfor f in src.rglob('*'):\n    shutil.copy2(str(f), '{DRIVE}')",
        "kept",
    ),
    "weights of a project, downloaded": (RUN + "files.download('/content/runs/a/weights/best.pt')", "kept"),
    "run of a command": (
        f"!yolo train data=d.yaml project=/content/runs name=a\n!cp /content/runs/a/weights/best.pt {DRIVE}",
        "kept",
    ),
    "run of a script": (
        f"!python train.py --data d.yaml --weights a.pt --project runs\n!cp -r runs/exp {DRIVE}",
        "kept",
    ),
    "checkpoint of a trainer": (OUT + f"shutil.copytree('out/checkpoint-500', '{DRIVE}/x')", "kept"),
    "settings of a trainer": (OUT + f"shutil.copy('out/trainer_state.json', '{DRIVE}')", "relative"),
    "something else that is put there": (
        OUT + f"m.save_pretrained('out/final')\nshutil.copytree('out/final', '{DRIVE}/x')",
        "relative kept",
    ),
    "directory that is made there": (
        OUT + f"os.makedirs('out/checkpoint-500')\nshutil.copytree('out/checkpoint-500', '{DRIVE}/x')",
        "kept",
    ),
    "what is deleted is only a part": (OUT + "shutil.rmtree('out/checkpoint-500')", "relative"),
    "weights that are deleted are only a part": (
        f"{YOLO}m.train(data='d.yaml')\nos.remove('runs/detect/train/weights/last.pt')",
        "default",
    ),
    "run that is deleted": (f"{YOLO}m.train(data='d.yaml')\nshutil.rmtree('runs/detect/train')", "deleted"),
    "file that is no directory": (
        f"torch.save(m, 'runs/a.pt')\nshutil.copytree('runs/b', '{DRIVE}/x')",
        "relative",
    ),
}


@pytest.mark.parametrize(("cells", "expected"), PARTS.values(), ids=PARTS.keys())
def test_a_part_of_a_directory_is_taken_away(cells: str, expected: str) -> None:
    assert fates(cells) == expected
