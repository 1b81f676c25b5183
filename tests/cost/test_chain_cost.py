"""What a chain of layers costs, counted layer by layer."""

from math import prod

import pytest

from dilviz import GeometryError, parse_network
from dilviz.cost.chain_cost import BYTES, chain_cost, layer_usages
from dilviz.cost.comparison import STACKS, stack_network

SIZE = 20, 28
every_stack = pytest.mark.parametrize("name", STACKS)


@every_stack
def test_the_cost_of_a_stack_is_the_sum_over_its_layers(name):
    channels = 5
    network = stack_network(name, 17)
    counted = chain_cost(network, SIZE, channels)
    rows, cols = SIZE
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


def test_the_dilation_rate_changes_no_cost_but_the_field():
    size, channels = (30, 40), 7
    texts = ("conv3, conv3", "conv3 d2, conv3 d9")
    plain, dilated = (chain_cost(parse_network(text), size, channels) for text in texts)
    for name in ("weights", "multiply_adds", "training_bytes", "inference_bytes", "output_size"):
        assert getattr(plain, name) == getattr(dilated, name)
    assert dilated.size > plain.size


@every_stack
def test_the_usage_after_a_layer_is_that_of_the_chain_cut_there(name):
    network = stack_network(name, 17)
    layers = STACKS[name].layers(17)
    for number, usage in enumerate(layer_usages(network, SIZE), 1):
        shorter = parse_network(", ".join(layers[:number]))
        assert usage == layer_usages(shorter, SIZE)[-1]


def test_zero_channels_raise_an_error():
    with pytest.raises(GeometryError, match="channels must be at least 1, got 0"):
        chain_cost(stack_network("plain stack", 5), SIZE, 0)
