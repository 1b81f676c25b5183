"""The code of real networks is run.

What reaches a unit of the PyTorch code is what reached it in the model, and the code for arrays
computes what the network does.
"""

from dataclasses import replace

import numpy as np
import pytest
import torch

from dilviz import GeometryError
from dilviz.export.code_plan import plan
from dilviz.export.network_code import network_code
from tests import network_values
from tests.importing.test_real_graphs import CASES, TRUTH, ends, read
from tests.oracles.test_snippets_arrays import as_function, written
from tests.written_networks import CHANNELS

SMOOTH = {"maxpool": "avgpool", "relu": "id"}  # these pass a gradient on everywhere
MOST_NODES, MOST_PIXELS = 25, 5000  # of networks that are run step by step
NOT_IN_TENSORFLOW = ("cubic resampling", "pooling in ceil mode", "transposed convolution in groups")


def narrow(network, channels, kinds):
    """The same network with few channels in every map, and other layers for some kinds."""
    nodes = [
        replace(
            node,
            kind=({"dwconv": "conv"} | kinds).get(node.kind, node.kind),
            channels=None if node.channels is None else channels,
            groups=1,
        )
        for node in network.before(network.output)
    ]
    return replace(network, nodes=tuple(nodes))


def small(name, exporter):
    pixels = np.prod(TRUTH[name]["input"][2:])
    return pixels <= MOST_PIXELS and len(read(name, exporter).nodes) <= MOST_NODES


def module_of(network):
    names = {}
    exec(compile(network_code(narrow(network, 1, SMOOTH), "torch"), "written code", "exec"), names)
    module = names["network"](1).double()
    for parameter in module.parameters():
        parameter.data = torch.full_like(parameter, 0.5)
    return module


@pytest.mark.parametrize(("name", "exporter"), CASES, ids=lambda value: value)
def test_two_units_read_what_they_read_in_the_model(name, exporter):
    network = read(name, exporter)
    case = TRUTH[name]
    size = case["input"][2:]
    x = torch.ones(1, 1, *size, dtype=torch.float64, requires_grad=True)
    out = module_of(network)(x)
    for unit in case["units"]:
        [gradient] = torch.autograd.grad(
            out[(0, slice(None), *unit["unit"][-len(size) :])].sum(), x, retain_graph=True
        )
        seen = (gradient[0, 0].numpy() != 0).reshape((1, *size)[-2:])
        for word, axis in (("rows", 0), ("cols", 1)):
            read_along = np.flatnonzero(seen.any(1 - axis))
            found = (read_along[0], read_along[-1]) if read_along.size else None
            assert found == ends(unit[word])


@pytest.mark.parametrize(
    ("name", "exporter"), [case for case in CASES if small(*case)], ids=lambda value: value
)
def test_tensorflow_code_computes_what_the_network_does(name, exporter):
    network = narrow(read(name, exporter), CHANNELS, {})
    one = plan(network, "").dimensions == 1
    size = (1, *TRUTH[name]["input"][2:])[-2:]
    x = np.abs(np.random.default_rng(5).standard_normal((CHANNELS, *size)))
    try:
        names = written(network, "tensorflow")
    except GeometryError as error:
        assert any(layer in str(error) for layer in NOT_IN_TENSORFLOW)
        return
    batch = np.moveaxis(x, 0, -1)[None]
    out = np.asarray(as_function(network, names)(batch[:, 0] if one else batch))[0]
    expected = np.moveaxis(network_values.run(network, x), 0, -1)
    np.testing.assert_allclose(out[None] if one else out, expected, rtol=1e-4, atol=1e-3)
