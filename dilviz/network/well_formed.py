"""What a list of nodes must hold to be a network: known ids, no cycle, a bounded size."""

from __future__ import annotations

from collections.abc import Sequence

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


def after_what_they_read(read: Sequence[set[int]]) -> list[int]:
    """Order places so that each comes after those it reads, else as given (Kahn).

    Places that read each other in a circle, or read such, are left out.

    >>> after_what_they_read([{2}, set(), set()]), after_what_they_read([{1}, {0}])
    ([1, 2, 0], [])
    """
    missing = [len(places) for places in read]
    readers: dict[int, list[int]] = {}
    for place, places in enumerate(read):
        for other in places:
            readers.setdefault(other, []).append(place)
    ready = [place for place, count in enumerate(missing) if not count]
    for place in ready:  # grows while it is walked
        for reader in readers.get(place, ()):
            missing[reader] -= 1
            if not missing[reader]:
                ready.append(reader)
    return ready


def in_order(nodes: tuple[Node, ...], input_id: str) -> list[Node]:
    """Put every node after what it reads, else in the order given."""
    places = {node.id: place for place, node in enumerate(nodes)}
    order = after_what_they_read(
        [{places[id_] for id_ in node.inputs if id_ != input_id} for node in nodes]
    )
    if len(order) < len(nodes):
        stuck = nodes[min(set(range(len(nodes))) - set(order))].id
        raise GeometryError(
            f"node {stuck!r} reads, through others, its own output: the graph has a cycle. "
            "Remove one of its connections."
        )
    return [nodes[place] for place in order]
