# mypy: disable-error-code="import-not-found, import-untyped"
from __future__ import annotations

import torch
import torch.distributed.checkpoint as dcp
import torch.distributed.checkpoint.format_utils
import torch.package
from case import Back, Case
from torch.profiler import profile, tensorboard_trace_handler
from torch.utils.tensorboard import SummaryWriter

MODEL = torch.nn.Linear(2, 1)
STATE = MODEL.state_dict()
EXAMPLE = (torch.zeros(1, 2),)


def _summary(*path: str) -> None:
    with SummaryWriter(*path) as writer:
        writer.add_scalar("loss", 1.0, 1)


def _profiled() -> profile:
    with profile() as profiler:
        MODEL(*EXAMPLE)
    return profiler


def _autograd() -> torch.autograd.profiler.profile:
    with torch.autograd.profiler.profile() as profiler:
        MODEL(*EXAMPLE)
    return profiler


def _traced(path: str) -> None:
    with profile(on_trace_ready=tensorboard_trace_handler(path)):
        MODEL(*EXAMPLE)


def _package(path: str) -> None:
    with torch.package.PackageExporter(path) as exporter:
        exporter.save_text("package", "a.txt", "text")


def _read_distributed(path: str) -> None:
    dcp.load({name: value.clone() for name, value in STATE.items()}, checkpoint_id=path)


def _distributed() -> None:
    dcp.save(STATE, checkpoint_id="source")


CASES = [
    Case("torch.save", "a.pth", lambda p: torch.save(STATE, p), back=Back("torch.load", torch.load)),
    Case(
        "torch.jit.save",
        "a.pt",
        lambda p: torch.jit.save(torch.jit.script(MODEL), p),
        back=Back("torch.jit.load", torch.jit.load),
    ),
    Case("torch.jit.ScriptModule.save", "a.pt", lambda p: torch.jit.script(MODEL).save(p)),
    Case(
        "torch.export.save",
        "a.pt2",
        lambda p: torch.export.save(torch.export.export(MODEL, EXAMPLE), p),
        back=Back("torch.export.load", torch.export.load),
    ),
    Case(
        "torch.onnx.export",
        "a.onnx",
        lambda p: torch.onnx.export(MODEL, EXAMPLE, p),
        beside="a.onnx.data",
        omitted=lambda: torch.onnx.export(MODEL, EXAMPLE),
    ),
    Case("torch.onnx.ONNXProgram.save", "a.onnx", lambda p: torch.onnx.export(MODEL, EXAMPLE).save(p)),
    Case(
        "torch.distributed.checkpoint.save",
        "a",
        lambda p: dcp.save(STATE, checkpoint_id=p),
        back=Back("torch.distributed.checkpoint.load", _read_distributed),
    ),
    Case(
        "torch.distributed.checkpoint.FileSystemWriter",
        "a",
        lambda p: dcp.save(STATE, storage_writer=dcp.FileSystemWriter(p)),
    ),
    Case(
        "torch.distributed.checkpoint.format_utils.dcp_to_torch_save",
        "a.pth",
        lambda p: dcp.format_utils.dcp_to_torch_save("source", p),
        needs=_distributed,
    ),
    Case(
        "torch.package.PackageExporter",
        "a.pt",
        _package,
        back=Back("torch.package.PackageImporter", torch.package.PackageImporter),
    ),
    Case("torch.fx.GraphModule.to_folder", "a", lambda p: torch.fx.symbolic_trace(MODEL).to_folder(p)),
    Case("torch.utils.tensorboard.SummaryWriter", "a", _summary, omitted=_summary),
    Case("torch.profiler.tensorboard_trace_handler", "a", _traced),
    Case("torch.profiler.profile.export_chrome_trace", "a.json", lambda p: _profiled().export_chrome_trace(p)),
    Case("torch.autograd.profiler.profile.export_chrome_trace", "a.json", lambda p: _autograd().export_chrome_trace(p)),
]
