"""The PyTorch code is run: the values of every output, and what its gradient says each reads."""

import numpy as np
import pytest
import torch
from hypothesis import HealthCheck, assume, given, settings

from dilviz import GeometryError, parse_network, receptive_field
from dilviz.cost.layer_cost import costs
from dilviz.export.network_code import network_code
from dilviz.network.presets import NETWORKS
from tests import network_values
from tests.networks_at_random import sized_networks
from tests.written_networks import (
    CHANNELS,
    CUBICS,
    DILATED_POOLS,
    DILATED_TRANSPOSED,
    GROUPED_TRANSPOSED,
    NAMED,
    OPERATIONS,
    RESAMPLINGS,
    SIZE,
    STRIDED_DILATED_SAME,
    network_of,
    networks,
)

ALL = [
    *(*NAMED, *DILATED_POOLS, *DILATED_TRANSPOSED, *GROUPED_TRANSPOSED, *STRIDED_DILATED_SAME),
    *(*OPERATIONS, *RESAMPLINGS),
]


def built(network, *channels):
    """The module that the code builds, in double precision."""
    names = {}
    exec(compile(network_code(network, "torch"), "written code", "exec"), names)
    return names["network"](*channels).double()


def with_known_weights(module, network):
    layers = [layer for layer in module.modules() if hasattr(layer, "weight")]
    nodes = [
        node for node in network.before(network.output) if node.op in ("conv", "conv_transpose")
    ]
    for layer, node in zip(layers, nodes, strict=True):
        taps = network_values.kernel(node)
        taps = taps[0] if layer.weight.ndim == 3 else taps
        layer.weight.data[...] = torch.from_numpy(taps)
        layer.bias.data[...] = 0
    return module


def agrees(network):
    size = (1, SIZE[1]) if network.one_dimensional else SIZE
    x = np.random.default_rng(5).standard_normal((CHANNELS, *size))
    expected = network_values.run(network, x)
    module = with_known_weights(built(network, CHANNELS), network)
    flat = x[:, 0] if network.one_dimensional else x
    out = module(torch.from_numpy(flat)[None])[0].detach().numpy()
    out = out[:, None] if network.one_dimensional else out
    exact = 1e-6 if any(node.op == "resize" for node in network.nodes) else 1e-9
    np.testing.assert_allclose(out, expected, rtol=exact, atol=exact)  # PyTorch's own rounding
    assert out.shape[1:] == network.sizes(x.shape[1:])[network.output]


@pytest.mark.parametrize("text", ALL)
def test_the_code_computes_the_network(text):
    agrees(network_of(text))


@pytest.mark.parametrize("text", ["dwconv3 s2 d2 same c4", "conv3 g3", "dwconv3 c96"])
def test_the_code_runs_with_its_own_default_channels(text):
    module = built(parse_network(text))
    channels = next(layer.in_channels for layer in module.modules() if hasattr(layer, "weight"))
    assert module(torch.zeros(1, channels, *SIZE, dtype=torch.float64)).shape[0] == 1


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.filter_too_much])
@given(networks)
def test_the_code_of_any_network_computes_it(text):
    network = parse_network(text)
    try:
        costs(network, SIZE, CHANNELS)
    except GeometryError:
        assume(False)
    agrees(network)


@pytest.mark.parametrize("name", NETWORKS)
def test_the_gradient_of_a_preset_covers_our_receptive_field(name):
    network = averaging(NETWORKS[name].network)
    module = built(narrow(network), 1)
    for parameter in module.parameters():
        parameter.data.abs_().add_(0.1)
    field = receptive_field(network)
    room = [min(side + 2 * int(field.jump[0]) + 40, 900) for side in field.size]
    if network.one_dimensional:
        room = [1, 1200]
    x = torch.ones(1, 1, *room[network.one_dimensional :], dtype=torch.float64, requires_grad=True)
    out = module(x)
    unit = tuple(side // 2 for side in out.shape[2:])
    unit = unit if not network.one_dimensional else (out.shape[2] - 1,)
    out[(0, slice(None), *unit)].sum().backward()
    seen = (x.grad[0, 0].numpy() != 0).reshape(room)
    ours = receptive_field(network, room, unit=(0, *unit)[-2:])
    for axis in (0, 1):
        read = np.flatnonzero(seen.any(1 - axis))
        first, last = (int(np.clip(end, 0, room[axis] - 1)) for end in ours.interval[axis])
        assert (read[0], read[-1]) == (first, last)
    inside = all(
        first >= 0 and last < n for (first, last), n in zip(ours.interval, room, strict=True)
    )
    assert not inside or seen.sum() == ours.pixels_read


def averaging(network):
    """The same positions with means, because a maximum has a gradient at one of them only."""
    from dataclasses import replace

    nodes = [
        replace(node, kind="avgpool") if node.kind == "maxpool" else node for node in network.nodes
    ]
    return replace(network, nodes=tuple(nodes))


def narrow(network):
    """One channel everywhere: the code is the same and runs in a moment."""
    from dataclasses import replace

    return replace(
        network,
        nodes=tuple(
            replace(node, channels=None if node.channels is None else 1) for node in network.nodes
        ),
    )


@pytest.mark.parametrize("name", CUBICS)
def test_the_gradient_of_a_cubic_resampling_covers_what_we_say(name):
    network = CUBICS[name]
    module = built(network, 1)
    for parameter in module.parameters():
        parameter.data.fill_(1)
    x = torch.ones(1, 1, *SIZE, dtype=torch.float64, requires_grad=True)
    out = module(x)
    for unit in ((0, 0), (13, 20), (out.shape[2] - 1, 9)):
        [gradient] = torch.autograd.grad(out[(0, 0, *unit)], x, retain_graph=True)
        rows, cols = (np.flatnonzero(gradient[0, 0].numpy().any(axis)) for axis in (1, 0))
        seen = (rows[0], rows[-1]), (cols[0], cols[-1])
        assert seen == receptive_field(network, SIZE, unit=unit).read_interval


JOINING = ("add", "concat", "identity", "global")


@settings(
    max_examples=150,
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.filter_too_much],
)
@given(sized_networks())
def test_the_code_of_any_graph_computes_it_or_is_refused(sized):
    network, size = sized
    known, flat = network.sizes(size), network.positionless
    for node in network.before(network.output):  # a pooled value has no neighbours to be weighed
        assume(node.op in JOINING or not any(any(flat[id_]) for id_ in node.inputs))
        for axis in (0, 1):  # frameworks join maps of one size
            assume(len({known[id_][axis] for id_ in node.inputs if not flat[id_][axis]}) < 2)
    x = np.random.default_rng(5).standard_normal((CHANNELS, *size))
    try:
        module = built(network, CHANNELS)
    except GeometryError:
        return
    out = with_known_weights(module, network)(torch.from_numpy(x)[None])[0].detach().numpy()
    expected = network_values.run(network, x)
    assume(np.isfinite(expected).all())  # a pooling window of padding alone has no mean
    np.testing.assert_allclose(out, expected, rtol=1e-6, atol=1e-6)
