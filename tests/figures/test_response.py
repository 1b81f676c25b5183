"""Responses as pictures: zero is white, ends are ends, and what is lost is counted."""

import numpy as np
import pytest

from dilviz.figures.response import (
    SCALE_COLOURS,
    brightness,
    clipped_picture,
    scale_limit,
    signed_picture,
)


def test_values_in_range_are_rounded_and_kept():
    values = np.array([[[0.4, 0.6, 100.49, 254.6, 255.4]]])
    result = clipped_picture(values)
    assert result.pixels.tolist() == [[0, 1, 100, 255, 255]] and result.clipped == 0


def test_colour_goes_back_to_the_last_axis():
    response = np.stack([np.full((4, 7), value) for value in (10.0, 20.0, 30.0)])
    assert clipped_picture(response).pixels.shape == (4, 7, 3)
    assert clipped_picture(response).pixels[3, 6].tolist() == [10, 20, 30]


def test_the_share_clipped_is_counted_over_all_channels():
    response = np.zeros((3, 2, 5))
    response[0, :, 0] = 256
    response[1, 0, 0] = -1
    assert clipped_picture(response).clipped == pytest.approx(3 / 30)


def test_the_scale_is_white_at_zero_and_has_two_directions():
    below, zero, above = signed_picture(np.array([[[-9.0, 0, 9]]]), limit=9).pixels[0].astype(int)
    assert (zero > 240).all()
    assert below[2] > below[0] and above[0] > above[2]


def test_equal_sizes_on_both_sides_are_equally_far_from_white():
    middle = len(SCALE_COLOURS) // 2
    values = np.arange(-middle, middle + 1.0)[None, None]
    pixels = signed_picture(values, limit=middle).pixels[0]
    np.testing.assert_array_equal(pixels, SCALE_COLOURS)


def test_both_directions_darken_step_by_step_so_that_gray_prints_show_the_size():
    light = SCALE_COLOURS.astype(float) @ [0.299, 0.587, 0.114]
    middle = len(light) // 2
    assert (np.diff(light[: middle + 1]) > -1e-9).all() and (np.diff(light[middle:]) < 1e-9).all()


def test_what_lies_beyond_the_limit_has_the_end_colour_and_is_counted():
    result = signed_picture(np.array([[[-50.0, 0, 2, 50]]]), limit=5)
    np.testing.assert_array_equal(result.pixels[0, [0, 3]], SCALE_COLOURS[[0, -1]])
    assert result.clipped == 0.5


def test_outliers_do_not_set_the_scale():
    values = np.ones((1, 100, 200))
    values[0, 0, :50] = 1e6
    assert scale_limit(values) == 1


@pytest.mark.parametrize("values", [np.zeros((1, 3, 5)), np.zeros((1, 0, 5))])
def test_an_empty_response_has_a_scale(values):
    assert scale_limit(values) == 1 and signed_picture(values).pixels.shape == (
        *values.shape[1:],
        3,
    )


def test_a_single_spike_sets_the_scale_when_all_else_is_zero():
    values = np.zeros((1, 50, 90))
    values[0, 3, 4] = -7
    assert scale_limit(values) == 7


def test_brightness_keeps_zero_black_and_the_most_white():
    assert brightness(np.array([[0, 9, 36]])).tolist() == [[0, 128, 255]]
    assert brightness(np.zeros((2, 3))).max() == 0
