#!/usr/bin/env bash
# On its PyTorch backend, keras.ops.pad repeats one sample where "symmetric" asks for a mirror image.
# Version: keras 3.15.1 (PyTorch and JAX backends), torch 2.13.0 (CPU), jax 0.10.2.
# Expected: the documentation of keras.ops.pad lists "symmetric" among the modes that this backend has,
#   and "edge" among those that it has not. Samples 1 .. 7 with 2 in front and 3 behind are continued
#   with 2 1 and 7 6 5, the border included, as on the other backends.
# Seen: 1 1 and 7 7 7, which is "edge", without a warning. "reflect" is right.
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

signal = np.arange(1, 8, dtype=np.float32)
backend = keras.backend.backend()
print("keras", keras.__version__, backend)
for mode, wrong in ("reflect", "reflect"), ("symmetric", "edge"):
    expected = np.pad(signal, (2, 3), mode)
    seen = keras.ops.convert_to_numpy(keras.ops.pad(signal, (2, 3), mode))
    print(mode, "expected", *expected.astype(int), "seen", *seen.astype(int))
    followed = mode if backend == "jax" else wrong
    np.testing.assert_array_equal(seen, np.pad(signal, (2, 3), followed), "the behaviour changed")
PY
done
