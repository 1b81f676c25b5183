#!/usr/bin/env bash
# Max pooling that jax2onnx exports, from JAX or from Keras on JAX, cannot be run by onnxruntime.
# Version: jax2onnx 0.17.1, jax 0.10.2, onnx 1.23.2, onnxruntime 1.32.0 (CPU).
# Expected: an exported model runs in onnxruntime, against which jax2onnx tests its models, and computes
#   what the function does: reduce_window with max, 3 x 3 by steps of 2, makes 5 x 6 of 9 x 12.
# Seen: pictures and channels become axes of the window too, so MaxPool has a kernel 1 x 3 x 3 x 1 over a
#   tensor of six axes. onnx.checker accepts that; onnxruntime knows one to three axes of a window and
#   raises when the model runs. reduce_window with add is exported as a Conv and runs.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv --without-pip "$folder/venv"
python3 -m pip --python "$folder/venv" install --quiet --no-compile \
  jax2onnx==0.17.1 jax==0.10.2 jaxlib==0.10.2 onnx==1.23.2 onnxruntime==1.32.0
JAX_PLATFORMS=cpu "$folder/venv/bin/python" - <<'PY'
from importlib.metadata import version

import jax
import numpy as np
import onnx
import onnxruntime
from jax import lax
from jax2onnx import to_onnx

image = np.arange(108, dtype=np.float32).reshape(1, 9, 12, 1)


def largest(x):
    return lax.reduce_window(x, -np.inf, lax.max, (1, 3, 3, 1), (1, 2, 2, 1), "SAME")


def total(x):
    return lax.reduce_window(x, 0.0, lax.add, (1, 3, 3, 1), (1, 2, 2, 1), "SAME")


def run(function):
    """What onnxruntime makes of the exported function: its result, or the error."""
    model = to_onnx(function, [jax.ShapeDtypeStruct(image.shape, np.float32)])
    onnx.checker.check_model(model, full_check=True)
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 4
    session = onnxruntime.InferenceSession(
        model.SerializeToString(), options, providers=["CPUExecutionProvider"]
    )
    try:
        return session.run(None, {session.get_inputs()[0].name: image})[0]
    except Exception as error:
        return str(error)


print("jax2onnx", version("jax2onnx"))
np.testing.assert_allclose(run(total), total(image))
seen = run(largest)
print("expected", largest(image).shape, "seen", seen if isinstance(seen, str) else seen.shape)
assert isinstance(seen, str) and "Unsupported pooling size" in seen, "the behaviour changed"
PY
