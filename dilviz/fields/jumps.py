"""Input samples between neighbouring units, where what they read follows no rule that repeats."""

from __future__ import annotations

from fractions import Fraction

from dilviz.fields.sized_network import SizedNetwork

Jump = tuple[int, int | Fraction | None]  # axis of the input, samples; None where units differ
Jumps = tuple[frozenset[Jump], frozenset[Jump]]  # of rows and of columns


def jumps_of(sized: SizedNetwork, target: str) -> tuple[float | None, float | None]:
    """Follow the jump of every path without gates; None along an axis on which they disagree.

    >>> from dilviz import Network, Node
    >>> from dilviz.network.moves import Roll
    >>> network = Network.of([Node("a", "roll", ("x",), settings=Roll((0, 2)))])
    >>> jumps_of(SizedNetwork(network, (4, 5), ("a",)), "a")
    (1, 1)
    """
    found = sized.memo.get("jumps", lambda: _jumps_of_all(sized)).get(target)
    every = found[0] | found[1] if found else frozenset[Jump]()
    return _agreed(every, 0), _agreed(every, 1)


def _jumps_of_all(sized: SizedNetwork) -> dict[str, Jumps]:
    """The jumps of all paths to every map, gates left out."""
    local = sized.network.local
    held: dict[str, Jumps] = {
        local.input: (frozenset([(0, 1)]), frozenset([(1, 1)])),
    }
    for node in local.before(*sized.targets):
        rows, cols = (
            frozenset[Jump]().union(*(held[id_][axis] for id_ in node.inputs)) for axis in (0, 1)
        )
        if node.op == "transpose":
            rows, cols = cols, rows
        steps = sized.steps(node)
        held[node.id] = (
            rows if steps[0] is None else frozenset(_times(jump, steps[0].jump) for jump in rows),
            cols if steps[1] is None else frozenset(_times(jump, steps[1].jump) for jump in cols),
        )
    return held


def _times(jump: Jump, factor: int | Fraction | None) -> Jump:
    axis, samples = jump
    return axis, None if samples is None or factor is None else samples * factor


def _agreed(jumps: frozenset[Jump], axis: int) -> float | None:
    """The jump that all paths have along an axis of the input, if there is one."""
    along = {samples for input_axis, samples in jumps if input_axis == axis}
    if len(along) != 1:
        return None
    [jump] = along
    return jump if jump is None or isinstance(jump, int) else float(jump)
