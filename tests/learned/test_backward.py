import numpy as np
import pytest

from dilviz import parse_network, receptive_field
from dilviz.learned.backward import input_gradient
from dilviz.learned.initial import weight_shapes
from dilviz.learned.running import run

NOTATIONS = [
    "conv3 d2 c4, relu, conv1x3 c2",
    "conv3 s2 c3, relu, conv3 c2",
    "conv3 s2 p0 c3, relu, conv5 d3 c1",
    "conv3 s2 c2, conv1 c2, tconv4 s2 p1 c2 g2",
]


def drawn(notation, size=(12, 17)):
    random = np.random.default_rng(7)
    network = parse_network(notation)
    weights = tuple(
        (random.normal(size=shape), random.normal(size=shape[0]))
        for shape in weight_shapes(network, 1)
    )
    return network, weights, random.normal(size=(1, *size))


@pytest.mark.parametrize("notation", NOTATIONS)
def test_equals_the_difference_that_a_small_change_makes(notation):
    network, weights, x = drawn(notation)
    random = np.random.default_rng(8)
    asked = random.normal(size=run(network, weights, x).shape)
    change = random.normal(size=x.shape) * 1e-6
    gradient = input_gradient(network, weights, x, asked)
    difference = (run(network, weights, x + change) - run(network, weights, x - change)) / 2
    assert (gradient * change).sum() == pytest.approx((difference * asked).sum(), rel=1e-6)


@pytest.mark.parametrize("notation", NOTATIONS[:2])
def test_is_zero_outside_the_receptive_field(notation):
    network, weights, x = drawn(notation.replace("relu, ", ""))
    asked = np.zeros_like(run(network, weights, x))
    asked[0, 2, 3] = 1
    read = np.argwhere(input_gradient(network, weights, x, asked)[0])
    interval = receptive_field(network, x.shape[1:], unit=(2, 3)).interval
    ends = [(max(first, 0), last) for first, last in interval]
    assert [(low, high) for low, high in zip(read.min(0), read.max(0), strict=True)] == ends
