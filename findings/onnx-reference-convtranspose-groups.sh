#!/usr/bin/env bash
# A ConvTranspose whose groups make two channels each raises in the reference evaluator.
# Version: onnx 1.23.2, onnxruntime 1.32.0.
# Expected: ONNX operator ConvTranspose, input W: "(C x M/group x kH x kW)". Two groups that make
#   two channels of ones from one channel each: every sum is the sample itself.
# Seen: onnxruntime computes it; onnx.reference raises ValueError.
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

image = np.array([[1, 2], [3, 4]], np.float32).reshape(1, 2, 1, 2)
weights = np.ones((2, 2, 1, 1), np.float32)
node = helper.make_node("ConvTranspose", ["x", "w"], ["y"], group=2)
source = helper.make_tensor_value_info("x", TensorProto.FLOAT, image.shape)
result = helper.make_tensor_value_info("y", TensorProto.FLOAT, [1, 4, 1, 2])
tensors = [numpy_helper.from_array(weights, "w")]
graph = helper.make_graph([node], "grouped", [source], [result], tensors)
model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 22)], ir_version=10)
onnx.checker.check_model(model, full_check=True)

session = onnxruntime.InferenceSession(
    model.SerializeToString(), providers=["CPUExecutionProvider"]
)
runtime = session.run(None, {"x": image})[0].ravel().tolist()
try:
    reference = str(ReferenceEvaluator(model).run(None, {"x": image})[0].ravel().tolist())
except ValueError as error:
    reference = f"ValueError: {error}"
print("onnx", onnx.__version__, "onnxruntime", onnxruntime.__version__)
print("expected        [1.0, 2.0, 1.0, 2.0, 3.0, 4.0, 3.0, 4.0]")
print("onnxruntime    ", runtime)
print("onnx.reference ", reference)
assert runtime == [1, 2, 1, 2, 3, 4, 3, 4], "the behaviour changed"
assert reference.startswith("ValueError"), "the behaviour changed"
PY
