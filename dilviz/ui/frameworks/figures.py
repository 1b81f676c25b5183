"""The figures of the Frameworks page: one layer in every spelling, and three equivalences."""

from __future__ import annotations

from typing import Any

import numpy as np
import streamlit as st

from dilviz.convolution.rewrite import trial
from dilviz.figures import rewrite
from dilviz.figures.code_figure import code_figure
from dilviz.ui.components.code import component as code_component
from dilviz.ui.components.rewrite import component
from dilviz.ui.frameworks.settings import Chain, ChainCost, LayerInFramework, OneLayer, Row
from dilviz.ui.linked_figure import figure

TIMED_SIZE, TIMED_CHANNELS = (127, 125), 8  # odd, so that every rate above 1 has slots to fill

cached = st.cache_data(max_entries=200, show_spinner=False)


@figure("frameworks", LayerInFramework, code_component.MOUNT)
@cached
def spelled(settings: LayerInFramework) -> dict[str, Any]:
    """Write one layer in the framework that is chosen."""
    return code_figure(settings.layer, settings.size, settings.padding_mode, settings.framework)


@figure("frameworks", OneLayer, component.MOUNT)
@cached
def stuffed(settings: OneLayer) -> dict[str, Any]:
    """Draw a kernel with zeros between its taps."""
    return component.drawn(rewrite.stuffed, *_numbers(settings), settings.rate)


@figure("frameworks", OneLayer, component.MOUNT)
@cached
def phases(settings: OneLayer) -> dict[str, Any]:
    """Draw a map cut apart by the rate, convolved and woven together."""
    return component.drawn(rewrite.phases, *_numbers(settings), settings.rate)


@figure("frameworks", Chain, component.MOUNT)
@cached
def pixels(settings: Chain) -> dict[str, Any]:
    """Draw where layers that are cut apart only once differ."""
    found = trial(
        settings.size, settings.rate, settings.kernel_size, settings.layers, settings.seed
    )
    return component.drawn(rewrite.pixels, found)


@figure("frameworks", Row, component.MOUNT)
@cached
def line(settings: Row) -> dict[str, Any]:
    """Draw the same on one row of numbers."""
    weights, samples = settings.weights, settings.samples
    numbers = np.array(samples), np.array(weights)
    return component.drawn(rewrite.line, *numbers, settings.rate, settings.layers)


@figure("frameworks", ChainCost, component.MOUNT)
def costs(settings: ChainCost) -> dict[str, Any]:
    """Draw what cutting apart only once would save."""
    chain = settings.rate, settings.kernel_size, settings.layers
    return component.drawn(rewrite.costs, TIMED_SIZE, *chain, TIMED_CHANNELS)


def _numbers(settings: OneLayer) -> tuple[np.ndarray, np.ndarray]:
    """The map and the kernel."""
    random = np.random.default_rng(settings.seed)
    numbers = random.integers(0, 10, settings.size)
    return numbers, random.integers(-2, 3, (settings.kernel_size, settings.kernel_size))
