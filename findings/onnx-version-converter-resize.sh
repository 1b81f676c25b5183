#!/usr/bin/env bash
# The version converter of onnx moves the samples of a Resize from opset 10 to a later one.
# Version: onnx 1.23.2, onnxruntime 1.32.0 (CPU).
# Expected: a converted model computes what the model did. In opset 10 sample i of a result is taken at
#   i / scale, which opset 11 calls "asymmetric". Samples 1 2 3 4, linear mode, scale 1/2: 1 3.
# Seen: the attribute is not written, so its default "half_pixel" holds: 1.5 3.5, each of two samples
#   instead of one. With scale 2 units move as well. If "asymmetric" is written into the converted model,
#   it is right.
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
from onnx import TensorProto, helper, numpy_helper, version_converter

signal = np.arange(1, 5, dtype=np.float32).reshape(1, 1, 1, 4)


def model(scale):
    """A Resize of columns, as of opset 10."""
    node = helper.make_node("Resize", ["x", "scales"], ["y"], mode="linear")
    source = helper.make_tensor_value_info("x", TensorProto.FLOAT, signal.shape)
    result = helper.make_tensor_value_info("y", TensorProto.FLOAT, [1, 1, 1, None])
    scales = numpy_helper.from_array(np.array([1, 1, 1, scale], np.float32), "scales")
    graph = helper.make_graph([node], "resize", [source], [result], [scales])
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 10)], ir_version=5)


def computed(model):
    onnx.checker.check_model(model, full_check=True)
    data = model.SerializeToString()
    session = onnxruntime.InferenceSession(data, providers=["CPUExecutionProvider"])
    return session.run(None, {"x": signal})[0].ravel().tolist()


def placed(model):
    """The same with the attribute that the conversion leaves out."""
    (resize,) = (node for node in model.graph.node if node.op_type == "Resize")
    resize.attribute.append(
        helper.make_attribute("coordinate_transformation_mode", "asymmetric")
    )
    return model


print("onnx", onnx.__version__)
for scale, expected, seen in (
    (0.5, [1, 3], [1.5, 3.5]),
    (2, [1, 1.5, 2, 2.5, 3, 3.5, 4, 4], [1, 1.25, 1.75, 2.25, 2.75, 3.25, 3.75, 4]),
):
    converted = version_converter.convert_version(model(scale), 22)
    result = computed(converted)
    print("scale", scale, "expected", expected, "seen", result)
    assert computed(model(scale)) == expected, "onnxruntime changed"
    assert result == seen, "the behaviour changed"
    assert computed(placed(converted)) == expected, "the behaviour changed"
PY
