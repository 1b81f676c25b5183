"""What the Frameworks page shows: one layer in every spelling, and three equivalences."""

from __future__ import annotations

from functools import partial
from typing import Any, NamedTuple

import numpy as np
import streamlit as st

from dilviz.convolution.convolve import conv2d
from dilviz.convolution.rewrite import SmallFilters, trial, with_small_filters, without_padding
from dilviz.cost.timing import Timing, measure
from dilviz.export import sharing as markdown
from dilviz.figures import rewrite as figures
from dilviz.figures.code_figure import code_figure
from dilviz.ui.ahead import Figure, Query
from dilviz.ui.components.code import component as code_component
from dilviz.ui.components.rewrite import component
from dilviz.ui.explain import explained
from dilviz.ui.fragments import fragment
from dilviz.ui.frameworks import controls
from dilviz.ui.frameworks.controls import Chain, LayerIn, OneLayer, Row
from dilviz.ui.proofs import proof

TIMED, CHANNELS = (127, 125), 8  # odd, so that every rate above 1 has something to fill up
VALID_SIZE = (71, 70)


class Priced(NamedTuple):
    """What decides the cost of a chain."""

    rate: int
    taps: int
    layers: int


@fragment
def spelled() -> None:
    """One layer in the framework that is chosen."""
    with explained():
        SPELLED.show(controls.layer_in())


def flipped() -> None:
    """Correlation, which frameworks compute, beside convolution, which papers write."""
    st.header("Convolution or cross-correlation?", anchor="flip")
    samples, weights = np.arange(10)[None], np.array([[1, 2, 3]])
    results = {
        "every framework, and dilviz": conv2d(samples, weights, dilation=2),
        "the formula of Yu and Koltun: kernel turned": conv2d(
            samples, weights[:, ::-1], dilation=2
        ),
    }
    st.markdown(
        "Frameworks multiply without turning the kernel. For learned weights that is a matter of "
        "naming; for given, asymmetric ones the numbers differ. Samples 0 to 9, weights 1 2 3, "
        "rate 2, no padding:"
    )
    rows = [(name, ", ".join(map(str, row[0]))) for name, row in results.items()]
    st.markdown(markdown.table(["computed by", "outputs"], rows))  # st.table loads pandas


@fragment
def equivalences() -> None:
    """Three ways to the same numbers, on numbers the reader chooses; one of them is wrong."""
    chain = controls.chain()
    st.subheader("1. A kernel with zeros between its taps")
    STUFFED.show(chain.single)
    st.caption("Nobody builds such a kernel: it multiplies by zeros.")
    st.subheader("2. Cut apart, convolve, weave: one layer")
    PHASES.show(chain.single)
    st.caption("TensorFlow's space_to_batch and batch_to_space. Dashed cells fill up with zeros.")
    _stacked(chain)


def _stacked(chain: Chain) -> None:
    st.subheader("3. Several layers of one rate, cut apart only once", anchor="stacked")
    st.markdown(
        "TensorFlow's documentation says that such layers can share one space_to_batch and one "
        "batch_to_space. **Not in general**: it holds where the rate divides height and width, "
        "for a single layer, and for 1 × 1 kernels."
    )
    PIXELS.show(chain)
    _by_hand(chain)
    _why_unseen()
    _costs(chain)


@fragment
def _by_hand(chain: Chain) -> None:
    st.subheader("Why: three numbers suffice", anchor="three-numbers")
    with explained():
        LINE.show(controls.row(chain))
    agree = _agree_without_padding(chain.rate, chain.taps, chain.seed, chain.layers)
    st.markdown(
        "Two fixes are exact. Set the slots to zero **after every layer**, activation included. Or "
        f"use layers **without padding**: on {VALID_SIZE[0]} × {VALID_SIZE[1]} numbers, both "
        f"spellings then {'agree' if agree else 'differ'}. More padding never helps."
    )


@st.cache_data(max_entries=500, show_spinner=False)
def _agree_without_padding(rate: int, taps: int, seed: int, layers: int) -> bool:
    """Try whole numbers, enough of them for any chain without padding."""
    random = np.random.default_rng(seed)
    maps = random.integers(0, 10, (1, *VALID_SIZE))
    weights = random.integers(-2, 3, (layers, 1, 1, taps, taps))
    direct, rewrite = without_padding(maps, list(weights), rate)
    return bool((direct == rewrite).all())


