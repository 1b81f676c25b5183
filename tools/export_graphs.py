"""The graphs of networks to choose from: exported by PyTorch, their weights left out.

``python -m tools.export_graphs [NAME ...]`` writes ``dilviz/importing/graphs/NAME.onnx.gz``. It
needs torch, onnxscript and the packages that ``SOURCES.md`` there names; the app needs none of
them.
"""

from __future__ import annotations

import gzip
import sys
from collections.abc import Callable
from math import prod
from pathlib import Path
from typing import Any, NamedTuple

from dilviz.importing.operation import SCOPES

GRAPHS = Path(__file__).parents[1] / "dilviz" / "importing" / "graphs"
MOST_NUMBERS = 16  # of a floating-point tensor that is kept: scales, not weights


class Export(NamedTuple):
    """A network to export: how it is made, and the shape of its input."""

    make: Callable[[], Any]
    shape: tuple[int, ...]


def _deeplab():
    from torchvision.models.segmentation import deeplabv3_resnet50

    return deeplabv3_resnet50(weights=None, weights_backbone=None)


def _deeplab_plus():
    from segmentation_models_pytorch import DeepLabV3Plus

    return DeepLabV3Plus("resnet50", encoder_weights=None, classes=21)


def _unet():
    from segmentation_models_pytorch import Unet

    return Unet("resnet34", encoder_weights=None)


def _torchvision(name: str, **settings):
    from torchvision import models

    return getattr(models, name)(weights=None, **settings)


def _conv_tasnet():
    from torchaudio.models import ConvTasNet

    return ConvTasNet(
        enc_num_feats=32,
        msk_num_feats=16,
        msk_num_hidden_feats=32,
        msk_num_layers=4,
        msk_num_stacks=2,
    )


def _bpnet():
    from bpnetlite import BPNet

    return BPNet()


IMAGE = (1, 3, 224, 224)
EXPORTS = {
    "deeplabv3_resnet50": Export(_deeplab, (1, 3, 520, 520)),
    "deeplabv3plus_resnet50": Export(_deeplab_plus, (1, 3, 512, 512)),
    "mobilenet_v3_large_dilated": Export(
        lambda: _torchvision("mobilenet_v3_large", dilated=True), IMAGE
    ),
    "convnext_tiny": Export(lambda: _torchvision("convnext_tiny"), IMAGE),
    "efficientnet_b0": Export(lambda: _torchvision("efficientnet_b0"), IMAGE),
    "unet_resnet34": Export(_unet, (1, 3, 512, 512)),
    "conv_tasnet": Export(_conv_tasnet, (1, 1, 3200)),
    "bpnet": Export(_bpnet, (1, 4, 2114)),
}


def exported(export: Export) -> bytes:
    """Export a network with random weights, and write its graph without them."""
    import torch

    module, example = export.make().eval(), torch.zeros(export.shape)
    model = torch.onnx.export(module, (example,), dynamo=True).model_proto
    return packed(model)


def packed(model) -> bytes:
    """Write a graph without its weights, and without what is no more than the exporter's notes."""
    without_weights(model)
    for part in (*model.graph.node, *model.graph.value_info, *model.graph.initializer):
        kept = [entry for entry in part.metadata_props if entry.key == SCOPES]
        del part.metadata_props[:]
        part.metadata_props.extend(kept)
        part.doc_string = ""
    return gzip.compress(model.SerializeToString(), 9, mtime=0)


def without_weights(model):
    """Leave out the numbers of all large floating-point tensors; their shapes stay."""
    from onnx import TensorProto, external_data_helper

    floats = (TensorProto.FLOAT, TensorProto.FLOAT16, TensorProto.DOUBLE, TensorProto.BFLOAT16)
    for tensor in model.graph.initializer:
        if tensor.data_type in floats and prod(tensor.dims) > MOST_NUMBERS:
            tensor.ClearField("float_data")
            tensor.raw_data = b""
            external_data_helper.set_external_data(tensor, "weights-left-out")
            tensor.ClearField("raw_data")
    return model


def main(names: list[str]) -> None:
    """Write the graphs with these names; all of them without names."""
    GRAPHS.mkdir(exist_ok=True)
    for name in names or EXPORTS:
        content = exported(EXPORTS[name])
        (GRAPHS / f"{name}.onnx.gz").write_bytes(content)
        print(f"{name}: {len(content)} bytes")


if __name__ == "__main__":
    main(sys.argv[1:])
