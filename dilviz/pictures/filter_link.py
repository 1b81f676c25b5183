"""A kernel and how it is applied, as the query of a link to the Images page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

import numpy as np

from dilviz.convolution.geometry import PADDING_MODES
from dilviz.convolution.layer import Layer
from dilviz.convolution.layer_text import read_padding, read_whole, write_padding
from dilviz.convolution.matrix_text import read_matrix, write_matrix
from dilviz.errors import GeometryError, quoted
from dilviz.pictures.filtering import Filtering
from dilviz.pictures.kernel import CUSTOM, Kernel, Parameter, custom_kernel
from dilviz.pictures.kernel_formulas import LARGEST_SIDE
from dilviz.pictures.kernels import KERNELS

DEFAULT_KERNEL, DEFAULT_PADDING, DEFAULT_MODE = "sobel x", "same", "reflect"
DEFAULT_RATE, LARGEST_RATE = 4, 32
LARGEST_STRIDE = 4
MOST_PADDING = 256  # pixels a side: full padding for 9 taps at the largest rate
COLOURS = ("luminance", "colour")
SCALED = ("as they are", "scaled")  # the weights


def write_filter(picture: str, kernel: Kernel, filtering: Filtering) -> str:
    """Write a query without the dilation rate; equal settings give equal texts.

    Parameters
    ----------
    picture : str
        The name of a photograph, or the id of another picture.
    kernel : Kernel
        One of `KERNELS`, or custom.
    filtering : Filtering
        With equal strides along both axes.

    Examples
    --------
    >>> write_filter("cat", *read_filter({"kernel": "gaussian", "gaussian-sigma": "2", "s": "2"}))
    'image=cat&kernel=gaussian&gaussian-sigma=2.0&s=2&p=same&mode=reflect&colour=luminance&scaled=as+they+are'
    """  # noqa: E501
    layer = filtering.layer
    query = {"image": picture, "kernel": kernel.name}
    if kernel.name == CUSTOM:
        query["w"] = write_matrix(kernel.weights, digits=17)
    query |= {parameter_key(kernel, name): str(value) for name, value in kernel.parameter_values}
    query |= {"s": str(layer.stride[0]), "p": write_padding(layer.padding)}
    query |= {"mode": filtering.padding_mode, "colour": COLOURS[filtering.colour]}
    return urlencode(query | {"scaled": SCALED[filtering.normalise]})


def at_rate(link: str, rate: int) -> str:
    """Add the dilation rate to a query of `write_filter`.

    >>> at_rate("image=cat", 7)
    'image=cat&d=7'
    """
    return f"{link}&d={rate}"


def read_filter(query: Mapping[str, str]) -> tuple[Kernel, Filtering]:
    """Read a query; unknown names are ignored, missing ones have their default.

    Parameters
    ----------
    query : mapping of str to str
        Untrusted.

    Raises
    ------
    GeometryError
        If a value is not among those of the page; the message lists these.

    Examples
    --------
    >>> kernel, filtering = read_filter({"kernel": "box", "d": "7"})
    >>> filtering.layer.effective_kernel_size
    (15, 15)
    """
    kernel = _kernel(query)
    colour = _option(query, "colour", COLOURS) == "colour" and not kernel.signed
    mode = _option(query, "mode", PADDING_MODES, DEFAULT_MODE)
    normalise = _option(query, "scaled", SCALED) == "scaled"
    return kernel, Filtering(_layer(query, kernel), mode, colour, normalise)


def parameter_key(kernel: Kernel, parameter: str) -> str:
    """Name a kernel's parameter in a query; kernels have parameters of the same name.

    >>> parameter_key(KERNELS["motion blur"], "angle")
    'motion-blur-angle'
    """
    return f"{kernel.name}-{parameter}".replace(" ", "-")


def _kernel(query: Mapping[str, str]) -> Kernel:
    name = _option(query, "kernel", (*KERNELS, CUSTOM), DEFAULT_KERNEL)
    if name == CUSTOM:
        return custom_kernel(read_weights(query.get("w", "")))
    kernel = KERNELS[name]
    values = {each.name: _parameter_value(query, kernel, each) for each in kernel.parameters}
    return kernel.of(**values)


def read_weights(text: str) -> np.ndarray:
    """Read the weights of a custom kernel, shape (kH, kW); those of the default if empty.

    Raises
    ------
    GeometryError
        As `dilviz.convolution.matrix_text.read_matrix`.
    """
    if not text:
        return KERNELS[DEFAULT_KERNEL].weights
    return read_matrix(text, "weights", LARGEST_SIDE)


def _parameter_value(query: Mapping[str, str], kernel: Kernel, parameter: Parameter) -> float:
    key = parameter_key(kernel, parameter.name)
    text = query.get(key, str(parameter.default))
    try:
        value = float(text)
    except ValueError:
        value = np.nan
    if not parameter.lowest <= value <= parameter.highest:
        raise GeometryError(
            f"{key} goes from {parameter.lowest:g} to {parameter.highest:g} {parameter.unit}, "
            f"got {quoted(text)}. Choose a number between."
        )
    return value


def _layer(query: Mapping[str, str], kernel: Kernel) -> Layer:
    rate = query.get("d", str(DEFAULT_RATE))
    return Layer.of(
        kernel.weights.shape,
        stride=read_whole(query.get("s", "1"), "stride", 1, LARGEST_STRIDE),
        dilation=read_whole(rate, "dilation rate", 1, LARGEST_RATE),
        padding=read_padding(query.get("p", DEFAULT_PADDING), MOST_PADDING),
    )


def _option(query: Mapping[str, str], name: str, options: Sequence[str], default: str = "") -> str:
    text = query.get(name, default or options[0])
    if text not in options:
        raise GeometryError(f"{name} is one of {', '.join(options)}, got {quoted(text)}.")
    return text
