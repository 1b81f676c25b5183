"""What reads whole maps on the way to a map, and whether its units see everything through it."""

from __future__ import annotations

from typing import NamedTuple

from dilviz.convolution.layer import Pair
from dilviz.fields.backward import reach_back
from dilviz.fields.sized_network import SizedNetwork
from dilviz.network.network import Network
from dilviz.network.op_settings import Flags
from dilviz.network.whole_map import Global


class Gate(NamedTuple):
    """One operation that reads a whole map.

    Attributes
    ----------
    id : str
        Of its node.
    path : str
        Of the module that made it.
    kind : str
        One of `dilviz.network.whole_map.GLOBAL_KINDS`.
    """

    id: str
    path: str
    kind: str


def gates_before(network: Network, target: str) -> tuple[Gate, ...]:
    """List what reads whole maps on the way to a map, in order."""
    return tuple(
        Gate(node.id, node.path, node.settings.kind)
        for node in network.before(target)
        if isinstance(node.settings, Global)
    )


def sees_everything(
    network: Network, target: str, sized: SizedNetwork | None, unit: Pair | None
) -> Flags:
    """Whether a unit reads a whole map, along the input's (rows, cols).

    Without a unit or an input size: whether some unit may.
    """
    pooled = {gate.id for gate in gates_before(network, target)}
    if pooled and sized and unit is not None:
        pooled = set(reach_back(sized, target, unit, gates=True).pooled)
    if not pooled:
        return False, False
    seen = frozenset[int]()
    for id_, axes in network.input_axes.items():
        if id_ in pooled:
            settings = network.by_id[id_].settings
            assert isinstance(settings, Global)
            for axis in (0, 1):
                if settings.axes[axis]:
                    seen |= axes[axis]
    return 0 in seen, 1 in seen


def without_positions(network: Network, target: str) -> Flags:
    """Along which axes of the input a map has no field without gates.

    None of both, where only pooled values arrive.
    """
    if target != network.input and target not in network.local.by_id:
        return True, True
    flags = network.positionless[target]
    if True not in flags:
        return False, False
    axes = network.input_axes[target]
    hidden = frozenset[int]().union(
        *(followed for followed, none in zip(axes, flags, strict=True) if none)
    )
    return 0 in hidden, 1 in hidden
