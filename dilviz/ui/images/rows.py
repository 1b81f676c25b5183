"""Rows of pictures on the Images page: one kernel at several rates, and three ways."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import numpy as np
import streamlit as st

from dilviz.cost.channel_polynomial import grouped
from dilviz.errors import GeometryError
from dilviz.figures import tiles
from dilviz.figures.encode import png
from dilviz.figures.response import ResponsePicture
from dilviz.pictures.filtering import planes, respond, weights_used
from dilviz.pictures.three_ways import EnlargingMethod, three_ways
from dilviz.ui.components.strip.component import Tile, strip
from dilviz.ui.explain import explained
from dilviz.ui.images import controls
from dilviz.ui.images.tiles import cached, response_tile
from dilviz.ui.images.views import FilterSettings, at_rate


def rates(setting: FilterSettings) -> None:
    """Show the same kernel at several dilation rates."""
    st.header("The same weights, further apart")
    with explained():
        chosen = [at_rate(setting, rate) for rate in controls.strip_rates()]
        made = _rate_tiles(repr([setting.key for setting in chosen]), chosen)
        strip("rates-strip", "The same kernel at several dilation rates", made)
        _downloads(chosen)


@cached
def _rate_tiles(key: str, _settings: list[FilterSettings]) -> list[Tile]:
    return [
        _rate_tile(picture, setting)
        for picture, setting in zip(_shown(_settings), _settings, strict=True)
    ]


def _shown(settings: list[FilterSettings]) -> list[ResponsePicture]:
    first = settings[0]
    chosen = [setting.filtering.layer.dilation[0] for setting in settings]
    return tiles.at_rates(first.source.pixels, first.kernel, first.filtering, chosen)


def _rate_tile(picture: ResponsePicture, setting: FilterSettings) -> Tile:
    layer = setting.filtering.layer
    rows, cols = layer.effective_kernel_size
    words = f"d = {layer.dilation[0]}"
    note = f"field {rows} × {cols}, {setting.kernel.weights.size} samples read"
    alt = f"{setting.kernel.name} at dilation rate {layer.dilation[0]}"
    return replace(response_tile(picture, words, note), alt=alt)


def _downloads(settings: list[FilterSettings]) -> None:
    with st.container(horizontal=True):
        st.download_button(
            "Strip, PNG",
            lambda: png(tiles.sheet([picture.pixels for picture in _shown(settings)])),
            "dilviz-strip.png",
            "image/png",
            on_click="ignore",
        )
        st.download_button(
            "Numbers behind the strip, NPZ",
            lambda: _numbers(settings),
            "dilviz-strip.npz",
            "application/octet-stream",
            on_click="ignore",
            help="One array a dilation rate: d1, d2 and so on, float32, channels × rows × columns.",
        )


def _numbers(settings: list[FilterSettings]) -> bytes:
    """The responses of a strip, by their rates."""
    buffer = BytesIO()
    np.savez(
        buffer,
        allow_pickle=False,
        **{
            f"d{setting.filtering.layer.dilation[0]}": respond(
                setting.source.pixels, setting.kernel, setting.filtering
            )
            for setting in settings
        },
    )
    return buffer.getvalue()


def ways(setting: FilterSettings) -> None:
    """Compare shrinking first, dilating, and a dense kernel of the same span."""
    st.header("Why not shrink the picture first?")
    st.caption(
        "Three ways to see detail that is coarser by a factor: DeepLab's argument for dilated "
        "(atrous) convolution. Their taps lie equally far apart. Shrinking keeps one sample of "
        "each square, so a few outputs are computed and those between them are interpolated, which "
        "also reads their neighbours; the dense kernel is the small one, interpolated. The times "
        "are measured here: fewer multiply-adds are not always faster, because resizing and "
        "copying take time as well."
    )
    rate = int(controls.COARSE.ask())
    with explained():
        if setting.kernel.partner is not None:
            raise GeometryError(
                f"{setting.kernel.name} takes two kernels. Choose its x or y kernel to compare."
            )
        key = repr((setting.source.id, setting.weights_key, rate))
        pictures, differences = _ways(key, setting, rate)
        strip("ways", "Three ways to see coarse detail", pictures, across=3)
        strip("differences", "How far each is from the dense kernel", differences, across=3)


@cached
def _ways(key: str, _setting: FilterSettings, rate: int) -> tuple[list[Tile], list[Tile]]:
    picture = planes(_setting.source.pixels, colour=False)[0]
    weights = weights_used(_setting.kernel.weights, _setting.filtering)
    three = three_ways(picture, weights, rate)
    shown, differing = tiles.of_ways(three, is_signed=_setting.kernel.signed)
    pictures = [_way_tile(picture, way) for picture, way in zip(shown, three, strict=True)]
    differences = [
        response_tile(picture, f"{way.name.capitalize()} − dense", "")
        for picture, way in zip(differing, three[:-1], strict=True)
    ]
    return pictures, differences


def _way_tile(picture: ResponsePicture, way: EnlargingMethod) -> Tile:
    note = (
        f"{way.weights} weights, {_millions(way.multiply_adds)} million multiply-adds, "
        f"{grouped(way.computed)} outputs computed, {1e3 * way.seconds:.1f} ms here"
    )
    return response_tile(picture, way.name.capitalize(), note)


def _millions(count: int) -> str:
    return f"{count / 1e6:.2f}" if count < 1e7 else f"{count / 1e6:.0f}"
