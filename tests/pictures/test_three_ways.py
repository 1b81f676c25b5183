"""Shrinking, dilating, interpolating weights: equal where they must be, and their costs."""

import numpy as np
import pytest

from dilviz import GeometryError, conv2d
from dilviz.pictures.kernels import KERNELS
from dilviz.pictures.three_ways import NAMES, enlarged, interpolated_kernel, three_ways

PICTURE = np.random.default_rng(11).integers(0, 256, (37, 50)).astype(np.float32)
SOBEL = KERNELS["sobel x"].weights


@pytest.mark.parametrize("rate", [1, 2, 4, 5])
def test_shrinking_equals_dilation_at_the_pixels_it_keeps(rate):
    shrunk, dilated, _ = three_ways(PICTURE, SOBEL, rate, repetitions=1)
    np.testing.assert_allclose(
        shrunk.response[::rate, ::rate], dilated.response[::rate, ::rate], atol=1e-3
    )
    if rate > 1:
        assert np.abs(shrunk.response - dilated.response).max() > 10


def test_the_dilated_method_equals_the_engine():
    _, dilated, _ = three_ways(PICTURE, SOBEL, 4, repetitions=1)
    expected = conv2d(PICTURE, SOBEL.astype(np.float32), dilation=4, padding="same")
    np.testing.assert_array_equal(dilated.response, expected)


def test_all_three_are_equal_at_rate_one():
    responses = [method.response for method in three_ways(PICTURE, SOBEL, 1, repetitions=1)]
    np.testing.assert_array_equal(responses[0], responses[1])
    np.testing.assert_array_equal(responses[1], responses[2])


def test_costs_are_those_of_the_definition():
    shrunk, dilated, dense = three_ways(PICTURE, SOBEL, 4, repetitions=1)
    assert [method.name for method in (shrunk, dilated, dense)] == list(NAMES)
    assert (shrunk.computed, dilated.computed, dense.computed) == (10 * 13, 37 * 50, 37 * 50)
    assert (shrunk.weights, dilated.weights, dense.weights) == (9, 9, 81)
    assert dense.multiply_adds == 81 * 37 * 50 == 9 * dilated.multiply_adds
    assert shrunk.multiply_adds == 9 * 130


def test_all_three_keep_the_size_of_the_picture():
    for method in three_ways(PICTURE, SOBEL, 3, repetitions=1):
        assert method.response.shape == PICTURE.shape and method.seconds > 0


def test_an_interpolated_kernel_has_the_ratios_of_the_weights_at_the_taps():
    dense = interpolated_kernel(SOBEL, 3)
    assert dense.shape == (7, 7)
    ratio = dense[::3, ::3][SOBEL != 0] / SOBEL[SOBEL != 0]
    np.testing.assert_allclose(ratio, ratio[0])
    assert np.abs(dense).sum() == pytest.approx(np.abs(SOBEL).sum())


@pytest.mark.parametrize("name", KERNELS)
def test_an_interpolated_kernel_has_the_sum_of_the_weights(name):
    weights = KERNELS[name].weights
    dense = interpolated_kernel(weights, 4)
    assert dense.sum() == pytest.approx(weights.sum(), abs=1e-9)


def test_enlarging_keeps_samples_and_slope_and_repeats_the_last():
    slope = np.arange(0, 12, 3.0)[:, None]
    np.testing.assert_allclose(enlarged(slope, 10, 3)[:, 0], np.arange(10))
    np.testing.assert_allclose(enlarged(slope, 12, 3)[9:, 0], [9, 9, 9])


def test_a_dense_kernel_with_too_many_products_raises_an_error():
    picture, weights = np.ones((600, 800), np.float32), np.ones((9, 9))
    with pytest.raises(GeometryError, match="at rate 8 would take 2.0 billion"):
        three_ways(picture, weights, 8, repetitions=1)
