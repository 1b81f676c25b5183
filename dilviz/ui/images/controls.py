"""The widgets of the Images page: the kernel and how it is applied."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import streamlit as st

from dilviz.convolution.geometry import PADDING_MODES
from dilviz.convolution.layer import Layer, Pair
from dilviz.convolution.layer_text import read_whole
from dilviz.convolution.matrix_text import write_matrix
from dilviz.errors import GeometryError, or_none
from dilviz.network.presets import NETWORKS
from dilviz.pictures.filmstrip import runs_on_a_picture
from dilviz.pictures.filter_link import (
    COLOURS,
    DEFAULT_KERNEL,
    DEFAULT_MODE,
    LARGEST_RATE,
    LARGEST_STRIDE,
    SCALED,
    parameter_key,
)
from dilviz.pictures.filtering import Filtering
from dilviz.pictures.kernel import CUSTOM, Kernel, custom_kernel
from dilviz.pictures.kernels import KERNELS
from dilviz.ui.components.mounting import component
from dilviz.ui.controls import page_link
from dilviz.ui.controls.choices import Choice, Pick
from dilviz.ui.controls.numbers import Measure, Slider
from dilviz.ui.controls.texts import Text
from dilviz.ui.images import padding as image_padding
from dilviz.ui.images.link import PIN, RATE, WEIGHTS, rate
from dilviz.ui.notation import spelled

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
_KNOWN = "known stack"
KERNEL = Pick("kernel", "Kernel", DEFAULT_KERNEL, (*KERNELS, CUSTOM))
COLOUR = Choice("colour", "Channels", "luminance", COLOURS)
MODE = Pick("mode", "The padding holds", DEFAULT_MODE, PADDING_MODES)
STRIDE = Slider("s", "Stride", 1, lowest=1, highest=LARGEST_STRIDE)
WEIGHTS_SCALED = Choice(
    *("scaled", "Weights", SCALED[0], SCALED),
    help="Scaled: divided so that the response stays in the range of the picture.",
)
RATES = Text("rates", "Dilation rates", "1, 2, 4, 8")
STACK = Text(
    *("stack", "Stack, from the picture up", DEFAULT_STACK),
    help="conv3 d2 is a 3 × 3 layer of dilation rate 2; see the Stack page for more.",
)
SIGNED = "The response of this kernel has a sign: it is drawn in two colours, of luminance alone."
UNPADDED = "Valid adds no padding: nothing is held there."
STACK_WEIGHTS = Choice("weights-of", "Weights", "equal", ("equal", "the kernel above"))
STACK_MODE = Choice("stack-mode", "Its padding holds", "zeros", PADDING_MODES)
COARSE = Choice("coarse", "Dilation rate, and factor of the shrinking", "4", ("2", "4", "8"))

PARAMETERS = {
    (kernel.name, parameter.name): Measure(
        parameter_key(kernel, parameter.name),
        f"{parameter.name.capitalize()} in {parameter.unit}",
        *map(float, (parameter.default, parameter.lowest, parameter.highest, parameter.step)),
    )
    for kernel in KERNELS.values()
    for parameter in kernel.parameters
}


def kernel() -> Kernel:
    """Ask for a kernel, and for its parameters if it has some."""
    name = KERNEL.ask()
    if name == CUSTOM:
        return _custom()
    entry = KERNELS[name]
    names = [parameter.name for parameter in entry.parameters]
    return entry.of(**{each: PARAMETERS[name, each].ask() for each in names})


def _custom() -> Kernel:
    WEIGHTS.say_refusal()
    return custom_kernel(WEIGHTS.from_link(st.query_params))


def take_edited_weights() -> None:
    """Put the weights of the editor into the link; the kernel is then called custom."""
    page_link.write(WEIGHTS, write_matrix(np.array(st.session_state["weights"]["weights"])))
    st.session_state["kernel"] = CUSTOM


def inspect(view: dict[str, Any]) -> None:
    """Show the slider of the rate and, where there is an output, the photograph beside it."""
    bounds = {"lowest": RATE.lowest, "highest": RATE.highest}
    data = {**view, "rate": {"label": RATE.label, "rate": rate(), **bounds}}
    component("inspector")(
        key="inspector", data=data, on_rate_change=_take_rate, on_pin_change=_take_pin
    )


def _take_rate() -> None:
    page_link.write(RATE, str(int(st.session_state["inspector"]["rate"])))


def _take_pin() -> None:
    place = st.session_state["inspector"]["pin"]
    page_link.write(PIN, ",".join(str(int(at)) for at in place))


def filtering(chosen: Kernel, dilation: int) -> Filtering:
    """Ask how the kernel is applied."""
    colour = replace(COLOUR, disabled=SIGNED if chosen.signed else "").ask()
    padding = image_padding.padding(chosen.weights.shape)
    mode = replace(MODE, disabled=UNPADDED if padding == "valid" else "").ask()
    stride = STRIDE.ask()
    scaled = WEIGHTS_SCALED.ask()
    layer = Layer.of(chosen.weights.shape, stride=stride, dilation=dilation, padding=padding)
    return Filtering(layer, mode, colour == "colour" and not chosen.signed, scaled == SCALED[1])


def pin(size: Pair) -> Pair:
    """Read the pinned output from the link: a row and a column; the middle if there is none."""
    row, col = PIN.from_link(st.query_params) or (size[0] // 2, size[1] // 2)
    return min(row, size[0] - 1), min(col, size[1] - 1)


def strip_rates() -> list[int]:
    """Ask for the rates of the strip.

    Raises
    ------
    GeometryError
        If they are no whole numbers in the range, or too many.
    """
    words = RATES.ask().replace(",", " ").split()
    if not 0 < len(words) <= 6:
        raise GeometryError(
            f"the strip has 1 to 6 dilation rates, got {len(words)}. Write 1, 2, 4."
        )
    return [read_whole(word, "each dilation rate", 1, LARGEST_RATE) for word in words]


def stack() -> str:
    """Ask for a stack to run on the picture."""
    names = {notation: name for name, notation in STACKS.items()}
    in_link = STACK.from_link(st.query_params)
    network = or_none(spelled, st.session_state.get(STACK.key, in_link))
    st.session_state[_KNOWN] = names.get(network[1]) if network else None
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
        return STACK.ask()


def _use_known_stack() -> None:
    if known := st.session_state[_KNOWN]:
        st.session_state[STACK.key] = STACKS[known]
