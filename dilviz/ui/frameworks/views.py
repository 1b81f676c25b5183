"""What the Frameworks page shows: one layer in every spelling, and three equivalences."""

from __future__ import annotations

import numpy as np
import streamlit as st

from dilviz.convolution.convolve import conv2d
from dilviz.convolution.rewrite import SmallFilters, with_small_filters, without_padding
from dilviz.cost.timing import Timing, measure
from dilviz.export import sharing as markdown
from dilviz.figures.same_padding import same_padding
from dilviz.ui.components.mounting import component
from dilviz.ui.evidence_links import evidence_link
from dilviz.ui.explain import explained
from dilviz.ui.fragments import fragment
from dilviz.ui.frameworks import figures
from dilviz.ui.frameworks.settings import Chain, ChainCost, LayerInFramework, OneLayer, Row

VALID_SIZE = (71, 70)


@fragment
def spelled() -> None:
    """One layer in the framework that is chosen."""
    with explained():
        settings = LayerInFramework.ask()
        figures.spelled.show(settings)


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


def same_words() -> None:
    """What SAME with a rate does in each framework, exporter and runtime."""
    st.header("Same words, other numbers", anchor="same-words")
    st.markdown(
        "SAME and a dilation rate: one bright pixel through a 3 × 3 layer of ones at rate 2. The "
        "definition spreads it over nine places, two apart. Where another map comes out, the "
        "software says so only if there is an error. **Padding in numbers is right everywhere.** "
        "A model whose file asks for one of these says so on the Stack page."
    )
    data = {"figure": "sameWords", "rows": same_padding()}
    component("rewrite")(key="same-words", data=data)


@fragment
def equivalences() -> None:
    """Three ways to compute dilated convolution, one of them wrong, on the reader's numbers."""
    chain = Chain.ask()
    st.subheader("1. A kernel with zeros between its taps")
    figures.stuffed.show(OneLayer.ask(chain))
    st.caption("Nobody builds such a kernel: it multiplies by zeros.")
    st.subheader("2. Cut apart, convolve, weave: one layer")
    figures.phases.show(OneLayer.ask(chain))
    st.caption("TensorFlow's space_to_batch and batch_to_space. Dashed cells fill up with zeros.")
    _stacked(chain)


def _stacked(chain: Chain) -> None:
    st.subheader("3. Several layers of one rate, cut apart only once", anchor="stacked")
    st.markdown(
        "TensorFlow's documentation says that such layers can share one space_to_batch and one "
        "batch_to_space. **Not in general**: it holds where the rate divides height and width, "
        "for a single layer, and for 1 × 1 kernels."
    )
    figures.pixels.show(chain)
    _by_hand(chain)
    _why_unseen()
    _costs(chain)


@fragment
def _by_hand(chain: Chain) -> None:
    st.subheader("Why: three numbers suffice", anchor="three-numbers")
    with explained():
        figures.line.show(Row.ask(chain))
    agree = _agree_without_padding(chain.rate, chain.kernel_size, chain.seed, chain.layers)
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
        f"{evidence_link('the rewrite', 'The claim and its evidence')}."
    )


@fragment
def _costs(chain: Chain) -> None:
    st.subheader("What it would save", anchor="cost")
    settings = ChainCost.ask(chain)
    times = None
    if st.button("Measure both on this server", key="measure spellings"):
        timings = _measured(settings.rate, settings.kernel_size, settings.layers)
        times = {"times": [_time(timing) for timing in timings]}
    figures.costs.show(settings, times)


def _time(timing: Timing) -> str:
    fastest, slowest = (1000 * seconds for seconds in timing.spread)
    return f"{1000 * timing.median:.1f} ms ({fastest:.1f} to {slowest:.1f})"


@st.cache_data(max_entries=60, show_spinner="Measuring both spellings")
def _measured(rate: int, taps: int, layers: int) -> tuple[Timing, Timing]:
    return measure(figures.TIMED_SIZE, rate, taps, layers, figures.TIMED_CHANNELS)
