# mypy: disable-error-code="import-not-found, import-untyped"
from __future__ import annotations

import lightning
import torch
from case import Back, Case
from lightning.pytorch.callbacks import Callback, ModelCheckpoint
from lightning.pytorch.demos.boring_classes import BoringModel
from lightning.pytorch.loggers import CSVLogger, TensorBoardLogger
from lightning.pytorch.profilers import SimpleProfiler

SWITCH = {"None": None, "True": True, "False": False}


def _fitted(*callbacks: Callback, **options: object) -> lightning.Trainer:
    trainer = lightning.Trainer(
        max_steps=1,
        limit_val_batches=0,
        accelerator="cpu",
        enable_progress_bar=False,
        enable_model_summary=False,
        log_every_n_steps=1,
        callbacks=list(callbacks),
        **options,
    )
    trainer.fit(BoringModel())
    return trainer


def _logged(logger: CSVLogger | TensorBoardLogger) -> None:
    logger.log_metrics({"loss": 1.0}, 1)
    logger.save()


def _profiled(profiler: SimpleProfiler, **options: object) -> None:
    _fitted(profiler=profiler, logger=False, enable_checkpointing=False, **options)


def _onnx(path: str | None = None) -> None:
    BoringModel().to_onnx(path, torch.zeros(1, 32))


def _below_the_root(artifact: str, switched_by: str, **without: object) -> Case:
    """What a training leaves below its root when it does ``without`` the rest."""
    return Case(
        "lightning.Trainer",
        "a",
        lambda p: _fitted(default_root_dir=p, **without),
        artifact=artifact,
        omitted=lambda: _fitted(**without),
        opens=lambda p, switch: _fitted(default_root_dir=p, **without, **{switched_by: SWITCH[switch]}),
    )


CASES = [
    _below_the_root("checkpoint", "enable_checkpointing", logger=False),
    _below_the_root("log", "logger", enable_checkpointing=False),
    Case(
        "lightning.Trainer.save_checkpoint",
        "a.ckpt",
        lambda p: _fitted(logger=False, enable_checkpointing=False).save_checkpoint(p),
        back=Back("lightning.LightningModule.load_from_checkpoint", BoringModel.load_from_checkpoint),
    ),
    Case(
        "lightning.pytorch.callbacks.ModelCheckpoint",
        "a",
        lambda p: _fitted(ModelCheckpoint(p), logger=False),
        omitted=lambda: _fitted(ModelCheckpoint(), default_root_dir="decided"),
    ),
    Case("lightning.pytorch.loggers.TensorBoardLogger", "a", lambda p: _logged(TensorBoardLogger(p))),
    Case("lightning.pytorch.loggers.CSVLogger", "a", lambda p: _logged(CSVLogger(p))),
    Case("lightning.LightningModule.to_onnx", "a.onnx", _onnx, beside="a.onnx.data", omitted=_onnx),
    Case(
        "lightning.pytorch.profilers.SimpleProfiler",
        "a",
        lambda p: _profiled(SimpleProfiler(p, "profile")),
        omitted=lambda: _profiled(SimpleProfiler(filename="profile"), default_root_dir="decided"),
    ),
]
