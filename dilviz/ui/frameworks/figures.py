"""The figures of the Frameworks page: one layer in every spelling, and three equivalences."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import streamlit as st

from dilviz.convolution.rewrite import trial
from dilviz.figures import rewrite
from dilviz.figures.code_figure import code_figure
from dilviz.ui.frameworks.settings import Chain, ChainCost, LayerInFramework, OneLayer, Row
from dilviz.ui.linked_figure import figure

TIMED_SIZE, TIMED_CHANNELS = (127, 125), 8  # odd, so that every rate above 1 has slots to fill

cached = st.cache_data(max_entries=200, show_spinner=False)


@figure("frameworks", LayerInFramework, "code")
@cached
def spelled(settings: LayerInFramework) -> dict[str, Any]:
    """Write one layer in the framework that is chosen."""
    return code_figure(settings.layer, settings.size, settings.padding_mode, settings.framework)


@figure("frameworks", OneLayer, "rewrite")
@cached
def stuffed(settings: OneLayer) -> dict[str, Any]:
    """Draw a kernel with zeros between its taps."""
    return _drawn(rewrite.stuffed, *_numbers(settings), settings.rate)


@figure("frameworks", OneLayer, "rewrite")
@cached
def phases(settings: OneLayer) -> dict[str, Any]:
    """Draw a map cut apart by the rate, convolved and woven together."""
    return _drawn(rewrite.phases, *_numbers(settings), settings.rate)


@figure("frameworks", Chain, "rewrite")
@cached
def pixels(settings: Chain) -> dict[str, Any]:
    """Draw where layers that are cut apart only once differ."""
    found = trial(
        settings.size, settings.rate, settings.kernel_size, settings.layers, settings.seed
    )
    return _drawn(rewrite.pixels, found)


@figure("frameworks", Row, "rewrite")
@cached
def line(settings: Row) -> dict[str, Any]:
    """Draw layers of one rate on a row of numbers."""
    weights, samples = settings.weights, settings.samples
    numbers = np.array(samples), np.array(weights)
    return _drawn(rewrite.line, *numbers, settings.rate, settings.layers)


@figure("frameworks", ChainCost, "rewrite")
def costs(settings: ChainCost) -> dict[str, Any]:
    """Draw what cutting apart only once would save."""
    chain = settings.rate, settings.kernel_size, settings.layers
    return _drawn(rewrite.costs, TIMED_SIZE, *chain, TIMED_CHANNELS)


def _drawn(numbers: Callable[..., dict[str, Any]], *arguments: Any) -> dict[str, Any]:
    """What the component draws of a function of `dilviz.figures.rewrite`: it has its name."""
    return {"figure": numbers.__name__, **numbers(*arguments)}


def _numbers(settings: OneLayer) -> tuple[np.ndarray, np.ndarray]:
    """The map and the kernel."""
    random = np.random.default_rng(settings.seed)
    numbers = random.integers(0, 10, settings.size)
    return numbers, random.integers(-2, 3, (settings.kernel_size, settings.kernel_size))
