"""Random graphs of supported operations: what is claimed is what the reference evaluator shows."""

import numpy as np
import pytest
from hypothesis import given, reject, settings
from hypothesis import strategies as st

from dilviz import network_from_onnx, receptive_field
from dilviz.errors import GeometryError
from tests.importing.graphs_at_random import OPERATIONS, Graph, observed, random_graph


def claimed(network, size, unit):
    """First and last real row and column of a unit, what reads everything counted in."""
    size, unit = (size, unit) if len(size) == 2 else (size[0], (0, *unit))
    field = receptive_field(network, size, None, unit, gates="follow")
    return (field.read_interval or (None, None))[-len(unit) :]


def ends(changes):
    found = np.nonzero(changes)[0]
    return (int(found[0]), int(found[-1])) if found.size else None


def check(graph):
    model = graph.model()
    network = network_from_onnx(model.SerializeToString())
    seen = observed(model, graph.shape)
    _, _, *sizes = graph.value.shape
    for unit in {tuple(n // 2 for n in sizes), (0,) * len(sizes), tuple(n - 1 for n in sizes)}:
        answer = claimed(network, graph.shape[2:], unit)
        for axis, changes in enumerate(seen):
            assert answer[axis - len(sizes)] == ends(changes[(slice(None), *unit)])


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.__name__)
@pytest.mark.parametrize("dimensions", [1, 2])
def test_each_operation_between_two_convolutions(operation, dimensions):
    for seed in range(4):
        graph = Graph(seed, dimensions)
        graph.add("Conv", graph.weights(4, 4, *[3] * dimensions), pads=[1] * 2 * dimensions)
        operation(graph)
        graph.add("Conv", graph.weights(3, graph.sizes[1], *[2] * dimensions))
        check(graph)


@given(st.integers(0, 10**6), st.integers(2, 6), st.integers(1, 2))
@settings(max_examples=40, deadline=None)
def test_random_graphs(seed, length, dimensions):
    try:
        check(random_graph(seed, length, dimensions))
    except GeometryError as refused:
        if "split over several axes" in str(refused):  # windows, along which sums are not followed
            reject()
        raise
