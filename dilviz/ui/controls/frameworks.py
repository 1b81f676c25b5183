"""The widgets of the Frameworks page. The layer has the names it has in Explore's link."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import streamlit as st

from dilviz import layer_text
from dilviz.errors import GeometryError
from dilviz.framework_layers import FRAMEWORKS
from dilviz.geometry import PADDING_MODES
from dilviz.layer import Layer, Pair
from dilviz.ui.controls import bound, link

MOST_SAMPLES, MOST_TAPS, MOST_NUMBER = 16, 5, 99


def _pairs(rule: str, lowest: int, highest: int) -> Callable[[str], Any]:
    return lambda words: layer_text.read_pair(words, rule, lowest, highest)


# name in the link -> label, default, reader
_LAYER: dict[str, tuple[str, str, Callable[[str], Any]]] = {
    "n": ("Input size", "9", _pairs("input sizes", 1, 4096)),
    "k": ("Kernel size", "3", _pairs("kernel sizes", 1, 99)),
    "d": ("Dilation rate", "2", _pairs("dilation rates", 1, 512)),
    "s": ("Stride", "1", _pairs("strides", 1, 64)),
    "p": ("Padding", "same", lambda words: layer_text.read_padding(words, 999)),
}


def layer() -> tuple[Layer, Pair, str]:
    """Ask for one layer, its input and what its border holds: 9 or 9x12, padding also 0:1x2:2."""
    settings = {}
    for column, (name, (label, default, read)) in zip(
        st.columns(len(_LAYER)), _LAYER.items(), strict=True
    ):
        with column:
            words = bound.Text(name, label, default, live=True).ask()
        settings[name] = _read(name, words, default, read)
    made = Layer.of(
        settings["k"], stride=settings["s"], dilation=settings["d"], padding=settings["p"]
    )
    return (
        made,
        settings["n"],
        bound.Choice("mode", "The border holds", PADDING_MODES, "zeros").ask(),
    )


def _read(name: str, words: str, default: str, read: Callable[[str], Any]) -> Any:
    try:
        return read(words.strip() or default)
    except layer_text.Refused as rule:
        link.say([link.refused(name, words, str(rule), default)])
        return read(default)


def framework() -> str:
    """Ask for one of the frameworks."""
    return bound.Choice("in", "Written in", FRAMEWORKS, FRAMEWORKS[0]).ask()


@dataclass(frozen=True)
class ChainSettings:
    """A chain of equal-rate layers on a small map."""

    size: Pair
    rate: int
    taps: int
    layers: int
    seed: int


def chain() -> ChainSettings:
    """Ask for a small map and the layers that run on it."""
    first, second, third = st.columns(3)
    with first:
        rows = bound.Slider("rows", "Rows", 3, MOST_SAMPLES, 9).ask()
        columns = bound.Slider("cols", "Columns", 3, MOST_SAMPLES, 7).ask()
    with second:
        rate = bound.Slider("rate", "Dilation rate", 1, 4, 2).ask()
        layers = bound.Slider("layers", "Layers", 1, 4, 2).ask()
    with third:
        taps = int(bound.Choice("taps", "Kernel size", ("1", "3", "5"), "3").ask())
        seed = bound.Slider("seed", "Numbers, by seed", 0, MOST_NUMBER, 0).ask()
    return ChainSettings((rows, columns), rate, taps, layers, seed)


def row_of_numbers() -> tuple[np.ndarray, np.ndarray]:
    """Ask for a row of samples and a row of weights.

    Raises
    ------
    GeometryError
        If they are no whole numbers, too many, or the weights even in number.
    """
    left, right = st.columns(2)
    with left:
        samples = bound.Text("row", "A row of whole numbers", "1, 1, 1").ask()
    with right:
        weights = bound.Text("w1", "Weights, an odd number of them", "1, 1, 1").ask()
    taps = _whole_numbers("weights", weights, MOST_TAPS)
    if not len(taps) % 2:
        raise GeometryError(
            f"the rewrite is about kernels with an odd number of taps, got {len(taps)}. "
            "Add or remove a weight."
        )
    return _whole_numbers("the row", samples, MOST_SAMPLES), taps


def _whole_numbers(name: str, words: str, most: int) -> np.ndarray:
    pieces = [piece for piece in words.replace(",", " ").split() if piece][: most + 1]
    try:
        numbers = [int(piece) for piece in pieces]
    except ValueError:
        numbers = []
    if not 1 <= len(numbers) <= most or max(map(abs, numbers)) > MOST_NUMBER:
        raise GeometryError(
            f"{name} must be 1 to {most} whole numbers from -{MOST_NUMBER} to {MOST_NUMBER}, "
            f"got {link.clipped(words)!r}. Write 1, 2, 3."
        )
    return np.array(numbers)


def measure() -> bool:
    """Ask whether to run both spellings against the clock."""
    return st.button("Measure both on this server", key="measure spellings")
