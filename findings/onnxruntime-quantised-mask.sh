#!/usr/bin/env bash
# onnxruntime quantises an attention whose mask is minus infinity into a model that computes something
# else.
# Version: onnxruntime 1.32.0 (CPU), onnx 1.23.2.
# Expected: quantize_static gives a model whose results are near those of the given one. A mask of minus
#   infinity is what PyTorch exports for is_causal; positions that it hides have weight 0. So it is with
#   a mask of -10: within 0.02 here.
# Seen: the scales of the mask and of the masked scores are infinite, and all results are one number: 0
#   with QuantFormat.QDQ, the largest that the format holds with QuantFormat.QOperator. NumPy warns about
#   invalid numbers while quantising; both models load and run.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv --without-pip "$folder/venv"
python3 -m pip --python "$folder/venv" install --quiet --no-compile \
  onnxruntime==1.32.0 onnx==1.23.2 numpy==2.4.6 sympy==1.14.0
cd "$folder"
"$folder/venv/bin/python" - <<'PY'
import logging
import warnings

import numpy as np
import onnx
import onnxruntime
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import CalibrationDataReader, QuantFormat, quantize_static

logging.disable(logging.WARNING)
warnings.simplefilter("ignore")
scores = np.linspace(-1, 1, 2 * 5 * 5, dtype=np.float32).reshape(1, 2, 5, 5)
values = np.linspace(1, 2, 5 * 4, dtype=np.float32).reshape(5, 4)


class Scores(CalibrationDataReader):
    def __init__(self):
        self.scores = iter([{"scores": scores}])

    def get_next(self):
        return next(self.scores, None)


def write(hidden):
    """Unit i reads the values 0 to i; `hidden` is added to the scores of the others."""
    mask = np.triu(np.full((5, 5), hidden, np.float32), 1)
    nodes = [
        helper.make_node("Add", ["scores", "mask"], ["masked"]),
        helper.make_node("Softmax", ["masked"], ["weights"], axis=-1),
        helper.make_node("MatMul", ["weights", "values"], ["y"]),
    ]
    source = helper.make_tensor_value_info("scores", TensorProto.FLOAT, scores.shape)
    result = helper.make_tensor_value_info("y", TensorProto.FLOAT, [1, 2, 5, 4])
    constants = [numpy_helper.from_array(mask, "mask"), numpy_helper.from_array(values, "values")]
    graph = helper.make_graph(nodes, "attention", [source], [result], constants)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 19)], ir_version=9)
    onnx.checker.check_model(model, full_check=True)
    onnx.save(model, "given.onnx")


def run(path):
    session = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])
    return session.run(None, {"scores": scores})[0]


def computed(form):
    """What the quantised model computes, in words."""
    quantize_static("given.onnx", "quantised.onnx", Scores(), quant_format=form)
    result, expected = run("quantised.onnx"), run("given.onnx")
    if np.ptp(result) == 0:
        return "zeros" if result.max() == 0 else "one number"
    return "right" if np.allclose(result, expected, atol=0.03) else "wrong"


print("onnxruntime", onnxruntime.__version__)
seen = {}
for hidden in -10.0, -np.inf:
    write(hidden)
    for form in QuantFormat.QDQ, QuantFormat.QOperator:
        seen[hidden, form.name] = computed(form)
        print("mask", hidden, form.name, "expected right, seen", seen[hidden, form.name])
assert list(seen.values()) == ["right", "right", "zeros", "one number"], "the behaviour changed"
PY
