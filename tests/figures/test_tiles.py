"""Rows of pictures: one scale for all that are compared."""

import numpy as np

from dilviz.figures.tiles import at_rates, of_frames, of_impulse, of_ways, sheet
from dilviz.filmstrip import Frame
from dilviz.filtering import Filtering
from dilviz.kernels import KERNELS
from dilviz.layer import Layer
from dilviz.three_ways import three_ways

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


def test_a_way_equal_to_the_last_differs_nowhere():
    ways = three_ways(PICTURE[..., 0], KERNELS["box"].weights, 1, repetitions=1)
    _, differences = of_ways(ways, is_signed=False)
    assert all((one.pixels == 247).sum() > 0 and one.clipped == 0 for one in differences)


def test_frames_and_impulses_become_one_picture_each():
    frames = [Frame("1", np.array([[0.0, 4.0, 16.0]])), Frame("2", np.array([[1.0, 0.0, 1.0]]))]
    assert [one.pixels.tolist() for one in of_frames(frames, is_signed=False)] == [
        [[0, 4, 16]],
        [[1, 0, 1]],
    ]
    assert [one.tolist() for one in of_impulse(frames)] == [[[0, 128, 255]], [[255, 0, 255]]]


def test_a_sheet_keeps_every_picture_and_is_white_between():
    gray, colour = np.zeros((3, 4), np.uint8), np.full((5, 2, 3), 9, np.uint8)
    joined = sheet([gray, colour], gap=2)
    assert joined.shape == (5, 8, 3)
    assert (joined[:3, :4] == 0).all() and (joined[:, 6:] == 9).all()
    assert (joined[3:, :4] == 255).all() and (joined[:, 4:6] == 255).all()
