"""Receptive fields against automatic differentiation of the same network in PyTorch."""

import pytest
import torch
import torch.nn.functional as F
from hypothesis import HealthCheck, assume, given, settings

from dilviz import GeometryError, parse_network, receptive_field
from tests.networks_at_random import networks

INPUT = (41, 53)


def run(network, x):
    """Run a network with weights of one, each operation as PyTorch does it."""
    maps = {network.input: x}
    for node in network.nodes:
        parts = [maps[id_] for id_ in node.inputs]
        height = min(part.shape[2] for part in parts)
        width = min(part.shape[3] for part in parts)
        total = sum(part[:, :, :height, :width] for part in parts)
        maps[node.id] = apply(node, total)
    return maps[network.output]


def apply(node, x):
    layer = node.layer
    (top, bottom), (left, right) = (node.padding(axis, x.shape[2 + axis]) for axis in (0, 1))
    ones = torch.ones(1, 1, *layer.kernel_size, dtype=x.dtype)
    if node.op == "upsample":
        return x.repeat_interleave(layer.stride[0], 2).repeat_interleave(layer.stride[1], 3)
    if node.op == "conv_transpose":
        full = F.conv_transpose2d(x, ones, stride=layer.stride, dilation=layer.dilation)
        return full[:, :, top : full.shape[2] - bottom, left : full.shape[3] - right]
    padded = F.pad(x, (left, right, top, bottom))
    if node.op in ("conv", "pool"):
        return F.conv2d(padded, ones, stride=layer.stride, dilation=layer.dilation)
    return padded


def gradient(network, size, unit=None):
    x = torch.ones(1, 1, *size, dtype=torch.float64, requires_grad=True)
    out = run(network, x)
    unit = unit or tuple(side // 2 for side in out.shape[2:])
    out[0, 0, unit[0], unit[1]].backward()
    return x.grad[0, 0].numpy(), unit, tuple(out.shape[2:])


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.filter_too_much])
@given(networks(longest=4, upsampling=False))
def test_a_unit_away_from_all_borders_reads_where_the_gradient_is_not_zero(network):
    try:
        sizes = network.sizes(INPUT)
    except GeometryError:
        assume(False)
    seen, unit, out_size = gradient(network, INPUT)
    assert out_size == sizes[network.output]
    assume(seen.sum() == all_paths(network))  # none of them ends in padding
    field = receptive_field(network, INPUT, unit=unit)
    rows, cols = (seen != 0).any(1).nonzero()[0], (seen != 0).any(0).nonzero()[0]
    assert field.pixels_read == (seen != 0).sum()
    assert field.samples_read == (len(rows), len(cols))
    assert field.interval == ((rows[0], rows[-1]), (cols[0], cols[-1]))


def all_paths(network):
    paths = {network.input: 1}
    for node in network.nodes:
        rows, cols = node.layer.kernel_size
        paths[node.id] = rows * cols * sum(paths[id_] for id_ in node.inputs)
    return paths[network.output]


@pytest.mark.parametrize(
    "text",
    [
        "conv3, conv3 d2, conv3 d4",
        "3*(conv3 d2)",
        "conv3 s2 p1, conv3 d2, conv3x2 d1x4",
        "[conv1 | conv3 d3 | conv3 d5]",
        "[conv3, conv3 d2 | id], maxpool2, conv3",
        "conv5 s2 p2, tconv4 s2 p1, conv3",
        "maxpool2, conv3, up2, conv3 d2",
        "[conv5 s2 p2:1 | conv3 p1, conv3 p1] add",
        "conv4 s2 same, conv3 s2 same, conv3 d2 same",
    ],
)
def test_named_networks_agree_pixel_by_pixel(text):
    network = parse_network(text)
    size = (64, 70)
    seen, unit, out_size = gradient(network, size)
    assert out_size == network.sizes(size)[network.output]
    field = receptive_field(network, size, unit=unit)
    rows, cols = (seen != 0).any(1).nonzero()[0], (seen != 0).any(0).nonzero()[0]
    assert field.interval == ((rows[0], rows[-1]), (cols[0], cols[-1]))
    assert field.samples_read == (len(rows), len(cols))
    assert field.pixels_read == (seen != 0).sum()


def test_the_misaligned_pair_unit_by_unit():
    network = parse_network("[conv5 s2 p2:1 | conv3, conv3] add")
    for unit in range(6):
        seen, _, _ = gradient(network, (24, 26), (6, unit + 2))
        field = receptive_field(network, (24, 26), unit=(6, unit + 2))
        cols = (seen != 0).any(0).nonzero()[0]
        assert field.interval[1] == (cols[0], cols[-1])
