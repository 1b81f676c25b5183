#!/usr/bin/env bash
# An Lp norm over a window that hangs over the end counts samples that are not there
# (onnx.reference and OpenVINO).
# Version: onnx 1.23.2 (onnx.reference), openvino 2026.4.1; onnxruntime 1.32.0 for comparison.
# Expected: ONNX operator LpPool: the Lp norm of all values in the window. Samples 1 .. 5, kernel
#   2, stride 2, p = 2, ceil_mode: windows (1 2), (3 4), (5), norms sqrt(5), 5, 5.
# Seen: the last norm is sqrt(50) = 7.07: the average over the samples that exist is multiplied by
#   the kernel size, so the one sample 5 counts twice. onnxruntime gives 5.
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

signal = np.arange(1, 6, dtype=np.float32).reshape(1, 1, 1, 5)
node = helper.make_node(
    "LpPool", ["x"], ["y"], kernel_shape=[1, 2], strides=[1, 2], p=2, ceil_mode=1
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
seen = {
    "onnx.reference": ReferenceEvaluator(model).run(None, {"x": signal})[0],
    "openvino": compiled([signal])[0],
    "onnxruntime": session.run(None, {"x": signal})[0],
}
defined = np.sqrt([1 + 4, 9 + 16, 25])
print("onnx", onnx.__version__, "openvino", openvino.__version__)
for name, values in seen.items():
    print(name, "expected", defined.round(3), "seen", values[0, 0, 0].round(3))
doubled = np.sqrt([5, 25, 50])
assert np.allclose(seen["onnxruntime"][0, 0, 0], defined), "onnxruntime changed"
assert np.allclose(seen["onnx.reference"][0, 0, 0], doubled), "the behaviour changed"
assert np.allclose(seen["openvino"][0, 0, 0], doubled, rtol=1e-3), "the behaviour changed"
PY
