#!/usr/bin/env bash
# pnnx turns circular padding into zeros when it converts a network of PyTorch for ncnn.
# Version: pnnx 20261020, ncnn 1.0.20261020, torch 2.13.0 (CPU).
# Expected: a padded convolution of ncnn computes what the one of PyTorch does, or the conversion is
#   refused: ncnn's Padding has constant, replicate and reflect. Samples 1 .. 7 in each of 5 rows, three
#   taps of 1 in a row: the first sum of a circle is 7 + 1 + 2 = 10, the last 6 + 7 + 1 = 14.
# Seen: 3 and 13, those of zeros, without a warning. "replicate" and "reflect" are right.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv --without-pip "$folder/venv"
python3 -m pip --python "$folder/venv" install --quiet --no-compile \
  pnnx==20261020 ncnn==1.0.20261020 torch==2.13.0 numpy==2.4.6
cd "$folder"
"$folder/venv/bin/python" - > "$folder/log" 2>&1 <<'PY' || { cat "$folder/log"; exit 1; }
from importlib.metadata import version

import ncnn
import numpy as np
import pnnx
import torch

image = torch.arange(1.0, 8).repeat(5, 1)[None, None]


def converted(layer):
    """The first and last sum of a row, as ncnn computes them."""
    pnnx.export(layer, "layer.pt", image, fp16=False)
    network, rows = ncnn.Net(), np.ascontiguousarray(image[0].numpy())
    assert network.load_param("layer.ncnn.param") == 0
    assert network.load_model("layer.ncnn.bin") == 0
    extractor, source = network.create_extractor(), ncnn.Mat(rows)
    extractor.input("in0", source)
    failed, result = extractor.extract("out0")
    assert not failed
    return tuple(np.array(result)[0, 2, [0, -1]].tolist())


print("result: pnnx", version("pnnx"), "ncnn", version("ncnn"))
for mode, expected, seen in (
    ("zeros", (3, 13), (3, 13)),
    ("replicate", (4, 20), (4, 20)),
    ("reflect", (5, 19), (5, 19)),
    ("circular", (10, 14), (3, 13)),
):
    layer = torch.nn.Conv2d(1, 1, (1, 3), padding=(0, 1), padding_mode=mode, bias=False).eval()
    torch.nn.init.ones_(layer.weight)
    value = converted(layer)
    print("result:", mode, "expected", expected, "seen", value)
    assert tuple(layer(image)[0, 0, 2, [0, -1]].tolist()) == expected, "PyTorch itself changed"
    assert value == seen, "the behaviour changed"
PY
sed -n 's/^result: //p' "$folder/log"
