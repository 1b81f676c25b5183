#!/usr/bin/env bash
# The reference evaluator of ONNX adds the padding of a MaxPool twice to its size when the stride is
# 1 and ceil_mode is set, and fills what is too much with zeros.
# Version: onnx 1.23.2 (onnx.reference); onnxruntime 1.32.0 for comparison.
# Expected: ONNX operator MaxPool, output size: image 3 x 4, kernel 3, pads 1 on all sides, stride 1:
#   (3 + 2 - 3) + 1 = 3 rows and (4 + 2 - 3) + 1 = 4 columns; with stride 1 there is nothing to round,
#   so ceil_mode changes nothing. Shape inference and onnxruntime say so.
# Seen: 5 x 6 with ceil_mode, the 3 x 4 maxima at the top left and zeros around; 3 x 4 without.
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

image = np.arange(1, 13, dtype=np.float32).reshape(1, 1, 3, 4)


def run(ceil):
    settings = {"kernel_shape": [3, 3], "strides": [1, 1], "pads": [1, 1, 1, 1]}
    node = helper.make_node("MaxPool", ["x"], ["y"], ceil_mode=ceil, **settings)
    source = helper.make_tensor_value_info("x", TensorProto.FLOAT, image.shape)
    result = helper.make_tensor_value_info("y", TensorProto.FLOAT, [1, 1, "rows", "cols"])
    graph = helper.make_graph([node], "pool", [source], [result])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 22)], ir_version=10)
    onnx.checker.check_model(model, full_check=True)
    session = onnxruntime.InferenceSession(
        model.SerializeToString(), providers=["CPUExecutionProvider"]
    )
    outputs = ReferenceEvaluator(model).run(None, {"x": image}), session.run(None, {"x": image})
    return [output[0][0, 0] for output in outputs]


print("onnx", onnx.__version__)
for ceil, seen in ((0, (3, 4)), (1, (5, 6))):
    reference, runtime = run(ceil)
    print("ceil_mode", ceil, "expected", runtime.shape, "seen", reference.shape)
    assert runtime.shape == (3, 4), "onnxruntime changed"
    assert reference.shape == seen, "the behaviour changed"
print(reference)
assert np.array_equal(reference[:3, :4], runtime) and not reference[3:].any()
PY
