#!/usr/bin/env bash
# coremltools converts a transposed convolution with output_padding into one of another size.
# Version: coremltools 9.0, torch 2.13.0 (CPU). Nothing is run, so no Mac is needed.
# Expected: torch.nn.ConvTranspose2d, documentation: output_padding adds to one end of the result; a
#   converted model makes the same map, or is refused. 9 x 13 samples, 3 x 3 taps, stride 4 x 2, padding
#   1, output_padding 2 x 1: 8 * 4 - 2 + 3 + 2 = 35 rows and 26 columns.
# Seen: 36 x 26 in the saved model. Where output_padding is more than padding, zeros are put behind the
#   input, where each is worth a stride. With output_padding 1 x 1 it is right.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv --without-pip "$folder/venv"
python3 -m pip --python "$folder/venv" install --quiet --no-compile \
  coremltools==9.0 torch==2.13.0 numpy==2.4.6 setuptools==80.9.0
cd "$folder"
TMPDIR="$folder" "$folder/venv/bin/python" - 2> "$folder/log" <<'PY' || { cat "$folder/log"; exit 1; }
import coremltools
import torch

image = torch.ones(1, 1, 9, 13)


def saved_size(layer):
    """Rows and columns that the converted model declares."""
    model = coremltools.convert(
        torch.jit.trace(layer, image),
        inputs=[coremltools.TensorType(shape=image.shape)],
        convert_to="mlprogram",
        skip_model_load=True,
    )
    (result,) = model.get_spec().description.output
    return tuple(result.type.multiArrayType.shape[2:])


print("coremltools", coremltools.__version__)
for added, seen in ((1, 1), (34, 26)), ((2, 1), (36, 26)):
    layer = torch.nn.ConvTranspose2d(1, 1, 3, stride=(4, 2), padding=1, output_padding=added).eval()
    expected = tuple(layer(image).shape[2:])
    size = saved_size(layer)
    print("output_padding", added, "expected", expected, "seen", size)
    assert expected == (32 + added[0] + 1, 24 + added[1] + 1), "PyTorch itself changed"
    assert size == seen, "the behaviour changed"
PY
