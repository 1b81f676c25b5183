"""Layers that are read by the definition, and that the framework of their code refuses to run."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dilviz.importing.layer_calls import LayerCall, Step

_KERAS = ("Conv1D", "Conv2D", "Conv1DTranspose", "Conv2DTranspose")
_TORCH = ("Conv1d", "Conv2d")
PADDING_OF_TORCH = 4  # its position among the arguments


def refusals(path: str, call: LayerCall, steps: Sequence[Step]) -> Iterator[str]:
    """Say what the framework refuses of a layer, and what to write instead."""
    layers = [step.settings["layer"] for step in steps if "layer" in step.settings]
    strided = any(max(layer.stride) > 1 for layer in layers)
    dilated = any(max(layer.dilation) > 1 for layer in layers)
    if call.name in _KERAS and strided and dilated:
        yield (
            f"{call.name} {path}: Keras refuses strides and dilation_rate together. "
            "DepthwiseConv2D and SeparableConv2D compute them."
        )
    if call.name in _TORCH and strided and call.get("padding", PADDING_OF_TORCH, 0) == "same":
        yield (
            f'{call.name} {path}: PyTorch refuses padding="same" with a stride. Write the padding '
            "in numbers."
        )
