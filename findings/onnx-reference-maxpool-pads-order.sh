#!/usr/bin/env bash
# The reference evaluator of ONNX reads the four pads of a MaxPool in another order when the
# stride is 1.
# Version: onnx 1.23.2 (onnx.reference); onnxruntime 1.32.0 for comparison.
# Expected: ONNX operator MaxPool, attribute pads: [rows before, columns before, rows after,
#   columns after]. Image 4 x 4, kernel 3, pads [0, 1, 2, 0]: (4 + 2 - 2) x (4 + 1 - 2) = 4 x 3.
# Seen: 3 x 4. Stride 2 takes another way through the evaluator and is right; equal pads on all
#   sides hide it.
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
from onnx import TensorProto, helper
from onnx.reference import ReferenceEvaluator

image = np.arange(16, dtype=np.float32).reshape(1, 1, 4, 4)


def run(stride):
    node = helper.make_node(
        "MaxPool",
        ["x"],
        ["y"],
        kernel_shape=[3, 3],
        strides=[stride, stride],
        pads=[0, 1, 2, 0],
    )
    source = helper.make_tensor_value_info("x", TensorProto.FLOAT, image.shape)
    result = helper.make_tensor_value_info("y", TensorProto.FLOAT, [1, 1, "rows", "cols"])
    graph = helper.make_graph([node], "pool", [source], [result])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 22)], ir_version=10)
    onnx.checker.check_model(model, full_check=True)
    session = onnxruntime.InferenceSession(
        model.SerializeToString(), providers=["CPUExecutionProvider"]
    )
    outputs = ReferenceEvaluator(model).run(None, {"x": image}), session.run(None, {"x": image})
    return [output[0].shape[2:] for output in outputs]


print("onnx", onnx.__version__)
for stride, defined, seen in ((1, (4, 3), (3, 4)), (2, (2, 2), (2, 2))):
    reference, runtime = run(stride)
    print("stride", stride, "expected", defined, "seen", reference)
    assert runtime == defined, "onnxruntime changed"
    assert reference == seen, "the behaviour changed"
PY
