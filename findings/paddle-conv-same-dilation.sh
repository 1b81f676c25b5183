#!/usr/bin/env bash
# PaddlePaddle computes a dilated convolution with padding "SAME" without its dilation.
# Version: paddlepaddle 3.3.1 (CPU).
# Expected: paddle.nn.functional.conv1d takes `dilation` and `padding`; "SAME" keeps the size, and
#   its documentation does not say that it changes another argument. Samples 1 .. 7, taps 1 10 100,
#   dilation 2: x(i - 2) + 10 x(i) + 100 x(i + 2).
# Seen: x(i - 1) + 10 x(i) + 100 x(i + 1), the numbers of dilation 1, without a warning. padding=2 is right.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv --without-pip "$folder/venv"
python3 -m pip --python "$folder/venv" install --quiet --no-compile \
  paddlepaddle==3.3.1 numpy==2.4.6 setuptools==80.9.0
cd "$folder"
"$folder/venv/bin/python" - 2> "$folder/log" <<'PY' || { cat "$folder/log"; exit 1; }
import numpy as np
import paddle

signal = np.arange(1, 8, dtype=np.float32)
kernel = paddle.to_tensor([[[1.0, 10.0, 100.0]]])


def run(**settings):
    result = paddle.nn.functional.conv1d(paddle.to_tensor(signal[None, None]), kernel, **settings)
    return result.numpy().ravel().astype(int).tolist()


def defined(rate):
    padded = np.pad(signal, rate)
    return [int(padded[i : i + 2 * rate + 1 : rate] @ [1, 10, 100]) for i in range(len(signal))]


print("paddlepaddle", paddle.__version__)
expected, seen = defined(2), run(padding="SAME", dilation=2)
print("expected", expected)
print("seen    ", seen)
assert run(padding=2, dilation=2) == expected, "numeric padding changed"
assert seen == defined(1), "the behaviour changed"
PY
