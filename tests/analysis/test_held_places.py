"""Places that an attribute of an argument holds: ``DefaultTrainer(cfg)`` writes to ``cfg.OUTPUT_DIR``."""

from __future__ import annotations

import pytest
from written_paths import program

from flake8_persist.api import analyze
from flake8_persist.catalog.model import Kind
from flake8_persist.environments.model import Storage

START = "from detectron2.config import get_cfg\nfrom detectron2.engine import DefaultTrainer\n"
CASES = {
    "set": ("cfg = get_cfg()\ncfg.OUTPUT_DIR = 'out'\nDefaultTrainer(cfg)", [("out", Storage.RELATIVE)]),
    "set to another place later": (
        "cfg = get_cfg()\ncfg.OUTPUT_DIR = 'a'\ncfg.OUTPUT_DIR = '/tmp/b'\nDefaultTrainer(cfg)",
        [("/tmp/b", Storage.EPHEMERAL)],
    ),
    "never set": ("cfg = get_cfg()\ncfg.SEED = 3\nDefaultTrainer(cfg)", [("./output", Storage.DEFAULT)]),
    "set elsewhere": (
        "def made():\n    c = get_cfg()\n    c.OUTPUT_DIR = '/tmp/a'\n    return c\nDefaultTrainer(made())",
        [],
    ),
    "of a class of the file": (
        "cfg = get_cfg()\ncfg.OUTPUT_DIR = 'out'\nclass Own(DefaultTrainer):\n    rate = 1\nOwn(cfg)",
        [("out", Storage.RELATIVE)],
    ),
    "of unknown origin": ("DefaultTrainer(cfg)", [("{…}", Storage.UNKNOWN)]),
    "hidden": ("DefaultTrainer(*given)", []),
}


@pytest.mark.parametrize(("source", "expected"), CASES.values(), ids=CASES)
def test_the_attribute_decides(source: str, expected: list[tuple[str, Storage]]) -> None:
    found = [one for one in program(START + source).accesses if one.api.name == "detectron2.engine.DefaultTrainer"]
    assert [(target.text.show(), target.storage) for one in found for target in one.targets] == expected


LEARNER = "from fastai.vision.all import *\nfrom google.colab import drive\ndrive.mount('/content/drive')\n"
DATA = "data = ImageDataLoaders.from_folder({})\nlearn = vision_learner(data, resnet18)\n"


@pytest.mark.parametrize(
    ("folder", "call", "expected"),
    [
        ("Path('/content/drive/MyDrive/a')", "learn.save('b')", ("/content/drive/MyDrive/a", Storage.PERSISTENT)),
        ("'/content/drive/MyDrive/a'", "learn.export('b.pkl')", None),
        ("'/content/drive/MyDrive/a'", "learn.export()", None),
        ("'/content/a'", "learn.save('b')", ("b", Storage.RELATIVE)),
        ("untar_data(URLs.PETS)", "learn.save('b')", ("b", Storage.RELATIVE)),
        ("untar_data(URLs.PETS)", "learn.export()", ("export.pkl", Storage.RELATIVE)),
    ],
)
def test_a_learner_writes_beside_its_data(folder: str, call: str, expected: tuple[str, Storage] | None) -> None:
    found = [one for one in program(LEARNER + DATA.format(folder) + call).accesses if one.api.kind is Kind.METHOD]
    places = [(target.text.show(), target.storage) for one in found for target in one.targets]
    assert all(storage is Storage.PERSISTENT for _, storage in places) if expected is None else expected in places


DRIVE = "from google.colab import drive\ndrive.mount('/content/drive')\n"
LIGHTNING = (
    f"import pytorch_lightning as pl\nfrom pytorch_lightning.loggers import CSVLogger, TensorBoardLogger\n{DRIVE}"
)
TRANSFORMERS = f"from transformers import Trainer, TrainingArguments\n{DRIVE}"
KEPT = "/content/drive/MyDrive/a"
FINDINGS = {
    "of no logger": (LIGHTNING, "pl.Trainer()", ["PST103"]),
    "of a logger that is turned off": (LIGHTNING, "pl.Trainer(logger=False)", ["PST103"]),
    "of the library's own logger": (LIGHTNING, "pl.Trainer(logger=True)", ["PST103"]),
    "of a logger on Drive": (LIGHTNING, f"pl.Trainer(logger=TensorBoardLogger('{KEPT}'))", []),
    "of a logger with a name": (LIGHTNING, f"own = CSVLogger(save_dir='{KEPT}')\npl.Trainer(logger=own)", []),
    "of the first logger": (LIGHTNING, f"pl.Trainer(logger=[CSVLogger('{KEPT}'), CSVLogger('b')])", ["PST121"]),
    "of a logger that is lost itself": (LIGHTNING, "pl.Trainer(logger=CSVLogger('a'))", ["PST121"]),
    "of a logger that is not known": (LIGHTNING, "pl.Trainer(logger=own)", []),
    "of what is hidden": (LIGHTNING, "pl.Trainer(**given)", []),
    "of arguments on Drive": (TRANSFORMERS, f"Trainer(m, TrainingArguments('{KEPT}')).save_state()", []),
    "of arguments that are lost": (TRANSFORMERS, "Trainer(m, TrainingArguments('a')).save_state()", ["PST101"]),
    "of arguments that save nothing": (
        TRANSFORMERS,
        "Trainer(m, TrainingArguments('a', save_strategy='no', report_to='none')).save_state()",
        ["PST101"],
    ),
    "of arguments that are not known": (TRANSFORMERS, "Trainer(m, given).save_state()", []),
    "of no arguments": (TRANSFORMERS, "Trainer(m).save_state()", ["PST103"]),
}


@pytest.mark.parametrize(("start", "call", "expected"), FINDINGS.values(), ids=FINDINGS)
def test_what_it_is_given_decides_where_it_writes(start: str, call: str, expected: list[str]) -> None:
    assert [finding.code for finding in analyze(start + call).findings] == expected
