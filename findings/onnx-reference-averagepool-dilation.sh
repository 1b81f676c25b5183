#!/usr/bin/env bash
# The reference evaluator of ONNX leaves the dilation out of the sizes of AveragePool with
# auto_pad.
# Version: onnx 1.23.2 (onnx.reference).
# Expected: ONNX operator AveragePool (opset 19 on, where dilations were added): VALID gives
#   floor((input - ((kernel - 1) * dilation + 1)) / stride) + 1 samples: 3 for 7 samples, kernel
#   3, dilation 2. Shape inference of the same package says 3.
# Seen: 5 samples, the size for dilation 1. The windows that do not exist are filled with 0.0, an
#   average that no window has. SAME_UPPER is wrong in the same way: 7 samples, but one sample of
#   padding in front where the formula gives two, and zeros for the last two windows. Padding
#   written as numbers is right.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv --without-pip "$folder/venv"
python3 -m pip --python "$folder/venv" install --quiet --no-compile \
  onnx==1.23.2 numpy==2.4.6
"$folder/venv/bin/python" - <<'PY'
import numpy as np
import onnx
from onnx import TensorProto, helper
from onnx.reference import ReferenceEvaluator

signal = np.arange(1, 8, dtype=np.float32).reshape(1, 1, 1, 7)


def run(**padding):
    node = helper.make_node(
        "AveragePool", ["x"], ["y"], kernel_shape=[1, 3], dilations=[1, 2], **padding
    )
    source = helper.make_tensor_value_info("x", TensorProto.FLOAT, signal.shape)
    result = helper.make_tensor_value_info("y", TensorProto.FLOAT, [1, 1, 1, "size"])
    graph = helper.make_graph([node], "pool", [source], [result])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 22)], ir_version=10)
    onnx.checker.check_model(model, full_check=True)
    return ReferenceEvaluator(model).run(None, {"x": signal})[0][0, 0, 0].tolist()


print("onnx", onnx.__version__)
valid, same = run(auto_pad="VALID"), run(auto_pad="SAME_UPPER")
print("VALID:      expected [3, 4, 5], seen", valid)
print("SAME_UPPER: expected [2, 3, 3, 4, 5, 5, 6], seen", same)
assert run(pads=[0, 0, 0, 0]) == [3, 4, 5], "numeric pads changed"
assert run(pads=[0, 2, 0, 2]) == [2, 3, 3, 4, 5, 5, 6], "numeric pads changed"
assert valid == [3, 4, 5, 0, 0], "the behaviour changed"
assert same == [3, 3, 4, 5, 5, 0, 0], "the behaviour changed"
PY
