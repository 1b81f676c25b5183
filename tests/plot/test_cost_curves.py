"""Cost against field: five curves and the network itself."""

import pytest

from dilviz import GeometryError, parse_network
from dilviz.cost.comparison import STACKS
from dilviz.cost.layer_cost import costs, total
from dilviz.plot import cost


def test_every_contender_is_a_curve_and_the_network_a_point():
    network = parse_network("conv3, conv3x5 d2")
    axes = cost(network, input_size=(20, 33), channels=4)
    labels = [line.get_label() for line in axes.lines]
    assert labels == [*STACKS, "this network"]
    expected = total(costs(network, (20, 33), 4)).multiply_adds.number
    assert axes.lines[-1].get_xydata().tolist() == [[11, expected]]


def test_curves_differ_without_colour():
    lines = cost(parse_network("conv3, conv3 d4"), input_size=40).lines
    assert len({(line.get_linestyle(), line.get_marker()) for line in lines}) == len(lines)


def test_the_title_states_the_input_and_the_channels():
    title = cost(parse_network("conv3"), input_size=(20, 33), channels=4).get_title()
    assert "20 × 33 input, 4 channels" in title


def test_a_network_of_one_dimension_is_refused():
    with pytest.raises(GeometryError, match="one-dimensional"):
        cost(parse_network("1d, conv3"))
