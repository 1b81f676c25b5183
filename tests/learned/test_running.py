import numpy as np
import pytest

from dilviz import GeometryError, parse_network
from dilviz.learned.running import run


def weights_of(*shapes):
    random = np.random.default_rng(1)
    return tuple((random.normal(size=shape), random.normal(size=shape[0])) for shape in shapes)


def test_layers_follow_one_another():
    weights = weights_of((4, 1, 3, 3), (2, 4, 1, 1))
    network = parse_network("conv3 d2 c4, relu, conv1 c2")
    x = np.random.default_rng(2).normal(size=(1, 7, 9))
    first = run(parse_network("conv3 d2 c4"), weights[:1], x)
    by_hand = np.einsum("om,mhw->ohw", weights[1][0][:, :, 0, 0], np.maximum(first, 0))
    np.testing.assert_allclose(
        run(network, weights, x), by_hand + weights[1][1][:, None, None], atol=1e-12
    )


def test_single_precision_stays_single():
    weights = tuple(
        (weight.astype(np.float32), bias.astype(np.float32))
        for weight, bias in weights_of((2, 1, 3, 3))
    )
    network = parse_network("conv3 s2 c2, tconv4 s2 p1 c2 g2")
    assert run(network, weights, np.ones((1, 8, 6), np.float32)).dtype == np.float32


def test_a_flat_map_stays_flat_when_it_is_upsampled_but_at_its_border():
    [out] = run(parse_network("tconv4 s2 p1"), (), np.full((1, 3, 5), 2.0))
    assert out.shape == (6, 10)
    np.testing.assert_allclose(out[1:-1, 1:-1], 2)


def test_too_few_weights_are_counted():
    with pytest.raises(GeometryError, match="has 2 convolutions, but 1 weights were given"):
        run(parse_network("conv3, conv3"), weights_of((1, 1, 3, 3)), np.ones((1, 5, 6)))


@pytest.mark.parametrize("notation", ["maxpool2", "[id | id] add, relu"])
def test_what_no_trained_network_has_is_named(notation):
    with pytest.raises(GeometryError, match="cannot be run"):
        run(parse_network(notation), (), np.ones((1, 6, 8)))
