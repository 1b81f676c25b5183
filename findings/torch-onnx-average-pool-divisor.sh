#!/usr/bin/env bash
# torch.onnx.export drops the divisor of an average pooling without a word.
# Version: torch 2.13.0 (CPU), onnxscript 0.7.2, onnx 1.23.2.
# Expected: torch.nn.AvgPool2d, documentation: divisor_override is used as divisor instead of the size
#   of the window. ONNX's AveragePool has no such attribute, so the export multiplies, or is refused.
#   Ones, windows of 3 x 3 with divisor 1, which sums: 9.
# Seen: an AveragePool alone, whose result is 1: the mean. Nothing warns. Without a divisor it is right.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv --without-pip "$folder/venv"
python3 -m pip --python "$folder/venv" install --quiet --no-compile \
  torch==2.13.0 onnxscript==0.7.2 onnx==1.23.2 numpy==2.4.6
cd "$folder"
"$folder/venv/bin/python" - 2> "$folder/log" <<'PY' || { cat "$folder/log"; exit 1; }
import warnings

import torch
from onnx.reference import ReferenceEvaluator

image = torch.ones(1, 1, 9, 13)


def exported(pool):
    """The kinds of nodes, what they compute of the image, and warnings about the divisor."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        model = torch.onnx.export(pool, (image,), dynamo=True, verbose=False).model_proto
    (source,) = model.graph.input
    (result,) = ReferenceEvaluator(model).run(None, {source.name: image.numpy()})
    told = [str(warning.message) for warning in caught if "divisor" in str(warning.message)]
    return [node.op_type for node in model.graph.node], result[0, 0, 1, 2], told


print("torch", torch.__version__)
for divisor, seen in (None, 1), (1, 1):
    pool = torch.nn.AvgPool2d(3, stride=2, divisor_override=divisor).eval()
    expected = pool(image)[0, 0, 1, 2].item()
    kinds, value, told = exported(pool)
    print("divisor", divisor, "expected", expected, "seen", value, *kinds)
    assert expected == (1 if divisor is None else 9), "PyTorch itself changed"
    assert (kinds, value, told) == (["AveragePool"], seen, []), "the behaviour changed"
PY
