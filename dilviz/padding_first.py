"""A border that is not of zeros, added before a layer: the one spelling all frameworks share."""

from __future__ import annotations

from dataclasses import replace

from dilviz.geometry import check_mode_fits
from dilviz.layer import Layer, Pair

NUMPY_MODES = {"reflect": "reflect", "replicate": "edge", "circular": "wrap"}


def padding_first(layer: Layer, input_size: Pair, mode: str) -> tuple[str, Layer, Pair]:
    """Split a layer into `numpy.pad` and a layer without padding.

    TensorFlow, Keras and JAX pad a convolution with zeros only. PyTorch's
    ``nn.Conv2d`` knows ``padding_mode``, its ``F.conv2d`` does not.

    Parameters
    ----------
    layer : Layer
    input_size : (rows, cols)
    mode : {'reflect', 'replicate', 'circular'}

    Returns
    -------
    code : str
        The line that pads ``x``, an array of shape (rows, cols).
    layer : Layer
        The same layer, "valid".
    input_size : (rows, cols)
        What the layer then gets.

    Raises
    ------
    GeometryError
        If the input is too short for the mode.

    Examples
    --------
    >>> code, layer, size = padding_first(Layer.of(3, padding=1), (4, 5), "replicate")
    >>> print(code)
    x = np.pad(x, ((1, 1), (1, 1)), mode="edge")  # 6 x 7
    >>> layer.padding, size
    (((0, 0), (0, 0)), (6, 7))
    """
    padding = layer.padding_for(input_size)
    for length, ends in zip(input_size, padding, strict=True):
        check_mode_fits(length, ends, mode)
    rows, cols = (length + sum(ends) for length, ends in zip(input_size, padding, strict=True))
    code = f'x = np.pad(x, {padding}, mode="{NUMPY_MODES[mode]}")  # {rows} x {cols}'
    return code, replace(layer, padding=((0, 0), (0, 0))), (rows, cols)
