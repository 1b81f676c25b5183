#!/usr/bin/env bash
# The ONNX runner of tinygrad pads a dilated Conv with auto_pad SAME as if its dilation were 1: the
# map shrinks, and nothing warns.
# Version: tinygrad 0.14.0 (its PYTHON device, which needs no compiler); onnx 1.23.2.
# Expected: ONNX operator Conv, auto_pad: SAME keeps ceil(size / stride). A map of 9 x 11 through a
#   3 x 3 kernel at dilation 2 stays 9 x 11, and the reference evaluator says so.
# Seen: 7 x 9; at dilation 1 it is 9 x 11. Explicit pads of 2 are right at dilation 2 as well.
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

image = np.arange(99, dtype=np.float32).reshape(1, 1, 9, 11)


def run(rate, **padding):
    node = helper.make_node("Conv", ["x", "w"], ["y"], dilations=[rate, rate], **padding)
    source = helper.make_tensor_value_info("x", TensorProto.FLOAT, image.shape)
    result = helper.make_tensor_value_info("y", TensorProto.FLOAT, [1, 1, "rows", "cols"])
    weight = helper.make_tensor("w", TensorProto.FLOAT, [1, 1, 3, 3], [1.0] * 9)
    graph = helper.make_graph([node], "conv", [source], [result], [weight])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18)], ir_version=8)
    onnx.checker.check_model(model, full_check=True)
    onnx.save(model, "conv.onnx")
    [reference] = ReferenceEvaluator(model).run(None, {"x": image})
    output = OnnxRunner("conv.onnx")({"x": Tensor(image)})["y"].numpy()
    return reference.shape[2:], output.shape[2:], np.array_equal(reference, output)


print("tinygrad", version("tinygrad"))
for rate, padding, seen in (
    (1, {"auto_pad": "SAME_UPPER"}, (9, 11)),
    (2, {"auto_pad": "SAME_UPPER"}, (7, 9)),
    (2, {"pads": [2, 2, 2, 2]}, (9, 11)),
):
    expected, size, equal = run(rate, **padding)
    print("dilation", rate, padding, "expected", expected, "seen", size)
    assert expected == (9, 11) and size == seen, "the behaviour changed"
    assert equal == (seen == expected), "the behaviour changed"
PY
