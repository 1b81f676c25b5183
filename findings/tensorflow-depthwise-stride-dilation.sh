#!/usr/bin/env bash
# tf.nn.depthwise_conv2d with a stride and a dilation rate returns a map of another size, without a
# word.
# Version: tensorflow 2.21.0 on an x86-64 processor, without a GPU.
# Expected: its documentation gives out(i) = sum of filter(d) * input(stride * i + rate * d), and says
#   that strides must be 1 where a rate is not, so the call computes this or raises. Samples 1 .. 11,
#   taps 1 10 100, stride 2, rate 2, SAME: six values, x(2i - 2) + 10 x(2i) + 100 x(2i + 2).
# Seen: five values, of which every second one is at the place of another; tf.nn.conv2d with the same
#   settings gives the six, and so does the TFLite file converted from the very function.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv --without-pip "$folder/venv"
python3 -m pip --python "$folder/venv" install --quiet --no-compile tensorflow-cpu==2.21.0
export TF_CPP_MIN_LOG_LEVEL=3 CUDA_VISIBLE_DEVICES=
"$folder/venv/bin/python" - <<'PY' 2> "$folder/log" || { cat "$folder/log"; exit 1; }
import numpy as np
import tensorflow as tf

signal = np.arange(1, 12, dtype=np.float32).reshape(1, 1, 11, 1)
kernel = tf.constant([1.0, 10.0, 100.0], shape=(1, 3, 1, 1))


def depthwise(x):
    return tf.nn.depthwise_conv2d(x, kernel, [1, 2, 2, 1], "SAME", dilations=[2, 2])


def converted(x):
    concrete = tf.function(depthwise).get_concrete_function(tf.TensorSpec(x.shape))
    model = tf.lite.TFLiteConverter.from_concrete_functions([concrete]).convert()
    interpreter = tf.lite.Interpreter(model_content=model)
    interpreter.allocate_tensors()
    interpreter.set_tensor(interpreter.get_input_details()[0]["index"], x)
    interpreter.invoke()
    return interpreter.get_tensor(interpreter.get_output_details()[0]["index"])


def values(result):
    return np.ravel(result).astype(int).tolist()


padded = np.pad(signal.ravel(), 2)
expected = values([padded[i : i + 5 : 2] @ [1, 10, 100] for i in range(0, 11, 2)])
seen = values(depthwise(signal))
print("tensorflow", tf.__version__)
print("expected        ", expected)
print("depthwise_conv2d", seen)
assert values(tf.nn.conv2d(signal, kernel, 2, "SAME", dilations=2)) == expected, "conv2d changed"
assert values(converted(signal)) == expected, "the converter changed"
assert seen == [310, 420, 753, 864, 1197], "the behaviour changed"
PY
