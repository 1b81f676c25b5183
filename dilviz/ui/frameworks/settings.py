"""The settings of the Frameworks page. The layer has the names it has in Explore's link."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from dilviz.convolution import layer_text
from dilviz.convolution.geometry import PADDING_MODES
from dilviz.convolution.layer import Layer, Pair, Sides
from dilviz.errors import GeometryError, quoted
from dilviz.export.framework_layers import LAYER_FRAMEWORKS
from dilviz.ui.controls.choices import Choice
from dilviz.ui.controls.numbers import Slider
from dilviz.ui.controls.settings import Settings, setting
from dilviz.ui.controls.texts import ReadField, Text

PADDINGS = (
    "same, valid, or samples: 4 on every side, 4x2 above and below by left and right, 8:0x4:4 on "
    "each side."
)
MOST_SAMPLES, MOST_TAPS, MOST_NUMBER, MOST_PADDING = 16, 5, 99, 999


def _pair(label: str, lowest: int, highest: int) -> Callable[[str], Any]:
    return lambda text: layer_text.read_pair(text, label, lowest, highest)


_padding = partial(layer_text.read_padding, highest=MOST_PADDING)
ROWS = Slider("rows", "Rows", 9, lowest=3, highest=MOST_SAMPLES)
COLUMNS = Slider("cols", "Columns", 7, lowest=3, highest=MOST_SAMPLES)
RATE = Slider("rate", "Dilation rate d", 2, lowest=1, highest=4)
LAYERS = Slider("layers", "Layers", 2, lowest=1, highest=4)
TAPS = Choice("taps", "Kernel size", "3", ("1", "3", "5"))
SEED = Slider("seed", "Numbers, by seed", 0, lowest=0, highest=MOST_NUMBER)


@dataclass(frozen=True)
class LayerInFramework(Settings):
    """One layer, the size of its input, what its padding holds, and a framework."""

    size: Pair = setting(ReadField("n", "Input size", "9", _pair("input size", 1, 4096)))
    kernel_size: Pair = setting(ReadField("k", "Kernel size", "3", _pair("kernel size", 1, 99)))
    dilation: Pair = setting(ReadField("d", "Dilation rate", "2", _pair("dilation rate", 1, 512)))
    stride: Pair = setting(ReadField("s", "Stride", "1", _pair("stride", 1, 64)))
    padding: Sides | str = setting(ReadField("p", "Padding", "same", _padding, help=PADDINGS))
    padding_mode: str = setting(Choice("mode", "The border holds", "zeros", PADDING_MODES))
    framework: str = setting(Choice("in", "Written in", "PyTorch", LAYER_FRAMEWORKS))

    rows = (5,)

    @property
    def layer(self) -> Layer:
        """The layer, or a `GeometryError` that says why there is none."""
        return Layer.of(
            self.kernel_size, stride=self.stride, dilation=self.dilation, padding=self.padding
        )


@dataclass(frozen=True)
class OneLayer(Settings):
    """A layer on a small map of whole numbers."""

    row_count: int = setting(ROWS)
    column_count: int = setting(COLUMNS)
    rate: int = setting(RATE)
    taps: str = setting(TAPS)
    seed: int = setting(SEED)

    @property
    def size(self) -> Pair:
        """Rows and columns of the map."""
        return self.row_count, self.column_count

    @property
    def kernel_size(self) -> int:
        """Taps along one axis."""
        return int(self.taps)


@dataclass(frozen=True)
class Chain(OneLayer):
    """Layers of one rate on a map."""

    layers: int = setting(LAYERS)

    rows = (3, 3)


@dataclass(frozen=True)
class ChainCost(Settings):
    """What decides the cost of a chain."""

    rate: int = setting(RATE)
    taps: str = setting(TAPS)
    layers: int = setting(LAYERS)

    @property
    def kernel_size(self) -> int:
        """Taps along one axis."""
        return int(self.taps)


@dataclass(frozen=True)
class Row(Settings):
    """Layers of one rate on one row of whole numbers."""

    samples_text: str = setting(Text("row", "A row of whole numbers", "1, 1, 1"))
    weights_text: str = setting(Text("w1", "Weights, an odd number of them", "1, 1, 1"))
    rate: int = setting(RATE)
    layers: int = setting(LAYERS)

    rows = (2,)

    @property
    def samples(self) -> tuple[int, ...]:
        """The samples, or a `GeometryError` if they are no whole numbers or too many."""
        return _whole_numbers("the row", self.samples_text, MOST_SAMPLES)

    @property
    def weights(self) -> tuple[int, ...]:
        """The weights, or a `GeometryError` as for the samples, or if they are even in number."""
        weights = _whole_numbers("weights", self.weights_text, MOST_TAPS)
        if not len(weights) % 2:
            raise GeometryError(
                f"the rewrite is about kernels with an odd number of taps, got {len(weights)}. "
                "Add or remove a weight."
            )
        return weights


def _whole_numbers(name: str, text: str, most: int) -> tuple[int, ...]:
    words = [word for word in text.replace(",", " ").split() if word][: most + 1]
    try:
        numbers = [int(word) for word in words]
    except ValueError:
        numbers = []
    if not 1 <= len(numbers) <= most or max(map(abs, numbers)) > MOST_NUMBER:
        raise GeometryError(
            f"{name} must be 1 to {most} whole numbers from -{MOST_NUMBER} to {MOST_NUMBER}, "
            f"got {quoted(text)}. Write 1, 2, 3."
        )
    return tuple(numbers)
