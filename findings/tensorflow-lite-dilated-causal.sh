#!/usr/bin/env bash
# The TFLite converter turns a causal dilated convolution into one that reads the future.
# Version: tensorflow 2.21.0 on an x86-64 processor, without a GPU.
# Expected: space_to_batch with pads, a convolution with VALID and batch_to_space are a dilated
#   convolution with these pads (documentation of tf.space_to_batch), and a converted model computes
#   what the function does. Samples 1 .. 8, taps 1 10 100, rate 2, 4 zeros in front:
#   x(i - 4) + 10 x(i - 2) + 100 x(i).
# Seen: the three operations become one CONV_2D of rate 2 with padding SAME, so 2 zeros stand in front
#   and 2 at the end: x(i - 2) + 10 x(i) + 100 x(i + 2), of the same size, without a warning. With 2
#   and 2 zeros, which are what SAME has, the conversion is right.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv --without-pip "$folder/venv"
python3 -m pip --python "$folder/venv" install --quiet --no-compile tensorflow-cpu==2.21.0
export TF_CPP_MIN_LOG_LEVEL=3 CUDA_VISIBLE_DEVICES=
"$folder/venv/bin/python" - <<'PY' 2> "$folder/log" || { cat "$folder/log"; exit 1; }
import numpy as np
import tensorflow as tf

signal = np.arange(1, 9, dtype=np.float32).reshape(1, 1, 8, 1)
kernel = tf.constant([1.0, 10.0, 100.0], shape=(1, 3, 1, 1))


def dilated(before, after):
    def function(x):
        phases = tf.space_to_batch(x, [1, 2], [[0, 0], [before, after]])
        phases = tf.nn.conv2d(phases, kernel, 1, "VALID")
        return tf.batch_to_space(phases, [1, 2], [[0, 0], [0, 0]])

    return function


def converted(function):
    concrete = tf.function(function).get_concrete_function(tf.TensorSpec(signal.shape))
    model = tf.lite.TFLiteConverter.from_concrete_functions([concrete]).convert()
    interpreter = tf.lite.Interpreter(model_content=model)
    interpreter.allocate_tensors()
    interpreter.set_tensor(interpreter.get_input_details()[0]["index"], signal)
    interpreter.invoke()
    return interpreter.get_tensor(interpreter.get_output_details()[0]["index"])


def values(result):
    return np.ravel(result).astype(int).tolist()


causal, same = dilated(4, 0), dilated(2, 2)
expected, seen = values(causal(signal)), values(converted(causal))
print("tensorflow", tf.__version__)
print("expected", expected)
print("seen    ", seen)
assert expected == [100, 200, 310, 420, 531, 642, 753, 864], "TensorFlow itself changed"
assert values(converted(same)) == values(same(signal)), "the conversion of SAME changed"
assert seen == values(same(signal)), "the behaviour changed"
PY
