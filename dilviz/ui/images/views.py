"""What the Images page shows, from the settings to the downloads."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import streamlit as st

from dilviz.convolution.layer import Pair, per_axis
from dilviz.convolution.scipy_check import ScipyCheck, check_with_scipy
from dilviz.errors import or_none
from dilviz.figures.encode import data_address, png
from dilviz.figures.inspection import readings
from dilviz.figures.output_picture import OutputPicture, output_of_photograph, output_picture
from dilviz.figures.png_parts import png_parts
from dilviz.figures.response import picture_of
from dilviz.pictures import filter_link
from dilviz.pictures.filtering import Filtering, planes, respond, weights_used
from dilviz.pictures.kernel import Kernel
from dilviz.pictures.photographs import IMAGES
from dilviz.ui import scipy_button
from dilviz.ui.components.mounting import component
from dilviz.ui.components.photo import component as photo
from dilviz.ui.controls import refusals
from dilviz.ui.explain import explained
from dilviz.ui.images import controls, pictures
from dilviz.ui.images.link import PIN, RATE, rate
from dilviz.ui.images.pictures import Source


@dataclass(frozen=True, eq=False)
class FilterSettings:
    """A picture, a kernel, and how the kernel is applied."""

    source: Source
    kernel: Kernel
    filtering: Filtering

    @property
    def link(self) -> str:
        """The settings but the dilation rate, as the link that the browser fetches outputs with."""
        return filter_link.write_filter(self.source.id, self.kernel, self.filtering)

    @property
    def key(self) -> str:
        """Names everything that the response depends on; for caches."""
        return filter_link.at_rate(self.link, self.filtering.layer.dilation[0])

    @property
    def weights_key(self) -> tuple:
        """Names the weights as they are applied."""
        partner = None if self.kernel.partner is None else self.kernel.partner.tolist()
        return (self.kernel.weights.tolist(), partner, self.filtering.normalise)

    @property
    def size(self) -> tuple[int, int]:
        """Rows and columns of the picture."""
        rows, cols = self.source.pixels.shape[:2]
        return rows, cols


def at_rate(setting: FilterSettings, rate: int) -> FilterSettings:
    """Change the dilation rate of a setting."""
    layer = replace(setting.filtering.layer, dilation=(rate, rate))
    return replace(setting, filtering=replace(setting.filtering, layer=layer))


def asked_for() -> FilterSettings:
    """Ask for the picture, the kernel and how it is applied."""
    with st.container(border=True):
        left, right = st.columns(2)
        with left:
            source = pictures.source()
        with right:
            kernel = controls.kernel()
        st.caption(kernel.meaning)
        notices = st.container()
        with st.expander("Weights, padding, stride and channels"), refusals.saying_in(notices):
            first, second = st.columns(2, gap="large")
            with first:
                component("weights")(
                    key="weights",
                    data={"weights": kernel.weights.tolist()},
                    on_weights_change=controls.take_edited_weights,
                )
                st.caption(f"Source: {kernel.source}. An edit makes the kernel custom.")
            with second:
                filtering = controls.filtering(kernel, rate())
    return FilterSettings(source, kernel, filtering)


def pinned_pixel(setting: FilterSettings) -> Pair | None:
    """The pixel of the photograph in the middle of what the pinned output reads."""
    layer = setting.filtering.layer
    tables = or_none(layer.tap_tables, setting.size)
    if tables is None:  # there is no output; the sentence about it stands in its place
        return None
    pin = controls.pin(layer.output_size(setting.size))
    return per_axis(
        lambda axis: min(max(int(tables[axis][pin[axis]].mean()), 0), setting.size[axis] - 1)
    )


def inspected(setting: FilterSettings, pixel: Pair | None) -> bool:
    """Show the rate, and the photograph beside the output, with the pointer on both.

    Return whether the browser has drawn them: pictures further down would be drawn before them.
    """
    _inspected(setting, pixel)
    return photo.bring(setting.source.id, _address(setting.source), setting.source.secret)


@st.fragment
def _inspected(setting: FilterSettings, pixel: Pair | None) -> None:
    """A new rate runs this alone: the rest of the page does not depend on it."""
    setting = at_rate(setting, rate())
    RATE.say_refusal()
    PIN.say_refusal()
    inspector = st.container()
    view: dict[str, Any] = {}
    with explained():
        view = _view(setting)
    with inspector:
        controls.inspect(view)
    if not view:
        return
    _downloads(setting)
    scipy_button.check_with_scipy(lambda: _check(setting))
    if pinned_pixel(setting) != pixel:
        st.rerun()  # what is below shows what the pinned pixel reads


def _view(setting: FilterSettings) -> dict[str, Any]:
    output = _output(setting)
    view = readings(setting.size, setting.kernel, setting.filtering) | output.description
    view["photo"] = {"id": setting.source.id, "title": setting.source.title}
    view["alt"] = setting.source.alt
    view["output"] = view["output"] | {"address": data_address(output.jpeg, "image/jpeg")}
    view["pin"] = controls.pin((view["output"]["rows"], view["output"]["cols"]))
    view["link"], view["secret"], view["stamp"] = setting.link, setting.source.secret, setting.key
    return view


def _check(setting: FilterSettings) -> ScipyCheck:
    """Compare the first channel with SciPy; of a magnitude, the first of its two kernels."""
    kernel, filtering = replace(setting.kernel, partner=None), setting.filtering
    pixels = setting.source.pixels
    return check_with_scipy(
        planes(pixels, colour=filtering.colour)[0],
        weights_used(kernel.weights, filtering).astype(np.float32),
        filtering.layer,
        respond(pixels, kernel, filtering)[0],
        filtering.padding_mode,
    )


def _output(setting: FilterSettings) -> OutputPicture:
    """Compute the output; as a rule the browser has fetched it already, and it is cached."""
    if setting.source.id in IMAGES:
        return output_of_photograph(setting.key)
    return output_picture(setting.source.pixels, setting.kernel, setting.filtering)


def _response(setting: FilterSettings) -> np.ndarray:
    return respond(setting.source.pixels, setting.kernel, setting.filtering)


def _address(source: Source) -> str:
    """Where the browser finds the photograph, exactly: it computes sums with its values."""
    if source.id in IMAGES:
        return f"photograph?image={source.id}"
    if source.secret:
        return "photograph"
    return data_address(b"".join(png_parts(source.pixels)), "image/png")


def _downloads(setting: FilterSettings) -> None:
    """Offer files, computed when they are fetched: stored, they are megabytes a visitor."""
    name = f"{setting.kernel.name} d{setting.filtering.layer.dilation[0]}".replace(" ", "-")
    with st.container(horizontal=True):
        st.download_button(
            "Output, PNG",
            lambda: png(picture_of(_response(setting), is_signed=setting.kernel.signed).pixels),
            f"dilviz-{name}.png",
            "image/png",
            on_click="ignore",
        )
        st.download_button(
            "Numbers behind it, NPY",
            lambda: _npy(_response(setting)),
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
