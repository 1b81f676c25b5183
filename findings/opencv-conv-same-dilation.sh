#!/usr/bin/env bash
# OpenCV's dnn module shifts the map of a dilated Conv with auto_pad SAME_UPPER.
# Version: opencv-python-headless 5.0.0.93 (dnn), onnx 1.23.2.
# Expected: ONNX operator Conv, attribute auto_pad: the padding is split equally. A kernel of 3
#   taps with dilation 2 spans 5 samples: 2 + 2. Samples 1 .. 7, taps 1 10 100: out(i) = x(i - 2)
#   + 10 x(i) + 100 x(i + 2).
# Seen: 1 sample in front and 3 at the end, so each value stands one place early; the size is
#   right, and nothing warns. The same padding as numbers is right, and so is dilation 1.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv --without-pip "$folder/venv"
python3 -m pip --python "$folder/venv" install --quiet --no-compile \
  onnx==1.23.2 numpy==2.4.6 opencv-python-headless==5.0.0.93
"$folder/venv/bin/python" - <<'PY'
import cv2
import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

signal = np.arange(1, 8, dtype=np.float32).reshape(1, 1, 1, 7)
kernel = np.array([1, 10, 100], np.float32).reshape(1, 1, 1, 3)


def run(dilation, **padding):
    node = helper.make_node("Conv", ["x", "w"], ["y"], dilations=[1, dilation], **padding)
    source = helper.make_tensor_value_info("x", TensorProto.FLOAT, signal.shape)
    result = helper.make_tensor_value_info("y", TensorProto.FLOAT, signal.shape)
    graph = helper.make_graph(
        [node], "conv", [source], [result], [numpy_helper.from_array(kernel, "w")]
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=8)
    onnx.checker.check_model(model, full_check=True)
    network = cv2.dnn.readNetFromONNX(np.frombuffer(model.SerializeToString(), np.uint8))
    network.setInput(signal)
    return network.forward()[0, 0, 0].round().tolist()


def defined(dilation, before):
    padded = np.pad(signal[0, 0, 0], 2 * dilation)
    start = 2 * dilation - before
    taps = enumerate([1, 10, 100])
    return sum(
        v * padded[start + n * dilation : start + n * dilation + 7] for n, v in taps
    ).tolist()


print("opencv", cv2.__version__)
same = run(2, auto_pad="SAME_UPPER")
print("expected", defined(2, before=2))
print("seen    ", same)
assert run(2, pads=[0, 2, 0, 2]) == defined(2, before=2), "numeric pads changed"
assert run(1, auto_pad="SAME_UPPER") == defined(1, before=1), "dilation 1 changed"
assert same == defined(2, before=1), "the behaviour changed"
PY
