"""The widgets of the Images page: the kernel and how it is applied."""

from __future__ import annotations

import re

import numpy as np
import streamlit as st

from dilviz.convolution.geometry import PADDING_MODES
from dilviz.convolution.layer import Layer, Pair
from dilviz.convolution.matrix_text import write_matrix
from dilviz.errors import GeometryError
from dilviz.network.notation import parse_network
from dilviz.network.presets import NETWORKS
from dilviz.pictures.filmstrip import runs_on_a_picture
from dilviz.pictures.filter_link import (
    COLOURS,
    DEFAULT_KERNEL,
    DEFAULT_MODE,
    DEFAULT_RATE,
    LARGEST_RATE,
    LARGEST_STRIDE,
    SCALED,
    parameter_key,
    read_weights,
)
from dilviz.pictures.filtering import Filtering
from dilviz.pictures.kernel import CUSTOM, Kernel, Parameter, custom_kernel
from dilviz.pictures.kernels import KERNELS
from dilviz.ui.components.rate import component as slider
from dilviz.ui.controls import bound, link
from dilviz.ui.images import padding as image_padding
from dilviz.ui.images.link import LINK, PIN, RATE, WEIGHTS, rate

STACKS = {
    "2, 2, 2: a lattice": "3*(conv3 d2)",
    "1, 2, 3: filled": "conv3, conv3 d2, conv3 d3",
    **{
        name: str(preset.network)
        for name, preset in NETWORKS.items()
        if runs_on_a_picture(preset.network)
    },
}
DEFAULT_STACK = STACKS["2, 2, 2: a lattice"]
_STACK, _KNOWN = "stack", "known stack"
_PLACE = re.compile(r"\d{1,6},\d{1,6}", re.ASCII)


def kernel() -> Kernel:
    """Ask for a kernel, and for its parameters if it has some."""
    name = bound.Pick("kernel", "Kernel", (*KERNELS, CUSTOM), DEFAULT_KERNEL).ask()
    if name == CUSTOM:
        return _custom()
    entry = KERNELS[name]
    return entry.of(**{one.name: _parameter(entry, one) for one in entry.parameters})


def _parameter(entry: Kernel, one: Parameter) -> float:
    key = parameter_key(entry, one.name)
    label = f"{one.name.capitalize()} in {one.unit}"
    bounds = float(one.lowest), float(one.highest), float(one.default)
    return bound.measure(key, label, *bounds, step=float(one.step), format="%g")


def _custom() -> Kernel:
    text = st.query_params.get(WEIGHTS, "")
    try:
        weights = read_weights(text)
    except GeometryError as error:
        link.say([f"The link asked for weights that cannot be: {error} This shows sobel x."])
        weights = KERNELS[DEFAULT_KERNEL].weights
    return custom_kernel(weights)


def take_edited_weights() -> None:
    """Put the weights of the editor into the link; the kernel is then called custom."""
    LINK.write(WEIGHTS, write_matrix(np.array(st.session_state["weights"]["weights"])))
    st.session_state["kernel"] = CUSTOM


def ask_rate() -> None:
    """Ask for the dilation rate, and say what the link asked for in vain."""
    asked, shown = st.query_params.get(RATE), rate()
    if asked not in (None, str(shown)):
        rule = f"dilation rates go from 1 to {LARGEST_RATE}"
        link.say([link.refused(RATE, asked, rule, shown)])
    if not _PLACE.fullmatch(st.query_params.get(PIN, "0,0")):
        rule = "a pin is a row and a column, as in 3,5"
        link.say([link.refused(PIN, st.query_params[PIN], rule, "the middle")])
    slider.ask(shown, 1, LARGEST_RATE, _take_rate)


def _take_rate() -> None:
    LINK.write(RATE, str(int(st.session_state["rate"]["rate"])), str(DEFAULT_RATE))


def filtering(chosen: Kernel, dilation: int) -> Filtering:
    """Ask how the kernel is applied."""
    colour = bound.Choice("colour", "Channels", COLOURS, "luminance").ask(disabled=chosen.signed)
    padding = image_padding.padding(chosen.weights.shape)
    mode = bound.Pick("mode", "The padding holds", PADDING_MODES, DEFAULT_MODE).ask(
        disabled=padding == "valid"
    )
    stride = bound.Slider("s", "Stride", 1, LARGEST_STRIDE, 1).ask()
    scaled = bound.Choice(
        "scaled",
        "Weights",
        SCALED,
        SCALED[0],
        help="Scaled: divided so that the response stays in the range of the picture.",
    ).ask()
    layer = Layer.of(chosen.weights.shape, stride=stride, dilation=dilation, padding=padding)
    return Filtering(layer, mode, colour == "colour" and not chosen.signed, scaled == SCALED[1])


def pin(size: Pair) -> Pair:
    """Read the pinned output from the link: a row and a column; the middle if there is none."""
    asked = st.query_params.get(PIN, "")
    if _PLACE.fullmatch(asked):
        row, col = map(int, asked.split(","))
        return min(row, size[0] - 1), min(col, size[1] - 1)
    return size[0] // 2, size[1] // 2


def take_pin() -> None:
    """Put the pinned output into the link."""
    place = st.session_state["inspector"]["pin"]
    LINK.write(PIN, ",".join(str(int(at)) for at in place))


def strip_rates() -> list[int]:
    """Ask for the rates of the strip.

    Raises
    ------
    GeometryError
        If they are no whole numbers in the range, or too many.
    """
    text = bound.Text("rates", "Dilation rates", "1, 2, 4, 8").ask()
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
    names = {notation: name for name, notation in STACKS.items()}
    shown = _canonical(st.session_state.get(_STACK, st.query_params.get(_STACK, DEFAULT_STACK)))
    st.session_state[_KNOWN] = names.get(shown)
    left, right = st.columns([2, 3])
    with left:
        st.selectbox(
            "Networks that keep the resolution",
            tuple(STACKS),
            key=_KNOWN,
            on_change=_use_known_stack,
            placeholder="your own",
        )
    with right:
        return bound.Text(
            _STACK,
            "Stack, from the picture up",
            DEFAULT_STACK,
            help="conv3 d2 is a 3 × 3 layer of dilation rate 2; see the Stack page for more.",
        ).ask()


def _canonical(notation: str) -> str:
    try:
        return str(parse_network(notation))
    except GeometryError:
        return notation


def _use_known_stack() -> None:
    if known := st.session_state[_KNOWN]:
        st.session_state[_STACK] = STACKS[known]


def stack_weights() -> str:
    """Ask for the weights of the stack."""
    return bound.Choice("weights-of", "Weights", ("equal", "the kernel above"), "equal").ask()


def stack_border() -> str:
    """Ask what stands in the padding of the stack's layers."""
    return bound.Choice("stack-mode", "Its padding holds", PADDING_MODES, "zeros").ask()


def coarse_rate() -> int:
    """Ask how coarse the detail is that the three ways look for."""
    return int(
        bound.Choice(
            "coarse", "Dilation rate, and factor of the shrinking", ("2", "4", "8"), "4"
        ).ask()
    )
