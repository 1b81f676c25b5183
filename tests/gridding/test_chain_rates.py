"""The layers of a single path in input samples, against the receptive field."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dilviz import parse_network, receptive_field
from dilviz.gridding.chain_rates import chain_rates, spanned

LAYERS = st.lists(
    st.tuples(st.integers(1, 4), st.integers(1, 4), st.integers(1, 3)), min_size=1, max_size=5
)


@given(LAYERS)
def test_chain_rates_span_the_receptive_field(layers):
    text = ", ".join(f"conv{k}x3 d{d}x1 s{s}x2" for k, d, s in layers)
    network = parse_network(text)
    for axis in (0, 1):
        assert spanned(chain_rates(network, axis)) == receptive_field(network).size[axis]


def test_a_rate_behind_strides_counts_in_input_samples():
    network = parse_network("conv3 s2, a: conv3 s2, b: conv3 d5")
    assert [layer.distance for layer in chain_rates(network)] == [1, 2, 20]
    assert [layer.id for layer in chain_rates(network, at="a")][-1] == "a"


@pytest.mark.parametrize("text", ["[conv3 | id]", "up2, conv3", "tconv4 s2, conv3"])
def test_branches_and_upsampling_have_no_chain_rates(text):
    assert chain_rates(parse_network(text)) is None


def test_one_tap_reads_one_sample_at_any_rate():
    assert chain_rates(parse_network("conv1, relu, conv1 d7")) == []
