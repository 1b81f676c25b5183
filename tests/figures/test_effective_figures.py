"""The picture of the path map and the bars beside it."""

from base64 import b64decode

import numpy as np
import pytest

from dilviz import parse_network
from dilviz.fields.effective import effective_field
from dilviz.fields.path_map import path_map
from dilviz.figures.effective import LARGEST_PICTURE, MOST_BARS, exact_counts, map_picture, profile


def levels(picture):
    flat = np.frombuffer(b64decode(picture["levels"]), np.uint8)
    return flat.reshape(picture["rows"], picture["cols"])


def test_only_pixels_that_are_never_read_are_0():
    first, shares = path_map(parse_network("conv3x5 d4x3, conv3 d1x2"))
    picture = map_picture(first, shares)
    np.testing.assert_array_equal(levels(picture) > 0, shares > 0)
    assert levels(picture).max() == 255
    assert picture["first"] == list(first)


def test_a_faint_pixel_is_still_not_0():
    shares = np.full((2, 3), 1e-300)
    shares[0, 0] = 1
    assert (levels(map_picture((0, 0), shares)) > 0).all()


def test_large_maps_are_shrunk_and_say_so():
    picture = map_picture((0, 0), np.ones((300, 1000)))
    assert max(picture["rows"], picture["cols"]) <= LARGEST_PICTURE
    assert "mean of several pixels" in picture["words"]
    assert "300000 of 300000" in picture["words"]


def test_squares_of_a_large_map_say_which_pixels_they_stand_for():
    picture = map_picture((-7, 3), np.ones((300, 1000)))
    assert picture["last"] == [-7 + 299, 3 + 999]
    rows, cols = picture["block"]
    assert (rows, cols) == (2, 5)
    assert picture["rows"] == 300 / rows and picture["cols"] == 1000 / cols


def test_the_bars_hold_the_whole_weight_however_many_samples_there_are():
    field = effective_field(parse_network("1000*(conv3)"))
    bars = profile(field)
    assert len(bars["shares"]) == len(bars["gaussian"]) <= MOST_BARS
    assert sum(bars["shares"]) == pytest.approx(1, abs=1e-5)
    assert (bars["first"], bars["last"]) == (-1000, 1000)


def test_exact_counts_are_texts_so_that_no_digit_is_lost():
    counts = exact_counts(parse_network("60*(conv3)"))
    assert sum(map(int, counts["cols"])) == 3**60


@pytest.mark.parametrize("text", ["[conv3 | id]", "400*(conv3)", "conv3, gap"])
def test_no_exact_counts_where_they_are_no_product_or_too_many(text):
    assert exact_counts(parse_network(text)) is None
