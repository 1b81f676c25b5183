#!/usr/bin/env bash
# paddle2onnx exports adaptive pooling that does not divide evenly as a pool with windows at other places.
# Version: paddlepaddle 3.3.1 (CPU), paddle2onnx 2.1.0, onnx 1.17.0.
# Expected: paddle.nn.AdaptiveAvgPool2D, documentation: window i of n rows pooled to m goes from
#   floor(i n / m) to ceil((i + 1) n / m) - 1. 11 columns to 4: columns 0-2, 2-5, 5-8, 8-10. An export
#   computes the same, or is refused.
# Seen: AveragePool with windows of 5 by steps of 2: columns 0-4, 2-6, 4-8, 6-10. Nothing warns. 9 rows
#   to 3, which divide, are right. AdaptiveMaxPool2D is exported in the same way.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv --without-pip "$folder/venv"
python3 -m pip --python "$folder/venv" install --quiet --no-compile paddlepaddle==3.3.1 \
  paddle2onnx==2.1.0 onnx==1.17.0 numpy==2.4.6 packaging==25.0 setuptools==80.9.0
cd "$folder"
"$folder/venv/bin/python" - 2> "$folder/log" <<'PY' || { cat "$folder/log"; exit 1; }
import contextlib
import os
from importlib.metadata import version

import numpy as np
import onnx
import paddle
from onnx.reference import ReferenceEvaluator

SHAPE = [1, 1, 9, 11]


@contextlib.contextmanager
def silent():
    """Nothing on the standard output, of the compiled parts neither."""
    kept, nothing = os.dup(1), os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, 1)
    yield
    os.dup2(kept, 1)


def columns_read(run, count):
    """First and last column that changes each column of a result."""
    changes = []
    for column in range(SHAPE[3]):
        image = np.zeros(SHAPE, np.float32)
        image[..., column] = 1
        changes.append(run(image)[0, 0, 0] != 0)
    places = [np.flatnonzero(units) for units in np.array(changes).T]
    assert len(places) == count
    return [f"{place[0]}-{place[-1]}" for place in places]


print("paddle2onnx", version("paddle2onnx"), flush=True)
for count, expected, seen in (
    (4, ["0-2", "2-5", "5-8", "8-10"], ["0-4", "2-6", "4-8", "6-10"]),
    (1, ["0-10"], ["0-10"]),
):
    pool = paddle.nn.AdaptiveAvgPool2D([3, count])
    with silent():
        spec = [paddle.static.InputSpec(SHAPE, "float32", "x")]
        paddle.onnx.export(pool, "pool", input_spec=spec, opset_version=13)
    evaluator = ReferenceEvaluator(onnx.load("pool.onnx"))
    paddles = columns_read(lambda x: pool(paddle.to_tensor(x)).numpy(), count)
    exported = columns_read(lambda x: evaluator.run(None, {"x": x})[0], count)
    print("11 columns to", count, "expected", *expected, "seen", *exported, flush=True)
    assert paddles == expected, "Paddle itself changed"
    assert exported == seen, "the behaviour changed"
PY
