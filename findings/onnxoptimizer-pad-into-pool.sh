#!/usr/bin/env bash
# The default passes of onnxoptimizer fuse a Pad of zeros into the pool behind it, though a pool's own
# padding means something else.
# Version: onnxoptimizer 0.4.2, onnx 1.23.2, onnxruntime 1.32.0 (CPU, its own optimisations off).
# Expected: an optimised model computes what the model computed. Pad makes zeros, which take part in a
#   maximum, and before auto_pad SAME they are a part of the map that SAME pads.
# Seen: (1) MaxPool gets the pads as its own, which take no part: -7 instead of 0 beside a border.
#   (2) With SAME_UPPER the pads stand beside auto_pad, which forbids them: they are dropped, and 9 x 12
#   become 5 x 6 instead of 6 x 7. (3) Pads as long as the kernel become pads that a pool may not have:
#   onnxruntime refuses the optimised model. onnx.checker accepts all three.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv --without-pip "$folder/venv"
python3 -m pip --python "$folder/venv" install --quiet --no-compile \
  onnxoptimizer==0.4.2 onnx==1.23.2 onnxruntime==1.32.0 numpy==2.4.6
"$folder/venv/bin/python" - <<'PY'
from importlib.metadata import version

import numpy as np
import onnx
import onnxoptimizer
import onnxruntime
from onnx import TensorProto, helper, numpy_helper

image = np.full((1, 1, 9, 12), -7, np.float32)


def model(kind, pad, **settings):
    pads = np.array([0, 0, pad, pad, 0, 0, pad, pad])
    nodes = [
        helper.make_node("Pad", ["x", "pads"], ["p"]),
        helper.make_node(kind, ["p"], ["y"], kernel_shape=[3, 3], strides=[2, 2], **settings),
    ]
    source = helper.make_tensor_value_info("x", TensorProto.FLOAT, image.shape)
    result = helper.make_tensor_value_info("y", TensorProto.FLOAT, [1, 1, None, None])
    graph = helper.make_graph(
        nodes, "pool", [source], [result], [numpy_helper.from_array(pads, "pads")]
    )
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9)


def run(model):
    onnx.checker.check_model(model, full_check=True)
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 4
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
    session = onnxruntime.InferenceSession(
        model.SerializeToString(), options, providers=["CPUExecutionProvider"]
    )
    return session.run(None, {"x": image})[0][0, 0]


print("onnxoptimizer", version("onnxoptimizer"))
given = model("MaxPool", 1)
before, after = run(given)[0, 0], run(onnxoptimizer.optimize(given))[0, 0]
print("maximum at the border: expected", before, "seen", after)
assert (before, after) == (0, -7), "the behaviour changed"
given = model("AveragePool", 1, auto_pad="SAME_UPPER", count_include_pad=1)
before, after = run(given).shape, run(onnxoptimizer.optimize(given)).shape
print("size with SAME_UPPER: expected", before, "seen", after)
assert (before, after) == ((6, 7), (5, 6)), "the behaviour changed"
given = model("AveragePool", 3, count_include_pad=1)
print("pads of 3: expected", run(given).shape, end=" ")
try:
    run(onnxoptimizer.optimize(given))
except Exception as error:
    print("seen", type(error).__name__)
else:
    raise SystemExit("the behaviour changed")
PY
