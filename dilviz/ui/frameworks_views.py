"""What the Frameworks page shows: one layer in every spelling, and three equivalences."""

from __future__ import annotations

import numpy as np
import streamlit as st

from dilviz.convolution import conv2d
from dilviz.figures import rewrite as figures
from dilviz.framework_layers import Spelling, spellings
from dilviz.layer import Layer, Pair
from dilviz.network import Network, Node
from dilviz.padding_first import padding_first
from dilviz.rewrite import predicted_wrong, trial, with_small_filters, without_padding
from dilviz.rewrite_cost import measure, multiply_adds
from dilviz.snippets import network_code
from dilviz.stopwatch import Timing
from dilviz.ui.components.rewrite import component
from dilviz.ui.controls import frameworks as controls
from dilviz.ui.explain import explained
from dilviz.ui.parts import part
from dilviz.ui.proofs import proof

TIMED, CHANNELS = (127, 125), 8  # odd, so that every rate above 1 has something to fill up
VALID_SIZE = (71, 70)
SPELLINGS = ("one by one", "rewritten")


@part
def spelled() -> None:
    """One layer in the framework that is chosen."""
    with explained():
        layer, size, mode = controls.layer()
        if mode != "zeros":
            layer, size = _with_border(layer, size, mode)
        by_name = {one.framework: one for one in spellings(layer, size)}
        chosen = by_name[controls.framework()]
        _spelling(chosen)
        if chosen.framework in _COMMANDS:
            _as_network(layer, _COMMANDS[chosen.framework])


def _with_border(layer: Layer, size: Pair, mode: str) -> tuple[Layer, Pair]:
    code, layer, size = padding_first(layer, size, mode)
    st.markdown(
        f"Convolutions pad with zeros; only PyTorch's `nn.Conv2d` has `padding_mode={mode!r}`, and "
        "`dilviz.conv2d`. In all others the border comes first, and the layer has none:"
    )
    st.code(code, language="python")
    return layer, size


def _spelling(spelling: Spelling) -> None:
    left, right = st.columns([3, 2])
    with left:
        if spelling.code:
            st.code(spelling.code, language="python", wrap_lines=True)
        for warning in spelling.warnings:
            st.warning(warning)
    with right:
        st.markdown(f"What the arguments of `{spelling.call}` mean")
        st.table({name: meaning for name, meaning in spelling.arguments})


# What the command line calls the frameworks it writes whole networks for.
_COMMANDS = {"TensorFlow": "tensorflow", "Keras": "keras", "PyTorch": "torch", "JAX": "jax"}


def _as_network(layer: Layer, framework: str) -> None:
    """The layer as a network of one layer, as the command line prints it."""
    network = Network.of([Node("layer1", "conv", ("x",), layer, named=False)])
    with st.expander("As a network, for any number of channels"):
        st.code(f'python -m dilviz code "{network}" --framework {framework}', language="bash")
        st.code(network_code(network, framework), language="python")


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
    st.table({name: ", ".join(map(str, row[0])) for name, row in results.items()})


@part
def equivalences() -> None:
    """Three ways to the same numbers, on numbers the reader chooses; one of them is wrong."""
    chain = controls.chain()
    random = np.random.default_rng(chain.seed)
    maps = random.integers(0, 10, chain.size)
    weight = random.integers(-2, 3, (chain.taps, chain.taps))
    with explained():
        st.subheader("1. A kernel with zeros between its taps")
        component.show("stuffed", figures.stuffed(maps, weight, chain.rate))
        st.caption("Nobody builds such a kernel: it multiplies by zeros.")
        st.subheader("2. Cut apart, convolve, weave: one layer")
        component.show("phases", figures.phases(maps, weight, chain.rate))
        st.caption(
            "TensorFlow's space_to_batch and batch_to_space. Dashed cells fill up with zeros."
        )
    _stacked(chain)


def _stacked(chain: controls.ChainSettings) -> None:
    st.subheader("3. Several layers of one rate, cut apart only once", anchor="stacked")
    st.markdown(
        "TensorFlow's documentation says that such layers can share one space_to_batch and one "
        "batch_to_space. **Not in general**: it holds where the rate divides height and width, "
        "for a single layer, and for 1 × 1 kernels."
    )
    found = trial(chain.size, chain.rate, chain.taps, chain.layers, chain.seed)
    component.show("pixels", figures.pixels(found))
    st.caption(_prediction(chain))
    _by_hand(chain)
    _why_unseen()
    _costs(chain)


def _prediction(chain: controls.ChainSettings) -> str:
    rows, cols = (
        predicted_wrong(length, chain.rate, chain.taps, chain.layers) for length in chain.size
    )
    if not rows and not cols:
        return "The formula predicts no wrong pixel for these settings."
    listed = [
        f"{word} {', '.join(map(str, wrong))}"
        for word, wrong in (("rows", rows), ("columns", cols))
        if wrong
    ]
    return (
        f"Wrong: {' and '.join(listed)}. Each lies a few times the rate before a slot that fills "
        "up; not at the very border. All numbers are whole and positive, so nothing cancels out."
    )


@part
def _by_hand(chain: controls.ChainSettings) -> None:
    st.subheader("Why: three numbers suffice", anchor="three-numbers")
    with explained():
        samples, weights = controls.row_of_numbers()
        component.show("line", figures.line(samples, weights, chain.rate, chain.layers))
    direct, rewrite = without_padding(*_for_valid_layers(chain))
    st.markdown(
        "Two fixes are exact. Set the slots to zero **after every layer**, activation included. Or "
        f"use layers **without padding**: on {VALID_SIZE[0]} × {VALID_SIZE[1]} numbers, both "
        f"spellings then {'agree' if (direct == rewrite).all() else 'differ'}. More padding never "
        "helps."
    )


def _for_valid_layers(chain: controls.ChainSettings):
    """Whole numbers large enough for any chain without padding."""
    random = np.random.default_rng(chain.seed)
    maps = random.integers(0, 10, (1, *VALID_SIZE))
    weights = random.integers(-2, 3, (chain.layers, 1, 1, chain.taps, chain.taps))
    return maps, list(weights), chain.rate


def _why_unseen() -> None:
    st.subheader("Why TensorFlow's own test does not see it", anchor="unseen")
    case = with_small_filters(15, 2)
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


@part
def _costs(chain: controls.ChainSettings) -> None:
    st.subheader("What it would save", anchor="cost")
    products = [
        multiply_adds(TIMED, chain.taps, chain.layers, CHANNELS, rate) for rate in (1, chain.rate)
    ]
    times = ["not measured", "not measured"]
    if controls.measure():
        times = [_time(timing) for timing in _measured(chain.rate, chain.taps, chain.layers)]
    st.table(
        [
            {"spelling": name, "multiply-adds": f"{count / 1e6:.1f} M", "time": time}
            for name, count, time in zip(SPELLINGS, products, times, strict=True)
        ]
    )
    st.caption(
        f"{chain.layers} layers, {CHANNELS} maps of {TIMED[0]} × {TIMED[1]}, by the engine of this "
        "server, for which dilation is free. Median of a few runs, fastest and slowest in brackets."
    )


def _time(timing: Timing) -> str:
    fastest, slowest = (1000 * seconds for seconds in timing.spread)
    return f"{1000 * timing.median:.1f} ms ({fastest:.1f} to {slowest:.1f})"


@st.cache_data(max_entries=60, show_spinner="Measuring both spellings")
def _measured(rate: int, taps: int, layers: int) -> tuple[Timing, Timing]:
    return measure(TIMED, rate, taps, layers, CHANNELS)
