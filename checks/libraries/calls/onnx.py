# mypy: disable-error-code="import-not-found, import-untyped"
from __future__ import annotations

import onnx
from case import Back, Case

VALUE = onnx.helper.make_tensor_value_info("a", onnx.TensorProto.FLOAT, [1])
RESULT = onnx.helper.make_tensor_value_info("b", onnx.TensorProto.FLOAT, [1])
MODEL = onnx.helper.make_model(
    onnx.helper.make_graph([onnx.helper.make_node("Identity", ["a"], ["b"])], "graph", [VALUE], [RESULT])
)


def _source() -> None:
    onnx.save(MODEL, "source.onnx")


CASES = [
    Case("onnx.save", "a.onnx", lambda p: onnx.save(MODEL, p), back=Back("onnx.load", onnx.load)),
    Case(
        "onnx.save_model", "a.onnx", lambda p: onnx.save_model(MODEL, p), back=Back("onnx.load_model", onnx.load_model)
    ),
    Case(
        "onnx.utils.extract_model",
        "a.onnx",
        lambda p: onnx.utils.extract_model("source.onnx", p, ["a"], ["b"]),
        needs=_source,
    ),
]
