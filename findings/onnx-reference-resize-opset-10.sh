#!/usr/bin/env bash
# A Resize of opset 10 raises in the reference evaluator.
# Version: onnx 1.23.2, onnxruntime 1.32.0.
# Expected: ONNX operator Resize-10 has two inputs, X and scales. A nearest scale of 2 repeats
#   every sample: 0 0 1 1.
# Seen: onnxruntime computes it; onnx.reference takes the second input for the roi of later opsets
#   and raises ValueError, as it finds neither scales nor sizes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv --without-pip "$folder/venv"
python3 -m pip --python "$folder/venv" install --quiet --no-compile \
  onnx==1.23.2 onnxruntime==1.32.0 numpy==2.4.6
"$folder/venv/bin/python" - <<'PY'
import numpy as np
import onnx
import onnxruntime
from onnx import TensorProto, helper, numpy_helper
from onnx.reference import ReferenceEvaluator

signal = np.array([0, 1], np.float32).reshape(1, 1, 1, 2)
node = helper.make_node("Resize", ["x", "scales"], ["y"], mode="nearest")
source = helper.make_tensor_value_info("x", TensorProto.FLOAT, signal.shape)
result = helper.make_tensor_value_info("y", TensorProto.FLOAT, [1, 1, 1, 4])
tensors = [numpy_helper.from_array(np.array([1, 1, 1, 2], np.float32), "scales")]
graph = helper.make_graph([node], "resized", [source], [result], tensors)
model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 10)], ir_version=5)
onnx.checker.check_model(model, full_check=True)

session = onnxruntime.InferenceSession(
    model.SerializeToString(), providers=["CPUExecutionProvider"]
)
runtime = session.run(None, {"x": signal})[0].ravel().tolist()
try:
    reference = str(ReferenceEvaluator(model).run(None, {"x": signal})[0].ravel().tolist())
except ValueError as error:
    reference = f"ValueError: {error}"
print("onnx", onnx.__version__, "onnxruntime", onnxruntime.__version__)
print("expected        [0.0, 0.0, 1.0, 1.0]")
print("onnxruntime    ", runtime)
print("onnx.reference ", reference)
assert runtime == [0, 0, 1, 1], "the behaviour changed"
assert reference.startswith("ValueError"), "the behaviour changed"
PY
