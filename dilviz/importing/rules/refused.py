"""Operations that read where values say, or run a graph of their own: refused by name."""

from __future__ import annotations

from dilviz.importing.call import Call, Rule
from dilviz.importing.values import NotFollowed, Value

BY_VALUES = "which positions it reads depends on values, so no field can be stated"
INNER = "it runs a graph of its own as often as values say"


def by_values(call: Call) -> Value:
    """Positions that are computed from the input."""
    raise NotFollowed(BY_VALUES)


def inner_graph(call: Call) -> Value:
    """Loops."""
    raise NotFollowed(INNER)


RULES: dict[str, Rule] = {
    **dict.fromkeys(
        ["DeformConv", "MaxRoiPool", "MaxUnpool", "RoiAlign"],
        by_values,
    ),
    "Loop": inner_graph,
    "Scan": inner_graph,
}
