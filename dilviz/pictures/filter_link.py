"""A kernel and how it is applied, as a link: the names that the Images page has in its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

import numpy as np

from dilviz.convolution.geometry import PADDING_MODES
from dilviz.convolution.layer import Layer
from dilviz.convolution.layer_text import Refused, read_padding, whole, write_padding
from dilviz.errors import GeometryError
from dilviz.pictures.filtering import Filtering
from dilviz.pictures.kernel import (
    CUSTOM,
    Kernel,
    Parameter,
    custom_kernel,
    parse_weights,
    weights_text,
)
from dilviz.pictures.kernels import KERNELS

DEFAULT_KERNEL, DEFAULT_PADDING, DEFAULT_MODE = "sobel x", "same", "reflect"
DEFAULT_RATE, LARGEST_RATE = 4, 32
LARGEST_STRIDE = 4
MOST_PADDING = 256  # samples a side: 9 taps at the largest rate are padded fully
COLOURS = ("luminance", "colour")
SCALED = ("as they are", "scaled")  # the weights
LONGEST_WEIGHTS = 4000  # characters; 9 by 9 weights with all their digits are fewer


def write_filter(picture: str, kernel: Kernel, filtering: Filtering) -> str:
    """Write everything but the dilation rate, in one spelling.

    Parameters
    ----------
    picture : str
        The name of a photograph, or what else stands for a picture.
    kernel : Kernel
        Of the registry, or of one's own weights.
    filtering : Filtering
        With equal strides, as `read_filter` makes it.

    Returns
    -------
    str

    Examples
    --------
    >>> write_filter("cat", *read_filter({"kernel": "gaussian", "gaussian-sigma": "2", "s": "2"}))
    'image=cat&kernel=gaussian&gaussian-sigma=2.0&s=2&p=same&mode=reflect&colour=luminance&scaled=as+they+are'
    """  # noqa: E501
    told = {"image": picture, "kernel": kernel.name}
    if kernel.name == CUSTOM:
        told["w"] = weights_text(kernel.weights, digits=17)
    told |= {parameter_key(kernel, name): str(value) for name, value in kernel.turned}
    layer = filtering.layer
    told |= {"s": str(layer.stride[0]), "p": write_padding(layer.padding)}
    told |= {"mode": filtering.padding_mode, "colour": COLOURS[filtering.colour]}
    return urlencode(told | {"scaled": SCALED[filtering.normalise]})


def at_rate(link: str, rate: int) -> str:
    """Add the dilation rate, which people change most, at the end.

    >>> at_rate("image=cat", 7)
    'image=cat&d=7'
    """
    return f"{link}&d={rate}"


def read_filter(query: Mapping[str, str]) -> tuple[Kernel, Filtering]:
    """Read a link; names it does not know are left aside, what is left out is the default.

    Parameters
    ----------
    query : mapping of str to str
        What a stranger wrote.

    Returns
    -------
    (Kernel, Filtering)

    Raises
    ------
    GeometryError
        If a value is none that the page has, with the ones it has.

    Examples
    --------
    >>> kernel, filtering = read_filter({"kernel": "box", "d": "7"})
    >>> filtering.layer.effective_kernel_size
    (15, 15)
    """
    kernel = _kernel(query)
    try:
        layer = _layer(query, kernel)
    except Refused as rule:
        raise GeometryError(f"the question cannot be read: {rule}. Change that value.") from None
    colour = _word(query, "colour", COLOURS) == "colour" and not kernel.signed
    mode = _word(query, "mode", PADDING_MODES, DEFAULT_MODE)
    return kernel, Filtering(layer, mode, colour, _word(query, "scaled", SCALED) == "scaled")


def parameter_key(kernel: Kernel, parameter: str) -> str:
    """Name a parameter in a link; families have bounds of their own."""
    return f"{kernel.name}-{parameter}".replace(" ", "-")


def _kernel(query: Mapping[str, str]) -> Kernel:
    name = _word(query, "kernel", (*KERNELS, CUSTOM), DEFAULT_KERNEL)
    if name != CUSTOM:
        entry = KERNELS[name]
        return entry.of(**{one.name: _turned(query, entry, one) for one in entry.parameters})
    text = query.get("w", "")
    if len(text) > LONGEST_WEIGHTS:
        raise GeometryError(
            f"the weights have {len(text)} characters; at most {LONGEST_WEIGHTS} are read. "
            "Write fewer digits."
        )
    return custom_kernel(parse_weights(text) if text else KERNELS[DEFAULT_KERNEL].weights)


def _turned(query: Mapping[str, str], kernel: Kernel, one: Parameter) -> float:
    key = parameter_key(kernel, one.name)
    asked = query.get(key, str(one.default))
    try:
        value = float(asked)
    except ValueError:
        value = np.nan
    if not one.lowest <= value <= one.highest:
        raise GeometryError(
            f"{key} goes from {one.lowest:g} to {one.highest:g} {one.unit}, got {_short(asked)}. "
            "Choose a number between."
        )
    return value


def _layer(query: Mapping[str, str], kernel: Kernel) -> Layer:
    rate = query.get("d", str(DEFAULT_RATE))
    return Layer.of(
        kernel.weights.shape,
        stride=whole(query.get("s", "1"), "strides", 1, LARGEST_STRIDE),
        dilation=whole(rate, "dilation rates", 1, LARGEST_RATE),
        padding=read_padding(query.get("p", DEFAULT_PADDING), MOST_PADDING),
    )


def _word(query: Mapping[str, str], name: str, words: Sequence[str], default: str = "") -> str:
    asked = query.get(name, default or words[0])
    if asked not in words:
        raise GeometryError(f"{name} is one of {', '.join(words)}, got {_short(asked)}.")
    return asked


def _short(asked: str) -> str:
    return repr(asked if len(asked) < 30 else asked[:29] + "…")
