"""What the Images page shows, from the settings to the downloads."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import streamlit as st

from dilviz.figures.encode import data_address, jpeg, png
from dilviz.figures.inspection import inspection
from dilviz.figures.response import Shown, shown
from dilviz.filtering import Filtering, respond
from dilviz.kernel import Kernel
from dilviz.ui.components.inspector import component as inspector
from dilviz.ui.components.photo import component as photo
from dilviz.ui.components.weights import component as weights
from dilviz.ui.controls import images as controls
from dilviz.ui.controls import pictures
from dilviz.ui.controls.pictures import Source


@dataclass(frozen=True, eq=False)
class Setting:
    """A picture, a kernel, and how the kernel is applied."""

    source: Source
    kernel: Kernel
    filtering: Filtering

    @property
    def key(self) -> str:
        """Names everything that the response depends on; for caches."""
        partner = None if self.kernel.partner is None else self.kernel.partner.tolist()
        return repr((self.source.id, self.kernel.weights.tolist(), partner, self.filtering))

    @property
    def size(self) -> tuple[int, int]:
        """Rows and columns of the picture."""
        rows, cols = self.source.pixels.shape[:2]
        return rows, cols


def asked_for() -> Setting:
    """Ask for the picture, the kernel and how it is applied."""
    with st.container(border=True):
        left, middle, right = st.columns([3, 3, 4])
        with left:
            source = pictures.source()
        with middle:
            kernel = controls.kernel()
        with right:
            rate = controls.rate()
        st.caption(kernel.meaning)
        with st.expander("Weights, padding, stride and channels"):
            first, second = st.columns(2, gap="large")
            with first:
                weights.edit(kernel.weights, controls.take_edited_weights)
                st.caption(f"Source: {kernel.source}. An edit makes the kernel custom.")
            with second:
                filtering = controls.filtering(kernel, rate)
    return Setting(source, kernel, filtering)


def inspected(setting: Setting) -> tuple[int, int]:
    """Show the photograph beside the output, with the pointer on both; return what is pinned."""
    response = _response(setting)
    answer = shown(response, is_signed=setting.kernel.signed)
    view = inspection(setting.size, setting.kernel, setting.filtering, answer)
    size = (view["output"]["rows"], view["output"]["cols"])
    view["photo"] = {"id": setting.source.id, "title": setting.source.title}
    view["alt"] = setting.source.alt
    view["output"] |= {
        "address": data_address(jpeg(answer.pixels), "image/jpeg"),
        "words": f"{setting.kernel.name}, l = {setting.filtering.layer.dilation[0]}",
    }
    view["note"] = _note(setting, answer)
    view["pin"] = controls.pin(size)
    view["stamp"] = setting.key
    inspector.inspect(view, controls.take_pin)  # first: what people wait for
    photo.bring(setting.source.id, _address(setting.source.id, setting.source.pixels))
    _downloads(setting, response, answer)
    return view["pin"]


def _response(setting: Setting) -> np.ndarray:
    return respond(setting.source.pixels, setting.kernel, setting.filtering)


@st.cache_data(max_entries=32, show_spinner=False)
def _address(picture_id: str, _pixels: np.ndarray) -> str:
    """Encode a photograph exactly: the browser computes sums with its values."""
    return data_address(png(_pixels, level=1), "image/png")


def _note(setting: Setting, answer: Shown) -> str:
    beyond = f"{answer.clipped:.1%}".replace("%", " %")
    if answer.limit is not None:
        return f"Signed response of the luminance; {beyond} of it lie beyond the ends of the scale."
    if answer.clipped:
        scaled = "" if setting.filtering.normalise else " Scaling the weights brings them nearer."
        return f"{beyond} of the values lie outside 0 to 255, drawn black or white.{scaled}"
    return ""


def _downloads(setting: Setting, response: np.ndarray, answer: Shown) -> None:
    name = f"{setting.kernel.name} d{setting.filtering.layer.dilation[0]}".replace(" ", "-")
    with st.container(horizontal=True):
        st.download_button(
            "Output, PNG",
            lambda: png(answer.pixels),
            f"dilviz-{name}.png",
            "image/png",
            on_click="ignore",
        )
        st.download_button(
            "Numbers behind it, NPY",
            lambda: _npy(response),
            f"dilviz-{name}.npy",
            "application/octet-stream",
            on_click="ignore",
            help="float32, channels × rows × columns, neither rounded nor clipped.",
        )


def _npy(values: np.ndarray) -> bytes:
    from io import BytesIO

    buffer = BytesIO()
    np.save(buffer, values, allow_pickle=False)
    return buffer.getvalue()
