"""Gridding on photographs: what the browser draws is described as it should be."""

import numpy as np
import pytest

from dilviz import GeometryError, Network, Node
from dilviz.fields.path_map import path_map
from dilviz.figures.gridding_photo import MOST_TILES, photo_data
from dilviz.network.notation import parse_network
from dilviz.network.whole_map import Global
from dilviz.pictures.filmstrip import impulse_frames
from dilviz.pictures.photographs import IMAGES, load


def kinds(text, name="cat"):
    return [one["kind"] for one in photo_data(parse_network(text), name)["pictures"]]


@pytest.mark.parametrize("name", IMAGES)
def test_three_pictures_for_a_stack_with_gridding(name):
    data = photo_data(parse_network("3*(conv3 d2)"), name)
    assert [one["title"] for one in data["pictures"]] == [
        "One output reads these pixels",
        "One pixel reaches these outputs",
        "The photograph, sorted into its classes",
    ]
    sizes = [side // data["block"] for side in load(name).shape[:2]]
    assert [len(classes) for classes in data["classes"]] == sizes
    assert max(sizes) <= 256


def test_pictures_that_cannot_be_made_are_left_out():
    assert kinds("1d, conv2 d3") == []
    assert kinds("[conv1 | conv3 d6]") == ["read", "reached"]
    assert "reached" not in kinds("conv3 s2 d2")
    assert kinds(f"conv3 d{MOST_TILES}") == ["read", "reached", "sorted"]
    assert kinds(f"conv3 d{MOST_TILES + 1}") == ["read", "reached"]


def test_a_single_class_leaves_the_picture_whole():
    data = photo_data(parse_network("conv3 d500, conv3"), "cat")
    [only] = data["pictures"]
    assert "one class" in only["words"]
    assert {number for classes in data["classes"] for number in classes} == {0}


def test_twice_the_field_is_shown_where_the_photograph_has_it():
    field = photo_data(parse_network("conv3x5 d4, conv3"), "cat")["field"]  # of 150 x 225 pixels
    assert (field["first"], field["size"]) == ([70, 103], [11, 19])
    assert field["window"] == [[55, 82], [96, 143]]
    wide = photo_data(parse_network("[conv3 d120 | conv3 d100]"), "cat")["field"]
    assert wide["window"] == [[0, 0], [150, 225]]
    assert wide["size"] == [151, 225]  # of 241 x 241: what is outside on both sides is not sent


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
