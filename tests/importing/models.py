"""Small ONNX models written in a line."""

import numpy as np
from onnx import TensorProto, helper, numpy_helper

from dilviz import network_from_onnx, receptive_field


def op(kind, inputs, output, domain="", **attributes):
    """An operation; inputs and outputs are names with spaces between, "-" leaves one out."""
    names = ["" if name == "-" else name for name in inputs.split()]
    return helper.make_node(kind, names, output.split(), domain=domain, **attributes)


def model(*nodes, shape, constants=(), output=None, opset=20, inputs=(), functions=(), dims=None):
    """A serialised model with one float input ``x``; constants is a dict of arrays."""
    sources = [helper.make_tensor_value_info("x", TensorProto.FLOAT, shape)]
    sources += [helper.make_tensor_value_info(n, TensorProto.FLOAT, s) for n, s in inputs]
    last = output or nodes[-1].output[0]
    results = [helper.make_tensor_value_info(n, TensorProto.FLOAT, dims) for n in last.split()]
    tensors = [numpy_helper.from_array(np.asarray(v), k) for k, v in dict(constants).items()]
    graph = helper.make_graph(list(nodes), "net", sources, results, tensors)
    domains = {node.domain for node in nodes} | {""}
    opsets = [helper.make_opsetid(d, opset if not d else 1) for d in sorted(domains)]
    made = helper.make_model(graph, opset_imports=opsets, functions=list(functions))
    return made.SerializeToString()


def read(*nodes, shape=(1, 4, 12, 9), input_size=None, **more):
    """The network of such a model."""
    return network_from_onnx(model(*nodes, shape=shape, **more), input_size)


def reads(network, unit, size=None, gates="follow"):
    """First and last real (row, column) that reach a unit."""
    return receptive_field(network, size, None, unit, gates=gates).read_interval


def weights(*shape):
    return np.ones(shape, np.float32)


W3 = weights(4, 4, 3, 3)
