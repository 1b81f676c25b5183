#!/usr/bin/env bash
# The reference evaluator of ONNX moves all windows of an AveragePool when ceil_mode needs two
# more samples at the end.
# Version: onnx 1.23.2 (onnx.reference); onnxruntime 1.32.0 for comparison.
# Expected: ceil_mode changes the number of windows (ONNX operator AveragePool, PyTorch
#   AvgPool1d), not their places: window i begins at i * stride - pad. Samples 1 2 3 4 5, kernel
#   3, stride 4: windows (1 2 3) and (5), averages 2 and 5.
# Seen: 1.5 and 4, the averages of (1 2) and (4 5): half of the samples that the last window lacks
#   are added in front, so each window begins one sample early. With one sample lacking (4
#   samples, kernel 2, stride 3) nothing moves, which hides it.
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


def run(samples, kernel, stride):
    signal = np.arange(1, samples + 1, dtype=np.float32).reshape(1, 1, 1, samples)
    node = helper.make_node(
        "AveragePool", ["x"], ["y"], kernel_shape=[1, kernel], strides=[1, stride], ceil_mode=1
    )
    source = helper.make_tensor_value_info("x", TensorProto.FLOAT, signal.shape)
    result = helper.make_tensor_value_info("y", TensorProto.FLOAT, [1, 1, 1, "size"])
    graph = helper.make_graph([node], "pool", [source], [result])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 22)], ir_version=10)
    onnx.checker.check_model(model, full_check=True)
    session = onnxruntime.InferenceSession(
        model.SerializeToString(), providers=["CPUExecutionProvider"]
    )
    outputs = ReferenceEvaluator(model).run(None, {"x": signal}), session.run(None, {"x": signal})
    return [output[0][0, 0, 0].tolist() for output in outputs]


print("onnx", onnx.__version__)
for case, defined, seen in (((5, 3, 4), [2, 5], [1.5, 4]), ((4, 2, 3), [1.5, 4], [1.5, 4])):
    reference, runtime = run(*case)
    print("samples, kernel, stride", case, "expected", defined, "seen", reference)
    assert runtime == defined, "onnxruntime changed"
    assert reference == seen, "the behaviour changed"
PY
