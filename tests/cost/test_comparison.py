"""Five ways to one receptive field: their fields, their costs, and the price of resolution."""

import pytest

from dilviz import receptive_field
from dilviz.cost.chain_cost import bill
from dilviz.cost.comparison import CONTENDERS, WIDEST, contender, contender_bill, resolution_price
from dilviz.gridding.coverage import axis_coverage

FIELDS = [*range(2, 40), 67, 128, 255]
every_contender = pytest.mark.parametrize("name", CONTENDERS)


@every_contender
def test_a_contender_reaches_the_field_and_leaves_no_hole(name):
    for field in FIELDS:
        network = contender(name, field)
        assert receptive_field(network).size[1] >= field
        assert not any(axis.holes for axis in axis_coverage(network))


@pytest.mark.parametrize("name", ["one dense kernel", "plain stack", "doubling rates"])
def test_without_strides_an_odd_field_is_met_exactly(name):
    for field in range(3, 130, 2):
        assert receptive_field(contender(name, field)).size == (field, field)


@pytest.mark.parametrize("name", ["strided stack", "pooled stack"])
def test_a_shrinking_stack_stops_as_soon_as_it_may(name):
    for field in FIELDS:
        network = contender(name, field)
        last = network.nodes[-1]
        assert (
            last.inputs[0] == network.input
            or max(receptive_field(network, at=last.inputs[0]).size) < field
        )


@every_contender
def test_what_is_shared_with_a_wider_one_costs_what_its_own_network_costs(name):
    for field in (*FIELDS, WIDEST + 1):
        counted = contender_bill(name, field, (40, 52), 3)
        assert counted == bill(contender(name, field), (40, 52), 3)
    small = (20, 24)  # the widest pooled stack does not fit
    assert contender_bill(name, 17, small, 3) == bill(contender(name, 17), small, 3)


def test_doubling_rates_need_logarithmically_many_layers():
    fields = (31, 63, 127, 255)
    assert [len(contender("doubling rates", field).nodes) for field in fields] == [4, 5, 6, 7]


@every_contender
def test_every_field_fits_an_image_of_32_pixels(name):
    for field in range(3, 256, 12):
        assert contender_bill(name, field, (32, 32), 1).size >= field


def test_a_stride_replaced_by_dilation_costs_more_than_thirteen_times_as_much():
    strided, dilated = resolution_price(512)
    assert (round(strided / 1e9, 1), round(dilated / 1e9, 1)) == (37.8, 518.6)
    conv5, fc6, fc7 = 3 * 9 * 512**2, 49 * 512 * 4096, 4096**2
    assert strided == conv5 * 32**2 + (fc6 + fc7) * 16**2
    assert dilated == conv5 * 64**2 + (fc6 + fc7) * 64**2
