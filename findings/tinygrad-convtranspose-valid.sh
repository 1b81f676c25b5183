#!/usr/bin/env bash
# The ONNX runner of tinygrad cuts the map of a ConvTranspose with auto_pad VALID as if it said SAME.
# Version: tinygrad 0.14.0 (its PYTHON device, which needs no compiler); onnx 1.23.2.
# Expected: ONNX operator ConvTranspose, auto_pad: VALID means no padding. 5 x 7 through a 3 x 3 kernel
#   with stride 2 are (5 - 1) * 2 + 3 = 11 by 15, as without auto_pad; the reference evaluator says so.
# Seen: 10 x 14, size times stride: the first row and the first column are missing, and nothing warns.
#   With stride 1, 5 x 7 instead of 7 x 9: a row and a column on every side, so each unit is shifted.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv --without-pip "$folder/venv"
python3 -m pip --python "$folder/venv" install --quiet --no-compile \
  tinygrad==0.14.0 onnx==1.23.2 numpy==2.4.6
cd "$folder"
DEV=PYTHON "$folder/venv/bin/python" - <<'PY'
from importlib.metadata import version

import numpy as np
import onnx
from onnx import TensorProto, helper
from onnx.reference import ReferenceEvaluator
from tinygrad import Tensor
from tinygrad.nn.onnx import OnnxRunner

image = np.arange(1, 36, dtype=np.float32).reshape(1, 1, 5, 7)


def run(stride, **padding):
    node = helper.make_node("ConvTranspose", ["x", "w"], ["y"], strides=[stride] * 2, **padding)
    source = helper.make_tensor_value_info("x", TensorProto.FLOAT, image.shape)
    result = helper.make_tensor_value_info("y", TensorProto.FLOAT, [1, 1, "rows", "cols"])
    weight = helper.make_tensor("w", TensorProto.FLOAT, [1, 1, 3, 3], [1, 2, 3, 4, 5, 6, 7, 8, 9])
    graph = helper.make_graph([node], "transposed", [source], [result], [weight])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18)], ir_version=8)
    onnx.checker.check_model(model, full_check=True)
    onnx.save(model, "transposed.onnx")
    [reference] = ReferenceEvaluator(model).run(None, {"x": image})
    output = OnnxRunner("transposed.onnx")({"x": Tensor(image)})["y"].numpy()
    return reference[0, 0], output[0, 0]


print("tinygrad", version("tinygrad"))
for stride, size, cut in (2, (10, 14), np.s_[1:, 1:]), (1, (5, 7), np.s_[1:-1, 1:-1]):
    expected, plain = run(stride)
    assert np.array_equal(expected, plain), "ConvTranspose without auto_pad changed"
    expected, seen = run(stride, auto_pad="VALID")
    print("stride", stride, "expected", expected.shape, "seen", seen.shape)
    assert seen.shape == size and np.array_equal(seen, expected[cut]), "the behaviour changed"
PY
