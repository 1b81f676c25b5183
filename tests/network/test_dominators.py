"""The nearest map that all paths pass, against sets of all maps passed."""

from random import Random

from dilviz.network.dominators import dominators
from dilviz.network.network import Network
from dilviz.network.node import Node


def test_paths_that_cross_share_the_nearest_common_map():
    random = Random(4)
    nodes = [Node("0", "identity", ("x",))]
    for at in range(1, 200):
        inputs = tuple(
            str(random.randrange(max(0, at - 6), at)) for _ in range(random.choice((1, 2, 3)))
        )
        nodes.append(Node(str(at), "add", inputs))
    network = Network.of(nodes)
    found = dominators(network.nodes, network.input)
    passed = {"x": {"x"}}
    for node in network.nodes:
        passed[node.id] = {node.id} | set.intersection(*(passed[id_] for id_ in node.inputs))
        nearest = max(passed[node.id] - {node.id}, key=lambda id_: len(passed[id_]))
        assert found[node.id] == nearest
