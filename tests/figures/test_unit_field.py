"""One unit over an image: where it looks, and how much of that is padding."""

import numpy as np
import pytest

from dilviz import GeometryError, parse_network, receptive_field
from dilviz.figures.unit_field import photograph, roomy_size, unit_field


@pytest.mark.parametrize("unit", [(0, 0), (0, 11), (7, 3), (4, 6)])
def test_the_share_of_padding_is_counted_pixel_by_pixel(unit):
    placed = unit_field(parse_network("conv3x5 d2, conv3 d1x3"), (8, 12), unit=unit)
    (top, bottom), (left, right) = placed["field"]
    rows, cols = np.mgrid[top : bottom + 1, left : right + 1]
    outside = (rows < 0) | (rows > 7) | (cols < 0) | (cols > 11)
    assert placed["padding_share"] == pytest.approx(outside.mean())


def test_takes_the_middle_unit_of_the_output_by_default():
    placed = unit_field(parse_network("conv3 s2"), (20, 30))
    assert (placed["units"], placed["unit"]) == ([10, 15], [5, 7])


def test_lists_single_samples_only_where_there_are_holes():
    assert unit_field(parse_network("conv3 d2"), (20, 30), unit=(5, 9))["reads"] == {
        "rows": [3, 5, 7],
        "cols": [7, 9, 11],
    }
    assert unit_field(parse_network("conv3"), (20, 30))["reads"] is None
    assert unit_field(parse_network("[conv1 | conv3 d2]"), (20, 30))["reads"] is None


def test_speaks_of_samples_in_a_sequence():
    words = " ".join(unit_field(parse_network("1d, conv2 causal"), (1, 30), unit=(0, 4))["words"])
    assert "The unit at position 4 of layer 1 covers samples 3 to 4" in words
    assert "row" not in words


def test_an_impossible_unit_is_an_error():
    with pytest.raises(GeometryError, match="there is no unit in column 30"):
        unit_field(parse_network("conv3"), (20, 30), unit=(0, 30))


@pytest.mark.parametrize("size", [(1, 64), (40, 64), (1000, 10), (3, 100_000)])
def test_a_photograph_takes_any_shape_and_stays_small(size):
    address, alt = photograph("cat", size)
    assert address.startswith("data:image/")
    assert len(address) < 200_000
    assert alt


def test_a_roomy_input_holds_the_field():
    network = parse_network("conv3, conv3 d2, conv3x5 d9")
    field = receptive_field(network)
    assert all(
        room >= size for room, size in zip(roomy_size(field, network), field.size, strict=True)
    )
    assert roomy_size(field, parse_network("1d, conv2"))[0] == 1
