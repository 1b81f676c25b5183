#!/usr/bin/env bash
# paddle2onnx exports a transposed convolution with padding "SAME" as one that makes a larger map, or
# one with another dilation.
# Version: paddlepaddle 3.3.1 (CPU), paddle2onnx 2.1.0, onnx 1.17.0, onnxruntime 1.23.2 (CPU).
# Expected: an exported model computes what the layer does. paddle.nn.Conv2DTranspose(1, 1, 3, stride=2,
#   padding="SAME") makes 17 x 21 of 9 x 11; the same with stride 1 and dilation 2 makes 9 x 11.
# Seen: auto_pad SAME_UPPER, which in ONNX means size times stride: 18 x 22. With dilation 2 the sizes
#   agree, but Paddle computes it with dilation 1 and the file with dilation 2. Numeric padding is right.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv --without-pip "$folder/venv"
python3 -m pip --python "$folder/venv" install --quiet --no-compile paddlepaddle==3.3.1 \
  paddle2onnx==2.1.0 onnx==1.17.0 onnxruntime==1.23.2 numpy==2.4.6 packaging==25.0 setuptools==80.9.0
cd "$folder"
"$folder/venv/bin/python" - 2> "$folder/log" <<'PY' || { cat "$folder/log"; exit 1; }
import contextlib
import os
from importlib.metadata import version

import numpy as np
import onnxruntime
import paddle

image = np.zeros((1, 1, 9, 11), np.float32)
image[0, 0, 4, 5] = 1


@contextlib.contextmanager
def silent():
    """Nothing on the standard output, of the compiled parts neither."""
    kept, nothing = os.dup(1), os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, 1)
    yield
    os.dup2(kept, 1)


def row_that_is_hit(result):
    """The columns that the single one reaches, in the row of its middle."""
    row = result[0, 0, np.abs(result[0, 0]).sum(1).argmax()]
    return np.flatnonzero(row).tolist()


print("paddle2onnx", version("paddle2onnx"), flush=True)
for settings, sizes, equal in (
    ({"stride": 2, "padding": 1}, [(17, 21), (17, 21)], True),
    ({"stride": 2, "padding": "SAME"}, [(17, 21), (18, 22)], False),
    ({"dilation": 2, "padding": "SAME"}, [(9, 11), (9, 11)], False),
):
    layer = paddle.nn.Conv2DTranspose(1, 1, 3, bias_attr=False, **settings)
    layer.weight.set_value(paddle.ones([1, 1, 3, 3]))
    with silent():
        spec = [paddle.static.InputSpec(list(image.shape), "float32", "x")]
        paddle.onnx.export(layer, "layer", input_spec=spec, opset_version=13)
        session = onnxruntime.InferenceSession("layer.onnx", providers=["CPUExecutionProvider"])
    expected, seen = layer(paddle.to_tensor(image)).numpy(), session.run(None, {"x": image})[0]
    for word, result in ("expected", expected), ("seen", seen):
        print(word, settings, result.shape[2:], "columns", row_that_is_hit(result), flush=True)
    assert [expected.shape[2:], seen.shape[2:]] == sizes, "the behaviour changed"
    assert (row_that_is_hit(expected) == row_that_is_hit(seen)) == equal, "the behaviour changed"
PY
