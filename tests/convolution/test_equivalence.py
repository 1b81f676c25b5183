"""One dilated layer equals a kernel with zeros, and an undilated layer on separate phases."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dilviz.convolution.convolve import conv2d
from dilviz.convolution.equivalence import batch_to_space, space_to_batch, zero_stuffed
from dilviz.convolution.rewrite import rewritten

sizes = st.integers(1, 9)
rates = st.integers(1, 4)


@given(sizes, sizes, st.integers(1, 4), st.integers(1, 3), rates)
def test_a_zero_stuffed_kernel_gives_the_same_values(height, width, rows, cols, rate):
    random = np.random.default_rng(height * width)
    maps = random.integers(-9, 10, (2, height + 12, width + 12))
    weight = random.integers(-9, 10, (3, 2, rows, cols))
    dilated = conv2d(maps, weight, dilation=rate)
    np.testing.assert_array_equal(dilated, conv2d(maps, zero_stuffed(weight, rate)))


def test_zeros_are_between_the_taps_and_nowhere_else():
    wide = zero_stuffed(np.arange(1, 7).reshape(2, 3), 3)
    assert wide.shape == (4, 7)
    assert np.count_nonzero(wide) == 6
    np.testing.assert_array_equal(wide[::3, ::3], [[1, 2, 3], [4, 5, 6]])


@given(sizes, sizes, rates)
def test_batch_to_space_inverts_space_to_batch(height, width, rate):
    maps = np.arange(2 * height * width).reshape(2, height, width)
    phases = space_to_batch(maps, rate)
    assert phases.shape == (rate, rate, 2, -(-height // rate), -(-width // rate))
    np.testing.assert_array_equal(batch_to_space(phases, (height, width)), maps)


@given(sizes, sizes, rates)
def test_a_phase_holds_every_rate_th_sample(height, width, rate):
    maps = np.arange(1, height * width + 1).reshape(1, height, width)
    phases = space_to_batch(maps, rate)
    for i, j, _, row, col in np.ndindex(phases.shape):
        place = (row * rate + i, col * rate + j)
        inside = place[0] < height and place[1] < width
        assert phases[i, j, 0, row, col] == (maps[0][place] if inside else 0)


@pytest.mark.parametrize("taps", [(1, 3), (3, 1), (3, 3), (5, 3)])
@given(sizes, sizes, rates)
def test_one_rewritten_layer_equals_the_dilated_layer(taps, height, width, rate):
    random = np.random.default_rng(height + 10 * width)
    maps = random.integers(-9, 10, (2, height, width))
    weight = random.integers(-9, 10, (3, 2, *taps))
    expected = conv2d(maps, weight, dilation=rate, padding="same")
    np.testing.assert_array_equal(rewritten(maps, [weight], rate), expected)


def test_an_even_kernel_is_shifted_by_the_rewrite():
    maps, weight = np.array([[[1, 2, 3, 4]]]), np.ones((1, 1, 1, 2), int)
    assert conv2d(maps, weight, dilation=2, padding="same")[0, 0].tolist() == [2, 4, 6, 3]
    assert rewritten(maps, [weight], 2)[0, 0].tolist() == [4, 6, 3, 4]
