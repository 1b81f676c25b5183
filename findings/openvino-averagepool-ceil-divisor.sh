#!/usr/bin/env bash
# OpenVINO divides by samples beyond the padding when an AveragePool counts its padding and has
# ceil_mode.
# Version: openvino 2026.4.1 (CPU), onnx 1.23.2; onnxruntime 1.32.0 and onnx.reference for
#   comparison.
# Expected: count_include_pad counts the pads that the layer states, not what ceil_mode reads past
#   them (PyTorch's AvgPool1d, whose export the attribute is, and both other evaluators). Samples
#   1 .. 4, kernel 3, stride 2, padding 1: the last window is (4, one pad, nothing): 4 / 2 = 2.
# Seen: 4 / 3 = 1.33.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv --without-pip "$folder/venv"
python3 -m pip --python "$folder/venv" install --quiet --no-compile \
  onnx==1.23.2 onnxruntime==1.32.0 numpy==2.4.6 openvino==2026.4.1
"$folder/venv/bin/python" - <<'PY'
import numpy as np
import onnx
import onnxruntime
import openvino
from onnx import TensorProto, helper
from onnx.reference import ReferenceEvaluator

signal = np.arange(1, 5, dtype=np.float32).reshape(1, 1, 1, 4)
node = helper.make_node(
    "AveragePool",
    ["x"],
    ["y"],
    kernel_shape=[1, 3],
    strides=[1, 2],
    pads=[0, 1, 0, 1],
    ceil_mode=1,
    count_include_pad=1,
)
source = helper.make_tensor_value_info("x", TensorProto.FLOAT, signal.shape)
result = helper.make_tensor_value_info("y", TensorProto.FLOAT, [1, 1, 1, 3])
graph = helper.make_graph([node], "pool", [source], [result])
model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 22)], ir_version=10)
onnx.checker.check_model(model, full_check=True)

core = openvino.Core()
compiled = core.compile_model(
    core.read_model(model.SerializeToString()), "CPU", {"INFERENCE_PRECISION_HINT": "f32"}
)
session = onnxruntime.InferenceSession(
    model.SerializeToString(), providers=["CPUExecutionProvider"]
)
values = compiled([signal])[0][0, 0, 0]
print("openvino", openvino.__version__)
print("expected [1, 3, 2], seen", values.round(2).tolist())
assert session.run(None, {"x": signal})[0][0, 0, 0].tolist() == [1, 3, 2], "onnxruntime changed"
assert ReferenceEvaluator(model).run(None, {"x": signal})[0][0, 0, 0].tolist() == [1, 3, 2]
assert np.allclose(values, [1, 3, 4 / 3], rtol=1e-3), "the behaviour changed"
PY
