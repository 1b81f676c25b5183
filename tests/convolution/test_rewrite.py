"""TensorFlow's rewrite of equal-rate layers: wrong exactly where the formula says."""

from itertools import product

import numpy as np
import pytest

from dilviz.convolution.rewrite import (
    one_by_one,
    predicted_mask,
    predicted_wrong,
    rewritten,
    stages,
    trial,
    with_small_filters,
    without_padding,
)
from dilviz.cost.timing import measure, multiply_adds

CASES = list(product((6, 9, 11), (7, 8), (2, 3, 4), (1, 3, 5), (1, 2, 3)))


@pytest.fixture(scope="module")
def trials():
    """Every case run once; `benchmarks/rewrite.py` runs the 5292 that the formula was found on."""
    return {
        (height, width, *chain): trial((height, width), *chain, seed=height)
        for height, width, *chain in CASES
    }


def test_the_predicted_pixels_are_wrong_and_no_others(trials):
    for case, found in trials.items():
        np.testing.assert_array_equal(found.observed, found.predicted, str(case))


def test_zeroing_the_slots_makes_it_exact(trials):
    for case, found in trials.items():
        np.testing.assert_array_equal(found.fixed, found.direct, str(case))


def test_it_is_exact_just_where_the_rate_divides_or_one_layer_or_one_tap():
    for height, width, rate, taps, layers in CASES:
        exact = not predicted_mask((height, width), rate, (taps, taps), layers).any()
        assert exact == ((height % rate == width % rate == 0) or layers == 1 or taps == 1)


@pytest.mark.parametrize(
    ("size", "rate", "layers", "wrong", "count"),
    [
        (13, 2, 2, [11], 25),
        (13, 2, 3, [9, 11], 48),
        (15, 2, 2, [13], 29),
        (15, 2, 3, [11, 13], 56),
        (13, 3, 2, [10, 11], 48),
        (13, 3, 3, [7, 8, 10, 11], 88),
        (14, 3, 2, [11], 27),
        (14, 3, 3, [8, 11], 52),
        (16, 3, 2, [13, 14], 60),
        (16, 3, 3, [10, 11, 13, 14], 112),
        (13, 4, 2, [9, 10, 11], 69),
        (13, 4, 3, [5, 6, 7, 9, 10, 11], 120),
        (16, 4, 3, [], 0),
        (15, 2, 1, [], 0),
    ],
)
def test_square_maps_have_the_known_wrong_rows(size, rate, layers, wrong, count):
    assert predicted_wrong(size, rate, 3, layers) == wrong
    assert trial((size, size), rate, 3, layers).observed.sum() == count


@pytest.mark.parametrize(
    ("samples", "layers", "right", "wrong"),
    [
        ([1, 1, 1], 1, [2, 1, 2], [2, 1, 2]),
        ([1, 1, 1], 2, [4, 1, 4], [4, 2, 4]),
        ([1, 1, 1], 3, [8, 1, 8], [8, 4, 8]),
        ([1] * 5, 2, [5, 4, 7, 4, 5], [5, 4, 7, 5, 5]),
        ([1] * 4, 2, [4, 4, 4, 4], [4, 4, 4, 4]),
    ],
)
def test_a_row_of_ones_shows_it_by_hand(samples, layers, right, wrong):
    maps, ones = np.array([[samples]]), [np.ones((1, 1, 1, 3), int)] * layers
    assert one_by_one(maps, ones, 2)[0, 0].tolist() == right
    assert rewritten(maps, ones, 2)[0, 0].tolist() == wrong
    assert rewritten(maps, ones, 2, masked=True)[0, 0].tolist() == right


def test_a_slot_starts_at_zero_and_comes_alive():
    maps, ones = np.array([[[1, 1, 1]]]), [np.ones((1, 1, 1, 3), int)] * 2
    slot = [phases[0, 1, 0, 0, 1] for phases in stages(maps, ones, 2)]
    assert slot[0] == 0 and slot[1] > 0
    assert [phases[0, 1, 0, 0, 1] for phases in stages(maps, ones, 2, masked=True)] == [0, 0, 0]


def test_without_padding_both_are_equal_also_for_even_kernels():
    random = np.random.default_rng(0)
    for size, rate, taps, layers in product((26, 29), (2, 3, 4), (1, 2, 3), (1, 2, 3)):
        maps = random.integers(-9, 10, (2, size, size + 1))
        weights = list(random.integers(-9, 10, (layers, 2, 2, taps, taps)))
        direct, rewrite = without_padding(maps, weights, rate)
        np.testing.assert_array_equal(direct, rewrite)


@pytest.mark.parametrize(
    ("size", "rate", "differs"), [(15, 2, True), (16, 3, True), (16, 2, False)]
)
def test_small_filters_hide_the_error_from_the_tolerance(size, rate, differs):
    case = with_small_filters(size, rate)
    assert case.largest_output < 1e-2
    assert case.passes and case.zeros_pass
    assert (case.largest_relative_error > 0.5) == differs


def test_filling_up_adds_multiply_adds():
    assert multiply_adds((13, 12), 3, 2, 8, rate=1) == 2 * 9 * 64 * 13 * 12
    assert multiply_adds((13, 12), 3, 2, 8, rate=4) == 2 * 9 * 64 * 16 * 12


def test_both_spellings_are_timed():
    for timing in measure((9, 8), 2, 3, 2, channels=1):
        assert timing.median > 0
