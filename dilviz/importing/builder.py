"""Makes the nodes of the network while a graph is read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from dilviz.convolution.layer import on_axis, per_axis
from dilviz.errors import GeometryError
from dilviz.importing.axes import known_axes, merged, positions, set_axis
from dilviz.importing.listed import Listed, described
from dilviz.importing.open_sizes import open_outputs
from dilviz.importing.operation import Operation
from dilviz.importing.sizes import OpenSize, Size, fixed, times
from dilviz.importing.values import Axis, Factor, Map, NotFollowed
from dilviz.network.node import Node

Flags = tuple[bool, bool]
KEEPING = ("add", "identity")  # as many rows and columns as it reads
MOST_NODES = 40_000
MOST_COMPUTED = 1 << 27  # numbers of large constants
MOST_LISTED = 1 << 25  # positions of all tables together


@dataclass
class Builder:
    """The nodes made so far, and the operation they are made for.

    Attributes
    ----------
    one_dimensional : bool
        Whether there are columns only.
    operation : Operation
        The one that is read now; its first output names the next node.
    nodes : list of Node
    notes : list of str
        Sentences for the user.
    misfits : int
        How often channels were read as positions, or positions as channels: a sign that the
        axes of the input mean something else.
    fits : int
        How often a window of several taps moved over rows or columns.
    """

    one_dimensional: bool
    operation: Operation = field(default_factory=lambda: Operation("", "", (), ("x",)))
    nodes: list[Node] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    misfits: int = 0
    fits: int = 0
    _noted: set[str] = field(default_factory=set)
    _ids: set[str] = field(default_factory=set)
    _listed: dict[tuple[str, Listed], Map] = field(default_factory=dict)
    _whole: dict[int, tuple[Any, Map]] = field(default_factory=dict)
    _kept_under: dict[str, list[tuple[dict[Any, Any], Any]]] = field(default_factory=dict)
    _positions: int = 0
    _numbers: int = 0
    _everything: dict[str, Flags] = field(default_factory=dict)

    def note(self, sentence: str, where: str = "") -> None:
        """Keep a sentence for the user, once, with the first place of which it is true."""
        if sentence not in self._noted:
            self._noted.add(sentence)
            self.notes.append(f"{where}: {sentence}" if where else sentence)

    def spend(self, numbers: int) -> None:
        """Count numbers that are computed, of constants that have many of them."""
        self._numbers += numbers
        if self._numbers > MOST_COMPUTED:
            raise NotFollowed(f"more than {MOST_COMPUTED} numbers of constants were looked at")

    def sees_everything(self, value: Map) -> Flags:
        """Along which of rows and columns a map already depends on something pooled."""
        return self._everything.get(value.node, (False, False))

    def is_counted(self, space: int) -> bool:
        """Whether the network has rows (columns) at all."""
        return space == 1 or not self.one_dimensional

    def depends_on_all(self, value: Map) -> bool:
        """Whether it depends on something pooled along rows and columns."""
        rows, cols = self.sees_everything(value)
        return cols and (rows or self.one_dimensional)

    def forget(self, count: int) -> None:
        """Take back all nodes but the first `count`."""
        for node in self.nodes[count:]:
            self._ids.discard(node.id)
            for store, key in self._kept_under.pop(node.id, ()):
                store.pop(key, None)
        del self.nodes[count:]

    def source(self, name: str, extent: tuple[Size, Size], axes: tuple[Axis, ...]) -> Map:
        """The input of the network."""
        self._ids.add(name)
        return Map(name, extent, (True, True), axes)

    def emit(
        self,
        op: str,
        inputs: Sequence[Map],
        axes: tuple[Axis, ...] | None,
        *,
        role: str = "",
        label: str = "",
        path: str = "",
        extent: tuple[Size, Size] | None = None,
        positioned: Flags | None = None,
        **settings: Any,
    ) -> Map:
        """Add a node and return the map it makes.

        Parameters
        ----------
        role : str
            What it does for the operation, where it is not its result: part of its id.
        label : str
            The tensor that it makes, if that is not a result of the operation.
        """
        if len(self.nodes) >= MOST_NODES:
            raise GeometryError(f"the model needs more than {MOST_NODES} layers to be followed.")
        name = self._name(role, label)
        node = Node(
            name,
            op,
            tuple(value.node for value in inputs),
            path=path or self.operation.path,
            **settings,
        )
        if positioned is None:
            rows, cols = (any(value.positioned[space] for value in inputs) for space in (0, 1))
            positioned = rows, cols
        if extent is None:
            extent = self._extent(node, inputs, positioned)
        self._everything[name] = self._sees(inputs, positioned)
        self.nodes.append(node)
        self._ids.add(name)
        return Map(name, extent, positioned, axes)

    def _sees(self, inputs: Sequence[Map], positioned: Flags) -> Flags:
        rows, cols = not positioned[0], not positioned[1]
        for value in inputs:
            over_rows, over_cols = self.sees_everything(value)
            rows, cols = rows or over_rows, cols or over_cols
        return rows, cols

    def _name(self, role: str, label: str) -> str:
        outputs = self.operation.outputs
        name = label if label and label not in self._ids else ""
        name = name or (f"{outputs[0]}:{role}" if role else outputs[0])
        if name in self._ids:
            number = next(n for n in range(2, len(self._ids) + 3) if f"{name}:{n}" not in self._ids)
            name = f"{name}:{number}"
        return name

    def _extent(self, node: Node, inputs: Sequence[Map], positioned: Flags) -> tuple[Size, Size]:
        first = inputs[0]
        alike = len(inputs) == 1 or all(value.extent == first.extent for value in inputs)
        if node.op in KEEPING and alike and first.positioned == positioned:
            return first.extent
        return per_axis(
            lambda space: self._outputs(node, space, inputs) if positioned[space] else 1
        )

    def _outputs(self, node: Node, space: int, inputs: Sequence[Map]) -> Size:
        sizes = [value.extent[space] for value in inputs if value.positioned[space]]
        known = [size for size in sizes if isinstance(size, int)]
        if len(known) == len(sizes):
            least = min(known)
            return least if node.op in KEEPING else node.output_size(space, least)
        if known and min(known) == 1:
            return node.output_size(space, 1)
        return open_outputs(node, space, next(n for n in sizes if isinstance(n, OpenSize)))

    def listed(
        self, value: Map, space: int, table: np.ndarray, axes: tuple[Axis, ...], **names: str
    ) -> Map:
        """A map whose rows (columns) are those in a table, a row of it for each output."""
        size = fixed(value.extent[space])
        if not len(table):
            raise NotFollowed("it leaves nothing of the map")
        self._positions += table.size
        if self._positions > MOST_LISTED:
            raise GeometryError(f"the model rearranges more than {MOST_LISTED} positions.")
        found: Listed = described(space, table, size)
        if found.op == "identity":
            return replace(value, axes=axes)
        key = (value.node, found)
        if key in self._listed:
            return replace(self._listed[key], axes=axes)
        made = self.emit(
            found.op,
            [value],
            axes,
            extent=on_axis(space, len(table), value.extent[1 - space]),
            layer=found.layer,
            settings=found.settings,
            role=names.get("role", found.op),
            label=names.get("label", value.label),
        )
        self._keep(self._listed, key, made, made)
        return made

    def whole(self, pieces: Any, make: Callable[[], Map]) -> Map:
        """The map of pieces, made once."""
        if id(pieces) not in self._whole:
            made = make()
            self._keep(self._whole, id(pieces), (pieces, made), made)
        return self._whole[id(pieces)][1]

    def _keep(self, store: dict[Any, Any], key: Any, value: Any, made: Map) -> None:
        """Remember what a node was made for, until the node is taken back."""
        store[key] = value
        self._kept_under.setdefault(made.node, []).append((store, key))

    def reordered(self, value: Map, space: int, order: list[tuple[int, Size, Size]]) -> Map:
        """A map whose rows (columns) come in the order of digits (axis, size, old weight).

        A weight of 0 repeats. What else lies on the axes of the tensor keeps its place there.
        """
        table = positions([(size, weight) for _, size, weight in order])
        weight: Size = 1
        factors: dict[int, list[Factor]] = {}
        for axis, size, _ in reversed(order):
            factors.setdefault(axis, []).insert(0, Factor(size, space, weight))
            weight = times(weight, size)
        for axis, new in factors.items():
            layout = known_axes(value)[axis]
            if len(new) < len(layout):
                digit = iter(new)
                new = [next(digit) if f.space == space else f for f in layout]
            value = set_axis(value, axis, merged(new))
        return self.listed(value, space, table[:, None], known_axes(value))
