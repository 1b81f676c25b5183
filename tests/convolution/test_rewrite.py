"""TensorFlow's rewrite of equal-rate layers is wrong at the predicted pixels and only there."""

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


def test_exactly_the_predicted_pixels_are_wrong(trials):
    for case, result in trials.items():
        np.testing.assert_array_equal(result.observed, result.predicted, str(case))


def test_zeroing_the_filled_samples_makes_the_rewrite_exact(trials):
    for case, result in trials.items():
        np.testing.assert_array_equal(result.fixed, result.direct, str(case))


def test_no_pixel_is_predicted_wrong_if_the_rate_divides_or_with_one_layer_or_one_tap():
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
def test_a_row_of_ones_gives_the_values_computed_by_hand(samples, layers, right, wrong):
    maps, ones = np.array([[samples]]), [np.ones((1, 1, 1, 3), int)] * layers
    assert one_by_one(maps, ones, 2)[0, 0].tolist() == right
    assert rewritten(maps, ones, 2)[0, 0].tolist() == wrong
    assert rewritten(maps, ones, 2, masked=True)[0, 0].tolist() == right


def test_a_filled_sample_is_zero_before_the_first_layer_and_not_after():
    maps, ones = np.array([[[1, 1, 1]]]), [np.ones((1, 1, 1, 3), int)] * 2
    filled = [phases[0, 1, 0, 0, 1] for phases in stages(maps, ones, 2)]
    assert filled[0] == 0 and filled[1] > 0
    assert [phases[0, 1, 0, 0, 1] for phases in stages(maps, ones, 2, masked=True)] == [0, 0, 0]


def test_without_padding_the_rewrite_is_exact_for_even_kernels_too():
    random = np.random.default_rng(0)
    for size, rate, taps, layers in product((26, 29), (2, 3, 4), (1, 2, 3), (1, 2, 3)):
        maps = random.integers(-9, 10, (2, size, size + 1))
        weights = list(random.integers(-9, 10, (layers, 2, 2, taps, taps)))
        direct, rewrite = without_padding(maps, weights, rate)
        np.testing.assert_array_equal(direct, rewrite)


@pytest.mark.parametrize(
    ("size", "rate", "differs"), [(15, 2, True), (16, 3, True), (16, 2, False)]
)
def test_with_small_filters_even_zeros_pass_tensorflows_tolerance(size, rate, differs):
    case = with_small_filters(size, rate)
    assert case.largest_output < 1e-2
    assert case.passes and case.zeros_pass
    assert (case.largest_relative_error > 0.5) == differs


def test_multiply_adds_include_the_filled_samples():
    assert multiply_adds((13, 12), 3, 2, 8, rate=1) == 2 * 9 * 64 * 13 * 12
    assert multiply_adds((13, 12), 3, 2, 8, rate=4) == 2 * 9 * 64 * 16 * 12


def test_layers_and_rewrite_are_timed():
    for timing in measure((9, 8), 2, 3, 2, channels=1):
        assert timing.median > 0
