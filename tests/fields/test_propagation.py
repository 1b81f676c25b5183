"""Carrying things through a graph: order, joins, memory and the end of patience."""

import pytest

from dilviz import GeometryError, parse_network
from dilviz.fields.propagation import Budget, propagate


def depths(text):
    """How many layers the longest path to every map has."""
    network = parse_network(text)
    merge, through = (lambda seen: (max(seen),)), (lambda seen, _: (seen[0] + 1,))
    walk = propagate(network.input, network.nodes, network.nodes, (0,), through, merge)
    return {id_: seen[0] for id_, seen in walk}


def test_things_are_changed_by_layers_and_merged_where_maps_meet():
    assert depths("a: conv3, [b: conv3, c: conv3 | id], d: conv1") == {
        "input": 0,
        "a": 1,
        "b": 2,
        "c": 3,
        "4": 4,
        "d": 5,
    }


def test_what_the_last_reader_is_done_with_is_dropped():
    network = parse_network("50*(conv3)")
    counts = []

    class Counted:
        now = 0

        def __init__(self):
            Counted.now += 1

        def __del__(self):
            Counted.now -= 1

    walk = propagate(
        network.input,
        network.nodes,
        network.nodes,
        (Counted(),),
        lambda *_: (Counted(),),
        lambda things: things,
    )
    for _ in walk:
        counts.append(Counted.now)
    assert max(counts) <= 4


def test_a_budget_ends_with_a_sentence():
    budget = Budget(10)
    budget.spend(10)
    with pytest.raises(GeometryError, match="too large to be followed exactly"):
        budget.spend(1)
