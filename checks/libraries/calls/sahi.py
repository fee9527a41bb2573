# mypy: disable-error-code="import-not-found, import-untyped"
from __future__ import annotations

import numpy as np
from case import Case
from PIL import Image
from sahi.prediction import PredictionResult
from sahi.slicing import slice_image
from sahi.utils.cv import visualize_object_predictions
from sahi.utils.file import save_json

IMAGE = np.zeros((8, 8, 3), np.uint8)


def _sliced(path: str | None = None) -> None:
    slice_image(Image.fromarray(IMAGE), output_file_name="a", output_dir=path, slice_height=4, slice_width=4)


CASES = [
    Case(
        "sahi.prediction.PredictionResult.export_visuals",
        "a",
        lambda p: PredictionResult([], Image.fromarray(IMAGE)).export_visuals(p),
    ),
    Case("sahi.slicing.slice_image", "a", _sliced, omitted=_sliced),
    Case(
        "sahi.utils.cv.visualize_object_predictions",
        "a",
        lambda p: visualize_object_predictions(IMAGE, [], output_dir=p),
        omitted=lambda: visualize_object_predictions(IMAGE, []),
    ),
    Case("sahi.utils.file.save_json", "a.json", lambda p: save_json({}, p)),
]
