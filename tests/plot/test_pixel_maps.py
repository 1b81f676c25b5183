"""Coverage and paths: every pixel of the picture is what the definition says."""

import numpy as np
import pytest

from dilviz import GeometryError, parse_network, receptive_field
from dilviz.plot import coverage, paths
from tests.dependencies import pixels_of

NOTATIONS = ("3*(conv3 d2)", "conv3x5 s2, conv3 d2x4", "[conv1 | conv3 d3 | conv5x3 d2]")


def pixels(axes, chosen):
    """Positions (row, col) of the pixels of an image for which `chosen` is true."""
    [image] = axes.images
    left, _, _, top = image.get_extent()
    rows, cols = np.nonzero(chosen(np.ma.filled(image.get_array(), 0)))
    return {
        (int(row), int(col))
        for row, col in zip(rows + round(top + 0.5), cols + round(left + 0.5), strict=True)
    }


@pytest.mark.parametrize("notation", NOTATIONS)
@pytest.mark.parametrize("draw", [coverage, paths])
def test_the_pixels_marked_are_those_read(notation, draw):
    network = parse_network(notation)
    axes = draw(network, unit=(1, 2))
    expected = pixels_of(network, network.output, (1, 2))
    assert pixels(axes, lambda values: values > 0) == expected


@pytest.mark.parametrize("notation", NOTATIONS)
def test_the_title_counts_them(notation):
    field = receptive_field(parse_network(notation))
    title = field.plot().get_title()
    assert title.startswith(f"{field.pixels_read} of {field.size[0] * field.size[1]} pixels")
    assert f"({100 * field.coverage:.1f} %)" in title


def test_rows_go_down_and_pixels_are_centred_on_their_numbers():
    axes = coverage(parse_network("conv3x5"))
    assert axes.images[0].get_extent() == [-2.5, 2.5, 1.5, -1.5]
    assert axes.get_ylim() == (1.5, -1.5)


def test_paths_are_shares_of_all_paths():
    shares = paths(parse_network("conv3, conv3x2")).images[0].get_array()
    assert shares.sum() == pytest.approx(1)
    assert (shares * 54).round().astype(int)[0].tolist() == [1, 2, 2, 1]


def test_the_colour_bar_names_what_it_measures():
    axes = paths(parse_network("conv3, conv3"))
    assert "share of all paths" in axes.figure.axes[1].get_ylabel()


def test_both_colours_are_told_apart_in_grey():
    [image] = coverage(parse_network("2*(conv3 d2)")).images
    greys = image.cmap([0, 1])[:, :3] @ [0.2126, 0.7152, 0.0722]
    assert abs(greys[0] - greys[1]) > 0.4


def test_one_dimension_is_a_strip_without_row_numbers():
    axes = coverage(parse_network("1d, conv2 causal, conv2 d4 causal"))
    assert axes.images[0].get_array().shape == (1, 6)
    assert len(axes.get_yticks()) == 0


def test_a_unit_that_reads_nothing_is_refused():
    with pytest.raises(GeometryError, match="reads no input"):
        coverage(parse_network("tconv1 s3"), unit=(1, 1))
