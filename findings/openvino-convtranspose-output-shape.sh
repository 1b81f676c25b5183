#!/usr/bin/env bash
# OpenVINO shifts a ConvTranspose that has an output_shape and auto_pad SAME_UPPER.
# Version: openvino 2026.4.1 (CPU), onnx 1.23.2, onnxruntime 1.32.0 (CPU).
# Expected: ONNX operator ConvTranspose, output_shape: the total padding is split, and for SAME_UPPER
#   the larger half is at the end. Samples 1 .. 7, taps 1 10 100, stride 2 make 15 values 1 10 102 ...;
#   an output_shape of 14 cuts one off, the last. onnxruntime and the reference evaluator do so.
# Seen: the first is cut off: 10 102 20 203 ... The size is right and nothing warns. SAME_LOWER, which
#   cuts the first, is right, and so is SAME_UPPER where the total is even.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv --without-pip "$folder/venv"
python3 -m pip --python "$folder/venv" install --quiet --no-compile \
  openvino==2026.4.1 onnx==1.23.2 onnxruntime==1.32.0 numpy==2.4.6
"$folder/venv/bin/python" - <<'PY'
import io

import numpy as np
import onnx
import onnxruntime
import openvino
from onnx import TensorProto, helper, numpy_helper
from onnx.reference import ReferenceEvaluator

signal = np.arange(1, 8, dtype=np.float32).reshape(1, 1, 1, 7)
kernel = np.array([1, 10, 100], np.float32).reshape(1, 1, 1, 3)
whole = np.convolve(np.kron(signal.ravel(), [1, 0])[:-1], kernel.ravel())


def results(word, size):
    """What onnxruntime, the reference evaluator and OpenVINO make of it."""
    settings = {"strides": [1, 2], "output_shape": [1, size], "auto_pad": word}
    node = helper.make_node("ConvTranspose", ["x", "w"], ["y"], **settings)
    source = helper.make_tensor_value_info("x", TensorProto.FLOAT, signal.shape)
    result = helper.make_tensor_value_info("y", TensorProto.FLOAT, [1, 1, 1, size])
    constant = numpy_helper.from_array(kernel, "w")
    graph = helper.make_graph([node], "transposed", [source], [result], [constant])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=9)
    onnx.checker.check_model(model, full_check=True)
    data = model.SerializeToString()
    session = onnxruntime.InferenceSession(data, providers=["CPUExecutionProvider"])
    core = openvino.Core()
    compiled = core.compile_model(core.read_model(io.BytesIO(data)), "CPU")
    found = session.run(None, {"x": signal})[0], ReferenceEvaluator(model).run(None, {"x": signal})[0]
    return [value.ravel().round().tolist() for value in (*found, compiled(signal)[0])]


print("openvino", openvino.__version__)
for word, size, start in ("SAME_UPPER", 14, 0), ("SAME_LOWER", 14, 1), ("SAME_UPPER", 13, 1):
    expected = whole[start : start + size].tolist()
    runtime, reference, seen = results(word, size)
    print(word, size, "expected", expected[:4], "seen", seen[:4])
    assert runtime == reference == expected, "onnxruntime or the reference evaluator changed"
    shifted = (word, size) == ("SAME_UPPER", 14)
    assert seen == (whole[1:].tolist() if shifted else expected), "the behaviour changed"
PY
