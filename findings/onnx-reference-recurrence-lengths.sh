#!/usr/bin/env bash
# LSTM and GRU run on past the lengths that are given for their sequences.
# Version: onnx 1.23.2, onnxruntime 1.32.0.
# Expected: ONNX operators LSTM and GRU, input sequence_lens: "Optional tensor specifying lengths of
#   the sequences in a batch." With a length of 2, only the first two of four steps are computed.
# Seen: onnx.reference computes all four steps; onnxruntime stops after two and fills with zeros.
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

signal = np.ones((4, 1, 1), np.float32)


def model(kind, gates):
    weights = np.ones((1, gates, 1), np.float32)
    constants = {"w": weights, "r": weights, "lengths": np.array([2], np.int32)}
    node = helper.make_node(kind, ["x", "w", "r", "", "lengths"], ["y"], hidden_size=1)
    source = helper.make_tensor_value_info("x", TensorProto.FLOAT, signal.shape)
    result = helper.make_tensor_value_info("y", TensorProto.FLOAT, [4, 1, 1, 1])
    tensors = [numpy_helper.from_array(array, name) for name, array in constants.items()]
    graph = helper.make_graph([node], "recurrence", [source], [result], tensors)
    made = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 22)], ir_version=10)
    onnx.checker.check_model(made, full_check=True)
    return made


print("onnx", onnx.__version__, "onnxruntime", onnxruntime.__version__)
for kind, gates in (("LSTM", 4), ("GRU", 3)):
    asked = model(kind, gates)
    session = onnxruntime.InferenceSession(
        asked.SerializeToString(), providers=["CPUExecutionProvider"]
    )
    runtime = session.run(None, {"x": signal})[0].ravel()
    reference = ReferenceEvaluator(asked).run(None, {"x": signal})[0].ravel()
    print(f"{kind}: expected two steps and two zeros")
    print("onnxruntime    ", runtime.round(3).tolist())
    print("onnx.reference ", reference.round(3).tolist())
    assert np.allclose(runtime[:2], reference[:2]), "the behaviour changed"
    assert not runtime[2:].any(), "the behaviour changed"
    assert (np.diff(reference) > 0).all(), "the behaviour changed"
PY
