#!/usr/bin/env bash
# Keras writes a file that is no valid ONNX model for a convolution in groups, and returns as usual.
# Version: keras 3.15.1, tensorflow-cpu 2.21.0, tf2onnx 1.17.0, onnx 1.23.2.
# Expected: Model.export(format="onnx") writes a model that runtimes load, or raises. Conv of ONNX has
#   groups.
# Seen: the convolution becomes an operation StatefulPartitionedCall, which ONNX does not have;
#   onnx.checker refuses the file. Without groups the file is valid.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv --without-pip "$folder/venv"
python3 -m pip --python "$folder/venv" install --quiet --no-compile \
  keras==3.15.1 tensorflow-cpu==2.21.0 tf2onnx==1.17.0 onnx==1.23.2
cd "$folder"
KERAS_BACKEND=tensorflow TF_CPP_MIN_LOG_LEVEL=3 CUDA_VISIBLE_DEVICES= \
  "$folder/venv/bin/python" - 2> "$folder/log" <<'PY' || { cat "$folder/log"; exit 1; }
import keras
import numpy as np
import onnx


def exported(groups):
    """The kinds of convolutions in the file, and whether it is a valid model."""
    model = keras.Sequential(
        [keras.Input((9, 7, 4)), keras.layers.Conv2D(4, 3, padding="same", groups=groups)]
    )
    model(np.zeros((1, 9, 7, 4), np.float32))
    model.export("model.onnx", format="onnx", verbose=False)
    written = onnx.load("model.onnx")
    kinds = {node.op_type for node in written.graph.node} & {"Conv", "StatefulPartitionedCall"}
    try:
        onnx.checker.check_model(written)
    except onnx.checker.ValidationError:
        return kinds, "refused"
    return kinds, "valid"


print("keras", keras.__version__)
for groups, seen in (1, ({"Conv"}, "valid")), (2, ({"StatefulPartitionedCall"}, "refused")):
    found = exported(groups)
    print("groups", groups, "expected Conv, valid; seen", *found[0], found[1])
    assert found == seen, "the behaviour changed"
PY
