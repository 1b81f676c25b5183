"""The widgets of the Gridding page: a network, an input to sort, and what a design is asked for."""

from __future__ import annotations

import streamlit as st

from dilviz.design import Wish
from dilviz.images import IMAGES
from dilviz.ui.controls import bound
from dilviz.wish import KERNEL_SIZES, OUTPUT_STRIDES

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
_NOTATION = "net"
LINE = bound.NetworkLine(
    *(_NOTATION, DEFAULT),
    help="Layers from the input up, as on the Stack page: conv3 d2 is 3 × 3 at rate 2.",
    placeholder=DEFAULT,
)
LARGEST_FIELD, MOST_LAYERS, MOST_CHANNELS, LARGEST_RATE = 511, 10, 1024, 64


def notation() -> str:
    """Ask for the network; the answer follows while people type."""
    text = LINE.ask()
    with st.container(horizontal=True, gap="small"):
        for name, words in EXAMPLES.items():
            st.button(name, key=f"try {name}", on_click=use, args=(words,), type="secondary")
    return text


def use(words: str) -> None:
    """Show another network; for callbacks."""
    st.session_state[_NOTATION] = words


def use_chosen(key: str) -> None:
    """Show the network that was chosen in a component."""
    use(str(st.session_state[key].used))


def grid_size() -> int:
    """Ask for the side of the input whose pixels are sorted."""
    return bound.Slider("grid", "Rows and columns of the input", 8, 48, 20).ask()


def photograph() -> str:
    """Ask for a photograph."""
    return bound.Pick("photo", "Photograph", tuple(IMAGES), "cat").ask()


def wish() -> tuple[Wish, int]:
    """Ask what a design must do: the wish and the channels.

    Raises
    ------
    GeometryError
        If no kernel size is left.
    """
    left, middle, right = st.columns(3)
    with left:
        size = bound.Slider("size", "Receptive field, samples", 3, LARGEST_FIELD, 67).ask()
        exactly = bound.Choice(
            "fit", "The field is", ("at least this", "exactly this"), _EXACTLY
        ).ask()
    with middle:
        layers = bound.Slider("layers", "Layers at most", 1, MOST_LAYERS, 7).ask()
        kernels = st.multiselect(
            "Kernel sizes", KERNEL_SIZES, default=[3], key="kernels", bind="query-params"
        )
    with right:
        channels = bound.Slider("width", "Channels in every layer", 1, MOST_CHANNELS, 64).ask()
        stride = bound.Choice(
            "out", "Output stride", [str(one) for one in OUTPUT_STRIDES], "1"
        ).ask()
    with left:
        holes = bound.Choice("holes", "Holes", ("none", "allowed"), "none").ask()
    with middle:
        axes = bound.Choice("axes", "For", ("images", "sequences"), "images").ask()
    with right:
        limit = bound.Slider(
            *("largest", "Largest dilation rate", 1, LARGEST_RATE, LARGEST_RATE),
            help="At the right end, any rate may be used.",
        ).ask()
    asked = Wish(
        size,
        exactly=exactly == _EXACTLY,
        layers=layers,
        kernel_sizes=tuple(kernels),
        output_stride=int(stride),
        hole_free=holes == "none",
        largest_rate=limit if limit < LARGEST_RATE else None,
        one_dimensional=axes == "sequences",
    )
    return asked, channels


_EXACTLY = "exactly this"
