"""The cone: the units of its tree are those that the definition finds."""

import pytest

from dilviz import GeometryError, parse_network, receptive_field
from dilviz.plot import cone
from tests.dependencies import positions_of

ROWS, COLUMNS = 0, 1


def read_rows(axes):
    """Places of the lit units of every row, the input first."""
    return [
        sorted(round(float(x), 6) for x in dots.get_offsets()[:, 0])
        for dots in axes.collections
        if dots.get_label() == "read"
    ]


@pytest.mark.parametrize("axis", [ROWS, COLUMNS])
@pytest.mark.parametrize(
    "notation",
    [
        "conv3, conv3 d2, conv3 d4",
        "conv3x2 s2, conv2x3 d3x2",
        "[conv1 | conv3 d6 | conv5]",
        "conv3 s2, [conv3 d2, relu | id], up2, conv3x5",
        "tconv4 s2 p1, conv3",
    ],
)
def test_the_input_row_is_what_the_unit_reads(notation, axis):
    network = parse_network(notation)
    axes = cone(network, axis=axis, unit=(2, 3))
    expected = positions_of(network, network.output, axis, (2, 3)[axis])
    assert read_rows(axes)[0] == sorted(expected)


def test_every_row_has_the_units_between():
    assert [len(row) for row in read_rows(cone(parse_network("conv3, conv3 d2, conv3 d4")))] == [
        15,
        7,
        3,
        1,
    ]


def test_layers_that_read_one_sample_in_place_are_left_out():
    axes = cone(parse_network("conv3, relu, conv1, conv3 d2"))
    labels = [label.get_text() for label in axes.get_yticklabels()]
    assert labels == ["input", "conv3", "conv3 d2"]


def test_units_of_a_strided_layer_stand_in_the_middle_of_what_they_read():
    axes = cone(parse_network("conv2 s2 valid"), unit=(0, 3))
    assert read_rows(axes) == [[6, 7], [6.5]]


def test_a_line_leads_to_every_sample():
    axes = cone(parse_network("conv3 d2, conv2"))
    lines = axes.collections[0].get_segments()
    assert len(lines) == 2 + 2 * 3


@pytest.mark.parametrize(
    ("notation", "words"),
    [("50*(conv3)", "50 layers is more than the 47"), ("6*(conv60)", "more than the 30000 lines")],
)
def test_what_is_too_large_to_draw_is_refused(notation, words):
    with pytest.raises(GeometryError, match=words):
        cone(parse_network(notation))


def test_same_padding_after_strides_needs_an_input_size():
    network = parse_network("conv3 s2 same, conv3")
    with pytest.raises(GeometryError, match="Give an input size"):
        cone(network)
    assert len(read_rows(cone(network, input_size=(8, 11)))) == 3


def test_a_field_brings_its_unit():
    field = receptive_field(parse_network("a: conv3, conv5"), at="a", unit=(1, 4))
    assert read_rows(field.plot("cone")) == [[3, 4, 5], [4]]
