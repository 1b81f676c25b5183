#!/usr/bin/env bash
# On its PyTorch backend, Keras repeats samples of the border in an average pooling with padding "same".
# Version: keras 3.15.1 (PyTorch and JAX backends), torch 2.13.0 (CPU), jax 0.10.2.
# Expected: what "same" adds is no part of the map and is left out of the mean, as on the other
#   backends, and on this one where both ends get as much. Samples 1 .. 7, window 4, stride 1: one
#   in front and two behind; the first mean is (1 + 2 + 3) / 3 = 2, the last (5 + 6 + 7) / 3 = 6 and
#   (6 + 7) / 2 = 6.5.
# Seen: where the ends get different amounts, the map is continued with the sample at its border, which
#   then counts: (1 + 1 + 2 + 3) / 4 = 1.75, 6.25 and 6.75. Window 3 is right in a row, but not below a
#   window of 2 rows, since one such axis changes the other.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv --without-pip "$folder/venv"
python3 -m pip --python "$folder/venv" install --quiet --no-compile \
  keras==3.15.1 torch==2.13.0 jax==0.10.2 jaxlib==0.10.2 numpy==2.4.6
for backend in jax torch; do
  KERAS_BACKEND=$backend JAX_PLATFORMS=cpu KERAS_HOME="$folder" "$folder/venv/bin/python" - <<'PY'
import keras
import numpy as np

SEEN = {
    "jax": {(1, 3): (1.5, 6.5), (1, 4): (2, 6.5), (2, 3): (1.5, 6.5)},
    "torch": {(1, 3): (1.5, 6.5), (1, 4): (1.75, 6.75), (2, 3): (4 / 3, 20 / 3)},
}
image = np.tile(np.arange(1, 8, dtype=np.float32), (2, 1)).reshape(1, 2, 7, 1)
backend = keras.backend.backend()
print("keras", keras.__version__, backend)
for window, ends in SEEN[backend].items():
    pool = keras.layers.AveragePooling2D(window, strides=1, padding="same")
    means = keras.ops.convert_to_numpy(pool(image))[0, 0, [0, -1], 0]
    print("window", window, "expected", SEEN["jax"][window], "seen", tuple(means.tolist()))
    np.testing.assert_allclose(means, ends, rtol=1e-5, err_msg="the behaviour changed")
PY
done
