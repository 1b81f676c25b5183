"""Five stacks with one receptive field: their fields, their costs, and the price of resolution."""

import pytest

from dilviz import receptive_field
from dilviz.cost.chain_cost import chain_cost
from dilviz.cost.comparison import (
    STACKS,
    WIDEST,
    resolution_price,
    stack_cost,
    stack_network,
    stack_notation,
)
from dilviz.gridding.coverage import axis_coverage

FIELDS = [*range(2, 40), 67, 128, 255]
every_stack = pytest.mark.parametrize("name", STACKS)


@every_stack
def test_every_stack_has_at_least_the_field_and_no_hole(name):
    for field in FIELDS:
        network = stack_network(name, field)
        assert receptive_field(network).size[1] >= field
        assert not any(axis.holes for axis in axis_coverage(network))


@pytest.mark.parametrize("name", ["one dense kernel", "plain stack", "doubling rates"])
def test_stacks_without_stride_have_exactly_an_odd_field(name):
    for field in range(3, 130, 2):
        assert receptive_field(stack_network(name, field)).size == (field, field)


@pytest.mark.parametrize("name", ["strided stack", "pooled stack"])
def test_stacks_with_stride_without_their_last_layer_have_too_small_a_field(name):
    for field in FIELDS:
        network = stack_network(name, field)
        last = network.nodes[-1]
        assert (
            last.inputs[0] == network.input
            or max(receptive_field(network, at=last.inputs[0]).size) < field
        )


@every_stack
def test_cost_and_notation_of_a_stack_are_those_of_its_network(name):
    for field in (*FIELDS, WIDEST + 1):
        cost = stack_cost(name, field, (40, 52), 3)
        assert cost == chain_cost(stack_network(name, field), (40, 52), 3)
        assert stack_notation(name, field) == str(stack_network(name, field))
    small = (20, 24)  # the widest pooled stack does not fit
    assert stack_cost(name, 17, small, 3) == chain_cost(stack_network(name, 17), small, 3)


def test_doubling_the_field_adds_one_layer_of_doubling_rates():
    fields = (31, 63, 127, 255)
    assert [len(stack_network("doubling rates", field).nodes) for field in fields] == [4, 5, 6, 7]


@every_stack
def test_every_field_fits_an_image_of_32_pixels(name):
    for field in range(3, 256, 12):
        assert stack_cost(name, field, (32, 32), 1).size >= field


def test_dilation_in_place_of_stride_costs_the_stated_multiply_adds():
    strided, dilated = resolution_price(512)
    assert (round(strided / 1e9, 1), round(dilated / 1e9, 1)) == (37.8, 518.6)
    conv5, fc6, fc7 = 3 * 9 * 512**2, 49 * 512 * 4096, 4096**2
    assert strided == conv5 * 32**2 + (fc6 + fc7) * 16**2
    assert dilated == conv5 * 64**2 + (fc6 + fc7) * 64**2
