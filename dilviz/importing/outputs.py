"""Which map a model is about, and what follows it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dilviz.errors import GeometryError
from dilviz.importing.axes import axis_size, digits, known_axes
from dilviz.importing.builder import Builder
from dilviz.importing.operation import Operation
from dilviz.importing.pieces import whole
from dilviz.importing.values import Lost, Map, NotFollowed, Pieces, Value
from dilviz.importing.windows import picture
from dilviz.network.network import Network


@dataclass(frozen=True)
class Result:
    """The map whose field is wanted.

    Attributes
    ----------
    output : str
        Its node.
    left_out : tuple of str
        The operations after it, as "kind name".
    """

    output: str
    left_out: tuple[str, ...] = ()


def result_of(
    builder: Builder,
    values: dict[str, Value],
    outputs: Sequence[str],
    operations: Sequence[Operation],
    source: str,
) -> Result:
    """The first output that is a map, else the last map before the head.

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
            return Result(_finished(builder, name, shown))
    reached = [node for _, value in found for node in _nodes(value)]
    if not reached:
        raise GeometryError(_nothing(values, operations))
    if any(operation.kind == "DFT" for operation in operations):
        _check_frequencies(builder, found)
    last = _last_map(builder, reached, source)
    if last == source:
        raise GeometryError(_nothing(values, operations))
    return Result(last, _after(values, operations, outputs, last, builder))


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
    return any(digits(value, space) for space in (0, 1)) or any(
        value.positioned[space] and value.extent[space] == 1
        for space in ((1,) if builder.one_dimensional else (0, 1))
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


def _last_map(builder: Builder, reached: list[str], source: str) -> str:
    """The last node with positions on the way to values that have none."""
    by_id = {node.id: (n, node) for n, node in enumerate(builder.nodes)}
    without = _positionless(builder, source)
    waiting, seen, maps = list(reached), set(reached), []
    while waiting:
        name = waiting.pop()
        if name == source or not without[name]:
            maps.append(name)
            continue
        for other in by_id[name][1].inputs:
            if other not in seen:
                seen.add(other)
                waiting.append(other)
    return max(maps, key=lambda name: by_id[name][0] if name in by_id else -1)


def _positionless(builder: Builder, source: str) -> dict[str, bool]:
    """For every node whether it has lost its positions along all axes."""
    start = (builder.one_dimensional, False)
    lost: dict[str, tuple[bool, bool]] = {source: start}
    for node in builder.nodes:
        rows, cols = (all(lost[name][space] for name in node.inputs) for space in (0, 1))
        if node.op == "global":
            axes = node.settings.axes  # type: ignore[union-attr]
            rows, cols = rows or axes[0], cols or axes[1]
        lost[node.id] = (rows, cols)
    return {name: all(flags) for name, flags in lost.items()}


def _after(
    values: dict[str, Value],
    operations: Sequence[Operation],
    outputs: Sequence[str],
    last: str,
    builder: Builder,
) -> tuple[str, ...]:
    """Operations between the last map and the outputs."""
    network = Network(tuple(builder.nodes))
    before = {name for node in network.before(last) for name in (node.id, *node.inputs)}
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
                and nodes == {last}
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
