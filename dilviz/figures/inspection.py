"""The positions that every output reads, and the numbers of a layer, as plain data."""

from __future__ import annotations

from typing import Any

from dilviz.convolution.geometry import padded_sources
from dilviz.figures import legend
from dilviz.figures.response import ResponsePicture
from dilviz.pictures.filtering import Filtering, weights_used
from dilviz.pictures.kernel import Kernel


def axes_of(size: tuple[int, int], filtering: Filtering) -> list[dict[str, Any]]:
    """Describe rows and columns: how many outputs, and which sample stands at each position.

    Parameters
    ----------
    size : (rows, cols)
        Of the input.
    filtering : Filtering

    Returns
    -------
    list of two dicts
        ``sources[position + before]`` is the real sample at a position of the
        padded axis, or -1 for a zero. Output ``o`` reads, through tap ``t``,
        position ``o * stride - before + t * dilation``.

    Examples
    --------
    >>> from dilviz.convolution.layer import Layer
    >>> rows, cols = axes_of((4, 6), Filtering(Layer.of(3, padding="same"), "reflect"))
    >>> rows["sources"], rows["before"], cols["outputs"]
    ([1, 0, 1, 2, 3, 2], 1, 6)
    """
    layer = filtering.layer
    outputs = layer.output_size(size)
    padding = layer.padding_for(size)
    return [
        {
            "samples": size[axis],
            "outputs": outputs[axis],
            "taps": layer.kernel_size[axis],
            "stride": layer.stride[axis],
            "dilation": layer.dilation[axis],
            "before": padding[axis][0],
            "padding": "same" if layer.padding == "same" else list(padding[axis]),
            "mode": filtering.padding_mode,
            "sources": padded_sources(size[axis], padding[axis], filtering.padding_mode).tolist(),
        }
        for axis in (0, 1)
    ]


def readings(size: tuple[int, int], kernel: Kernel, filtering: Filtering) -> dict[str, Any]:
    """Collect what the component computes sums with: positions and weights."""
    return {
        "axes": axes_of(size, filtering),
        "weights": weights_used(kernel.weights, filtering).tolist(),
        "partner": _partner(kernel, filtering),
        "colour": filtering.colour,
    }


def description(
    size: tuple[int, int], kernel: Kernel, filtering: Filtering, picture: ResponsePicture
) -> dict[str, Any]:
    """Describe an output: its size, its caption, its colour scale, a note and its numbers."""
    rows, cols = filtering.layer.output_size(size)
    words = f"{kernel.name}, d = {filtering.layer.dilation[0]}"
    return {
        "output": {"rows": rows, "cols": cols, "words": words},
        "scale": None if picture.limit is None else legend.diverging(picture.limit),
        "note": _note(picture, filtering),
        "numbers": numbers(size, kernel, filtering),
    }


def numbers(size: tuple[int, int], kernel: Kernel, filtering: Filtering) -> list[dict[str, str]]:
    """List the numbers of a layer on a picture: label, value, note."""
    layer = filtering.layer
    rows, cols = layer.effective_kernel_size
    outputs = layer.output_size(size)
    taps = kernel.weights.size
    kernels = 1 if kernel.partner is None else 2
    products = taps * kernels * outputs[0] * outputs[1] * (3 if filtering.colour else 1)
    share = f"{taps / (rows * cols):.0%}".replace("%", " %")
    listed = (
        ("Receptive field", f"{rows} × {cols}", "d (k − 1) + 1 samples a side"),
        ("Samples read", f"{taps} of {rows * cols}", f"{share} of the field"),
        ("Weights", str(taps * kernels), "the same at every dilation rate"),
        ("Multiply-adds", f"{products / 1e6:.1f} million", f"{taps * kernels} for each output"),
        ("Output", f"{outputs[0]} × {outputs[1]}", f"from {size[0]} × {size[1]}"),
    )
    return [{"label": label, "value": value, "note": note} for label, value, note in listed]


def _note(picture: ResponsePicture, filtering: Filtering) -> str:
    beyond = f"{picture.clipped:.1%}".replace("%", " %")
    if picture.limit is not None:
        return f"Signed response of the luminance; {beyond} of it lie beyond the ends of the scale."
    if picture.clipped:
        scaled = "" if filtering.normalise else " Scaling the weights brings them nearer."
        return f"{beyond} of the values lie outside 0 to 255, drawn black or white.{scaled}"
    return ""


def _partner(kernel: Kernel, filtering: Filtering) -> list[list[float]] | None:
    if kernel.partner is None:
        return None
    return weights_used(kernel.partner, filtering).tolist()
