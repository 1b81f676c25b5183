"""The widgets of the Gridding page: a network, an input to sort, and what a design is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from dilviz.gridding.design_request import KERNEL_SIZES, OUTPUT_STRIDES, DesignRequest
from dilviz.network.notation import parse_network
from dilviz.pictures.photographs import IMAGES
from dilviz.ui.components.chips import component as chips
from dilviz.ui.controls import bound
from dilviz.ui.controls.several import Several

DEFAULT = "3*(conv3 d2)"
EXAMPLES = {
    "2, 2, 2": DEFAULT,
    "1, 2, 3": "conv3, conv3 d2, conv3 d3",
    "HDC 1, 2, 5": "conv3, conv3 d2, conv3 d5",
    "1, 2, 9": "conv3, conv3 d2, conv3 d9",
    "2, 4, 8": "conv3 d2, conv3 d4, conv3 d8",
    "context module": "2*(conv3), conv3 d2, conv3 d4, conv3 d8, conv3 d16, conv3, conv1",
    "ASPP": "[conv1 | conv3 d6 | conv3 d12 | conv3 d18]",
    "1, 2, 4 … 512": ", ".join(f"conv3 d{2**i}" for i in range(10)),
}
LINE = bound.NetworkLine(
    *("net", DEFAULT),
    help="Layers from the input up, as on the Stack page: conv3 d2 is 3 × 3 at rate 2.",
    placeholder=DEFAULT,
)
LARGEST_FIELD, MOST_LAYERS, MOST_CHANNELS, LARGEST_RATE = 511, 10, 1024, 64
_EXACTLY = "exactly this"

GRID = bound.Slider("grid", "Rows and columns of the input", 8, 48, 20)
PHOTOGRAPH = bound.Choice("photo", "Photograph", tuple(IMAGES), "cat")
SIZE = bound.Slider("size", "Receptive field, samples", 3, LARGEST_FIELD, 67)
FIT = bound.Choice("fit", "The field is", ("at least this", _EXACTLY), _EXACTLY)
LAYERS = bound.Slider("layers", "Layers at most", 1, MOST_LAYERS, 7)
KERNELS = Several("kernels", "Kernel sizes", KERNEL_SIZES, (3,))
CHANNELS = bound.Slider("width", "Channels in every layer", 1, MOST_CHANNELS, 64)
STRIDE = bound.Choice("out", "Output stride", [str(one) for one in OUTPUT_STRIDES], "1")
HOLES = bound.Choice("holes", "Holes", ("none", "allowed"), "none")
AXES = bound.Choice("axes", "For", ("images", "sequences"), "images")
LARGEST = bound.Slider(
    *("largest", "Largest dilation rate", 1, LARGEST_RATE, LARGEST_RATE),
    help="At the right end, any rate may be used.",
)
WISHES: tuple[tuple[bound.Slider | bound.Choice | Several, ...], ...] = (  # by column
    (SIZE, FIT, HOLES),
    (LAYERS, KERNELS, AXES),
    (CHANNELS, STRIDE, LARGEST),
)


def notation() -> str:
    """Ask for the network; the answer follows while people type."""
    text = LINE.ask()
    chosen = {words: name for name, words in EXAMPLES.items()}.get(text.strip())
    offered = [chips.Chip(name, {LINE.key: words}) for name, words in EXAMPLES.items()]
    chips.ask("examples", chips.chips("Networks to try", offered, chosen), _use_example)
    return text


def network_told(link: bound.Query) -> str:
    """Read the network from a link; come back with it as dilviz writes it."""
    return str(parse_network(LINE.told(link)))


def use_chosen(key: str) -> None:
    """Show the network that was chosen in a component."""
    _use(str(st.session_state[key].used))


def _use_example() -> None:
    chosen = st.session_state["examples"].chosen
    if chosen in EXAMPLES:
        _use(EXAMPLES[chosen])


def _use(words: str) -> None:
    st.session_state[LINE.key] = words


def wish() -> tuple[DesignRequest, int]:
    """Ask what a design must do: the wish and the channels.

    Raises
    ------
    GeometryError
        If no kernel size is left.
    """
    answers: dict[str, Any] = {}
    for column, wishes in zip(st.columns(3), WISHES, strict=True):
        with column:
            answers |= {one.key: one.ask() for one in wishes}
    return _wished(answers)


def wish_told(link: bound.Query) -> tuple[DesignRequest, int]:
    """Read the same from a link."""
    return _wished({one.key: one.told(link) for wishes in WISHES for one in wishes})


def _wished(answers: Mapping[str, Any]) -> tuple[DesignRequest, int]:
    limit = answers[LARGEST.key]
    asked = DesignRequest(
        answers[SIZE.key],
        exactly=answers[FIT.key] == _EXACTLY,
        layers=answers[LAYERS.key],
        kernel_sizes=answers[KERNELS.key],
        output_stride=int(answers[STRIDE.key]),
        hole_free=answers[HOLES.key] == "none",
        largest_rate=limit if limit < LARGEST_RATE else None,
        one_dimensional=answers[AXES.key] == "sequences",
    )
    return asked, answers[CHANNELS.key]
