#!/usr/bin/env bash
# MLX makes a transposed convolution too small where its padding is more than d (k - 1) and it has a stride.
# Version: mlx 0.32.4 (CPU).
# Expected: a transposed convolution is the gradient of a convolution with the same settings, which
#   mlx.core.vjp computes: 9 x 13 samples, 2 x 3 taps, stride 2, padding 2 give (n - 1) s - 2 p + k:
#   14 x 23, from which conv2d makes 9 x 13 again.
# Seen: 12 x 23. The row that p - d (k - 1) = 1 takes from either end is taken from the input, where it
#   is worth a stride. With stride 1 or padding 1 it is right. conv_transpose1d does the same.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv --without-pip "$folder/venv"
python3 -m pip --python "$folder/venv" install --quiet --no-compile \
  "mlx[cpu]==0.32.4" numpy==2.4.6
"$folder/venv/bin/python" - <<'PY'
from importlib.metadata import version

import mlx.core as mx

image, kernel = mx.ones((1, 9, 13, 1)), mx.ones((1, 2, 3, 1))


def gradient(size, stride, padding):
    """What the gradient of the convolution makes of the image: the definition."""
    _, (result,) = mx.vjp(
        lambda x: mx.conv2d(x, kernel, stride, padding), [mx.zeros((1, *size, 1))], [image]
    )
    return result


print("mlx", version("mlx"))
for stride, padding, seen in (2, 1, (16, 25)), (1, 2, (6, 11)), (2, 2, (12, 23)):
    expected = (8 * stride - 2 * padding + 2, 12 * stride - 2 * padding + 3)
    assert gradient(expected, stride, padding).shape == (1, *expected, 1)
    result = mx.conv_transpose2d(image, kernel, stride, padding)
    print("stride", stride, "padding", padding, "expected", expected, "seen", result.shape[1:3])
    assert result.shape[1:3] == seen, "the behaviour changed"
    right = seen == expected and mx.array_equal(result, gradient(expected, stride, padding))
    assert right == ((stride, padding) != (2, 2)), "the behaviour changed"
PY
