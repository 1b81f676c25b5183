"""Graphs whose settings, sizes and connections are damaged: a network or a sentence, at once."""

import gzip
from pathlib import Path

import numpy as np
import onnx
import pytest
from onnx import numpy_helper

from dilviz import GeometryError, network_from_onnx

GRAPHS = sorted((Path(__file__).parent / "graphs").glob("h.*.onnx.gz"))
NUMBERS = (0, -1, 1, 2, 3, 7, -2, 2**31, 2**62, 10**12, 65537)
KINDS = ("Reshape", "Tile", "Expand", "Einsum", "MatMul", "GatherND", "TopK", "LSTM", "Loop", "If")


def damage(graph, random):
    """Change one thing."""

    def one_of(things):
        return things[int(random.integers(len(things)))]

    operation = one_of(graph.node)
    lists = [attribute for attribute in operation.attribute if attribute.ints]
    settings = [t for t in graph.initializer if t.data_type == 7 and not t.external_data]
    match int(random.integers(7)):
        case 0 if lists:
            attribute = one_of(lists)
            attribute.ints[int(random.integers(len(attribute.ints)))] = one_of(NUMBERS)
        case 1 if operation.input:
            names = [name for other in graph.node for name in other.output]
            operation.input[int(random.integers(len(operation.input)))] = one_of([*names, ""])
        case 2 if settings:
            tensor = one_of(settings)
            numbers = numpy_helper.to_array(tensor).copy()
            if numbers.size:
                numbers.ravel()[int(random.integers(numbers.size))] = one_of(NUMBERS)
            tensor.CopyFrom(numpy_helper.from_array(numbers, tensor.name))
        case 3:
            one_of(graph.input[0].type.tensor_type.shape.dim).dim_value = abs(one_of(NUMBERS))
        case 4:
            operation.op_type = one_of([*KINDS, *(other.op_type for other in graph.node)])
        case 5:
            del operation.attribute[:]
        case _ if graph.initializer:
            tensor = one_of(graph.initializer)
            if tensor.dims:
                tensor.dims[int(random.integers(len(tensor.dims)))] = one_of(NUMBERS)


@pytest.mark.parametrize("seed", range(8))
def test_damaged_graphs_give_a_network_or_a_sentence(seed):
    random = np.random.default_rng(seed)
    outcomes = set()
    for _ in range(40):
        path = GRAPHS[int(random.integers(len(GRAPHS)))]
        model = onnx.load_from_string(gzip.decompress(path.read_bytes()))
        for _ in range(int(random.integers(1, 4))):
            damage(model.graph, random)
        try:
            outcomes.add(type(network_from_onnx(model.SerializeToString())))
        except GeometryError as error:
            assert str(error)
            outcomes.add(GeometryError)
    assert len(outcomes) == 2  # some are read, some refused
