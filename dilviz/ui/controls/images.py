"""The widgets of the Images page: the kernel and how it is applied."""

from __future__ import annotations

import numpy as np
import streamlit as st

from dilviz.errors import GeometryError
from dilviz.filtering import Filtering
from dilviz.geometry import PADDING_MODES
from dilviz.kernel import Kernel, Parameter
from dilviz.kernel_text import parse_weights, weights_text
from dilviz.kernels import KERNELS
from dilviz.layer import Layer
from dilviz.ui.controls import bound, link

CUSTOM = "custom"
DEFAULT_KERNEL = "sobel x"
LARGEST_RATE = 32
COLOURS = ("luminance", "colour")
STACKS = ("conv3 d2, conv3 d2, conv3 d2", "conv3, conv3 d2, conv3 d3", "conv3, conv3 d2, conv3 d5")
_WEIGHTS, _PIN, _STACK = "w", "pin", "stack"


def kernel() -> Kernel:
    """Ask for a kernel, and for its parameters if it has some."""
    name = bound.pick("kernel", "Kernel", (*KERNELS, CUSTOM), DEFAULT_KERNEL)
    if name == CUSTOM:
        return _custom()
    entry = KERNELS[name]
    return entry.of(**{one.name: _parameter(entry, one) for one in entry.parameters})


def _parameter(entry: Kernel, one: Parameter) -> float:
    key = f"{entry.name}-{one.name}".replace(" ", "-")  # families have bounds of their own
    return st.slider(
        f"{one.name.capitalize()} in {one.unit}",
        float(one.lowest),
        float(one.highest),
        float(one.default),
        float(one.step),
        format="%g",
        key=key,
        bind="query-params",
    )


def _custom() -> Kernel:
    text = st.query_params.get(_WEIGHTS, "")
    try:
        weights = parse_weights(text) if text else KERNELS[DEFAULT_KERNEL].weights
    except GeometryError as error:
        link.say([f"The link asked for weights that cannot be: {error} This shows sobel x."])
        weights = KERNELS[DEFAULT_KERNEL].weights
    balanced = abs(weights.sum()) <= 1e-6 * np.abs(weights).sum()
    return Kernel(
        CUSTOM,
        weights,
        "Your own weights.",
        "typed here",
        signed=bool(balanced and weights.any()),
    )


def take_edited_weights() -> None:
    """Put the weights of the editor into the link; the kernel is then called custom."""
    st.query_params[_WEIGHTS] = weights_text(np.array(st.session_state["weights"]["weights"]))
    st.session_state["kernel"] = CUSTOM


def rate() -> int:
    """Ask for the dilation rate."""
    return bound.slider("d", "Dilation rate", 1, LARGEST_RATE, 4)


def filtering(chosen: Kernel, dilation: int) -> Filtering:
    """Ask how the kernel is applied."""
    colour = bound.choice("colour", "Channels", COLOURS, "luminance", disabled=chosen.signed)
    padding = bound.choice("p", "Padding", ("same", "valid"), "same")
    mode = bound.pick("mode", "Beyond the border", PADDING_MODES, "reflect")
    stride = bound.slider("s", "Stride", 1, 4, 1)
    scaled = bound.choice(
        "scaled",
        "Weights",
        ("as they are", "scaled"),
        "as they are",
        help="Scaled: divided so that the response stays in the range of the picture.",
    )
    layer = Layer.of(chosen.weights.shape, stride=stride, dilation=dilation, padding=padding)
    return Filtering(layer, mode, colour == "colour" and not chosen.signed, scaled == "scaled")


def pin(size: tuple[int, int]) -> tuple[int, int]:
    """Read the pinned output from the link: a row and a column; the middle if there is none."""
    words = st.query_params.get(_PIN, "").split(",")
    if len(words) == 2 and all(word.isdecimal() and len(word) < 7 for word in words):
        row, col = (min(int(word), most - 1) for word, most in zip(words, size, strict=True))
        return row, col
    return size[0] // 2, size[1] // 2


def take_pin() -> None:
    """Put the pinned output into the link."""
    place = st.session_state["inspector"]["pin"]
    st.query_params[_PIN] = ",".join(str(int(at)) for at in place)


def strip_rates() -> list[int]:
    """Ask for the rates of the strip.

    Raises
    ------
    GeometryError
        If they are no whole numbers in the range, or too many.
    """
    text = bound.text("rates", "Dilation rates", "1, 2, 4, 8")
    words = text.replace(",", " ").split()
    if not 0 < len(words) <= 6:
        raise GeometryError(
            f"the strip has 1 to 6 dilation rates, got {len(words)}. Write 1, 2, 4."
        )
    for word in words:
        known = word.isascii() and word.isdecimal() and len(word) < 4
        if not known or not 1 <= int(word) <= LARGEST_RATE:
            raise GeometryError(
                f"a dilation rate is a whole number from 1 to {LARGEST_RATE}, "
                f"got {link.clipped(word, 12)}. Write 1, 2, 4, 8."
            )
    return [int(word) for word in words]


def stack() -> str:
    """Ask for a stack to run on the picture."""
    st.segmented_control(
        "Known stacks",
        [text.replace("conv3 d", "").replace("conv3", "1") for text in STACKS],
        key="known stack",
        on_change=_use_known_stack,
        help="Dilation rates of three 3 × 3 layers.",
    )
    return bound.text(_STACK, "Stack, one layer after the other", STACKS[0])


def _use_known_stack() -> None:
    for text in STACKS:
        if text.replace("conv3 d", "").replace("conv3", "1") == st.session_state["known stack"]:
            st.session_state[_STACK] = text


def stack_weights() -> str:
    """Ask for the weights of the stack."""
    return bound.choice("weights-of", "Weights", ("equal", "the kernel above"), "equal")


def coarse_rate() -> int:
    """Ask how coarse the detail is that the three ways look for."""
    return int(
        bound.choice("coarse", "Dilation rate, and factor of the shrinking", ("2", "4", "8"), "4")
    )
