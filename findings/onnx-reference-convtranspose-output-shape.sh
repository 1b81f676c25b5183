#!/usr/bin/env bash
# The reference evaluator of ONNX raises for a ConvTranspose whose output_shape needs padding.
# Version: onnx 1.23.2 (onnx.reference); onnxruntime 1.32.0 for comparison.
# Expected: ONNX operator ConvTranspose, attribute output_shape: the pads follow from it. Samples
#   1 2 3, kernel 1 2 3, stride 2 make 7; output_shape 6 takes 1 away, in front without auto_pad:
#   2 5 4 9 6 9.
# Seen: ValueError, the sizes that it calculated with pads of 0 do not match. A larger
#   output_shape (8) and one with auto_pad are evaluated.
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

signal = np.array([1, 2, 3], np.float32).reshape(1, 1, 1, 3)
kernel = numpy_helper.from_array(np.array([1, 2, 3], np.float32).reshape(1, 1, 1, 3), "w")


def model(size, **settings):
    node = helper.make_node(
        "ConvTranspose", ["x", "w"], ["y"], strides=[1, 2], output_shape=[1, size], **settings
    )
    source = helper.make_tensor_value_info("x", TensorProto.FLOAT, signal.shape)
    result = helper.make_tensor_value_info("y", TensorProto.FLOAT, [1, 1, 1, size])
    graph = helper.make_graph([node], "transposed", [source], [result], [kernel])
    made = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 22)], ir_version=10)
    onnx.checker.check_model(made, full_check=True)
    return made


def reference(size, **settings):
    return ReferenceEvaluator(model(size, **settings)).run(None, {"x": signal})[0].ravel().tolist()


session = onnxruntime.InferenceSession(
    model(6).SerializeToString(), providers=["CPUExecutionProvider"]
)
runtime = session.run(None, {"x": signal})[0].ravel().tolist()
try:
    seen = str(reference(6))
except ValueError as error:
    seen = "ValueError: " + " ".join(str(error).split())
print("onnx", onnx.__version__)
print("expected      ", [2, 5, 4, 9, 6, 9])
print("onnxruntime   ", runtime)
print("onnx.reference", seen[:110])
assert runtime == [2, 5, 4, 9, 6, 9], "onnxruntime changed"
assert reference(8) == [1, 2, 5, 4, 9, 6, 9, 0], "the larger output_shape changed"
assert reference(6, auto_pad="SAME_UPPER") == [1, 2, 5, 4, 9, 6], "SAME_UPPER changed"
assert seen.startswith("ValueError"), "the behaviour changed"
PY
