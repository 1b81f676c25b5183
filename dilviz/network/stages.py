"""A long network folded by its modules: the stages that a reader wants to see first."""

from __future__ import annotations

from dataclasses import dataclass

from dilviz.network.network import Network
from dilviz.network.node import Node

FEWEST_LAYERS = 25  # of a network that is folded: fewer are read at a glance
FEW, MANY, TOO_MANY = 6, 24, 60  # stages


@dataclass(frozen=True)
class Stage:
    """Consecutive layers that one module of the model made.

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
        most = TOO_MANY if len(chosen) < FEW else MANY
        if len(found) > min(most, len(network.nodes) // 2):
            break
        if len(found) > len(chosen):
            chosen = found
    return chosen if len(chosen) > 1 else ()


def _at_depth(network: Network, depth: int) -> tuple[Stage, ...]:
    """Group neighbours whose module paths begin alike.

    What a module makes of its parts, such as the sum of a residual block, is one with the part
    before it.
    """
    runs: list[tuple[str, list[Node]]] = []
    for node in network.nodes:
        path = ".".join(node.path.split(".")[:depth]) or node.id
        before = runs[-1][0] if runs else ""
        if path == before or (node.path and before.startswith(f"{node.path}.")):
            runs[-1][1].append(node)
        else:
            runs.append((path, [node]))
    return tuple(Stage(path, tuple(nodes)) for path, nodes in runs)
