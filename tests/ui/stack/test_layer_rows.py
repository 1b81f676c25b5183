"""A network as editable rows: nothing is lost on the way there and back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dilviz import GeometryError, parse_network
from dilviz.ui.stack.layer_rows import network_of, rows_of, with_edits

LAYERS = st.sampled_from(
    ["conv3", "conv3x5 d2", "stem: conv7 s2 p3", "maxpool2", "relu", "up2", "id p1", "dwconv3 c8"]
    + [
        "conv3 c6 g3",
        "tconv4 s2 p1 o1",
        "conv3 d2 same",
        "conv2 causal",
        "avgpool3 s1 p1:0",
        "resize2",
        "resize2x3 cubic",
        "crop1:0",
        "gap",
        "[conv3 | id]",
    ]
)


@given(st.lists(LAYERS, min_size=1, max_size=5, unique=True))
def test_rows_read_back_are_the_same_network(words):
    network = parse_network(", ".join(words))
    assert network_of(rows_of(network), network) == network


def test_a_one_dimensional_network_is_read_back_one_dimensional():
    network = parse_network("1d, conv2 causal, conv2 d2 causal")
    assert network_of(rows_of(network), network) == network


def edited(text, **edits):
    network = parse_network(text)
    return str(network_of(with_edits(rows_of(network), edits), network))


def test_an_edited_cell_changes_its_layer():
    assert edited("conv3, conv3 d2", edited_rows={1: {"rate": "4"}}) == "conv3, conv3 d4"


def test_an_emptied_cell_goes_back_to_the_default():
    assert edited("conv3 d2 same", edited_rows={0: {"rate": None}}) == "conv3 same"


def test_rows_are_added_and_deleted():
    assert edited("conv3, conv5", added_rows=[{"rate": "2"}]) == "conv3, conv5, conv3 d2"
    assert edited("conv3, conv5", deleted_rows=[0]) == "conv5"
    assert edited("conv3", deleted_rows=[0]) == "id"


def test_beside_branches_layers_change_in_place():
    assert edited("[conv3 | id], conv3", edited_rows={0: {"rate": "6"}}) == "[conv3 d6 | id], conv3"


def test_beside_branches_rows_do_not_come_or_go():
    with pytest.raises(GeometryError, match="the table has 3 rows, the network 2 layers"):
        edited("[conv3 | id], conv3", added_rows=[{}])


@pytest.mark.parametrize(
    ("cell", "message"),
    [
        ({"rate": "x"}, "row 2: read 'dx'"),
        ({"kernel": "0"}, "row 2: kernel size must be at least 1"),
    ],
)
def test_an_impossible_cell_is_named_by_its_row(cell, message):
    with pytest.raises(GeometryError, match=message):
        edited("conv3, conv3", edited_rows={1: cell})
