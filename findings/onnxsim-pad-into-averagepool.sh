#!/usr/bin/env bash
# onnxsim fuses a Pad into the AveragePool behind it where that makes another model of it.
# Version: onnxsim 0.8.1, onnx 1.23.2, onnxruntime 1.32.0 (CPU, its own optimisations off).
# Expected: a simplified model computes what the model computed. 9 x 12 with 2 zeros on every side are
#   13 x 16; windows of 3 by steps of 2 with ceil_mode: 6 x 8, the last of them over the zeros.
# Seen: (1) 6 x 7, since the zeros are the pool's own padding now, in which no window may begin. (2) With
#   3 zeros on every side the simplified model has pads as long as its kernel, and onnxruntime refuses
#   it. onnxsim says that it succeeded, and onnx.checker accepts both.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv --without-pip "$folder/venv"
python3 -m pip --python "$folder/venv" install --quiet --no-compile \
  onnxsim==0.8.1 onnx==1.23.2 onnxruntime==1.32.0 numpy==2.4.6
"$folder/venv/bin/python" - <<'PY'
from importlib.metadata import version

import numpy as np
import onnx
import onnxruntime
import onnxsim
from onnx import TensorProto, helper, numpy_helper

image = np.ones((1, 1, 9, 12), np.float32)


def model(pad, ceil):
    pads = np.array([0, 0, pad, pad, 0, 0, pad, pad])
    window = {"kernel_shape": [3, 3], "strides": [2, 2], "ceil_mode": ceil}
    nodes = [
        helper.make_node("Pad", ["x", "pads"], ["p"]),
        helper.make_node("AveragePool", ["p"], ["y"], **window),
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
    return session.run(None, {"x": image})[0].shape[2:]


def simplified(model):
    result, succeeded = onnxsim.simplify(model)
    assert succeeded
    return result


print("onnxsim", version("onnxsim"))
before, after = run(model(2, 1)), run(simplified(model(2, 1)))
print("ceil_mode: expected", before, "seen", after)
assert (before, after) == ((6, 8), (6, 7)), "the behaviour changed"
print("pads of 3: expected", run(model(3, 0)), end=" ")
try:
    run(simplified(model(3, 0)))
except Exception as error:
    print("seen", type(error).__name__)
else:
    raise SystemExit("the behaviour changed")
PY
