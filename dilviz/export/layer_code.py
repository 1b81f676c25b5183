"""One layer as code that is given its input and weights, with exactly the padding it has here.

The calls are those of the writers of networks: a layer is a network of one layer.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from dilviz.convolution import geometry
from dilviz.convolution.layer import Layer, Pair
from dilviz.errors import GeometryError
from dilviz.export import code_tensorflow
from dilviz.export.code_functions import X, layer_lines
from dilviz.export.code_plan import layer_step
from dilviz.export.code_step import Step
from dilviz.export.code_torch import functional_convolution


def layer_code(layer: Layer, input_size: Pair, *, mode="zeros", flip=False) -> dict[str, str]:
    """Write a layer of one channel as code, framework by framework.

    Parameters
    ----------
    layer : Layer
    input_size : (rows, cols)
        Needed where the padding depends on it. One row means one dimension
        if the kernel has one row too.
    mode : {'zeros', 'reflect', 'replicate', 'circular'}
    flip : bool
        Whether the kernel is turned first, as in a true convolution.

    Returns
    -------
    dict of str
        "PyTorch" and "TensorFlow". Empty if no such layer is possible.

    Examples
    --------
    >>> print(layer_code(Layer.of(3, dilation=2, padding=2), (9, 9))["PyTorch"])
    import torch
    from torch.nn import functional as F
    <BLANKLINE>
    # x: (N, 1, 9, 9), weight: (1, 1, 3, 3), y: (N, 1, 9, 9)
    y = F.conv2d(x, weight, dilation=2, padding=2)
    """
    try:
        layer.output_size(input_size)
        for size, sides in zip(input_size, layer.padding_for(input_size), strict=True):
            geometry.padded_sources(size, sides, mode)
    except GeometryError:
        return {}
    one_dimensional = input_size[0] == layer.kernel_size[0] == 1
    return {
        framework: write(layer, input_size, mode=mode, flip=flip, one_dimensional=one_dimensional)
        for framework, write in (("PyTorch", torch_layer), ("TensorFlow", tensorflow_layer))
    }


def torch_layer(
    layer: Layer, input_size: Pair, *, mode="zeros", flip=False, one_dimensional=False
) -> str:
    """Write a layer of one channel with ``torch.nn.functional``."""
    step = layer_step(layer, input_size, one_dimensional=one_dimensional, exact=True)
    axes = range(2, 2 + step.dimensions)
    flipped = [f"weight = weight.flip({', '.join(map(str, axes))})"] * flip
    lines = [*flipped, *layer_lines(functional_convolution(step, mode))]
    imports = "import torch\nfrom torch.nn import functional as F"
    return listing(imports, step, layer, input_size, lines, channels_last=False)


def tensorflow_layer(
    layer: Layer, input_size: Pair, *, mode="zeros", flip=False, one_dimensional=False
) -> str:
    """Write a layer of one channel with ``tf.nn``."""
    bordered = mode != "zeros" and any(map(any, layer.padding_for(input_size)))
    both = strided_and_dilated(layer)
    step = layer_step(layer, input_size, one_dimensional=one_dimensional, exact=bordered or both)
    lines = [f"weight = tf.reverse(weight, axis={[*range(step.dimensions)]})"] * flip
    expressions: list[str] = []
    if bordered:
        expressions += _tensorflow_border(step, input_size, mode)
        step = replace(step, padding=((0, 0),) * step.dimensions)
    lines += layer_lines([*expressions, *code_tensorflow.convolution(step)])
    if both:
        lines[-1] += "  # the stride: TensorFlow has none beside a dilation rate"
    return listing("import tensorflow as tf", step, layer, input_size, lines)


def _tensorflow_border(step: Step, input_size: Pair, mode: str) -> Iterable[str]:
    assert step.padding is not None
    if mode == "reflect":
        return [code_tensorflow.pad(step.padding, ', mode="REFLECT"')]
    sizes = input_size[-step.dimensions :]
    sources = map(geometry.padded_sources, sizes, step.padding, [mode] * step.dimensions)
    return [  # tf.pad knows neither of these
        f"tf.gather({X}, {positions.tolist()}, axis={axis})"
        for axis, positions in enumerate(sources, 1)
    ]


def strided_and_dilated(layer: Layer) -> bool:
    """Whether a layer has both, which TensorFlow and Keras do not compute in one call."""
    return max(layer.stride) > 1 and layer.effective_kernel_size != layer.kernel_size


def listing(
    imports: str,
    step: Step,
    layer: Layer,
    input_size: Pair,
    lines: Iterable[str],
    *,
    channels_last: bool = True,
) -> str:
    """Write a program: its imports, the shapes of ``x``, ``weight`` and ``y``, and its lines."""
    n = step.dimensions
    x, y = input_size[-n:], layer.output_size(input_size)[-n:]
    if channels_last:
        parts = ("N", *x, 1), (*step.kernel_size, 1, 1), ("N", *y, 1)
    else:
        parts = ("N", 1, *x), (1, 1, *step.kernel_size), ("N", 1, *y)
    written = (f"({', '.join(map(str, shape))})" for shape in parts)
    return "\n".join([imports, "", "# x: {}, weight: {}, y: {}".format(*written), *lines])


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
        geometry.check_mode_fits(length, ends, mode)
    rows, cols = (length + sum(ends) for length, ends in zip(input_size, padding, strict=True))
    code = f'x = np.pad(x, {padding}, mode="{geometry.NUMPY_MODES[mode]}")  # {rows} x {cols}'
    return code, replace(layer, padding=((0, 0), (0, 0))), (rows, cols)
