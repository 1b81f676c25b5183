"""Gridding on photographs: the pictures hold the pixels they should."""

import numpy as np
import pytest

from dilviz import GeometryError, Network, Node
from dilviz.fields.path_map import path_map
from dilviz.figures.gridding_photo import photo_data, sorted_by_class
from dilviz.network.notation import parse_network
from dilviz.network.whole_map import Global
from dilviz.pictures.filmstrip import impulse_frames
from dilviz.pictures.photographs import IMAGES


def test_every_pixel_of_a_class_is_in_its_tile():
    pixels = np.arange(5 * 7 * 3, dtype=np.uint8).reshape(5, 7, 3)
    rows, cols = np.arange(5) % 2, np.arange(7) % 3
    sheet = sorted_by_class(pixels, rows, cols)
    np.testing.assert_array_equal(sheet[:3, :3], pixels[::2, ::3])
    np.testing.assert_array_equal(sheet[-2:, -2:], pixels[1::2, 2::3])


def test_pixels_in_no_class_are_left_out():
    pixels = np.arange(4 * 6 * 3, dtype=np.uint8).reshape(4, 6, 3)
    sheet = sorted_by_class(pixels, np.array([0, -1, 0, -1]), np.zeros(6, int))
    np.testing.assert_array_equal(sheet, pixels[::2])


@pytest.mark.parametrize("name", IMAGES)
def test_three_pictures_for_a_stack_with_gridding(name):
    titles = [one["title"] for one in photo_data(parse_network("3*(conv3 d2)"), name)]
    assert titles == [
        "One output reads these pixels",
        "One pixel reaches these outputs",
        "The photograph, sorted into its classes",
    ]


def test_pictures_that_cannot_be_made_are_left_out():
    assert photo_data(parse_network("1d, conv2 d3"), "cat") == []
    assert [one["title"] for one in photo_data(parse_network("[conv1 | conv3 d6]"), "cat")] == [
        "One output reads these pixels",
        "One pixel reaches these outputs",
    ]
    assert "One pixel reaches these outputs" not in [
        one["title"] for one in photo_data(parse_network("conv3 s2 d2"), "cat")
    ]
    [only] = photo_data(parse_network("conv3 d500, conv3"), "cat")
    assert "one class" in only["words"]


@pytest.mark.parametrize("axes", [(True, True), (False, True), (True, False)])
def test_pooled_values_have_no_pictures_but_a_sentence(axes):
    pooled = Node("pooled", "global", ("x",), settings=Global(axes))
    with pytest.raises(GeometryError, match="holds pooled values without positions"):
        photo_data(Network.of([pooled]), "cat")


@pytest.mark.parametrize(
    "text", ["[conv3x5 d2 causal | conv5x3]", "[conv2x3 d3 causal | conv1], conv3"]
)
def test_what_one_pixel_reaches_is_the_mirror_of_what_one_output_reads(text):
    network = parse_network(text)
    *_, last = impulse_frames(network)
    _, shares = path_map(network)
    reached = last.response / last.response.sum()
    np.testing.assert_allclose(reached, shares[::-1, ::-1], atol=1e-12)
    assert not np.allclose(reached, shares)
