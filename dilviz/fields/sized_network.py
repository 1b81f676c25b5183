"""A network for one input size: how large its maps are, and what each step reads of the last."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from dilviz.convolution.layer import Pair, per_axis
from dilviz.fields.axis_steps import AxisStep, axis_step
from dilviz.fields.propagation import Memo
from dilviz.network.map_sizes import map_sizes, meeting_size
from dilviz.network.network import Network
from dilviz.network.node import OPTIONAL, Node
from dilviz.network.whole_map import Global

Steps = tuple[AxisStep | None, AxisStep | None]  # along rows and along columns


@dataclass(frozen=True)
class SizedNetwork:
    """A network up to the maps whose field is wanted, for one input size."""

    network: Network
    input_size: Pair
    targets: tuple[str, ...]
    memo: Memo = field(default_factory=Memo, compare=False)  # what others find once for all maps

    @cached_property
    def nodes(self) -> tuple[Node, ...]:
        """The nodes that lead to the targets, in order."""
        return self.network.before(*self.targets)

    @cached_property
    def sizes(self) -> dict[str, Pair]:
        """Size of every map on the way to the targets: id -> (rows, cols)."""
        network = self.network
        return map_sizes(self.nodes, network.input, self.input_size, network.positionless)

    def paths(self, *, gates: bool) -> Mapping[str, tuple[str, ...]]:
        """Of every node the inputs that are followed; `gates` as in `receptive_field`."""
        nodes = self.network.nodes if gates else self.network.local.nodes
        return self.memo.get(("paths", gates), lambda: {node.id: node.inputs for node in nodes})

    def steps(self, node: Node) -> Steps:
        """What a node reads of its joined inputs, along rows and along columns."""
        if node.op in ("add", "identity", "transpose", "concat"):
            return None, None
        return self.memo.get(("steps", node.id), lambda: self._new_steps(node))

    def has_rule(self, node: Node) -> bool:
        """Whether what a node's outputs read repeats along both axes, for this input size."""
        if node.settings is None or node.op in OPTIONAL:
            return True
        positionless = self.network.positionless
        met = meeting_size(node, self.sizes, positionless)
        return all(
            positionless[node.id][axis] or node.settings.read_rule(axis, met[axis]) is not None
            for axis in (0, 1)
        )

    def _new_steps(self, node: Node) -> Steps:
        positionless = self.network.positionless
        met = meeting_size(node, self.sizes, positionless)
        pooled = isinstance(node.settings, Global)
        return per_axis(
            lambda axis: (
                None
                if positionless[node.id][axis] and not pooled
                else axis_step(node, axis, met[axis])
            )
        )
