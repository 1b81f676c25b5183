#!/usr/bin/env bash
# The reference evaluator of ONNX does not align the corners in Resize with align_corners when scale
# times size is no whole number: it divides by the size before rounding.
# Version: onnx 1.23.2 (onnx.reference); onnxruntime 1.32.0 for comparison.
# Expected: ONNX operator Resize, align_corners:
#   x_original = x_resized * (length_original - 1) / (length_resized - 1). Five samples 0 to 4 with
#   scale 1.5 make 7, with scale 0.5 make 2; the last output is the last input, 4, whether the scale
#   or the size is given.
# Seen: by scale the last output is 3.69 of 7, and 2.67 of 2; by size it is 4. onnxruntime: 4 always.
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

samples = np.arange(5, dtype=np.float32).reshape(1, 1, 1, 5)


def run(by, kind, values):
    """The last sample of the resized line: from the reference evaluator and from onnxruntime."""
    inputs = ["x", "", "v"] if by == "scales" else ["x", "", "", "v"]
    node = helper.make_node(
        "Resize", inputs, ["y"], mode="linear", coordinate_transformation_mode="align_corners"
    )
    source = helper.make_tensor_value_info("x", TensorProto.FLOAT, samples.shape)
    result = helper.make_tensor_value_info("y", TensorProto.FLOAT, [1, 1, 1, "cols"])
    given = helper.make_tensor("v", kind, [4], [1, 1, 1, values])
    graph = helper.make_graph([node], "resize", [source], [result], [given])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 22)], ir_version=10)
    onnx.checker.check_model(model, full_check=True)
    session = onnxruntime.InferenceSession(
        model.SerializeToString(), providers=["CPUExecutionProvider"]
    )
    outputs = ReferenceEvaluator(model).run(None, {"x": samples}), session.run(None, {"x": samples})
    return [float(output[0].ravel()[-1]) for output in outputs]


print("onnx", onnx.__version__)
for by, kind, value, seen in (
    ("scales", TensorProto.FLOAT, 1.5, 3.6923),
    ("sizes", TensorProto.INT64, 7, 4),
    ("scales", TensorProto.FLOAT, 0.5, 2.6667),
    ("sizes", TensorProto.INT64, 2, 4),
):
    reference, runtime = run(by, kind, value)
    print(f"{by} {value}: expected 4, seen {reference:.4f}")
    assert abs(runtime - 4) < 1e-5, "onnxruntime changed"
    assert abs(reference - seen) < 1e-3, "the behaviour changed"
PY
