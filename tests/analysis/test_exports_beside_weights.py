"""A model that is exported lies beside its weights; training puts those into the run directory."""

from __future__ import annotations

import pytest
from fates import fates
from written_paths import written

MODEL = "from ultralytics import YOLO\nmodel = YOLO({!r})\n"
DRIVE = "/content/drive/MyDrive"


@pytest.mark.parametrize(
    ("source", "paths"),
    [
        (MODEL.format("yolo11n.pt") + "model.export(format='onnx')", ["yolo11n"]),
        (MODEL.format("runs/detect/train/weights/best.pt") + "model.export()", []),
        (MODEL.format("yolo11n.pt") + "model.train(data='d.yaml', project='out')\nmodel.export()", ["out", "out"]),
        ("from ultralytics import YOLO\nYOLO(name).export(format='onnx')", ["{…}"]),
        ("get_ipython().system('yolo export model=best.pt format=onnx')", ["best"]),
        ("get_ipython().system('yolo mode=export model=a/best.pt format=onnx')", []),
        ("get_ipython().system('python export.py --weights best.pt --include onnx')", ["best"]),
        (
            "open('best.pt', 'wb')\nget_ipython().system('python export.py --weights best.pt --include onnx')",
            ["best.pt"],
        ),
        ("get_ipython().system('python export.py --include onnx')", []),
    ],
)
def test_where_an_exported_model_goes(source: str, paths: list[str]) -> None:
    assert written(source) == paths


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (MODEL.format("yolo11n.pt") + "model.export()", "default"),
        (MODEL.format("yolo11n.pt") + "model.export(format='onnx')\nfiles.download('yolo11n.onnx')", "kept"),
        (MODEL.format("yolo11n.pt") + "model.export(format='onnx')\nfiles.download('yolo11s.onnx')", "default"),
        (MODEL.format(f"{DRIVE}/best.pt") + "model.export()", ""),
        (
            MODEL.format("yolo11n.pt") + f"model.train(data='d.yaml', project='{DRIVE}')\nmodel.export()",
            "persistent persistent",
        ),
        (MODEL.format("yolo11n.pt") + "model.train(data='d.yaml')\nmodel.export()", "default"),
        (MODEL.format("yolo11n.pt") + "model.train(data='d', project='out')\nmodel.export()", "relative default"),
        (
            MODEL.format("yolo11n.pt")
            + f"model.train(data='d', project='out')\nmodel.export()\n!cp -r out/train {DRIVE}",
            "kept kept",
        ),
        (MODEL.format("yolo11n.pt") + f"model.train(data='d.yaml')\nmodel.export()\n!cp -r runs {DRIVE}", "kept"),
        (f"!yolo export model=best.pt format=onnx\n!cp best.onnx {DRIVE}", "kept"),
    ],
)
def test_what_becomes_of_an_exported_model(source: str, expected: str) -> None:
    assert fates(source) == expected


TRAINED = MODEL.format("yolo11n.pt") + "model.train(data='d.yaml')\n"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (TRAINED, "default"),
        (TRAINED + f"!cp -r runs {DRIVE}", "kept"),
        (TRAINED + f"!cp -r runs/detect/train {DRIVE}", "kept"),
        (TRAINED + "files.download('runs/detect/train/weights/best.pt')", "kept"),
        (TRAINED + f"shutil.copy('/content/runs/detect/train/weights/best.pt', '{DRIVE}')", "kept"),
        (TRAINED + "shutil.make_archive('run', 'zip', 'runs/detect/train')\nfiles.download('run.zip')", "kept"),
        (TRAINED + f"!cp -r results {DRIVE}", "default"),
        (TRAINED + "model.val()\nfiles.download('runs/detect/train/weights/best.pt')", "kept default"),
        (MODEL.format("a.pt") + f"model.train(data='d', project='out', name='a')\n!cp -r out/a {DRIVE}", "kept"),
        (MODEL.format("a.pt") + f"model.train(data='d', project='out', name='a')\n!cp -r in/a {DRIVE}", "relative"),
        (TRAINED + "!rm -r runs/detect/train", "deleted"),
        (TRAINED + "!rm runs/detect/train/weights/last.pt", "default"),
    ],
)
def test_a_run_directory_is_kept_by_what_takes_its_weights_along(source: str, expected: str) -> None:
    assert fates(source) == expected
