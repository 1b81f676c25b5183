"""A network whose paths cross: a row for each layer, a lane for each map while a layer reads it.

A long network is folded by its modules: a row for each stage.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from dilviz.errors import counted
from dilviz.network.network import Network
from dilviz.network.node import Node
from dilviz.network.spelling import layer_words
from dilviz.network.stages import Stage, stages

MOST_ROWS = 120


def lanes(network: Network) -> dict[str, Any]:
    """Give every map a lane of its own from its layer to the last layer that reads it.

    Returns
    -------
    dict
        ``rows``, the input first: each with its ``name`` and ``words``, its
        ``lane``, the lanes it ``reads``, and those that pass ``through``;
        ``width`` (the number of lanes) and ``left_out`` (rows not listed).

    Examples
    --------
    A skip past one layer needs a second lane:

    >>> from dilviz import parse_network
    >>> [(row["lane"], row["reads"]) for row in lanes(parse_network("[conv3 | id]"))["rows"]]
    [(0, []), (1, [0]), (0, [0, 1])]
    """
    folded = stages(network)
    return _stage_lanes(network, folded) if folded else _lanes(network, layer_words)


def _stage_lanes(network: Network, folded: tuple[Stage, ...]) -> dict[str, Any]:
    """A row for each stage instead."""
    within: dict[str, str] = {network.input: network.input}
    counts: dict[str, int] = {}
    nodes = []
    for number, stage in enumerate(folded):
        id_ = stage.path if stage.path not in counts else f"{stage.path} ({number})"
        counts[id_] = len(stage.nodes)
        inside = {node.id for node in stage.nodes}
        read = [within[i] for node in stage.nodes for i in node.inputs if i not in inside]
        nodes.append(Node(id_, "identity", tuple(dict.fromkeys(read))))
        within |= dict.fromkeys(inside, id_)
    of_stages = Network(tuple(nodes), network.input, within[network.output])
    return _lanes(of_stages, lambda node, _: counted(counts[node.id], "layer"))


def _lanes(network: Network, words: Callable[[Node, bool], str]) -> dict[str, Any]:
    lanes_in_use = _LaneAllocator(network)
    rows: list[dict[str, Any]] = [
        {"name": network.input, "words": "input", "lane": 0, "reads": [], "through": []}
    ]
    for row, node in enumerate(network.nodes[:MOST_ROWS], start=1):
        named = {"name": node.id, "words": words(node, network.one_dimensional)}
        rows.append(named | lanes_in_use.place(row))
    return {
        "rows": rows,
        "width": 1 + max(row["lane"] for row in rows),
        "left_out": len(network.nodes) - len(rows) + 1,
    }


class _LaneAllocator:
    """Which map is in which lane at the row reached."""

    def __init__(self, network: Network):
        self.nodes = network.nodes
        self.last_reader = {network.output: len(network.nodes) + 1}  # id -> last row that reads it
        for row, node in enumerate(network.nodes, start=1):
            self.last_reader |= {id_: row for id_ in node.inputs if id_ != network.output}
        self.lane = {network.input: 0}

    def place(self, row: int) -> dict[str, Any]:
        """Put the layer of a row into the first free lane."""
        node = self.nodes[row - 1]
        reads = sorted({self.lane[id_] for id_ in node.inputs})
        self.lane = {i: lane for i, lane in self.lane.items() if self.last_reader.get(i, 0) > row}
        through = sorted(self.lane.values())
        lane = next(free for free in range(len(through) + 1) if free not in through)
        self.lane[node.id] = lane
        return {"lane": lane, "reads": reads, "through": through}
