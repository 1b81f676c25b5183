#!/usr/bin/env bash
# keras.ops.image.gaussian_blur takes the kernel's height for its width, and on the JAX backend it blurs
# along columns and channels unless the layout is named.
# Version: keras 3.15.1 (JAX and NumPy backends), jax 0.10.2.
# Expected: documentation: kernel_size is the kernel's height and width, and data_format, if it is not
#   given, is keras.config.image_data_format(), "channels_last". One sample of one of three channels,
#   blurred by 3 x 5, reaches 3 rows, 5 columns and its own channel.
# Seen: on NumPy 5 rows and 3 columns, and on JAX too if data_format is "channels_last". On JAX without
#   data_format 1 row, 5 columns and 2 channels, as if rows were channels; by 3 x 3, the default, 1 row,
#   3 columns and 2 channels.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv --without-pip "$folder/venv"
python3 -m pip --python "$folder/venv" install --quiet --no-compile \
  keras==3.15.1 jax==0.10.2 jaxlib==0.10.2 numpy==2.4.6
for backend in jax numpy; do
  KERAS_BACKEND=$backend JAX_PLATFORMS=cpu KERAS_HOME="$folder" "$folder/venv/bin/python" - <<'PY'
import keras
import numpy as np

SEEN = {
    "jax": ((1, 3, 2), (1, 5, 2), (5, 3, 1)),
    "numpy": ((3, 3, 1), (5, 3, 1), (5, 3, 1)),
}
CALLS = ((3, 3), None), ((3, 5), None), ((3, 5), "channels_last")
image = np.zeros((1, 9, 13, 3), np.float32)
image[0, 4, 6, 0] = 1
backend = keras.backend.backend()
print("keras", keras.__version__, backend)
assert keras.config.image_data_format() == "channels_last"
for (kernel, layout), reached in zip(CALLS, SEEN[backend], strict=True):
    blurred = keras.ops.image.gaussian_blur(image, kernel, data_format=layout)
    places = keras.ops.convert_to_numpy(blurred)[0].nonzero()
    seen = tuple(len(np.unique(axis)) for axis in places)
    print(kernel, layout, "rows, columns, channels: expected", (*kernel, 1), "seen", seen)
    assert seen == reached, "the behaviour changed"
PY
done
