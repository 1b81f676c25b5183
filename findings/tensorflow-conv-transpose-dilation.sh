#!/usr/bin/env bash
# Whether TensorFlow computes a dilated transposed convolution on a CPU depends on a variable of the
# environment that is said to be about speed and rounding.
# Version: tensorflow 2.21.0 on an x86-64 processor, without a GPU.
# Expected: tf.nn.conv2d_transpose takes `dilations`. Ones of 9 x 12 with a 3 x 3 kernel of ones at
#   dilation 2, stride 1 and VALID are 13 x 16, and their sum is 9 * 12 * 9 = 972.
# Seen: so with oneDNN, the default here; with TF_ENABLE_ONEDNN_OPTS=0 the same call raises an error
#   that says that the CPU does not support dilation.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv --without-pip "$folder/venv"
python3 -m pip --python "$folder/venv" install --quiet --no-compile tensorflow-cpu==2.21.0
export TF_CPP_MIN_LOG_LEVEL=3 CUDA_VISIBLE_DEVICES=
for onednn in 1 0; do
  TF_ENABLE_ONEDNN_OPTS=$onednn "$folder/venv/bin/python" - "$onednn" <<'PY'
import sys

import tensorflow as tf

onednn = sys.argv[1] == "1"
image, kernel = tf.ones((1, 9, 12, 1)), tf.ones((3, 3, 1, 1))
try:
    result = tf.nn.conv2d_transpose(image, kernel, (1, 13, 16, 1), 1, "VALID", dilations=2)
    seen = float(tf.reduce_sum(result))
except tf.errors.OpError as error:
    seen = type(error).__name__ + ": " + str(error.message).splitlines()[0]
print("tensorflow", tf.__version__, "oneDNN", onednn, "expected 972.0, seen", seen)
assert (seen == 972) == onednn, "the behaviour changed"
PY
done
