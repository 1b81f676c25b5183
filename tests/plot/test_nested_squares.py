"""Nested squares: one for each receptive field, around the unit, to scale."""

import pytest

from dilviz import GeometryError, parse_network
from dilviz.plot import squares

CONTEXT = "2*(conv3), conv3 d2, conv3 d4, conv3 d8, conv3 d16, conv3, conv1"


def boxes(axes):
    """(left, top, columns, rows) of every field, the largest first."""
    return [(box.get_x(), box.get_y(), box.get_width(), box.get_height()) for box in axes.patches]


def test_each_receptive_field_is_one_square():
    sides = [width for _, _, width, _ in boxes(squares(parse_network(CONTEXT)))]
    assert sides == [67, 65, 33, 17, 9, 5, 3]


def test_rows_are_the_height():
    [box] = boxes(squares(parse_network("conv3x7")))
    assert box == (-3.5, -1.5, 7, 3)


def test_every_square_has_the_unit_in_its_middle():
    for left, top, width, height in boxes(squares(parse_network("conv3x5 s2, conv3 d2x4"))):
        assert (left + width / 2, top + height / 2) == (0, 0)


def test_a_causal_stack_in_one_dimension_ends_at_its_unit():
    axes = squares(parse_network("1d, conv2 causal, conv2 d2 causal"))
    assert [left + width for left, _, width, _ in boxes(axes)] == [0.5, 0.5]
    assert [text.get_text() for text in axes.texts] == ["4", "2"]


def test_layers_after_the_one_named_are_left_out():
    network = parse_network("a: conv3, b: conv5")
    assert [box[2] for box in boxes(squares(network, at="a"))] == [3]


def test_labels_stand_apart():
    axes = squares(parse_network(CONTEXT))
    assert [text.get_text() for text in axes.texts] == ["67 × 67", "33 × 33", "17 × 17"]


def test_very_many_layers_are_thinned_and_the_largest_is_kept():
    found = boxes(squares(parse_network("300*(conv3)")))
    assert len(found) <= 60
    assert found[0][2] == 601


def test_the_input_alone_has_no_field():
    with pytest.raises(GeometryError, match="no layer before"):
        squares(parse_network("conv3"), at="input")
