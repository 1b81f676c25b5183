#!/usr/bin/env bash
# Below opset 22, ONNX shape inference counts a pooling window that neither onnx.reference nor
# onnxruntime computes.
# Version: onnx 1.23.2, onnxruntime 1.32.0.
# Expected: the output shape in a file is the shape that comes out. Since opset 22 the operators'
#   text says that windows that would start in the padding at the end are ignored; the PyTorch
#   layers whose exports these are (MaxPool2d, AvgPool2d, ceil_mode) have always ignored them.
# Seen: for 4 samples, kernel 2, stride 3, padding 1, ceil_mode: onnx.shape_inference says 3 at
#   opset 21 and 2 at opset 22; both evaluators give 2 at both opsets.
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

onnxruntime.set_default_logger_severity(4)
signal = np.arange(1, 5, dtype=np.float32).reshape(1, 1, 1, 4)
print("onnx", onnx.__version__, "onnxruntime", onnxruntime.__version__)
for kind in ("MaxPool", "AveragePool"):
    for opset, seen in ((21, 3), (22, 2)):
        node = helper.make_node(
            kind,
            ["x"],
            ["y"],
            kernel_shape=[1, 2],
            strides=[1, 3],
            pads=[0, 1, 0, 1],
            ceil_mode=1,
        )
        source = helper.make_tensor_value_info("x", TensorProto.FLOAT, signal.shape)
        result = helper.make_tensor_value_info("y", TensorProto.FLOAT, [1, 1, 1, "size"])
        graph = helper.make_graph([node], "pool", [source], [result])
        model = helper.make_model(
            graph, opset_imports=[helper.make_opsetid("", opset)], ir_version=10
        )
        shape = onnx.shape_inference.infer_shapes(model).graph.output[0].type.tensor_type.shape
        inferred = shape.dim[3].dim_value
        session = onnxruntime.InferenceSession(
            model.SerializeToString(), providers=["CPUExecutionProvider"]
        )
        reference = ReferenceEvaluator(model).run(None, {"x": signal})[0].shape[3]
        runtime = session.run(None, {"x": signal})[0].shape[3]
        print(kind, "opset", opset, "expected", runtime, "inferred", inferred)
        assert reference == runtime == 2, "an evaluator changed"
        assert inferred == seen, "the behaviour changed"
PY
