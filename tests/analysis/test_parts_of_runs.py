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
    "logs of Lightning": (
        f"import pytorch_lightning as pl\npl.Trainer().fit(m)\n!cp -r lightning_logs {DRIVE}",
        "kept kept",
    ),
    "logs of Lightning in an archive": (
        "import pytorch_lightning as pl\npl.Trainer().fit(m)\n!zip -r a.zip lightning_logs\nfiles.download('a.zip')",
        "kept kept",
    ),
    "something else than the logs of Lightning": (
        f"import pytorch_lightning as pl\npl.Trainer().fit(m)\n!cp -r data {DRIVE}",
        "default default",
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

LIGHTNING = "import pytorch_lightning as pl\n"
TOLD = {
    "checkpoint that a callback tells": (
        f"{LIGHTNING}cb = pl.callbacks.ModelCheckpoint(dirpath='out')\nshutil.copy(cb.best_model_path, '{DRIVE}')",
        "kept",
    ),
    "checkpoint that another callback tells": (
        f"{LIGHTNING}a = pl.callbacks.ModelCheckpoint(dirpath='a')\nb = pl.callbacks.ModelCheckpoint(dirpath='b')\n"
        f"shutil.copy(b.best_model_path, '{DRIVE}')",
        "relative kept",
    ),
    "checkpoint that a trainer tells": (
        f"{LIGHTNING}t = pl.Trainer(default_root_dir='out')\nt.fit(m)\n"
        f"shutil.copy(t.checkpoint_callback.best_model_path, '{DRIVE}')",
        "kept kept",
    ),
    "directory that the arguments tell": (OUT + f"shutil.copytree(t.output_dir, '{DRIVE}/x')", "kept"),
    "directory that the trainer tells": (
        OUT
        + f"trainer = transformers.Trainer(m, t)\nshutil.copytree(trainer.state.best_model_checkpoint, '{DRIVE}/x')",
        "kept",
    ),
    "last checkpoint that is looked for": (
        OUT + "from transformers.trainer_utils import get_last_checkpoint\n"
        f"shutil.copytree(get_last_checkpoint('out'), '{DRIVE}/x')",
        "kept",
    ),
    "what comes back from the training": (
        f"{YOLO}r = m.train(data='d.yaml')\nshutil.copytree(r.save_dir, '{DRIVE}/x')",
        "kept",
    ),
    "below what the model tells": (
        f"{YOLO}m.train(data='d.yaml')\nshutil.copy(f'{{m.trainer.save_dir}}/weights/best.pt', '{DRIVE}')",
        "kept",
    ),
    "joined to what the model tells": (
        f"{YOLO}m.train(data='d.yaml')\nshutil.copy(os.path.join(m.trainer.save_dir, 'weights'), '{DRIVE}')",
        "kept",
    ),
    "told before it is written": (
        f"{YOLO}shutil.copytree(m.trainer.save_dir, '{DRIVE}/x')\nm.train(data='d.yaml')",
        "default",
    ),
    "told by another model": (
        f"{YOLO}n = YOLO('b.pt')\nm.train(data='d.yaml')\nshutil.copytree(n.trainer.save_dir, '{DRIVE}/x')",
        "default",
    ),
    "what a callback tells is deleted": (
        f"{LIGHTNING}cb = pl.callbacks.ModelCheckpoint(dirpath='out')\nos.remove(cb.last_model_path)",
        "relative",
    ),
    "name of a file": (f"f = open('a.csv', 'w')\nf.close()\nshutil.copy(f.name, '{DRIVE}')", "kept"),
    "name of a file that stays": ("f = open('a.csv', 'w')\nf.close()\nshutil.copy(f.name, 'b.csv')", "relative"),
}


@pytest.mark.parametrize("taken", ["'out'", "f'out/{i}'"])
def test_of_very_many_copies_the_last_ones_count(taken: str) -> None:
    pair = "m.save_pretrained('out')\nshutil.copytree({taken}, '" + DRIVE + "/{i}')\n"
    cells = "".join(pair.format(taken=taken.format(i=i).removeprefix("f"), i=i) for i in range(100))
    assert fates(cells) == " ".join(["kept"] * 100)
    assert fates(f"{cells}m.save_pretrained('out')\n") == " ".join([*["kept"] * 100, "relative"])


@pytest.mark.parametrize(("cells", "expected"), TOLD.values(), ids=TOLD.keys())
def test_an_object_tells_where_it_wrote(cells: str, expected: str) -> None:
    assert fates(cells) == expected


@pytest.mark.parametrize(("cells", "expected"), PARTS.values(), ids=PARTS.keys())
def test_a_part_of_a_directory_is_taken_away(cells: str, expected: str) -> None:
    assert fates(cells) == expected
