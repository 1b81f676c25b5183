#!/usr/bin/env bash
# onnxruntime's conversion to float16 writes models whose nodes are in disorder.
# Version: onnxruntime 1.32.0 (CPU), onnx 1.23.2.
# Expected: ONNX IR, "Graphs": nodes are topologically sorted. `convert_float_to_float16`, which keeps
#   some kinds of nodes in float32 (its default block list has CumSum), gives a model that
#   onnx.checker accepts, as it accepted the one that was converted.
# Seen: the casts around such a node come last, after nodes that read their results. onnx.checker
#   refuses the model; onnxruntime sorts it silently and runs it.
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
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.transformers.float16 import convert_float_to_float16

print("onnxruntime", onnxruntime.__version__)
nodes = [
    helper.make_node("Relu", ["x"], ["a"]),
    helper.make_node("CumSum", ["a", "axis"], ["b"]),
    helper.make_node("Relu", ["b"], ["y"]),
]
source = helper.make_tensor_value_info("x", TensorProto.FLOAT, [5])
result = helper.make_tensor_value_info("y", TensorProto.FLOAT, [5])
axis = numpy_helper.from_array(np.array(0), "axis")
graph = helper.make_graph(nodes, "sums", [source], [result], [axis])
model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9)
onnx.checker.check_model(model, full_check=True)
half = convert_float_to_float16(model)
print("expected Relu Cast CumSum Cast Relu, seen", *[node.op_type for node in half.graph.node])
try:
    onnx.checker.check_model(half)
except onnx.checker.ValidationError as error:
    print("onnx.checker:", str(error).splitlines()[0])
else:
    raise SystemExit("the behaviour changed")
session = onnxruntime.InferenceSession(
    half.SerializeToString(), providers=["CPUExecutionProvider"]
)
print("onnxruntime runs it:", session.run(None, {"x": np.ones(5, np.float16)})[0].tolist())
PY
