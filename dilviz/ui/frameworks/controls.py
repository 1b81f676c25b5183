"""The widgets of the Frameworks page. The layer has the names it has in Explore's link."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

import streamlit as st

from dilviz.convolution import layer_text
from dilviz.convolution.geometry import PADDING_MODES
from dilviz.convolution.layer import Layer, Pair
from dilviz.errors import GeometryError
from dilviz.export.framework_layers import LAYER_FRAMEWORKS
from dilviz.ui.controls import bound, link

MOST_SAMPLES, MOST_TAPS, MOST_NUMBER = 16, 5, 99


def _pairs(label: str, lowest: int, highest: int) -> Callable[[str], Any]:
    return lambda text: layer_text.read_pair(text, label, lowest, highest)


# name in the link -> label, default, reader
_LAYER: dict[str, tuple[str, str, Callable[[str], Any]]] = {
    "n": ("Input size", "9", _pairs("input size", 1, 4096)),
    "k": ("Kernel size", "3", _pairs("kernel size", 1, 99)),
    "d": ("Dilation rate", "2", _pairs("dilation rate", 1, 512)),
    "s": ("Stride", "1", _pairs("stride", 1, 64)),
    "p": ("Padding", "same", lambda text: layer_text.read_padding(text, 999)),
}


_FIELDS = {name: bound.Text(name, *about[:2], live=True) for name, about in _LAYER.items()}
_MODE = bound.Choice("mode", "The border holds", PADDING_MODES, "zeros")
_FRAMEWORK = bound.Choice("in", "Written in", LAYER_FRAMEWORKS, LAYER_FRAMEWORKS[0])
ROWS = bound.Slider("rows", "Rows", 3, MOST_SAMPLES, 9)
COLUMNS = bound.Slider("cols", "Columns", 3, MOST_SAMPLES, 7)
RATE = bound.Slider("rate", "Dilation rate", 1, 4, 2)
LAYERS = bound.Slider("layers", "Layers", 1, 4, 2)
TAPS = bound.Choice("taps", "Kernel size", ("1", "3", "5"), "3")
SEED = bound.Slider("seed", "Numbers, by seed", 0, MOST_NUMBER, 0)
_SAMPLES = bound.Text("row", "A row of whole numbers", "1, 1, 1")
_WEIGHTS = bound.Text("w1", "Weights, an odd number of them", "1, 1, 1")


class LayerIn(NamedTuple):
    """One layer, the size of its input, what the border holds, and a framework."""

    layer: Layer
    size: Pair
    mode: str
    framework: str


def layer_in() -> LayerIn:
    """Ask for one layer, its border and a framework: 9 or 9x12, padding also 0:1x2:2."""
    settings = {}
    for column, (name, field) in zip(st.columns(len(_FIELDS)), _FIELDS.items(), strict=True):
        with column:
            words = field.ask()
        settings[name] = _read(name, words, link.say)
    return _layer_in(settings, _MODE.ask(), _FRAMEWORK.ask())


def layer_in_told(query: bound.Query) -> LayerIn:
    """Read the same from a link."""
    settings = {name: _read(name, field.told(query)) for name, field in _FIELDS.items()}
    return _layer_in(settings, _MODE.told(query), _FRAMEWORK.told(query))


def _layer_in(settings: Mapping[str, Any], mode: str, framework: str) -> LayerIn:
    kernel, stride, rate, padding = (settings[name] for name in "ksdp")
    made = Layer.of(kernel, stride=stride, dilation=rate, padding=padding)
    return LayerIn(made, settings["n"], mode, framework)


def _read(name: str, words: str, say: Callable[[Iterable[str]], None] = lambda _: None) -> Any:
    """Read one setting of the layer; what is refused may be said."""
    _, default, read = _LAYER[name]
    try:
        return read(words.strip() or default)
    except GeometryError as error:
        say([link.unreadable(name, error, default)])
        return read(default)


class OneLayer(NamedTuple):
    """A layer on a small map of whole numbers."""

    size: Pair
    rate: int
    taps: int
    seed: int


class Chain(NamedTuple):
    """Layers of one rate on such a map."""

    size: Pair
    rate: int
    taps: int
    seed: int
    layers: int

    @property
    def single(self) -> OneLayer:
        """One layer of it."""
        return OneLayer(*self[:4])


class Row(NamedTuple):
    """Layers of one rate on one row of whole numbers."""

    samples: tuple[int, ...]
    weights: tuple[int, ...]
    rate: int
    layers: int


def chain() -> Chain:
    """Ask for a small map and the layers that run on it."""
    first, second, third = st.columns(3)
    with first:
        size = ROWS.ask(), COLUMNS.ask()
    with second:
        rate, layers = RATE.ask(), LAYERS.ask()
    with third:
        return Chain(size, rate, int(TAPS.ask()), SEED.ask(), layers)


def chain_told(query: bound.Query) -> Chain:
    """Read the same from a link."""
    size = ROWS.told(query), COLUMNS.told(query)
    taps = int(TAPS.told(query))
    return Chain(size, RATE.told(query), taps, SEED.told(query), LAYERS.told(query))


def row(chain: Chain) -> Row:
    """Ask for a row of samples and a row of weights.

    Raises
    ------
    GeometryError
        If they are no whole numbers, too many, or the weights even in number.
    """
    left, right = st.columns(2)
    with left:
        samples = _SAMPLES.ask()
    with right:
        weights = _WEIGHTS.ask()
    return _row(samples, weights, chain.rate, chain.layers)


def row_told(query: bound.Query) -> Row:
    """Read the same from a link."""
    samples, weights = _SAMPLES.told(query), _WEIGHTS.told(query)
    return _row(samples, weights, RATE.told(query), LAYERS.told(query))


def _row(samples: str, weights: str, rate: int, layers: int) -> Row:
    taps = _whole_numbers("weights", weights, MOST_TAPS)
    if not len(taps) % 2:
        raise GeometryError(
            f"the rewrite is about kernels with an odd number of taps, got {len(taps)}. "
            "Add or remove a weight."
        )
    return Row(_whole_numbers("the row", samples, MOST_SAMPLES), taps, rate, layers)


def _whole_numbers(name: str, words: str, most: int) -> tuple[int, ...]:
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
    return tuple(numbers)


def measure() -> bool:
    """Ask whether to run both framework_calls against the clock."""
    return st.button("Measure both on this server", key="measure framework_calls")
