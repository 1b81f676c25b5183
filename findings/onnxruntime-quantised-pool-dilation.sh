#!/usr/bin/env bash
# onnxruntime cannot load a quantised model with a dilated AveragePool that onnxruntime itself made,
# unless its optimisations are off.
# Version: onnxruntime 1.32.0 (CPU), onnx 1.23.2.
# Expected: AveragePool has dilations from opset 19 on, and onnxruntime computes them. quantize_static
#   gives a model that loads, in both of its formats, and optimisation changes no result.
# Seen: the quantised operation QLinearAveragePool has no dilations, but gets the attribute: written by
#   QuantFormat.QOperator, and by the optimisation when a QuantFormat.QDQ model is loaded. Both raise;
#   with optimisations off the QDQ model runs. A dilated MaxPool is right in both.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv --without-pip "$folder/venv"
python3 -m pip --python "$folder/venv" install --quiet --no-compile \
  onnxruntime==1.32.0 onnx==1.23.2 numpy==2.4.6 sympy==1.14.0
cd "$folder"
"$folder/venv/bin/python" - <<'PY'
import logging

import numpy as np
import onnx
import onnxruntime
from onnx import TensorProto, helper
from onnxruntime.quantization import CalibrationDataReader, QuantFormat, quantize_static

logging.disable(logging.WARNING)
image = np.linspace(0, 1, 4 * 10 * 13, dtype=np.float32).reshape(1, 4, 10, 13)
FORMATS = {"QDQ": QuantFormat.QDQ, "QOperator": QuantFormat.QOperator}
LEVELS = onnxruntime.GraphOptimizationLevel


class Images(CalibrationDataReader):
    def __init__(self):
        self.images = iter([{"x": image}])

    def get_next(self):
        return next(self.images, None)


def write(kind):
    window = {"kernel_shape": [3, 3], "dilations": [2, 2]}
    nodes = [
        helper.make_node("Conv", ["x", "w"], ["a"]),
        helper.make_node(kind, ["a"], ["b"], **window),
        helper.make_node("Conv", ["b", "w"], ["y"]),
    ]
    source = helper.make_tensor_value_info("x", TensorProto.FLOAT, image.shape)
    result = helper.make_tensor_value_info("y", TensorProto.FLOAT, [1, 4, 6, 9])
    weight = helper.make_tensor("w", TensorProto.FLOAT, [4, 4, 1, 1], [0.25] * 16)
    graph = helper.make_graph(nodes, "pool", [source], [result], [weight])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 19)], ir_version=9)
    onnx.checker.check_model(model, full_check=True)
    onnx.save(model, "given.onnx")


def run(path, level):
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 4
    options.graph_optimization_level = level
    session = onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
    return session.run(None, {"x": image})[0]


def quantised(form, level):
    """What the quantised model does: "right", "wrong" or the name of an error."""
    quantize_static("given.onnx", "quantised.onnx", Images(), quant_format=FORMATS[form])
    try:
        result = run("quantised.onnx", level)
    except Exception as error:
        assert "dilations" in str(error), error
        return type(error).__name__
    expected = run("given.onnx", LEVELS.ORT_DISABLE_ALL)
    return "right" if np.allclose(result, expected, atol=0.03) else "wrong"


print("onnxruntime", onnxruntime.__version__)
levels = {"as usual": LEVELS.ORT_ENABLE_ALL, "off": LEVELS.ORT_DISABLE_ALL}
for kind in "MaxPool", "AveragePool":
    write(kind)
    for form in FORMATS:
        for word, level in levels.items():
            seen = quantised(form, level)
            print(f"{kind} {form}, optimisation {word}: expected right, seen {seen}")
            wrong = kind == "AveragePool" and (form, word) != ("QDQ", "off")
            assert (seen != "right") == wrong, "the behaviour changed"
PY
