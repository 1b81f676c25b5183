#!/usr/bin/env bash
# onnxruntime refuses a dilated Conv whose padding is written as auto_pad.
# Version: onnxruntime 1.32.0 (CPU), onnx 1.23.2.
# Expected: ONNX operator Conv, attribute auto_pad: SAME_UPPER pads so that the output has
#   ceil(input / stride) samples, with no exception for dilations; onnx.checker accepts the file,
#   onnx.reference computes it.
# Seen: the session is created, then run() raises "Dilation not supported for
#   AutoPadType::SAME_UPPER". The same padding written as numbers runs and gives the result of the
#   definition.
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

onnxruntime.set_default_logger_severity(4)
kernel = np.arange(1, 10, dtype=np.float32).reshape(1, 1, 3, 3)
image = np.arange(42, dtype=np.float32).reshape(1, 1, 6, 7)


def model(**padding):
    node = helper.make_node("Conv", ["x", "w"], ["y"], dilations=[2, 2], **padding)
    source = helper.make_tensor_value_info("x", TensorProto.FLOAT, image.shape)
    result = helper.make_tensor_value_info("y", TensorProto.FLOAT, image.shape)
    graph = helper.make_graph(
        [node], "conv", [source], [result], [numpy_helper.from_array(kernel, "w")]
    )
    made = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 22)], ir_version=10)
    onnx.checker.check_model(made, full_check=True)
    return made


def run(made):
    session = onnxruntime.InferenceSession(
        made.SerializeToString(), providers=["CPUExecutionProvider"]
    )
    return session.run(None, {"x": image})[0]


padded = np.pad(image[0, 0], 2)
taps = [(row, col) for row in range(3) for col in range(3)]
defined = sum(kernel[0, 0, r, c] * padded[2 * r : 2 * r + 6, 2 * c : 2 * c + 7] for r, c in taps)

[reference] = ReferenceEvaluator(model(auto_pad="SAME_UPPER")).run(None, {"x": image})
assert np.allclose(reference[0, 0], defined), "onnx.reference changed"
assert np.allclose(run(model(pads=[2, 2, 2, 2]))[0, 0], defined), "numeric pads changed"
print("onnxruntime", onnxruntime.__version__)
print("expected: auto_pad=SAME_UPPER equals pads=[2, 2, 2, 2], output 6 x 7")
try:
    run(model(auto_pad="SAME_UPPER"))
except Exception as error:
    print("seen:", str(error).split("Status Message: ")[-1])
    assert "Dilation not supported" in str(error), "another error than before"
else:
    raise SystemExit("the behaviour changed: onnxruntime now runs the layer")
PY
