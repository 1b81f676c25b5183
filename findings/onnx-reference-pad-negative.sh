#!/usr/bin/env bash
# The reference evaluator of ONNX raises for a Pad with negative pads, which crop.
# Version: onnx 1.23.2 (onnx.reference); onnxruntime 1.32.0 for comparison.
# Expected: ONNX operator Pad: negative pads remove samples. A map of 3 x 4 with pads -1 before the
#   columns and -1 after the rows is 2 x 3. Shape inference and onnxruntime say so; PyTorch's
#   exporters write negative F.pad (the cut of a causal convolution) in this way.
# Seen: ValueError about negative values, from NumPy's pad.
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

image = np.arange(12, dtype=np.float32).reshape(1, 1, 3, 4)
node = helper.make_node("Pad", ["x", "pads"], ["y"], mode="constant")
source = helper.make_tensor_value_info("x", TensorProto.FLOAT, image.shape)
result = helper.make_tensor_value_info("y", TensorProto.FLOAT, [1, 1, "rows", "cols"])
pads = helper.make_tensor("pads", TensorProto.INT64, [8], [0, 0, 0, -1, 0, 0, -1, 0])
graph = helper.make_graph([node], "crop", [source], [result], [pads])
model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 22)], ir_version=10)
onnx.checker.check_model(model, full_check=True)
session = onnxruntime.InferenceSession(
    model.SerializeToString(), providers=["CPUExecutionProvider"]
)
cropped = session.run(None, {"x": image})[0]
print("onnx", onnx.__version__, "expected", cropped.shape[2:])
assert np.array_equal(cropped, image[:, :, :2, 1:]), "onnxruntime changed"
try:
    ReferenceEvaluator(model).run(None, {"x": image})
except ValueError as error:
    print("seen:", error)
else:
    raise SystemExit("the behaviour changed: it no longer raises")
PY
