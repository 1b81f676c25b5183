"""The map of paths: against the product of both axes and against single steps taken one by one."""

from collections import Counter
from itertools import product

import numpy as np
import pytest

from dilviz import GeometryError, parse_network, receptive_field
from dilviz.fields.path_counts import path_shares
from dilviz.fields.path_map import path_map


def paths_one_by_one(network, unit, input_size):
    """Walk from the unit to the input along every connection, counting arrivals."""
    sizes = network.sizes(input_size)
    arriving = {network.output: Counter({unit: 1})}
    for node in reversed(network.nodes):
        for place, count in arriving.pop(node.id, Counter()).items():
            axes = [positions(network, node, axis, place[axis], sizes) for axis in (0, 1)]
            for below in product(*axes):
                for id_ in node.inputs:
                    arriving.setdefault(id_, Counter())[below] += count
    return arriving[network.input]


def positions(network, node, axis, unit, sizes):
    met = min(sizes[id_][axis] for id_ in node.inputs)
    before, _ = node.padding(axis, met) or (0, 0)
    rule = node.read_rule(axis, before)
    turn, phase = divmod(unit, len(rule.runs))
    run = rule.runs[phase]
    return [turn * rule.stride + run.first + tap * run.step for tap in range(run.count)]


@pytest.mark.parametrize(
    "text",
    [
        "conv3x5 d2x1 s1x2, conv3",
        "[conv1 | conv3 d2 | conv3x5 d3]",
        "[conv3, conv3 | id], maxpool2, [conv3 s2 same | conv5 s2 same] add",
        "conv3 s2, tconv4 s2 p1, [conv3 | id]",
        "[up3, conv3 | tconv3 s3]",
    ],
)
@pytest.mark.parametrize("unit", [(0, 0), (2, 3)])
def test_counts_every_path_beside_branches_too(text, unit):
    network, input_size = parse_network(text), (13, 18)
    expected = paths_one_by_one(network, unit, input_size)
    first, shares = path_map(network, input_size=input_size, unit=unit)
    total = sum(expected.values())
    found = {
        (first[0] + row, first[1] + col): shares[row, col]
        for row, col in zip(*np.nonzero(shares), strict=True)
    }
    assert found == pytest.approx({place: count / total for place, count in expected.items()})


def test_a_chain_is_the_product_of_its_axes():
    network = parse_network("conv3x5 d2x3, conv5 s2x1")
    (top, rows), (left, cols) = (path_shares(network, axis) for axis in (0, 1))
    first, shares = path_map(network)
    assert first == (top, left)
    np.testing.assert_allclose(shares, np.outer(rows, cols))


def test_shows_as_many_pixels_as_are_read():
    network = parse_network("[conv1 | conv3 d6 | conv3 d12 | conv3 d18]")
    assert np.count_nonzero(path_map(network)[1]) == receptive_field(network).pixels_read == 25


def test_no_pixel_that_is_read_is_lost_in_deep_networks():
    _, shares = path_map(parse_network("500*(conv3)"))
    assert (shares > 0).all()
    assert shares.sum() == pytest.approx(1)


def test_says_when_the_map_is_too_large():
    assert path_map(parse_network("conv3 d999"))[1].shape == (1999, 1999)
    with pytest.raises(GeometryError, match="would have 4004001 pixels, more than the 4000000"):
        path_map(parse_network("conv3 d1000"))


def test_a_kernel_of_very_many_taps_beside_a_branch_is_refused():
    with pytest.raises(GeometryError, match="too large to be followed exactly"):
        path_map(parse_network("1d, [conv999999 | id]"))
