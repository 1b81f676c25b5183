#!/usr/bin/env bash
# onnxruntime's quantised average divides by samples that are not even padding, so its optimisation
# changes what a quantised model computes.
# Version: onnxruntime 1.32.0 (CPU), onnx 1.23.2.
# Expected: in ceil mode a window may hang over the end; with count_include_pad its mean is over samples
#   and padding, as onnxruntime has it in float. 10 ones, windows of 3 by steps of 2, padding 1 and 1:
#   the last of six windows holds one sample and one of padding, so its mean is 1/2. Optimisation moves
#   a result by no more than a step of the quantisation.
# Seen: 1/3 once AveragePool between two quantisations has become QLinearAveragePool, as usual when such
#   a model is loaded; 1/2 with optimisations off. The other five agree.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv --without-pip "$folder/venv"
python3 -m pip --python "$folder/venv" install --quiet --no-compile \
  onnxruntime==1.32.0 onnx==1.23.2 numpy==2.4.6
"$folder/venv/bin/python" - <<'PY'
import numpy as np
import onnx
import onnxruntime
from onnx import TensorProto, helper

LEVELS = onnxruntime.GraphOptimizationLevel
window = {
    "kernel_shape": [1, 3],
    "strides": [1, 2],
    "pads": [0, 1, 0, 1],
    "ceil_mode": 1,
    "count_include_pad": 1,
}
nodes = [
    helper.make_node("QuantizeLinear", ["x", "scale", "zero"], ["qx"]),
    helper.make_node("DequantizeLinear", ["qx", "scale", "zero"], ["a"]),
    helper.make_node("AveragePool", ["a"], ["b"], **window),
    helper.make_node("QuantizeLinear", ["b", "scale", "zero"], ["qb"]),
    helper.make_node("DequantizeLinear", ["qb", "scale", "zero"], ["y"]),
]
image = np.ones((1, 1, 1, 10), np.float32)
source = helper.make_tensor_value_info("x", TensorProto.FLOAT, image.shape)
result = helper.make_tensor_value_info("y", TensorProto.FLOAT, [1, 1, 1, 6])
constants = [
    helper.make_tensor("scale", TensorProto.FLOAT, [], [1 / 255]),
    helper.make_tensor("zero", TensorProto.UINT8, [], [0]),
]
graph = helper.make_graph(nodes, "pool", [source], [result], constants)
model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9)
onnx.checker.check_model(model, full_check=True)


def run(level):
    options = onnxruntime.SessionOptions()
    options.graph_optimization_level = level
    session = onnxruntime.InferenceSession(
        model.SerializeToString(), options, providers=["CPUExecutionProvider"]
    )
    return session.run(None, {"x": image})[0].ravel()


print("onnxruntime", onnxruntime.__version__)
expected, seen = run(LEVELS.ORT_DISABLE_ALL), run(LEVELS.ORT_ENABLE_ALL)
print("expected", expected.round(2).tolist())
print("seen    ", seen.round(2).tolist())
np.testing.assert_allclose(expected, [2 / 3, 1, 1, 1, 1, 1 / 2], atol=1 / 255)
assert np.allclose(expected[:-1], seen[:-1], atol=1 / 255), "the other windows changed"
assert np.isclose(seen[-1], 1 / 3, atol=1 / 255), "the behaviour changed"
PY
