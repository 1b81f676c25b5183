#!/usr/bin/env bash
# On its JAX backend, Keras fills the last window of an adaptive average pooling with NaN for some sizes.
# Version: keras 3.15.1 (JAX backend), jax 0.10.2.
# Expected: window j of n samples pooled to m goes from floor(j n / m) to ceil((j + 1) n / m) - 1, as
#   Keras' other backends and PyTorch have it. Samples 1 .. 11 pooled to 7: the last window is samples
#   10 and 11, mean 10.5.
# Seen: its place is NaN for 11 to 7 and 12 to 7, also where the input is finite everywhere; 10 to 7
#   is right.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv --without-pip "$folder/venv"
python3 -m pip --python "$folder/venv" install --quiet --no-compile \
  keras==3.15.1 jax==0.10.2 jaxlib==0.10.2
KERAS_BACKEND=jax JAX_PLATFORMS=cpu KERAS_HOME="$folder" "$folder/venv/bin/python" - <<'PY'
import keras
import numpy as np


def defined(signal, count):
    """The means, from where one window begins to where it ends."""
    size = len(signal)
    ends = [(j * size // count, -(-(j + 1) * size // count)) for j in range(count)]
    return np.array([signal[start:end].mean() for start, end in ends])


print("keras", keras.__version__, keras.backend.backend())
for size, wrong in (10, False), (11, True), (12, True):
    signal = np.arange(1, size + 1, dtype=np.float32)
    pool = keras.layers.AdaptiveAveragePooling1D(7)
    seen, expected = np.asarray(pool(signal[None, :, None]))[0, :, 0], defined(signal, 7)
    print(size, "to 7: expected last", expected[-1], "seen", seen[-1])
    np.testing.assert_allclose(seen[:-1], expected[:-1], rtol=1e-5)
    assert np.isnan(seen[-1]) == wrong, "the behaviour changed"
    assert wrong or np.isclose(seen[-1], expected[-1]), "the behaviour changed"
PY
