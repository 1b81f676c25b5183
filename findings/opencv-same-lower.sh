#!/usr/bin/env bash
# OpenCV's dnn module pads auto_pad SAME_LOWER as SAME_UPPER, so maps are one sample early.
# Version: opencv-python-headless 4.14.0.94 (dnn), onnx 1.23.2.
# Expected: ONNX operators Conv and MaxPool, attribute auto_pad: with SAME_LOWER an odd total puts
#   the extra sample in front. Samples 1 .. 5, taps 1 10: out(i) = x(i - 1) + 10 x(i), which is
#   10 21 32 43 54; the maximum of two is 1 2 3 4 5.
# Seen: 21 32 43 54 5 and 2 3 4 5 5, which SAME_UPPER gives. The same padding as numbers is right.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv --without-pip "$folder/venv"
python3 -m pip --python "$folder/venv" install --quiet --no-compile \
  onnx==1.23.2 numpy==2.4.6 opencv-python-headless==4.14.0.94
"$folder/venv/bin/python" - <<'PY'
import cv2
import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

signal = np.arange(1, 6, dtype=np.float32).reshape(1, 1, 1, 5)
kernel = numpy_helper.from_array(np.array([1, 10], np.float32).reshape(1, 1, 1, 2), "w")


def run(kind, **padding):
    convolution = kind == "Conv"
    inputs = ["x", "w"] if convolution else ["x"]
    node = helper.make_node(kind, inputs, ["y"], kernel_shape=[1, 2], strides=[1, 1], **padding)
    source = helper.make_tensor_value_info("x", TensorProto.FLOAT, signal.shape)
    result = helper.make_tensor_value_info("y", TensorProto.FLOAT, signal.shape)
    graph = helper.make_graph([node], "same", [source], [result], [kernel] * convolution)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=8)
    onnx.checker.check_model(model, full_check=True)
    network = cv2.dnn.readNetFromONNX(np.frombuffer(model.SerializeToString(), np.uint8))
    network.setInput(signal)
    return network.forward().ravel().round().tolist()


print("opencv", cv2.__version__)
for kind, expected, upper in (
    ("Conv", [10, 21, 32, 43, 54], [21, 32, 43, 54, 5]),
    ("MaxPool", [1, 2, 3, 4, 5], [2, 3, 4, 5, 5]),
):
    seen = run(kind, auto_pad="SAME_LOWER")
    print(kind, "expected", expected)
    print(kind, "seen    ", seen)
    assert run(kind, pads=[0, 1, 0, 0]) == expected, "numeric pads changed"
    assert run(kind, auto_pad="SAME_UPPER") == upper, "SAME_UPPER changed"
    assert seen == upper, "the behaviour changed"
PY
