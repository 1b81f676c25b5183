#!/usr/bin/env bash
# A Softmax below opset 13 is normalised along one axis instead of all axes from `axis` on.
# Version: onnx 1.23.2, onnxruntime 1.32.0.
# Expected: ONNX operator Softmax-11: the input "is coerced into a 2-dimensional tensor", all axes
#   from `axis` on together. Four equal numbers get 0.25 each.
# Seen: onnx.reference gives 0.5, as Softmax-13 along axis 1 would; onnxruntime gives 0.25.
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
from onnx import TensorProto, helper
from onnx.reference import ReferenceEvaluator

numbers = np.zeros((1, 2, 2), np.float32)
node = helper.make_node("Softmax", ["x"], ["y"], axis=1)
source = helper.make_tensor_value_info("x", TensorProto.FLOAT, numbers.shape)
result = helper.make_tensor_value_info("y", TensorProto.FLOAT, numbers.shape)
graph = helper.make_graph([node], "softmax", [source], [result])
model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 12)], ir_version=7)
onnx.checker.check_model(model, full_check=True)

session = onnxruntime.InferenceSession(
    model.SerializeToString(), providers=["CPUExecutionProvider"]
)
runtime = session.run(None, {"x": numbers})[0].ravel().tolist()
reference = ReferenceEvaluator(model).run(None, {"x": numbers})[0].ravel().tolist()
print("onnx", onnx.__version__, "onnxruntime", onnxruntime.__version__)
print("expected        [0.25, 0.25, 0.25, 0.25]")
print("onnxruntime    ", runtime)
print("onnx.reference ", reference)
assert runtime == [0.25] * 4, "the behaviour changed"
assert reference == [0.5] * 4, "the behaviour changed"
PY
