"""How large every map of a network is, and along which axes it has positions at all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from dilviz.convolution.layer import Pair, per_axis
from dilviz.network.lookup import Along
from dilviz.network.node import Node
from dilviz.network.op_settings import Flags
from dilviz.network.whole_map import Global

Axes = tuple[frozenset[int], frozenset[int]]  # of the input: 0 for its rows, 1 for its columns


def map_sizes(
    nodes: Iterable[Node], input_id: str, size: Pair, positionless: Mapping[str, Flags]
) -> dict[str, Pair]:
    """Size of every map: id -> (rows, cols)."""
    sizes = {input_id: size}
    for node in nodes:
        met = meeting_size(node, sizes, positionless)
        if node.op == "transpose":
            met = (met[1], met[0])
        rows, cols = (
            1 if positionless[node.id][axis] else node.output_size(axis, met[axis])
            for axis in (0, 1)
        )
        sizes[node.id] = rows, cols
    return sizes


def meeting_size(node: Node, sizes: Mapping[str, Pair], positionless: Mapping[str, Flags]) -> Pair:
    """Size of what a node reads, its inputs joined: the smallest counts where they differ.

    Maps without positions along an axis follow the others; maps that lie one after the other
    along it add up.
    """

    if len(node.inputs) == 1:
        return sizes[node.inputs[0]]

    def joined(axis: int) -> int:
        if isinstance(node.settings, Along) and node.settings.axis == axis:
            return sum(sizes[id_][axis] for id_ in node.inputs)
        placed = (sizes[id_][axis] for id_ in node.inputs if not positionless[id_][axis])
        return min(placed, default=1)

    return per_axis(joined)


def axis_sizes(nodes: Iterable[Node], input_id: str, axis: int, size: int) -> dict[str, int]:
    """Size of every map along one axis, unchecked, where all have positions along it."""
    sizes = {input_id: size}
    for node in nodes:
        met = min(sizes[id_] for id_ in node.inputs)
        sizes[node.id] = node.output_size(axis, met, check=False)
    return sizes


def positionless_maps(nodes: Iterable[Node], input_id: str) -> dict[str, Flags]:
    """Of every map, whether it has no positions along (rows, cols)."""
    found: dict[str, Flags] = {input_id: (False, False)}
    for node in nodes:
        rows, cols = (all(found[id_][axis] for id_ in node.inputs) for axis in (0, 1))
        if node.op == "transpose":
            rows, cols = cols, rows
        elif isinstance(node.settings, Global):
            rows, cols = rows or node.settings.axes[0], cols or node.settings.axes[1]
        elif isinstance(node.settings, Along) and len(node.inputs) > 1:
            rows, cols = rows and node.settings.axis != 0, cols and node.settings.axis != 1
        found[node.id] = rows, cols
    return found


def local_nodes(
    nodes: Iterable[Node], input_id: str, positionless: Mapping[str, Flags]
) -> Iterator[Node]:
    """Yield the nodes that a path without gates leads to, each with the inputs on such paths."""
    reached = {input_id}
    for node in nodes:
        inputs = tuple(
            id_ for id_ in node.inputs if id_ in reached and not is_gate(id_, node, positionless)
        )
        if inputs:
            reached.add(node.id)
            yield node if inputs == node.inputs else replace(node, inputs=inputs)


def is_gate(id_: str, node: Node, positionless: Mapping[str, Flags]) -> bool:
    """Whether a node with positions along an axis reads a map that has none there."""
    before, after = positionless[id_], positionless[node.id]
    if node.op == "transpose":
        after = after[1], after[0]
    return any(none and not still for none, still in zip(before, after, strict=True))


def input_axes(nodes: Iterable[Node], input_id: str) -> dict[str, Axes]:
    """Of every map, the axes of the input that its rows and its columns follow."""
    axes: dict[str, Axes] = {input_id: (frozenset([0]), frozenset([1]))}
    for node in nodes:
        rows, cols = (
            frozenset[int]().union(*(axes[id_][axis] for id_ in node.inputs)) for axis in (0, 1)
        )
        axes[node.id] = (cols, rows) if node.op == "transpose" else (rows, cols)
    return axes
