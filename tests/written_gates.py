"""Networks that pool a whole map: as their last layer, and as a gate beside others."""

from dilviz import network_from_json


def _conv(id_, source, **settings):
    padding = [[1, 1], [2, 2]]
    kernel = {"kernel_size": [3, 5], "padding": padding}
    return {"id": id_, "op": "conv", "inputs": [source], **kernel, **settings}


def _pooled(id_, source):
    axes = {"axes": [True, True], "kind": "pooling"}
    return {"id": id_, "op": "global", "inputs": [source], **axes}


def _network(name, output, *nodes):
    return network_from_json({"name": name, "input": "x", "output": output, "nodes": [*nodes]})


POOLED = _network("pooled", "g", _conv("a", "x"), _pooled("g", "a"))
GATED = _network(
    *("gated", "c", _conv("a", "x"), _pooled("g", "a")),
    {"id": "m", "op": "add", "inputs": ["a", "g"]},
    _conv("c", "m"),
)
