"""What the grid of taps says: asked of its axes, and compared with the tap table."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dilviz import GeometryError, Layer, parse_network, receptive_field
from dilviz.plot import taps

SETTINGS = {"input_size": (7, 10), "unit": (1, 3)}


def dots(axes):
    """Rows and columns of the dots, as a set of positions (row, col)."""
    return {(round(y), round(x)) for x, y in axes.collections[-1].get_offsets()}


def cells(patch):
    """(rows, cols) of a box that is drawn around whole cells."""
    return round(patch.get_height()), round(patch.get_width())


def labelled(axes, label):
    [patch] = [patch for patch in axes.patches if patch.get_label() == label]
    return patch


@given(
    kernel=st.tuples(st.integers(1, 4), st.integers(1, 4)),
    dilation=st.tuples(st.integers(1, 3), st.integers(1, 3)),
    stride=st.integers(1, 2),
    padding=st.tuples(st.integers(0, 2), st.integers(0, 2)),
)
def test_the_dots_are_the_rows_of_the_tap_tables(kernel, dilation, stride, padding):
    layer = Layer.of(kernel, dilation=dilation, stride=stride, padding=padding)
    size = (11, 14)
    rows, cols = layer.tap_tables(size)
    axes = taps(layer, input_size=size, unit=(len(rows) - 1, 0))
    assert dots(axes) == {(row, col) for row in rows[-1] for col in cols[0]}


def test_the_whole_input_is_framed_and_its_padding_hatched():
    axes = taps(Layer.of((3, 2), padding=(1, 2)), **SETTINGS)
    assert cells(labelled(axes, "input")) == (7, 10)
    assert cells(labelled(axes, "padding")) == (9, 14)


def test_without_an_input_size_only_what_one_output_spans_is_drawn():
    axes = taps(Layer.of((2, 3), dilation=(3, 2)))
    assert cells(labelled(axes, "input")) == cells(labelled(axes, "span of the taps")) == (4, 5)


def test_row_0_is_on_top():
    bottom, top = taps(Layer.of(3), **SETTINGS).get_ylim()
    assert top < bottom


def test_a_layer_of_a_network_reads_its_own_input():
    network = parse_network("stem: conv3 s2, conv2x3 d2 valid")
    axes = taps(network, input_size=(12, 20), unit=(0, 0))  # the stem leaves 6 x 10
    assert cells(labelled(axes, "input")) == (6, 10)
    assert "conv2x3 d2 valid" in axes.get_title()
    assert "conv3 s2" in taps(network, at="stem", input_size=(12, 20)).get_title()


def test_the_field_of_a_map_names_the_layer():
    field = receptive_field(parse_network("stem: conv3 s2, conv5"), at="stem")
    assert field.plot("taps").get_title().startswith("conv3 s2")


def test_a_transposed_convolution_reads_few_samples():
    axes = taps(parse_network("tconv4 s2 p1"), input_size=(5, 6), unit=(2, 3))
    assert len(dots(axes)) == 4
    assert np.ptp([row for row, _ in dots(axes)]) == 1


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"input_size": (5, 9), "unit": (5, 0)}, "rows 0 to 4"),
        ({"input_size": (5, 9), "unit": (0, 9)}, "columns 0 to 8"),
        ({"input_size": 2000}, "2002 samples a side is more than the 512"),
        ({"at": "input"}, "the input has no taps"),
        ({"theme": "sepia"}, "one of light, dark, got 'sepia'"),
    ],
)
def test_what_cannot_be_drawn_is_explained(settings, words):
    with pytest.raises(GeometryError, match=words):
        taps(parse_network("conv3"), **settings)