@st.cache_data(show_spinner=False)
def _small_filters() -> SmallFilters:
    return with_small_filters(15, 2)


def _why_unseen() -> None:
    st.subheader("Why TensorFlow's own test does not see it", anchor="unseen")
    case = _small_filters()
    st.markdown(
        "The test multiplies its filters by 0.01 and allows an error of 0.01. After three layers "
        f"the largest output is {case.largest_output:.4f}. On 15 × 15 at rate 2, the rewrite is up "
        f"to {100 * case.largest_relative_error:.0f} % off and "
        f"{'passes' if case.passes else 'fails'}; zeros everywhere "
        f"{'pass' if case.zeros_pass else 'fail'} too."
    )
    st.caption(
        "tensorflow/python/kernel_tests/nn_ops/atrous_conv2d_test.py, testAtrousSequence. "
        f"{proof('the rewrite', 'The claim and its evidence')}."
    )


@fragment
def _costs(chain: Chain) -> None:
    st.subheader("What it would save", anchor="cost")
    asked = Priced(chain.rate, chain.taps, chain.layers)
    measured = controls.measure()
    COSTS.show(asked, {"times": [_time(one) for one in _measured(*asked)]} if measured else None)


def _time(timing: Timing) -> str:
    fastest, slowest = (1000 * seconds for seconds in timing.spread)
    return f"{1000 * timing.median:.1f} ms ({fastest:.1f} to {slowest:.1f})"


@st.cache_data(max_entries=60, show_spinner="Measuring both spellings")
def _measured(rate: int, taps: int, layers: int) -> tuple[Timing, Timing]:
    return measure(TIMED, rate, taps, layers, CHANNELS)


@st.cache_data(max_entries=200, show_spinner=False)
def _spelled_data(asked: LayerIn) -> dict[str, Any]:
    return code_figure(*asked)


def _numbers(asked: OneLayer) -> tuple[np.ndarray, np.ndarray]:
    """The map and the kernel."""
    random = np.random.default_rng(asked.seed)
    maps = random.integers(0, 10, asked.size)
    return maps, random.integers(-2, 3, (asked.taps, asked.taps))


@st.cache_data(max_entries=200, show_spinner=False)
def _stuffed_data(asked: OneLayer) -> dict[str, Any]:
    return component.drawn(figures.stuffed, *_numbers(asked), asked.rate)


@st.cache_data(max_entries=200, show_spinner=False)
def _phases_data(asked: OneLayer) -> dict[str, Any]:
    return component.drawn(figures.phases, *_numbers(asked), asked.rate)


@st.cache_data(max_entries=200, show_spinner=False)
def _pixels_data(asked: Chain) -> dict[str, Any]:
    found = trial(asked.size, asked.rate, asked.taps, asked.layers, asked.seed)
    return component.drawn(figures.pixels, found)


@st.cache_data(max_entries=200, show_spinner=False)
def _line_data(asked: Row) -> dict[str, Any]:
    numbers = map(np.array, (asked.samples, asked.weights))
    return component.drawn(figures.line, *numbers, asked.rate, asked.layers)


def _costs_data(asked: Priced) -> dict[str, Any]:
    return component.drawn(figures.costs, TIMED, *asked, CHANNELS)


def _single_told(query: Query) -> OneLayer:
    return controls.chain_told(query).single


def _priced_told(query: Query) -> Priced:
    chain = controls.chain_told(query)
    return Priced(chain.rate, chain.taps, chain.layers)


_SINGLE = "rows", "cols", "rate", "taps", "seed"
_LAYER = "n", "k", "d", "s", "p", "mode", "in"
SPELLED = Figure(
    "frameworks", "spelled", _LAYER, controls.layer_in_told, _spelled_data, code_component.MOUNT
)
_figure = partial(Figure, "frameworks", mount=component.MOUNT)
STUFFED = _figure("stuffed", _SINGLE, _single_told, _stuffed_data)
PHASES = _figure("phases", _SINGLE, _single_told, _phases_data)
PIXELS = _figure("pixels", (*_SINGLE, "layers"), controls.chain_told, _pixels_data)
LINE = _figure("line", ("row", "w1", "rate", "layers"), controls.row_told, _line_data)
COSTS = _figure("costs", ("rate", "taps", "layers"), _priced_told, _costs_data)
FIGURES = {one.key: one for one in (SPELLED, STUFFED, PHASES, PIXELS, LINE, COSTS)}
