"""Rows of pictures: one scale for all that are compared."""

import numpy as np

from dilviz.convolution.layer import Layer
from dilviz.figures.tiles import MARGIN, at_rates, of_frames, of_impulse, of_ways, sheet
from dilviz.pictures.filmstrip import Frame
from dilviz.pictures.filtering import Filtering
from dilviz.pictures.kernels import KERNELS
from dilviz.pictures.three_ways import three_ways

PICTURE = np.random.default_rng(8).integers(0, 256, (24, 37, 3), dtype=np.uint8)


def test_signed_responses_at_several_rates_share_one_scale():
    kernel = KERNELS["laplacian 4"]
    row = at_rates(PICTURE, kernel, Filtering(Layer.of(3, padding="same")), [1, 2, 5])
    assert len(row) == 3 and len({one.limit for one in row}) == 1
    assert all(one.pixels.shape == (24, 37, 3) for one in row)


def test_each_rate_is_really_another_rate():
    kernel = KERNELS["box"]
    first, second = at_rates(PICTURE, kernel, Filtering(Layer.of(3)), [1, 3])
    assert first.pixels.shape == (22, 35) and second.pixels.shape == (18, 31)


def test_ways_share_a_scale_and_differences_are_from_the_last():
    ways = three_ways(PICTURE[..., 0], KERNELS["sobel y"].weights, 2, repetitions=1)
    pictures, differences = of_ways(ways, is_signed=True)
    assert len({one.limit for one in pictures}) == 1
    assert len(differences) == 2 and len({one.limit for one in differences}) == 1


def test_equal_responses_have_no_difference():
    ways = three_ways(PICTURE[..., 0], KERNELS["box"].weights, 1, repetitions=1)
    _, differences = of_ways(ways, is_signed=False)
    assert all((one.pixels == 247).sum() > 0 and one.clipped == 0 for one in differences)


def test_frames_and_impulses_become_one_picture_each():
    frames = [Frame("1", np.array([[0.0, 4.0, 16.0]])), Frame("2", np.array([[1.0, 0.0, 1.0]]))]
    assert [one.pixels.tolist() for one in of_frames(frames, (1, 3), is_signed=False)] == [
        [[0, 4, 16]],
        [[1, 0, 1]],
    ]
    assert [one.tolist() for one in of_impulse(frames)] == [[[0, 128, 255]], [[255, 0, 255]]]


def test_a_response_lies_where_it_belongs_on_the_picture():
    frames = [Frame("1", np.full((20, 30), 9.0)), Frame("2", np.full((15, 26), 7.0), (3, 2))]
    whole, part = (one.pixels for one in of_frames(frames, (20, 30), is_signed=False))
    assert (whole == 9).all() and part.shape == (20, 30)
    inside = np.zeros((20, 30), bool)
    inside[3:18, 2:28] = True
    np.testing.assert_array_equal(part == 7, inside)


def test_of_a_map_larger_than_the_picture_a_margin_is_shown():
    larger = Frame("1", np.full((420, 30), 5.0), (-200, 0))
    smaller = Frame("2", np.full((18, 28), 6.0), (1, 1))
    first, second = (one.pixels for one in of_frames([larger, smaller], (20, 30), is_signed=True))
    assert first.shape == second.shape == (20 + 2 * MARGIN, 30, 3)
    assert len(np.unique(first)) <= 3  # nothing but the map
    white_is_elsewhere = (second != second[MARGIN + 1, 1]).any(axis=2)
    np.testing.assert_array_equal(
        np.argwhere(~white_is_elsewhere)[[0, -1]], [[MARGIN + 1, 1], [MARGIN + 18, 28]]
    )


def test_added_paths_are_drawn_no_brighter_than_the_picture():
    doubled = Frame("1", np.full((4, 6), 300.0), gain=2.0)
    [one] = of_frames([doubled], (4, 6), is_signed=False)
    assert (one.pixels == 150).all() and one.clipped == 0


def test_a_single_row_is_drawn_as_a_band():
    [band] = of_impulse([Frame("1", np.arange(36.0)[None])])
    assert band.shape == (3, 36) and (band == band[0]).all()


def test_a_sheet_keeps_every_picture_and_is_white_between():
    gray, colour = np.zeros((3, 4), np.uint8), np.full((5, 2, 3), 9, np.uint8)
    joined = sheet([gray, colour], gap=2)
    assert joined.shape == (5, 8, 3)
    assert (joined[:3, :4] == 0).all() and (joined[:, 6:] == 9).all()
    assert (joined[3:, :4] == 255).all() and (joined[:, 4:6] == 255).all()
