"""Arguments that keep a library from writing what it writes by default."""

from __future__ import annotations

import pytest

from flake8_persist import analyze
from flake8_persist.settings import Settings

SETTINGS = Settings(environment="colab")


@pytest.mark.parametrize(
    ("call", "codes"),
    [
        ("transformers.TrainingArguments('out')", ["PST101"]),
        ("transformers.TrainingArguments('out', save_strategy='no')", []),
        ("transformers.TrainingArguments('out', save_strategy='no', logging_dir='l', report_to='none')", []),
        ("transformers.TrainingArguments('out', save_strategy='no', logging_dir='l')", ["PST121"]),
        ("trl.DPOConfig('out', save_strategy='no')", []),
        ("trl.experimental.gold.GOLDConfig('out', save_strategy='epoch')", ["PST101"]),
        ("trl.experimental.cpo.CPOConfig('out', save_strategy='no')", []),
        ("trl.experimental.cpo.CPOConfig('out')", ["PST101"]),
        ("unsloth.UnslothTrainingArguments(output_dir='out', save_strategy='no')", []),
        ("setfit.TrainingArguments(save_strategy='no')", []),
        ("setfit.TrainingArguments()", ["PST103"]),
        ("catboost.CatBoostClassifier(iterations=9)", ["PST123"]),
        ("catboost.CatBoostClassifier(allow_writing_files=False)", []),
        ("catboost.CatBoost({'allow_writing_files': False})", []),
        ("pytorch_lightning.Trainer()", ["PST103"]),
        ("pytorch_lightning.Trainer(enable_checkpointing=False)", ["PST123"]),
        ("pytorch_lightning.Trainer(logger=False)", ["PST103"]),
        ("pytorch_lightning.Trainer(enable_checkpointing=False, logger=False)", []),
        ("darts.models.NBEATSModel(24, 12)", []),
        ("darts.models.NBEATSModel(24, 12, save_checkpoints=True)", ["PST103"]),
        ("darts.models.NBEATSModel(24, 12, log_tensorboard=True)", ["PST123"]),
        ("wandb.init(project='p')", ["PST123"]),
        ("wandb.init(project='p', mode='disabled')", []),
        ("swanlab.init()", ["PST123"]),
        ("swanlab.init(mode='disabled')", []),
        ("comet_ml.OfflineExperiment(disabled=True)", []),
        ("codecarbon.EmissionsTracker()", ["PST123"]),
        ("codecarbon.EmissionsTracker(save_to_file=False)", []),
        ("codecarbon.OfflineEmissionsTracker(country_iso_code='DEU', save_to_file=False)", []),
        ("tensorboardX.SummaryWriter()", ["PST123"]),
        ("tensorboardX.SummaryWriter(write_to_disk=False)", []),
        ("plotly.offline.plot(figure)", ["PST133"]),
        ("plotly.offline.plot(figure, output_type='div')", []),
        ("simpletransformers.config.model_args.ModelArgs(no_save=True)", ["PST123"]),
    ],
)
def test_what_is_switched_off_is_not_lost(call: str, codes: list[str]) -> None:
    root = call.partition("(")[0].rpartition(".")[0]
    report = analyze(f"import {root}\n{call}\n", settings=SETTINGS)

    assert sorted(finding.code for finding in report.findings) == codes


TRAINER = "from transformers import Trainer, TrainingArguments\n"


@pytest.mark.parametrize(
    ("cells", "codes"),
    [
        (TRAINER + "a = TrainingArguments('out', save_strategy='no')\nTrainer(m, a).save_model()", ["PST101"]),
        (TRAINER + "a = TrainingArguments('out', save_strategy='no')\nt = Trainer(args=a)\nt.save_model()", ["PST101"]),
        (TRAINER + "a = TrainingArguments('/x', save_strategy='no')\nTrainer(m, a).save_model()", ["PST102"]),
        (TRAINER + "a = TrainingArguments('out')\nTrainer(m, a).save_model()  # said once", ["PST101"]),
        (TRAINER + "a = TrainingArguments('out', save_strategy='no')\nTrainer(m, a).save_model('x')", ["PST101"]),
        (TRAINER + "a = TrainingArguments('out', save_strategy=s)\nTrainer(m, a).save_model()", []),
        (TRAINER + "a = TrainingArguments(d, save_strategy='no')\nTrainer(m, a).save_model()", []),
        (TRAINER + "Trainer(m, args).save_model()", []),
        ("from autodistill_clip import CLIP\nCLIP(o).label('images')", ["PST111"]),
        ("from autodistill_clip import CLIP\nCLIP(o).label('gs://b/images')", []),
        ("from autodistill_clip import CLIP\nCLIP(o).label(d)", []),
    ],
)
def test_what_another_argument_decides_is_lost_with_it(cells: str, codes: list[str]) -> None:
    assert [finding.code for finding in analyze(cells, settings=SETTINGS).findings] == codes
