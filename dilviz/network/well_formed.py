"""What a list of nodes must hold to be a network: known ids, no cycle, a bounded size."""

from __future__ import annotations

from collections.abc import Iterator

from dilviz.convolution.layer import Pair
from dilviz.errors import GeometryError
from dilviz.network.node import Node

LARGEST_NETWORK = 10_000  # layers
MOST_CONNECTIONS = 40_000  # inputs of all nodes together


def check_fixed(fixed: tuple[int | None, int | None], size: Pair) -> None:
    """Raise a `GeometryError` if an input size contradicts the one that a model fixes."""
    if any(own is not None and own != given for own, given in zip(fixed, size, strict=True)):
        rows, cols = ("any" if own is None else own for own in fixed)
        raise GeometryError(
            f"the input size is {size[0]} x {size[1]}, but this model is fixed to {rows} x {cols}. "
            "Leave the input size out, or export the model with a dynamic size."
        )


def check_length(layers: int) -> None:
    """Raise a `GeometryError` if a network has too many layers."""
    if layers > LARGEST_NETWORK:
        raise GeometryError(
            f"a network may have at most {LARGEST_NETWORK} layers, got {layers}. "
            "Leave out layers or lower a repeat."
        )


def check_ids(nodes: tuple[Node, ...], input_id: str) -> None:
    """Raise a `GeometryError` for too many nodes or inputs, or a repeated or unknown id."""
    check_length(len(nodes))
    connections = sum(len(node.inputs) for node in nodes)
    if connections > MOST_CONNECTIONS:
        raise GeometryError(
            f"the nodes of a network may have at most {MOST_CONNECTIONS} inputs together, got "
            f"{connections}. Leave out layers, or join fewer paths at once."
        )
    known = {input_id}
    for node in nodes:
        if node.id in known:
            raise GeometryError(f"two nodes are called {node.id!r}. Rename one of them.")
        known.add(node.id)
    for node in nodes:
        if not node.inputs:
            raise GeometryError(f"node {node.id!r} has no inputs. Name what it reads.")
        for id_ in node.inputs:
            if id_ not in known:
                raise GeometryError(
                    f"node {node.id!r} reads {id_!r}, which is neither a node nor the input "
                    f"{input_id!r}. Correct the id."
                )


def in_order(nodes: tuple[Node, ...], input_id: str) -> Iterator[Node]:
    """Yield every node after what it reads, else in the order given (Kahn)."""
    missing = {node.id: len(set(node.inputs) - {input_id}) for node in nodes}
    readers: dict[str, list[Node]] = {}
    for node in nodes:
        for id_ in set(node.inputs) - {input_id}:
            readers.setdefault(id_, []).append(node)
    ready = [node for node in nodes if not missing[node.id]]
    count = 0
    for node in ready:  # grows while it is walked
        count += 1
        yield node
        for reader in readers.get(node.id, ()):
            missing[reader.id] -= 1
            if not missing[reader.id]:
                ready.append(reader)
    if count < len(nodes):
        stuck = next(node.id for node in nodes if missing[node.id])
        raise GeometryError(
            f"node {stuck!r} reads, through others, its own output: the graph has a cycle. "
            "Remove one of its connections."
        )
