#!/usr/bin/env bash
# The reference evaluator of ONNX puts the windows of MaxPool with SAME_LOWER and a stride in
# other places.
# Version: onnx 1.23.2 (onnx.reference); onnxruntime 1.32.0 for comparison.
# Expected: ONNX operator MaxPool: SAME_LOWER gives floor((input - 1) / stride) + 1 samples; the
#   padding is (output - 1) * stride + kernel - input, an odd sample at the beginning. Samples 1
#   .. 7, kernel 3, stride 2: four windows, one sample of padding on each side, maxima 2 4 6 7.
#   SAME_UPPER has the same even padding here, so both words must agree.
# Seen: three windows without any padding, maxima 3 5 7. SAME_UPPER is right.
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

signal = np.arange(1, 8, dtype=np.float32).reshape(1, 1, 1, 7)


def run(word):
    node = helper.make_node(
        "MaxPool", ["x"], ["y"], kernel_shape=[1, 3], strides=[1, 2], auto_pad=word
    )
    source = helper.make_tensor_value_info("x", TensorProto.FLOAT, signal.shape)
    result = helper.make_tensor_value_info("y", TensorProto.FLOAT, [1, 1, 1, 4])
    graph = helper.make_graph([node], "pool", [source], [result])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 22)], ir_version=10)
    onnx.checker.check_model(model, full_check=True)
    session = onnxruntime.InferenceSession(
        model.SerializeToString(), providers=["CPUExecutionProvider"]
    )
    outputs = ReferenceEvaluator(model).run(None, {"x": signal}), session.run(None, {"x": signal})
    return [output[0][0, 0, 0].tolist() for output in outputs]


print("onnx", onnx.__version__)
for word, seen in (("SAME_UPPER", [2, 4, 6, 7]), ("SAME_LOWER", [3, 5, 7])):
    reference, runtime = run(word)
    print(word, "expected [2, 4, 6, 7], seen", reference)
    assert runtime == [2, 4, 6, 7], "onnxruntime changed"
    assert reference == seen, "the behaviour changed"
PY
