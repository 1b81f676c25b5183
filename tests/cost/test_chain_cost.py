"""What a chain of layers costs, counted layer by layer."""

from math import prod

import pytest

from dilviz import GeometryError, parse_network
from dilviz.cost.chain_cost import BYTES, bill, usages
from dilviz.cost.comparison import CONTENDERS, contender

SIZE = 20, 28
every_contender = pytest.mark.parametrize("name", CONTENDERS)


@every_contender
def test_a_bill_counts_layer_by_layer(name):
    channels = 5
    network = contender(name, 17)
    counted = bill(network, SIZE, channels)
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


def test_the_rate_appears_in_no_count():
    size, channels = (30, 40), 7
    texts = ("conv3, conv3", "conv3 d2, conv3 d9")
    plain, dilated = (bill(parse_network(text), size, channels) for text in texts)
    for name in ("weights", "multiply_adds", "training_bytes", "inference_bytes", "output_size"):
        assert getattr(plain, name) == getattr(dilated, name)
    assert dilated.size > plain.size


@every_contender
def test_after_each_layer_stands_what_the_layers_up_to_there_use(name):
    network = contender(name, 17)
    words = CONTENDERS[name].words(17)
    for number, usage in enumerate(usages(network, SIZE), 1):
        shorter = parse_network(", ".join(words[:number]))
        assert usage == usages(shorter, SIZE)[-1]


def test_no_channels_are_refused():
    with pytest.raises(GeometryError, match="channels must be at least 1, got 0"):
        bill(contender("plain stack", 5), SIZE, 0)
