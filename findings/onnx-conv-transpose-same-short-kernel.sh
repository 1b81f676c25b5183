#!/usr/bin/env bash
# A ConvTranspose with auto_pad SAME whose kernel is shorter than its stride: sizes disagree
# inside ONNX.
# Version: onnx 1.23.2, onnxruntime 1.32.0.
# Expected: ONNX operator ConvTranspose, attribute auto_pad: SAME_UPPER gives input * stride
#   samples: 3 * 3 = 9. As the gradient of a SAME convolution of 9 samples (which needs no padding
#   here), kernel 1 2, stride 3: 1 2 0 2 4 0 3 6 0.
# Seen: shape inference and onnxruntime give 8 (the negative padding is cut to none);
#   onnx.reference gives 9, but with the missing zero in front, so every sample is one place late.
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
from onnx.reference import ReferenceEvaluator

signal = np.array([1, 2, 3], np.float32).reshape(1, 1, 1, 3)
kernel = numpy_helper.from_array(np.array([1, 2], np.float32).reshape(1, 1, 1, 2), "w")
node = helper.make_node("ConvTranspose", ["x", "w"], ["y"], strides=[1, 3], auto_pad="SAME_UPPER")
source = helper.make_tensor_value_info("x", TensorProto.FLOAT, signal.shape)
result = helper.make_tensor_value_info("y", TensorProto.FLOAT, [1, 1, 1, "size"])
graph = helper.make_graph([node], "transposed", [source], [result], [kernel])
model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 22)], ir_version=10)
onnx.checker.check_model(model, full_check=True)

shape = onnx.shape_inference.infer_shapes(model).graph.output[0].type.tensor_type.shape
inferred = shape.dim[3].dim_value
session = onnxruntime.InferenceSession(
    model.SerializeToString(), providers=["CPUExecutionProvider"]
)
runtime = session.run(None, {"x": signal})[0][0, 0, 0].tolist()
reference = ReferenceEvaluator(model).run(None, {"x": signal})[0][0, 0, 0].tolist()
print("onnx", onnx.__version__, "onnxruntime", onnxruntime.__version__)
print("expected 9 samples; inferred", inferred)
print("onnxruntime    ", runtime)
print("onnx.reference ", reference)
assert inferred == 8, "the behaviour changed"
assert runtime == [1, 2, 0, 2, 4, 0, 3, 6], "the behaviour changed"
assert reference == [0, 1, 2, 0, 2, 4, 0, 3, 6], "the behaviour changed"
PY
