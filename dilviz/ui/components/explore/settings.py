"""The settings of Explore as one record, and the link that says them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import numpy as np

from dilviz.convolution.geometry import PADDING_MODES
from dilviz.convolution.layer import Layer, Pair, Sides
from dilviz.convolution.layer_text import (
    read_padding,
    read_pair,
    read_whole,
    write_padding,
    write_pair,
)
from dilviz.convolution.matrix_text import read_matrix
from dilviz.network.spelling import layer_notation
from dilviz.network.vocabulary import LayerItem
from dilviz.pictures.explorer_inputs import (
    LARGEST,
    ONES,
    canvases,
    kernel_presets,
    named_weights,
    starting_kernel,
)
from dilviz.ui.components.explore import cell_text
from dilviz.ui.components.explore.bounds import BOUNDS
from dilviz.ui.controls import refusals
from dilviz.ui.controls.choices import OneOf
from dilviz.ui.controls.settings import Settings, setting
from dilviz.ui.controls.texts import Read

TYPED = "typed"
VALUES = ("photo", "ramp", "impulse", "checkerboard", TYPED)


def _pair(name: str, label: str, default: str) -> Any:
    lowest, highest = BOUNDS[name]
    read = partial(read_pair, name=label, lowest=lowest, highest=highest)
    return setting(Read(name, label, default, read, write=write_pair))


def _weights(text: str) -> np.ndarray:
    return read_matrix(text, "weights", BOUNDS["k"][1])


def _samples(text: str) -> np.ndarray:
    return read_matrix(text, "samples", LARGEST)


def _typed(text: str) -> str:
    if text:
        _samples(text)
    return text


def _kernel(text: str) -> str:
    if text not in ("", ONES, *kernel_presets()):
        _weights(text)
    return text


def _flip(text: str) -> bool:
    return read_whole(text, "flip", 0, 1) == 1


def _pin(text: str) -> tuple[str, int, int] | None:
    return cell_text.read_cell(text) if text else None


_padding = partial(read_padding, highest=BOUNDS["p"][1])
_rates = partial(cell_text.read_rates, highest=BOUNDS["rates"][1])


@dataclass(frozen=True)
class ExploreSettings(Settings):
    """Everything Explore can be set to; the field names are the names in the link."""

    n: Pair = _pair("n", "input size", "9")
    k: Pair = _pair("k", "kernel size", "3")
    d: Pair = _pair("d", "dilation rate", "2")
    s: Pair = _pair("s", "stride", "1")
    p: Sides | str = setting(Read("p", "padding", "same", _padding, write=write_padding))
    mode: str = setting(OneOf("mode", "mode", "zeros", PADDING_MODES))
    flip: bool = setting(Read("flip", "flip", "0", _flip, write=lambda flip: str(int(flip))))
    dims: str = setting(OneOf("dims", "dims", "2d", ("1d", "2d")))
    values: str = setting(OneOf("values", "values", "photo", VALUES))
    v: str = setting(Read("v", "typed values", "", _typed, shown="none"))
    # The name of a kernel, or typed weights; empty: the one to begin with.
    w: str = setting(Read("w", "kernel", "", _kernel, shown="the kernel to begin with"))
    pin: tuple[str, int, int] | None = setting(
        Read("pin", "pin", "", _pin, write=cell_text.write_cell, shown="none")
    )
    rates: tuple[int, int, int] = setting(
        Read("rates", "rates", "1,2,3", _rates, write=cell_text.write_rates)
    )

    @property
    def one_dimensional(self) -> bool:
        """Whether there are columns only."""
        return self.dims == "1d"

    @property
    def layer(self) -> Layer:
        """The layer; in one dimension a single row that nothing moves along."""
        padding: Any = self.p
        if self.one_dimensional:
            padding = padding if isinstance(padding, str) else ((0, 0), padding[1])
        return Layer.of(
            self._flat(self.k),
            stride=self._flat(self.s),
            dilation=self._flat(self.d),
            padding=padding,
        )

    @property
    def input_size(self) -> Pair:
        """Samples: (rows, cols)."""
        return self._flat(self.n)

    @property
    def kernel_name(self) -> str:
        """The preset, or "typed"."""
        size = self._flat(self.k)
        if not self.w:
            return starting_kernel(size)
        return self.w if named_weights(self.w, size) is not None else TYPED

    def weights(self) -> np.ndarray:
        """Look up or read the weights, shape `layer.kernel_size`."""
        named = named_weights(self.kernel_name, self._flat(self.k))
        return _weights(self.w) if named is None else named

    def samples(self) -> np.ndarray:
        """Look up or read the input, shape `input_size`; typed values are continued by zeros."""
        if self.values != TYPED:
            return canvases()[self.values].window(*self.input_size)
        typed = _samples(self.v) if self.v else np.zeros((1, 1))
        rows, cols = self.input_size
        filled = np.zeros((LARGEST, LARGEST))
        filled[: typed.shape[0], : typed.shape[1]] = typed
        return filled[:rows, :cols]

    def _flat(self, pair: Pair) -> Pair:
        return (1, pair[1]) if self.one_dimensional else pair


DEFAULT = ExploreSettings()


def from_link(query: Mapping[str, str]) -> tuple[ExploreSettings, list[str]]:
    """Read the settings of a link, and say in sentences which of its values cannot be had.

    >>> settings, complaints = from_link({"d": "99", "k": "5"})
    >>> settings.d, settings.k
    ((2, 2), (5, 5))
    >>> complaints[0].partition(", got")[0]
    'The link asked for d: dilation rate must be one whole number or rows x columns, from 1 to 16'
    """
    settings, complaints = _read(query)
    return settings, ExploreSettings.refusals(query) + complaints


def settings_of(query: Mapping[str, str]) -> ExploreSettings:
    """Read the settings of a link that others have complained about, or a component wrote.

    >>> settings_of({"d": "99", "k": "5"}).d
    (2, 2)
    """
    return _read(query)[0]


def _read(query: Mapping[str, str]) -> tuple[ExploreSettings, list[str]]:
    """Read the settings, and complain about those that do not agree."""
    settings = ExploreSettings.from_link(query)
    if "k" not in query and settings.w not in ("", ONES):
        settings = replace(settings, k=_shape(settings.w))  # a kernel alone says its size
    return _reconciled(settings)


def layer_query(settings: ExploreSettings) -> dict[str, str]:
    """Write the layer alone, as the links of other pages name its settings.

    >>> layer_query(ExploreSettings(n=(9, 12), dims="1d"))
    {'n': '1x12', 'k': '1x3', 'd': '1x2', 's': '1', 'p': 'same', 'mode': 'zeros'}
    """
    layer = settings.layer
    sizes = (settings.input_size, layer.kernel_size, layer.dilation, layer.stride)
    query = {name: write_pair(size) for name, size in zip("nkds", sizes, strict=True)}
    return query | {"p": write_padding(layer.padding), "mode": settings.mode}


def stacked(settings: ExploreSettings, times: int = 3) -> str:
    """Write a stack of this layer, in the notation of the pages that ask for a network.

    >>> stacked(ExploreSettings()), stacked(ExploreSettings(dims="1d", p="valid"))
    ('3*(conv3 d2 same)', '1d, 3*(conv3 d2 valid)')
    """
    line = settings.one_dimensional
    layer = layer_notation(LayerItem("conv", settings.layer), one_dimensional=line)
    return f"{'1d, ' if line else ''}{times}*({layer})"


def _reconciled(settings: ExploreSettings) -> tuple[ExploreSettings, list[str]]:
    """Make settings agree that are each fine alone: a kernel fits its size, values are there."""
    complaints = []
    size = settings.layer.kernel_size
    if settings.w == starting_kernel(size):
        settings = replace(settings, w="")
    if settings.w and settings.kernel_name == TYPED and _shape(settings.w) != size:
        shown = starting_kernel(size)
        rule = f"that is no kernel of {size[0]} x {size[1]} weights"
        complaints.append(refusals.refused("w", settings.w, rule, shown))
        settings = replace(settings, w="")
    if settings.values == TYPED and not settings.v:
        complaints.append("The link asked for typed values but holds none, so this shows photo.")
        settings = replace(settings, values="photo")
    return settings, complaints


def _shape(kernel: str) -> Pair:
    known = kernel_presets().get(kernel)
    rows, cols = (known[0] if known else _weights(kernel)).shape
    return rows, cols
