"""The padding of the kernel on the Images page: same, valid, or numbers, as Explore has it."""

from __future__ import annotations

import streamlit as st

from dilviz.convolution.layer import Layer, Sides
from dilviz.convolution.layer_text import write_padding
from dilviz.errors import GeometryError
from dilviz.ui.controls import page_link, refusals
from dilviz.ui.explain import sentence
from dilviz.ui.images.link import PADDING, rate

CUSTOM = "custom"
_KIND, _TYPED = "kind of padding", "typed padding"
_TROUBLE = "padding refused"


def padding(kernel_size: tuple[int, int]) -> Sides | str:
    """Ask for the padding."""
    PADDING.say_refusal()
    chosen = PADDING.from_link(st.query_params)
    st.session_state[_KIND] = chosen if isinstance(chosen, str) else CUSTOM
    st.segmented_control(
        "Padding",
        ("same", "valid", CUSTOM),
        required=True,
        key=_KIND,
        on_change=_take_kind,
        args=(kernel_size,),
    )
    if not isinstance(chosen, str):
        st.session_state[_TYPED] = write_padding(chosen)
        st.text_input(
            "Samples added",
            key=_TYPED,
            on_change=_take_typed,
            help="4: on every side. 4x2: above and below, left and right. 8:0x4:4: each side.",
        )
        refusals.say(filter(None, [st.session_state.pop(_TROUBLE, "")]))
    return chosen


def _take_kind(kernel_size: tuple[int, int]) -> None:
    kind = st.session_state[_KIND] or PADDING.default
    page_link.write(PADDING, _same(kernel_size) if kind == CUSTOM else kind)


def _same(kernel_size: tuple[int, int]) -> str:
    """What "same" adds at stride 1, to change it from there."""
    layer = Layer.of(kernel_size, dilation=rate(), padding="same")
    return write_padding(layer.padding_for(layer.effective_kernel_size))


def _take_typed() -> None:
    typed = st.session_state[_TYPED].strip()
    try:
        PADDING.read(typed)
    except GeometryError as error:
        st.session_state[_TROUBLE] = sentence(error)
    else:
        page_link.write(PADDING, typed)
