#!/usr/bin/env bash
# onnxruntime refuses a ConvTranspose whose output_padding is below its dilation but not below its stride.
# Version: onnxruntime 1.32.0 (CPU), onnx 1.23.2.
# Expected: ONNX operator ConvTranspose, documentation: each output_padding must be less than the
#   stride/dilation; the size is s (n - 1) + output_padding + d (k - 1) + 1 - pads. PyTorch allows what is
#   less than either and exports it. 5 x 7 samples, 3 x 3 taps, stride 1, dilation 2, one column more:
#   9 x 12, as shape inference has it.
# Seen: the model loads, then raises when it runs: 8 columns were expected but there are 7. With stride 2
#   the same layer runs.
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
from onnx import TensorProto, helper, numpy_helper

image = np.ones((1, 1, 5, 7), np.float32)


def model(stride):
    """One column added to a transposed convolution of dilation 2."""
    settings = {"strides": [stride, stride], "dilations": [2, 2], "output_padding": [0, 1]}
    node = helper.make_node("ConvTranspose", ["x", "w"], ["y"], **settings)
    source = helper.make_tensor_value_info("x", TensorProto.FLOAT, image.shape)
    result = helper.make_tensor_value_info("y", TensorProto.FLOAT, [1, 1, None, None])
    weights = numpy_helper.from_array(np.ones((1, 1, 3, 3), np.float32), "w")
    graph = helper.make_graph([node], "transposed", [source], [result], [weights])
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 22)], ir_version=10)


def inferred(model):
    """The size by the operator's formula."""
    onnx.checker.check_model(model, full_check=True)
    (result,) = onnx.shape_inference.infer_shapes(model, strict_mode=True).graph.output
    return tuple(axis.dim_value for axis in result.type.tensor_type.shape.dim[2:])


def session(model):
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 4
    data = model.SerializeToString()
    return onnxruntime.InferenceSession(data, options, providers=["CPUExecutionProvider"])


print("onnxruntime", onnxruntime.__version__)
(wider,) = session(model(2)).run(None, {"x": image})
print("stride 2: expected", inferred(model(2)), "seen", wider.shape[2:])
assert wider.shape[2:] == inferred(model(2)) == (13, 18), "the behaviour changed"
print("stride 1: expected", inferred(model(1)), end=" ")
assert inferred(model(1)) == (9, 12), "shape inference changed"
loaded = session(model(1))
try:
    loaded.run(None, {"x": image})
except Exception as error:
    print("seen", type(error).__name__)
    assert "output_padding (1) may be too large for stride (1)" in str(error), "the behaviour changed"
else:
    raise SystemExit("the behaviour changed")
PY
