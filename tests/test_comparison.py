"""Five ways to one receptive field: their fields, their costs, and the price of resolution."""

from math import prod

import pytest

from dilviz import parse_network, receptive_field
from dilviz.comparison import BYTES, CONTENDERS, bill, contender, resolution_price
from dilviz.coverage import axis_coverage

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
def test_a_bill_counts_layer_by_layer(name):
    size, channels = (20, 28), 5
    network = contender(name, 17)
    counted = bill(network, size, channels)
    rows, cols = size
    maps, weights, work = [rows * cols * channels], 0, 0
    for node in network.nodes:
        rows, cols = node.output_size(0, rows), node.output_size(1, cols)
        own = prod(node.layer.kernel_size) * channels**2 if node.op == "conv" else 0
        weights, work = weights + own, work + own * rows * cols
        maps.append(rows * cols * channels)
    assert (counted.weights, counted.multiply_adds) == (weights, work)
    assert counted.output_size == (rows, cols)
    assert counted.training_bytes == BYTES * sum(maps)
    assert counted.inference_bytes == BYTES * max(map(sum, zip(maps, maps[1:], strict=False)))
    assert counted.coverage == 1


def test_the_rate_appears_in_no_count():
    size, channels = (30, 40), 7
    texts = ("conv3, conv3", "conv3 d2, conv3 d9")
    plain, dilated = (bill(parse_network(text), size, channels) for text in texts)
    for name in ("weights", "multiply_adds", "training_bytes", "inference_bytes", "output_size"):
        assert getattr(plain, name) == getattr(dilated, name)
    assert dilated.size > plain.size


def test_doubling_rates_need_logarithmically_many_layers():
    fields = (31, 63, 127, 255)
    assert [len(contender("doubling rates", field).nodes) for field in fields] == [4, 5, 6, 7]


@every_contender
def test_every_field_fits_an_image_of_32_pixels(name):
    for field in range(3, 256, 12):
        assert bill(contender(name, field), (32, 32), 1).size >= field


def test_a_stride_replaced_by_dilation_costs_more_than_thirteen_times_as_much():
    strided, dilated = resolution_price(512)
    assert (round(strided / 1e9, 1), round(dilated / 1e9, 1)) == (37.8, 518.6)
    conv5, fc6, fc7 = 3 * 9 * 512**2, 49 * 512 * 4096, 4096**2
    assert strided == conv5 * 32**2 + (fc6 + fc7) * 16**2
    assert dilated == conv5 * 64**2 + (fc6 + fc7) * 64**2
