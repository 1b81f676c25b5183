"""A stack on the picture: layer by layer, one bright pixel, and what counts for one output."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import streamlit as st

from dilviz.convolution.layer import Pair, per_axis
from dilviz.errors import GeometryError
from dilviz.fields.effective import effective_field
from dilviz.figures import legend, tiles
from dilviz.figures.overlay import DIMMED, around, colour, field_over_photograph
from dilviz.figures.response import ResponsePicture
from dilviz.network.network import Network
from dilviz.network.network_text import network_text
from dilviz.pictures.filmstrip import Frame, equal_weights, frames, impulse_frames
from dilviz.pictures.filtering import planes, weights_used
from dilviz.pictures.maps_on_picture import Weights, weight_shares
from dilviz.ui.components.strip.component import Tile, strip
from dilviz.ui.explain import explained
from dilviz.ui.images import controls
from dilviz.ui.images.tiles import (
    cached,
    jpeg_address,
    png_address,
    response_tile,
    share_words,
    size_words,
    tile,
)
from dilviz.ui.images.views import FilterSettings
from dilviz.ui.notation import spelled


@dataclass(frozen=True, eq=False)
class StackRun:
    """A stack on a picture: its weights, and what stands in the padding."""

    network: Network
    setting: FilterSettings
    equal: bool
    padding_mode: str

    @property
    def key(self) -> str:
        """Names everything that the responses depend on; for caches."""
        own = None if self.equal else self.setting.weights_key
        return repr((self.setting.source.id, network_text(self.network), own, self.padding_mode))

    def weights(self) -> Weights:
        """Equal weights, or the kernel above for every layer but the 1 × 1 ones."""
        if self.equal:
            return equal_weights
        kernel = self.setting.kernel
        if kernel.partner is not None:
            raise GeometryError(
                f"{kernel.name} takes two kernels. Choose its x or y kernel, or equal weights."
            )
        own = weights_used(kernel.weights, self.setting.filtering).astype(np.float32)
        return lambda size: equal_weights(size) if size == (1, 1) else own


def stack(setting: FilterSettings, pixel: Pair | None) -> None:
    """Show a stack on the picture, what one bright pixel becomes, and what counts for a pixel."""
    st.header("A whole stack on the picture")
    text = controls.stack()
    left, right = st.columns([2, 3])
    with left:
        equal = controls.STACK_WEIGHTS.ask() == "equal"
    with right:
        padding_mode = controls.STACK_MODE.ask()
    with explained():
        run = StackRun(spelled(text)[0], setting, equal, padding_mode)
        _responses(run)
        _impulse(run.network)
        if pixel is not None:
            _effective_field(run, pixel)


def _across(made: list[Tile]) -> int:
    """How many pictures stand in a row: neither one giant nor twenty dwarfs."""
    return min(max(len(made), 3), 5)


def _responses(run: StackRun) -> None:
    st.caption(
        "Each layer with its own padding and kernel size, and one channel: with equal weights all "
        "channels of a layer are alike."
    )
    with explained():
        made = _film(run.key, run)
        strip("film", "The response after each layer", made, across=_across(made))


@cached
def _film(key: str, _run: StackRun) -> list[Tile]:
    picture = planes(_run.setting.source.pixels, colour=False)[0]
    film = list(frames(_run.network, picture, _run.weights(), padding_mode=_run.padding_mode))
    signed = not _run.equal and _run.setting.kernel.signed
    made = tiles.of_frames(film, picture.shape, is_signed=signed)
    return [
        response_tile(shown, frame.name, _frame_note(shown, frame, picture.shape))
        for shown, frame in zip(made, film, strict=True)
    ]


def _frame_note(picture: ResponsePicture, frame: Frame, size: tuple[int, ...]) -> str:
    """Say what the picture of a response does not show by itself."""
    divided = 1.0 if picture.limit is not None else tiles.darkened(frame)
    words = (
        size_words(frame.response.shape) if frame.response.shape != size else "",
        f"drawn at 1 / {legend.number(divided)} of its brightness" if divided > 1.0001 else "",
    )
    return ", ".join(filter(None, words))


def _impulse(network: Network) -> None:
    st.subheader("One bright pixel in: which outputs it reaches")
    st.caption(
        "The brighter, the more paths lead there; black is never reached. Turned round, it is "
        "what one output reads. Equal rates leave a lattice; 1, 2, 3 fills it."
    )
    with explained():
        made = _impulse_tiles(str(network), network)
        label = "What one bright pixel becomes after each layer"
        strip("impulse", label, made, across=_across(made), pixelated=True)


@cached
def _impulse_tiles(notation: str, _network: Network) -> list[Tile]:
    film = list(impulse_frames(_network))
    reached = [int(np.count_nonzero(frame.response)) for frame in film]
    return [
        tile(png_address(pixels), frame.name, f"reaches {count} of {frame.response.size} outputs")
        for pixels, frame, count in zip(tiles.of_impulse(film), film, reached, strict=True)
    ]


def _effective_field(run: StackRun, at: Pair) -> None:
    st.subheader("What counts for the pinned pixel: its effective receptive field")
    st.caption(
        "How strongly each pixel counts for one output of the stack when all weights are equal: "
        "the share of the paths that begin there. Brightness grows with the square root of that "
        "share; the box is the receptive field. Pin another pixel on the photograph above."
    )
    with explained():
        made = _field_tiles(repr((run.setting.source.id, str(run.network), at)), run, at)
        strip("over", "What the pinned output reads", made, across=3, pixelated=True)


@cached
def _field_tiles(key: str, _run: StackRun, at: Pair) -> list[Tile]:
    pixels = _run.setting.source.pixels
    first, shares = weight_shares(_run.network, at)
    middle = per_axis(lambda axis: first[axis] + shares.shape[axis] // 2)
    lit = field_over_photograph(pixels, shares, middle)
    dark = np.full(3, DIMMED * pixels.mean())
    bar = legend.strength(float(shares.max()), dark, colour("tap"))
    read = int(np.count_nonzero(shares))
    spread = per_axis(lambda axis: effective_field(_run.network, axis).standard_deviation)
    close = around(lit, shares.shape, middle)
    return [
        tile(jpeg_address(lit), f"Row {at[0]}, column {at[1]}", "on the whole picture", bar),
        tile(
            png_address(close),
            f"Magnified: field {size_words(shares.shape)}",
            f"{read} of {shares.size} pixels of the field are read "
            f"({share_words(read / shares.size)}); "
            f"standard deviation {spread[0]:.1f} × {spread[1]:.1f} samples",
        ),
    ]
