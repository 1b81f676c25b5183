"""Figures about a network's receptive field, as plain data that the drawing modules read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import ceil
from typing import Any

from dilviz.cost.plain_stack import common_kernel
from dilviz.fields.field import ReceptiveField
from dilviz.network.network import Network
from dilviz.network.node import WINDOWED
from dilviz.network.notation import read_items
from dilviz.network.spelling import layer_notation
from dilviz.network.vocabulary import BranchItem, Item, RepeatItem

MOST_DEPTHS = 400  # points of one curve

Sizes = Sequence[int | None]  # along rows and columns; None where there are no positions


def growth(network: Network, fields: dict[str, ReceptiveField]) -> dict[str, Any]:
    """Compare how the field grows with depth: this network, a plain and a doubling stack.

    Parameters
    ----------
    network : Network
    fields : dict
        From `dilviz.receptive_fields`.

    Returns
    -------
    dict
        ``series``: each with a ``name``, a colour ``role`` and ``points``, a
        list of [layers, field in samples].

    Examples
    --------
    >>> from dilviz import parse_network, receptive_fields
    >>> net = parse_network("conv3, conv3 d2, conv3 d4")
    >>> [curve["points"][-1] for curve in growth(net, receptive_fields(net))["series"]]
    [[3, 15], [3, 7], [3, 15]]
    """
    return growth_of_sizes(network, {id_: field.size for id_, field in fields.items()})


def growth_of_sizes(network: Network, sizes: Mapping[str, Sizes]) -> dict[str, Any]:
    """Compare the same, where only the size of the field after each node is known.

    >>> from dilviz import parse_network
    >>> compared = growth_of_sizes(parse_network("conv3 d2"), {"1": (5, 5)})
    >>> compared["series"][0]["points"]
    [[0, 1], [1, 5]]
    """
    own = _deepening(network, sizes)
    depth, taps = own[-1][0], common_kernel(network)
    plain = [[layers, 1 + layers * (taps - 1)] for layers in range(depth + 1)]
    doubling = [[layers, 1 + (2**layers - 1) * (taps - 1)] for layers in range(min(depth, 30) + 1)]
    series = [
        {"name": "this network", "role": "rf", "points": _thinned(own)},
        {"name": "plain", "role": "mute", "dash": "2 4", "points": _thinned(plain)},
        {"name": "doubling", "role": "tap", "dash": "7 4", "points": _thinned(doubling)},
    ]
    return {"series": series}


def _deepening(network: Network, sizes: Mapping[str, Sizes]) -> list[list[int]]:
    """The largest field at each depth: how many windowed layers the longest path has."""
    depths, widest = {network.input: 0}, {0: 1}
    for node in network.nodes:
        depth = max(depths[id_] for id_ in node.inputs) + (node.op in WINDOWED)
        depths[node.id] = depth
        known = [size for size in sizes[node.id] if size is not None]
        if known:  # a gate has no field of its own
            widest[depth] = max(widest.get(depth, 0), *known)
    return [[depth, widest[depth]] for depth in sorted(widest)]


def _thinned(points: list[list[int]]) -> list[list[int]]:
    """Keep evenly spaced points, the last one among them."""
    step = ceil(len(points) / MOST_DEPTHS)
    return points[::-step][::-1]


def outline(network: Network) -> list[dict[str, Any]]:
    """Describe a network as nested boxes: layers, repeats and parallel paths.

    Raises
    ------
    GeometryError
        If its paths cross, so that no boxes can hold them.

    Examples
    --------
    >>> from dilviz import parse_network
    >>> outline(parse_network("stem: conv3 s2, [conv3 d2 | id]"))
    [{'words': 'conv3 s2', 'name': 'stem'}, \
{'paths': [[{'words': 'conv3 d2'}], [{'words': 'id'}]], 'join': 'add'}]
    """
    return [_box(item, network.one_dimensional) for item in read_items(str(network))]


def _box(item: Item, one_dimensional: bool) -> dict[str, Any]:
    name = {"name": item.name} if item.name else {}
    if isinstance(item, RepeatItem):
        items = [_box(inner, one_dimensional) for inner in item.items]
        return {"times": item.times, "items": items} | name
    if isinstance(item, BranchItem):
        paths = [[_box(inner, one_dimensional) for inner in path] for path in item.paths]
        return {"paths": paths, "join": item.op} | name
    return {"words": layer_notation(item, one_dimensional)} | name
