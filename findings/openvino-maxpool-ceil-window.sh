#!/usr/bin/env bash
# OpenVINO computes a MaxPool window that lies wholly past the end of the map.
# Version: openvino 2026.4.1 (CPU), onnx 1.23.2; onnxruntime 1.32.0 for comparison.
# Expected: ONNX operator MaxPool (opset 22), ceil_mode: windows that would start in the padding
#   at the end are ignored. Samples 1 .. 8, kernel 3, stride 4: windows at 0 and 4, maxima 3 and
#   7; the third would start at sample 8, after the last.
# Seen: 3, 7, -3.4e38 (the lowest float32). AveragePool on the same input gives two windows.
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

signal = np.arange(1, 9, dtype=np.float32).reshape(1, 1, 1, 8)
core = openvino.Core()
print("openvino", openvino.__version__)
for kind, defined, seen in (
    ("MaxPool", [3, 7], [3, 7, float(np.finfo(np.float32).min)]),
    ("AveragePool", [2, 6], [2, 6]),
):
    node = helper.make_node(kind, ["x"], ["y"], kernel_shape=[1, 3], strides=[1, 4], ceil_mode=1)
    source = helper.make_tensor_value_info("x", TensorProto.FLOAT, signal.shape)
    result = helper.make_tensor_value_info("y", TensorProto.FLOAT, [1, 1, 1, "size"])
    graph = helper.make_graph([node], "pool", [source], [result])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 22)], ir_version=10)
    onnx.checker.check_model(model, full_check=True)
    session = onnxruntime.InferenceSession(
        model.SerializeToString(), providers=["CPUExecutionProvider"]
    )
    assert session.run(None, {"x": signal})[0][0, 0, 0].tolist() == defined
    compiled = core.compile_model(
        core.read_model(model.SerializeToString()), "CPU", {"INFERENCE_PRECISION_HINT": "f32"}
    )
    values = compiled([signal])[0][0, 0, 0].tolist()
    print(kind, "expected", defined, "seen", values)
    assert values == seen, "the behaviour changed"
PY
