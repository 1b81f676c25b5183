"""Rows of pictures on the Images page: one kernel at several rates, a stack, and three ways."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import streamlit as st

import dilviz
from dilviz.errors import GeometryError
from dilviz.figures import tiles
from dilviz.figures.encode import data_address, jpeg, png
from dilviz.figures.overlay import around, field_over_photograph
from dilviz.figures.response import Shown
from dilviz.filmstrip import equal_weights, frames, impulse_frames
from dilviz.filtering import planes, weights_used
from dilviz.network import Network
from dilviz.three_ways import Way, three_ways
from dilviz.ui.components.strip.component import Tile, strip
from dilviz.ui.controls import images as controls
from dilviz.ui.explain import explained
from dilviz.ui.images_views import Setting

cached = st.cache_data(max_entries=24, show_spinner=False)


def rates(setting: Setting) -> None:
    """Show the same kernel at several dilation rates."""
    st.header("The same weights, further apart")
    with explained():
        chosen = [at_rate(setting, rate) for rate in controls.strip_rates()]
        addresses, sheet = _rates(repr([one.key for one in chosen]), chosen)
        with_words = zip(addresses, chosen, strict=True)
        strip(
            "rates-strip",
            "The same kernel at several dilation rates",
            [_rate_tile(address, one) for address, one in with_words],
        )
        st.download_button("Strip, PNG", sheet, "dilviz-strip.png", "image/png", on_click="ignore")


def at_rate(setting: Setting, rate: int) -> Setting:
    """Change the dilation rate of a setting."""
    layer = replace(setting.filtering.layer, dilation=(rate, rate))
    return replace(setting, filtering=replace(setting.filtering, layer=layer))


@cached
def _rates(key: str, _settings: list[Setting]) -> tuple[list[str], bytes]:
    first = _settings[0]
    chosen = [one.filtering.layer.dilation[0] for one in _settings]
    pictures = tiles.at_rates(first.source.pixels, first.kernel, first.filtering, chosen)
    row = tiles.sheet([one.pixels for one in pictures])
    return [_jpeg(one.pixels) for one in pictures], png(row)


def _rate_tile(address: str, setting: Setting) -> Tile:
    layer = setting.filtering.layer
    rows, cols = layer.effective_kernel_size
    taps = setting.kernel.weights.size
    words = f"l = {layer.dilation[0]}"
    note = f"field {rows} × {cols}, {taps} samples read"
    return Tile(address, words, note, f"{setting.kernel.name} at dilation rate {words[4:]}")


def stack(setting: Setting, pin: tuple[int, int]) -> None:
    """Show a stack on the picture, layer by layer, and what one bright pixel becomes."""
    st.header("A whole stack on the picture")
    text = controls.stack()
    weights = controls.stack_weights()
    with explained():
        network = dilviz.parse_network(text)
        field = dilviz.receptive_field(network).size
        impulses = _impulse(str(network), network, field)
        key = repr((at_rate(setting, 1).key, str(network), weights))  # its rates are its own
        pictures = _filmstrip(key, setting, network, weights == "equal")
        strip(
            "film",
            "The response after each layer",
            pictures,
        )
        st.subheader("One bright pixel in: which outputs it reaches")
        st.caption(
            "The brighter, the more paths lead there; black is never reached. Turned round, it is "
            "what one output reads. Equal rates leave a lattice; 1, 2, 3 fills it."
        )
        strip(
            "impulse",
            "What one bright pixel becomes after each layer",
            impulses,
            pixelated=True,
        )
        st.subheader("What the pinned output reads, on the picture")
        over = _field_over_picture(
            repr((setting.key, pin)) + str(network), setting, network, field, pin
        )
        strip("over", "What the pinned output reads", over, across=3, pixelated=True)


def _size(pair: tuple[int, int]) -> str:
    return f"{pair[0]} × {pair[1]}"


def _tile(address: str, title: str, note: str) -> Tile:
    return Tile(address, title, note, f"{title}. {note}")


@cached
def _filmstrip(key: str, _setting: Setting, _network: Network, equal: bool) -> list[Tile]:
    picture = planes(_setting.source.pixels, colour=False)[0]
    own = weights_used(_setting.kernel.weights, _setting.filtering).astype(np.float32)

    def kernel_above(size: tuple[int, int]) -> np.ndarray:
        return equal_weights(size) if size == (1, 1) else own

    weights = equal_weights if equal else kernel_above
    mode = _setting.filtering.padding_mode
    film = list(frames(_network, picture, weights, padding_mode=mode))
    shown = tiles.of_frames(film, is_signed=_setting.kernel.signed and not equal)
    return [_tile(_jpeg(one.pixels), f.name, "") for one, f in zip(shown, film, strict=True)]


@cached
def _impulse(text: str, _network: Network, field: tuple[int, int]) -> list[Tile]:
    film = list(impulse_frames(_network, field))
    reached = [int(np.count_nonzero(frame.response)) for frame in film]
    return [
        _tile(_png(pixels), frame.name, f"reaches {count} of {frame.response.size} outputs")
        for pixels, frame, count in zip(tiles.of_impulse(film), film, reached, strict=True)
    ]


@cached
def _field_over_picture(
    key: str, _setting: Setting, _network: Network, field: tuple[int, int], pin: tuple[int, int]
) -> list[Tile]:
    *_, last = impulse_frames(_network, field)
    strength = last.response[::-1, ::-1]  # what one output reads, not what one sample reaches
    rows, cols = _setting.filtering.layer.tap_tables(_setting.size)
    middle = (int(rows[pin[0]].mean()), int(cols[pin[1]].mean()))
    lit = field_over_photograph(_setting.source.pixels, strength, middle)
    read = np.count_nonzero(strength)
    note = f"{read} of {strength.size} samples of the field are read ({read / strength.size:.0%})"
    return [
        _tile(_jpeg(lit), "On the whole picture", f"around row {middle[0]}, column {middle[1]}"),
        _tile(_png(around(lit, field, middle)), f"Magnified: field {_size(field)}", note),
    ]


def ways(setting: Setting) -> None:
    """Compare shrinking first, dilating, and a dense kernel of the same span."""
    st.header("Why not shrink the picture first?")
    st.caption(
        "Three ways to see detail that is coarser by a factor: DeepLab's argument for dilated "
        "(atrous) convolution. All three see the same receptive field."
    )
    rate = controls.coarse_rate()
    with explained():
        if setting.kernel.partner is not None:
            raise GeometryError(
                f"{setting.kernel.name} takes two kernels. Choose its x or y kernel to compare."
            )
        key = repr((at_rate(setting, 1).key, rate))
        pictures, differences = _ways(key, setting, rate)
        strip("ways", "Three ways to see coarse detail", pictures, across=3)
        strip("differences", "How far each is from the dense kernel", differences, across=3)


@cached
def _ways(key: str, _setting: Setting, rate: int) -> tuple[list[Tile], list[Tile]]:
    picture = planes(_setting.source.pixels, colour=False)[0]
    weights = weights_used(_setting.kernel.weights, _setting.filtering)
    three = three_ways(picture, weights, rate)
    shown, apart = tiles.of_ways(three, is_signed=_setting.kernel.signed)
    pictures = [_way_tile(one, way) for one, way in zip(shown, three, strict=True)]
    differences = [
        _tile(_jpeg(one.pixels), f"{way.name} − dense", f"white is 0, ends are ±{one.limit:.3g}")
        for one, way in zip(apart, three[:-1], strict=True)
    ]
    return pictures, differences


def _way_tile(one: Shown, way: Way) -> Tile:
    note = (
        f"{way.weights} weights, {_millions(way.multiply_adds)} million multiply-adds, "
        f"{_thousands(way.computed)} outputs computed, {1e3 * way.seconds:.1f} ms here"
    )
    return _tile(_jpeg(one.pixels), way.name.capitalize(), note)


def _millions(count: int) -> str:
    return f"{count / 1e6:.2f}" if count < 1e7 else f"{count / 1e6:.0f}"


def _thousands(count: int) -> str:
    return f"{count:,}".replace(",", "\N{NARROW NO-BREAK SPACE}")


def _jpeg(pixels: np.ndarray) -> str:
    return data_address(jpeg(pixels), "image/jpeg")


def _png(pixels: np.ndarray) -> str:
    return data_address(png(pixels), "image/png")
