"""Path counts: against brute force, and against the numbers of the theory."""

from collections import Counter
from itertools import product
from math import comb

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dilviz import GeometryError, parse_network
from dilviz.fields.path_counts import _spread_evenly, path_counts, path_shares
from tests.dependencies import paths_to, reads_on_axis
from tests.networks_at_random import networks


def stack(*rates, taps=3):
    return parse_network(", ".join(f"conv{taps} d{rate}" for rate in rates))


def counted(network, axis, unit):
    total = Counter()
    for path in paths_to(network, network.output):
        positions = Counter([unit])
        for node in reversed(path):
            before = node.padding(axis, None)[0]
            positions = Counter(
                read
                for position, times in positions.items()
                for read in reads_on_axis(node, axis, position, before)
                for _ in range(times)
            )
        total += positions
    return total


@settings(deadline=None, max_examples=80)
@given(networks(longest=4), st.sampled_from([0, 1]), st.integers(0, 5))
def test_equals_the_paths_counted_one_by_one(network, axis, unit):
    first, counts = path_counts(network, axis, unit=unit)
    found = {first + at: number for at, number in enumerate(counts) if number}
    assert found == dict(counted(network, axis, unit))


@pytest.mark.parametrize(
    ("rates", "text"),
    [
        ((2, 2, 2), "1 0 3 0 6 0 7 0 6 0 3 0 1"),
        ((1, 2, 3), "1 1 2 2 3 3 3 3 3 2 2 1 1"),
        ((1, 2, 5), "1 1 2 1 2 2 2 2 1 2 2 2 2 1 2 1 1"),
        ((1, 2, 9), "1 1 2 1 2 1 1 0 0 1 1 2 1 2 1 1 0 0 1 1 2 1 2 1 1"),
        ((2, 4, 8), "1 0 1 0 2 0 1 0 3 0 2 0 3 0 1 0 3 0 2 0 3 0 1 0 2 0 1 0 1"),
        ((1, 2, 4, 8), "1 1 2 1 3 2 3 1 4 3 5 2 5 3 4 1 4 3 5 2 5 3 4 1 3 2 3 1 2 1 1"),
    ],
)
def test_the_rates_people_discuss(rates, text):
    assert path_counts(stack(*rates))[1] == [int(word) for word in text.split()]


def test_the_context_module():
    first, counts = path_counts(stack(1, 1, 2, 4, 8, 16, 1))
    assert (first, sum(counts), max(counts), counts[33]) == (-33, 3**7, 54, 31)
    assert [at - 33 for at, number in enumerate(counts) if number == 54] == [-11, -5, 5, 11]
    assert counts == counts[::-1]


def test_doubling_rates_count_sterns_diatomic_sequence():
    def stern(n):
        return n if n < 2 else stern(n // 2) + (stern(n // 2 + 1) if n % 2 else 0)

    for layers in range(1, 7):
        counts = path_counts(stack(*(2**i for i in range(layers))))[1]
        assert counts[: 2**layers] == [stern(i + 1) for i in range(2**layers)]
        assert counts[len(counts) // 2] == 1


def test_two_taps_doubling_and_three_taps_tripling_have_one_path_everywhere():
    assert set(path_counts(stack(1, 2, 4, 8, 16, taps=2))[1]) == {1}
    assert set(path_counts(stack(1, 3, 9, 27))[1]) == {1}


def test_counts_stay_exact_where_machine_integers_end():
    first, counts = path_counts(parse_network("10000*(conv3)"))
    assert (first, len(counts)) == (-10_000, 20_001)
    assert sum(counts) == 3**10_000
    n = 10_000  # coefficients of (1 + x + x^2)^n, by hand
    assert counts[:4] == [1, n, comb(n, 2) + n, comb(n, 3) + n * (n - 1)]


def test_mixed_deep_stacks_multiply_their_powers():
    deep = path_counts(parse_network("40*(conv3), 3*(conv2 d7), conv5 d2"))[1]
    product_ = np.array([1], object)
    for taps, rate in [(3, 1)] * 40 + [(2, 7)] * 3 + [(5, 2)]:
        kernel = np.zeros((taps - 1) * rate + 1, object)
        kernel[::rate] = 1
        product_ = np.array(
            [
                sum(
                    product_[i] * kernel[n - i]
                    for i in range(len(product_))
                    if 0 <= n - i < len(kernel)
                )
                for n in range(len(product_) + len(kernel) - 1)
            ],
            object,
        )
    assert deep == list(product_)


@pytest.mark.parametrize("text", ["2*(conv3), conv3 d9", "conv3 s2, conv5 d3", "[conv3 | id]"])
def test_shares_are_the_counts_over_their_sum(text):
    network = parse_network(text)
    first, counts = path_counts(network)
    start, shares = path_shares(network)
    assert start == first
    np.testing.assert_allclose(shares, np.array(counts) / sum(counts), rtol=1e-14)


def test_along_a_path_pixels_are_products_of_the_axes():
    network = parse_network("conv3x2 d2x1, conv1x3 s1x2")
    rows, cols = (counted(network, axis, 0) for axis in (0, 1))
    assert path_counts(network, 0)[1] == [rows[at] for at in range(min(rows), max(rows) + 1)]
    total = sum(r * c for r, c in product(rows.values(), cols.values()))
    assert total == 3 * 2 * 3


def test_counts_that_cannot_be_held_are_refused_and_shares_still_answer():
    network = parse_network("2000*(conv3), 2000*(conv3 d2), 2000*(conv3 d3)")
    with pytest.raises(GeometryError, match="numbers of 9512 bits, too many to hold"):
        path_counts(network)
    assert path_shares(network)[1].sum() == pytest.approx(1)
    with pytest.raises(GeometryError, match="exact path counts here take"):
        path_counts(parse_network("2*(conv9999)"))
    with pytest.raises(GeometryError, match="Give an input size"):
        path_counts(parse_network("conv3 s2 same"))
    assert path_counts(parse_network("conv3 s2 same"), input_size=4) == (0, [1, 1, 1])


def test_shares_by_doubling_are_those_of_one_tap_after_another():
    shares = np.array([0.5, 0.25, 0.25])
    for taps, step in ((1, 3), (2, 1), (5, 2), (6, 4), (7, 1)):
        expected = np.zeros(len(shares) + (taps - 1) * step)
        for tap in range(taps):
            expected[tap * step : tap * step + len(shares)] += shares
        np.testing.assert_allclose(_spread_evenly(shares, taps, step), expected / taps, rtol=1e-15)


@pytest.mark.parametrize("text", ["2*(conv3 d300000)", "2*(conv3 s999), conv3 d400"])
def test_shares_of_more_samples_than_can_be_held_are_refused(text):
    with pytest.raises(GeometryError, match="samples take .* additions; at most 1000000 samples"):
        path_shares(parse_network(text))
