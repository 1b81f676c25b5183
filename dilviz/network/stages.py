"""A long network folded by its modules: the stages that a reader wants to see first."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from dilviz.network.network import Network
from dilviz.network.node import Node

FEWEST_LAYERS = 25  # of a network that is folded: fewer are read at a glance
FEW, MANY, TOO_MANY = 6, 24, 60  # stages


@dataclass(frozen=True)
class Stage:
    """Layers that one module made, one after the other.

    Attributes
    ----------
    path : str
        Of the module; of a layer that no module made, its id.
    nodes : tuple of Node
    """

    path: str
    nodes: tuple[Node, ...]

    @property
    def output(self) -> Node:
        """The last map made inside it."""
        return self.nodes[-1]


def stages(network: Network) -> tuple[Stage, ...]:
    """Fold a network by its modules, as deep as leaves few stages; empty if it is short.

    Examples
    --------
    >>> from dilviz import Node
    >>> names = [f"layer{stage}.{block}.conv" for stage in (1, 2, 3, 4) for block in range(9)]
    >>> ids = ["x", *names]
    >>> nodes = [Node(id_, "conv", (read,), path=id_) for read, id_ in zip(ids, names)]
    >>> [(stage.path, len(stage.nodes)) for stage in stages(Network.of(nodes))]
    [('layer1', 9), ('layer2', 9), ('layer3', 9), ('layer4', 9)]
    """
    if len(network.nodes) < FEWEST_LAYERS:
        return ()
    chosen: tuple[Stage, ...] = ()
    for depth in range(1, 1 + max(node.path.count(".") + 1 for node in network.nodes)):
        found = _at_depth(network, depth)
        if len(found) > (TOO_MANY if len(chosen) < FEW else MANY):
            break
        chosen = found
    return chosen if 1 < len(chosen) < len(network.nodes) else ()


def _at_depth(network: Network, depth: int) -> tuple[Stage, ...]:
    """Group neighbours whose module paths begin alike."""
    runs = groupby(network.nodes, lambda node: ".".join(node.path.split(".")[:depth]) or node.id)
    return tuple(Stage(path, tuple(nodes)) for path, nodes in runs)
