#!/usr/bin/env bash
# OpenVINO reads a Resize without three of its attributes: antialias, exclude_outside and
# keep_aspect_ratio_policy are dropped without a word.
# Version: openvino 2026.4.1 (CPU, float32 asked for), onnx 1.23.2.
# Expected: ONNX operator Resize: with antialias the kernel is stretched when a map gets smaller, so 10
#   samples to 5 by linear mode read 4 samples each inside; exclude_outside sets the weights outside the
#   map to zero; "not_larger" makes 8 x 12 of 6 x 9 where 12 x 12 is asked for. The reference evaluator
#   does all three.
# Seen: 2 samples each; the same numbers as without exclude_outside; 12 x 12.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv --without-pip "$folder/venv"
python3 -m pip --python "$folder/venv" install --quiet --no-compile \
  openvino==2026.4.1 onnx==1.23.2 numpy==2.4.6
"$folder/venv/bin/python" - <<'PY'
import io

import numpy as np
import onnx
import openvino
from onnx import TensorProto, helper, numpy_helper
from onnx.reference import ReferenceEvaluator

SETTINGS = {"INFERENCE_PRECISION_HINT": "f32"}


def runners(shape, sizes, **attributes):
    """The reference evaluator and OpenVINO, as functions of a map."""
    node = helper.make_node("Resize", ["x", "", "", "sizes"], ["y"], axes=[2, 3], **attributes)
    source = helper.make_tensor_value_info("x", TensorProto.FLOAT, [1, 1, *shape])
    result = helper.make_tensor_value_info("y", TensorProto.FLOAT, [1, 1, None, None])
    constant = numpy_helper.from_array(np.array(sizes), "sizes")
    graph = helper.make_graph([node], "resize", [source], [result], [constant])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 19)], ir_version=9)
    onnx.checker.check_model(model, full_check=True)
    evaluator = ReferenceEvaluator(model)
    core = openvino.Core()
    read = core.read_model(io.BytesIO(model.SerializeToString()))
    compiled = core.compile_model(read, "CPU", SETTINGS)
    return (
        lambda x: evaluator.run(None, {"x": x[None, None]})[0][0, 0],
        lambda x: compiled(x[None, None])[0][0, 0],
    )


def read_by(run, size):
    """How many of the samples change each sample of the result."""
    lines = np.eye(size, dtype=np.float32)[:, None]
    return np.count_nonzero([run(line)[0] for line in lines], axis=0).tolist()


print("openvino", openvino.__version__)
counts = [read_by(run, 10) for run in runners((1, 10), [1, 5], mode="linear", antialias=1)]
print("samples read: expected", counts[0], "seen", counts[1])
assert counts == [[3, 4, 4, 4, 3], [2, 2, 2, 2, 2]], "the behaviour changed"
signal = np.arange(10, dtype=np.float32)[None] ** 2
expected, seen = (
    run(signal) for run in runners((1, 10), [1, 20], mode="cubic", exclude_outside=1)
)
_, plain = (run(signal) for run in runners((1, 10), [1, 20], mode="cubic"))
print("last sample: expected", expected[0, -1], "seen", seen[0, -1])
assert not np.allclose(expected, seen, atol=0.1), "the behaviour changed"
assert np.allclose(seen, plain), "the behaviour changed"
image, policy = np.zeros((6, 9), np.float32), {"keep_aspect_ratio_policy": "not_larger"}
sizes = [run(image).shape for run in runners((6, 9), [12, 12], mode="nearest", **policy)]
print("size: expected", sizes[0], "seen", sizes[1])
assert sizes == [(8, 12), (12, 12)], "the behaviour changed"
PY
