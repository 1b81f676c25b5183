"""The picture of a field against the dependency sets, whole and reduced."""

from base64 import b64decode

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dilviz import GeometryError, parse_network, receptive_field
from dilviz.figures.gridding import (
    class_data,
    field_data,
    path_levels,
    read_picture,
)
from tests.dependencies import pixels_of
from tests.networks_at_random import networks


def levels_of(picture):
    return np.frombuffer(b64decode(picture["read"]), np.uint8).reshape(picture["cells"])


@settings(max_examples=60)
@given(networks(longest=4, upsampling=False), st.integers(1, 9))
def test_a_cell_is_empty_if_nothing_is_read_and_full_if_all_is(network, most_cells):
    read = pixels_of(network, network.output, (0, 0))
    try:
        picture = read_picture(network, most_cells)
    except GeometryError:
        assert not read
        return
    first, size, block = picture["first"], picture["size"], picture["block"]
    drawn = np.zeros(size, bool)
    for row, col in read:
        drawn[row - first[0], col - first[1]] = True
    assert picture["pixels_read"] == len(read)
    assert max(picture["cells"]) <= most_cells
    for (row, col), level in np.ndenumerate(levels_of(picture)):
        part = drawn[row * block[0] : (row + 1) * block[0], col * block[1] : (col + 1) * block[1]]
        assert (level == 0) == (not part.any())
        assert (level == 255) == part.all()


def test_a_field_of_2047_is_drawn_without_losing_a_hole():
    doubling = ", ".join(f"conv3 d{2**i}" for i in range(1, 10))  # rate 1 is missing
    picture = read_picture(parse_network(f"{doubling}, conv3 d512"))
    levels = levels_of(picture)
    assert max(picture["size"]) > 2047 and max(levels.shape) <= 241
    assert not (levels[:-1, :-1] == 255).any() and (levels > 0).all()
    whole = read_picture(parse_network(f"conv3, {doubling}"))
    assert whole["size"] == [2047, 2047] and (levels_of(whole) == 255).all()


def test_a_single_hole_among_thousands_of_samples_shows():
    picture = read_picture(parse_network("1d, [conv1001 | conv1001 p1502:0]"), 100)
    assert picture["size"] == [1, 2003] and picture["pixels_read"] == 2002
    levels = levels_of(picture)
    assert np.count_nonzero((levels > 0) & (levels < 255)) == 1
    assert np.count_nonzero(levels == 255) == levels.size - 1


def test_a_single_pixel_read_among_thousands_shows():
    picture = read_picture(parse_network("conv3 d800"))
    assert picture["size"] == [1601, 1601]
    assert np.count_nonzero(levels_of(picture)) == picture["pixels_read"] == 9


@pytest.mark.parametrize("text", ["3*(conv3 d2)", "[conv1 | conv3 d6]", "conv3x5 d1x3"])
def test_paths_lead_exactly_to_what_is_read(text):
    network = parse_network(text)
    levels = np.frombuffer(b64decode(path_levels(network)), np.uint8)
    np.testing.assert_array_equal(levels > 0, levels_of(read_picture(network)).ravel() > 0)
    assert levels.max() == 255


def test_the_words_contain_the_counts():
    data = field_data(parse_network("3*(conv3 d2)"))
    assert data["words"] == (
        "One output reads 49 of the 169 pixels of its 13 × 13 field. 120 are never read."
    )
    assert data["holes"] == ["-5, -3, -1, 1, 3, 5"] * 2
    assert data["counts"]["cols"] == list("1030607060301")


def test_the_words_count_the_classes():
    assert "4 classes" in class_data(parse_network("conv3 d2"), (6, 9))["words"]
    assert "there is one class" in class_data(parse_network("conv3"), (6, 9))["words"]
    data = class_data(parse_network("conv1 s2"), (4, 6))
    assert "18 pixels are read by no output" in data["words"]
    assert (data["rows"], data["cols"], len(data["classes"])) == (4, 6, 24)


def test_a_field_is_placed_where_the_receptive_field_is():
    network = parse_network("conv3x5 d2x3, conv2x3")
    assert tuple(read_picture(network)["first"]) == receptive_field(network).start
