"""Which map a model is about, and what follows it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dilviz.errors import GeometryError
from dilviz.importing.axes import axis_size, digits, known_axes
from dilviz.importing.builder import Builder
from dilviz.importing.operation import Operation
from dilviz.importing.pieces import whole
from dilviz.importing.values import Lost, Map, NotFollowed, Pieces, Value
from dilviz.importing.windows import picture
from dilviz.network.network import Network


def network_up_to_map(
    builder: Builder,
    values: dict[str, Value],
    outputs: Sequence[str],
    operations: Sequence[Operation],
    source: str,
) -> Network:
    """The network up to the first output that is a map, else up to the last map before the head.

    What is left out of it then are the operations after that map, as "kind name".

    Raises
    ------
    GeometryError
        If an output was not understood, or nothing depends on the input.
    """
    found = [(name, values[name]) for name in outputs if name in values]
    for name, value in found:
        if isinstance(value, Lost):
            raise GeometryError(lost(value, operations))
        shown = _map(builder, value)
        if shown is not None and _is_map(builder, shown):
            return _up_to(_finished(builder, name, shown), builder, source)
    reached = [node for _, value in found for node in _nodes(value)]
    if not reached:
        raise GeometryError(_nothing(values, operations))
    if any(operation.kind == "DFT" for operation in operations):
        _check_frequencies(builder, found)
    everything = Network(tuple(builder.nodes), source, one_dimensional=builder.one_dimensional)
    last = _last_map(everything, reached)
    if last == source:
        raise GeometryError(_nothing(values, operations))
    network = _up_to(last, builder, source)
    return replace(network, left_out=_after(values, operations, outputs, network))


def _up_to(output: str, builder: Builder, source: str) -> Network:
    nodes = Network(tuple(builder.nodes)).before(output)
    return Network.of(nodes, source, output, one_dimensional=builder.one_dimensional)


def _check_frequencies(builder: Builder, found: Sequence[tuple[str, Value]]) -> None:
    """Refuse a map that is made of frequencies alone: it is no head that follows a map."""
    rank = 3 if builder.one_dimensional else 4
    for name, value in found:
        axes = value.axes if isinstance(value, Map) else None
        if axes is not None and len(axes) == rank and all(axis_size(a) != 1 for a in axes[2:]):
            raise GeometryError(
                f"the output {name!r} is made of frequencies alone, and each of them reads the "
                "whole map. Make a map before them the output."
            )


def _map(builder: Builder, value: Value) -> Map | None:
    if isinstance(value, Pieces):
        try:
            return whole(builder, value)
        except NotFollowed as error:
            if _is_map(builder, value.maps[0]):
                raise GeometryError(f"ONNX operation Concat {value.label!r}: {error}.") from None
            return None
    return value if isinstance(value, Map) else None


def _is_map(builder: Builder, value: Map) -> bool:
    if value.axes is None or not any(value.positioned):
        return False
    axes = known_axes(value)
    if len(axes) != (3 if builder.one_dimensional else 4):
        return False
    return any(
        digits(value, space)
        or (builder.is_counted(space) and value.positioned[space] and value.extent[space] == 1)
        for space in (0, 1)
    )


def _finished(builder: Builder, name: str, value: Map) -> str:
    """The node of an output, under the output's name, its positions in order."""
    builder.operation = Operation("", "", (), (name,))
    try:
        value = picture(builder, replace(value, label=name))
    except NotFollowed as error:
        raise GeometryError(f"the output {name!r}: {error}.") from None
    if value.node != name and all(node.id != name for node in builder.nodes):
        return builder.emit("identity", [value], value.axes).node
    return value.node


def _nodes(value: Value) -> list[str]:
    if isinstance(value, Map):
        return [value.node]
    if isinstance(value, Pieces):
        return [part.node for part in value.maps]
    return []


def _last_map(network: Network, reached: list[str]) -> str:
    """The last map with positions on the way to values that have none, or the input."""
    placed = [network.input]
    for node in network.before(*reached):
        rows, cols = network.positionless[node.id]
        if not cols or not (rows or network.one_dimensional):
            placed.append(node.id)
    return placed[-1]


def _after(
    values: dict[str, Value],
    operations: Sequence[Operation],
    outputs: Sequence[str],
    network: Network,
) -> tuple[str, ...]:
    """Operations between the last map, which ends the network, and the outputs."""
    before = {name for node in network.nodes for name in (node.id, *node.inputs)}
    wanted = set(outputs)
    left = []
    for operation in reversed(operations):
        made = [values.get(name) for name in operation.outputs]
        nodes = {node for value in made if value is not None for node in _nodes(value)}
        if wanted.intersection(operation.outputs) and nodes:
            wanted.update(operation.inputs)
            later = (
                not nodes <= before
                or all(
                    isinstance(v, Map) and v.label == n
                    for n, v in zip(operation.outputs, made, strict=True)
                    if v is not None
                )
                and nodes == {network.output}
            )
            if later:
                left.append(f"{operation.kind} {operation.outputs[0]}")
    return tuple(reversed(left))


def lost(value: Lost, operations: Sequence[Operation]) -> str:
    """A sentence that names an operation that was not understood, and its neighbours."""
    operation = value.operation
    inputs = ", ".join(repr(name) for name in operation.inputs[:4] if name)
    readers = [
        f"{other.kind} {other.outputs[0]!r}"
        for other in operations
        if other.outputs and set(operation.outputs) & set(other.inputs)
    ]
    between = f" It reads {inputs or 'nothing'}"
    between += f" and is read by {', '.join(readers[:3])}." if readers else " and is an output."
    return f"{operation}: {value.reason}.{between}"


def _nothing(values: dict[str, Value], operations: Sequence[Operation]) -> str:
    for operation in operations:
        for name in operation.outputs:
            value = values.get(name)
            if isinstance(value, Lost):
                return lost(value, operations)
    first = operations[0]
    return (
        "no operation of this model could be followed from its input; the first is "
        f"{first.kind} {first.outputs[0] if first.outputs else '?'}."
    )
