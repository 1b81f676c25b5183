"""The map that all paths to a node pass through."""

from __future__ import annotations

from dilviz.network.node import Node


def dominators(nodes: tuple[Node, ...], input_id: str) -> dict[str, str]:
    """Find, for every node, the nearest earlier map that all paths to it pass through.

    This is the immediate dominator of each node of an acyclic graph [1]_. Each
    map keeps its parent in the tree of dominators and one far ancestor, chosen
    by skew-binary numbers so that any ancestor is O(log n) steps away [2]_.

    Parameters
    ----------
    nodes : tuple of Node
        In an order in which each follows its inputs.
    input_id : str

    Returns
    -------
    dict of str to str
        Node id to the id of the map; the input's own is itself.

    References
    ----------
    .. [1] Cooper, Harvey and Kennedy, "A Simple, Fast Dominance Algorithm",
       2001.
    .. [2] Myers, "An applicative random-access stack", Information Processing
       Letters 17, 1983.

    Examples
    --------
    >>> from dilviz import parse_network
    >>> nodes = parse_network("a: conv3, join: [conv3 | conv1]").nodes
    >>> dominators(nodes, "input")["join"]
    'a'
    """
    depth = {input_id: 0}
    parents: dict[str, str] = {input_id: input_id}
    far: dict[str, str] = {input_id: input_id}

    def lifted(id_: str, to: int) -> str:
        while depth[id_] > to:
            id_ = far[id_] if depth[far[id_]] >= to else parents[id_]
        return id_

    def meet(first: str, second: str) -> str:
        first, second = lifted(first, depth[second]), lifted(second, depth[first])
        while first != second:
            steps = far if far[first] != far[second] else parents
            first, second = steps[first], steps[second]
        return first

    for node in nodes:
        nearest = node.inputs[0]
        for id_ in node.inputs[1:]:
            nearest = meet(nearest, id_)
        parents[node.id], depth[node.id] = nearest, depth[nearest] + 1
        jump = far[nearest]
        alike = depth[nearest] - depth[jump] == depth[jump] - depth[far[jump]]
        far[node.id] = far[jump] if alike else nearest
    return parents
