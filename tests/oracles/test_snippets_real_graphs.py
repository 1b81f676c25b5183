"""The PyTorch code of real networks is run: what reaches a unit is what reached it in the model."""

from dataclasses import replace

import numpy as np
import pytest
import torch

from dilviz.export.network_code import network_code
from tests.importing.test_real_graphs import CASES, TRUTH, ends, read


def smooth_and_narrow(network):
    """Means for maxima, which pass a gradient on everywhere, and one channel in every map."""
    nodes = []
    for node in network.nodes:
        channels = None if node.channels is None else 1
        kind = {"maxpool": "avgpool", "dwconv": "conv", "relu": "id"}.get(node.kind, node.kind)
        nodes.append(replace(node, kind=kind, channels=channels, groups=1))
    return replace(network, nodes=tuple(nodes))


def module_of(network):
    names = {}
    exec(compile(network_code(smooth_and_narrow(network), "torch"), "written code", "exec"), names)
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
