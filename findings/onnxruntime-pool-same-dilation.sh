#!/usr/bin/env bash
# onnxruntime runs dilated poolings with auto_pad SAME, but pads them for the kernel without
# holes.
# Version: onnxruntime 1.32.0 (CPU), onnx 1.23.2.
# Expected: ONNX operators MaxPool, AveragePool (opset 22): with SAME_UPPER the output has
#   floor((input - 1) / stride) + 1 samples, and the padding is (output - 1) * stride + (kernel -
#   1) * dilation + 1 - input. For 7 samples, kernel 3, dilation 2, stride 1: 7 samples, padding
#   4.
# Seen: padding 2 (the dilation is left out), so 5 samples come out, with no warning. MaxPool and
#   AveragePool alike, although Conv in the same situation raises an error. The shape that onnx
#   infers for the file is 7.
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

onnxruntime.set_default_logger_severity(4)
signal = np.arange(1, 8, dtype=np.float32).reshape(1, 1, 7)
print("onnxruntime", onnxruntime.__version__)
# Windows at -2 .. 4 read samples i, i + 2, i + 4 of 1 .. 7; outside there is nothing to read.
defined = {"MaxPool": [3, 4, 5, 6, 7, 6, 7], "AveragePool": [2, 3, 3, 4, 5, 5, 6]}
seen = {"MaxPool": [4, 5, 6, 7, 6], "AveragePool": [3, 3, 4, 5, 5]}
for kind in defined:
    for name, padding, wanted in (
        ("pads=[2, 2]", {"pads": [2, 2]}, defined[kind]),
        ("auto_pad=SAME_UPPER", {"auto_pad": "SAME_UPPER"}, seen[kind]),
    ):
        node = helper.make_node(kind, ["x"], ["y"], kernel_shape=[3], dilations=[2], **padding)
        source = helper.make_tensor_value_info("x", TensorProto.FLOAT, [1, 1, 7])
        result = helper.make_tensor_value_info("y", TensorProto.FLOAT, [1, 1, "size"])
        graph = helper.make_graph([node], "pool", [source], [result])
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 22)], ir_version=10)
        onnx.checker.check_model(model, full_check=True)
        inferred = onnx.shape_inference.infer_shapes(model).graph.output[0]
        assert inferred.type.tensor_type.shape.dim[2].dim_value in (0, 7)
        session = onnxruntime.InferenceSession(
            model.SerializeToString(), providers=["CPUExecutionProvider"]
        )
        values = session.run(None, {"x": signal})[0][0, 0].tolist()
        print(kind, name, "expected", defined[kind], "seen", values)
        assert values == wanted, "the behaviour changed"
PY
