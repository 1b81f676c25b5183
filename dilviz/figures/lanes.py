"""A network whose paths cross, as lanes: a line a layer, and beside it the maps still needed."""

from __future__ import annotations

from typing import Any

from dilviz.export.report import JOINS
from dilviz.network.network import Network
from dilviz.network.spelling import layer_notation

MOST_ROWS = 120


def lanes(network: Network) -> dict[str, Any]:
    """Give every map a lane of its own for as long as somebody still reads it.

    Parameters
    ----------
    network : Network

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
    street = _Street(network)
    rows: list[dict[str, Any]] = [
        {"name": network.input, "words": "input", "lane": 0, "reads": [], "through": []}
    ]
    for at, node in enumerate(network.nodes[:MOST_ROWS], start=1):
        words = node.op if node.op in JOINS else layer_notation(node, network.one_dimensional)
        rows.append({"name": node.id, "words": words, **street.place(at)})
    return {
        "rows": rows,
        "width": 1 + max(row["lane"] for row in rows),
        "left_out": len(network.nodes) - len(rows) + 1,
    }


class _Street:
    """Which map is in which lane, while the layers are walked."""

    def __init__(self, network: Network):
        self.nodes = network.nodes
        self.needed = {network.output: len(network.nodes) + 1}  # id -> last row that reads it
        for at, node in enumerate(network.nodes, start=1):
            self.needed |= {id_: max(at, self.needed.get(id_, 0)) for id_ in node.inputs}
        self.lane = {network.input: 0}

    def place(self, at: int) -> dict[str, Any]:
        """Put the layer of one row into the first lane that is free by then."""
        node = self.nodes[at - 1]
        reads = sorted({self.lane[id_] for id_ in node.inputs})
        self.lane = {id_: lane for id_, lane in self.lane.items() if self.needed.get(id_, 0) > at}
        through = sorted(self.lane.values())
        lane = next(one for one in range(len(through) + 1) if one not in through)
        self.lane[node.id] = lane
        return {"lane": lane, "reads": reads, "through": through}
