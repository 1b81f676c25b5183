#!/usr/bin/env bash
# torchscan reports a receptive field of minus three samples for a transposed convolution, and two
# numbers of operations for it that disagree.
# Version: torchscan 0.2.0, torch 2.13.0 (CPU; from the package index it may bring large GPU libraries).
# Expected: the report has, for each layer, its receptive field, and operations by two methods, which
#   count the same layer alike. ConvTranspose2d of 3 x 3 with stride 2: an output reads at most 2 x 2
#   samples; 20 x 24 inputs times 9 taps are 4320 multiply-adds or 8640 operations.
# Seen: receptive field -3. By the formulas for modules 36178 operations, a multiply-add for each tap and
#   output, as if the zeros between the samples were multiplied; by the operators that ran 8640. A
#   dilated Conv2d is right in all three.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv --without-pip "$folder/venv"
python3 -m pip --python "$folder/venv" install --quiet --no-compile \
  torchscan==0.2.0 torch==2.13.0 numpy==2.4.6
"$folder/venv/bin/python" - <<'PY'
from importlib.metadata import version

import torch
from torchscan import crawl_module


def report(layer):
    """Receptive field, and floating-point operations by either method."""
    found = crawl_module(layer.eval(), (1, 20, 24))
    metrics = found["layers"][0]["metrics"]
    field, formula = (metrics[name]["value"] for name in ("receptive_field", "module_flops"))
    return field, formula, found["operator_flops"]["total"]["value"]


print("torchscan", version("torchscan"))
dilated = report(torch.nn.Conv2d(1, 1, 3, dilation=2))
print("Conv2d: expected", (5, 5760, 5760), "seen", dilated)
assert dilated == (5, 16 * 20 * 9 * 2, 16 * 20 * 9 * 2), "the behaviour changed"
seen = report(torch.nn.ConvTranspose2d(1, 1, 3, stride=2))
print("ConvTranspose2d: expected", (2, 8640, 8640), "seen", seen)
assert seen == (-3, 36_178, 20 * 24 * 9 * 2), "the behaviour changed"
PY
