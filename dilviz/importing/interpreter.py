"""Reads the operations of a graph one after the other, each by its rule."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from dilviz.errors import GeometryError
from dilviz.importing.apart import Apart
from dilviz.importing.axes import known_axes, spaces_of
from dilviz.importing.builder import Builder
from dilviz.importing.call import Call
from dilviz.importing.constants import evaluated
from dilviz.importing.evaluators import WRONG_SETTINGS
from dilviz.importing.joining import joined
from dilviz.importing.operation import Graph, Operation
from dilviz.importing.piecewise import piece_by_piece
from dilviz.importing.rules import RULES
from dilviz.importing.sizes import Size
from dilviz.importing.tensors import from_tensor
from dilviz.importing.values import Constant, Lost, Map, NotFollowed, Pieces, Value

MOST_DEPTH = 16  # of branches within branches


@dataclass
class Interpreter:
    """The values of a graph, as far as it has been read.

    Attributes
    ----------
    builder : Builder
    values : dict of str to Value
        By tensor name.
    shapes : callable
        That the file declares; used for constants only.
    """

    builder: Builder
    values: dict[str, Value]
    shapes: Callable[[str], tuple[Size, ...] | None] = lambda name: None
    depth: int = 0

    def __post_init__(self) -> None:
        self._apart = Apart(self.builder, self._made_piece)

    def run(self, operations: Sequence[Operation]) -> None:
        """Read operations in order."""
        for operation in operations:
            for name, value in zip(operation.outputs, self._outputs(operation), strict=False):
                if name:
                    self.values[name] = value

    def _outputs(self, operation: Operation) -> tuple[Value, ...]:
        count = max(1, len(operation.outputs))
        found = [
            self.values.get(name, Constant(None)) if name else None for name in operation.inputs
        ]
        if operation.kind != "If":
            found += self._read_inside(operation)
        for value in found:
            if isinstance(value, Lost):
                return (value,) * count
        self.builder.operation = operation
        if operation.kind == "If" and not operation.domain:
            return self._branches(operation, found[0] if found else None)
        if all(value is None or isinstance(value, Constant) for value in found):
            constants = [value for value in found if value is None or isinstance(value, Constant)]
            return self._declared(operation, evaluated(operation, constants))
        read = tuple(found)
        apart = self._apart.inputs(operation, read)
        made = self._made(operation, apart)
        if apart is not read and operation.kind == "Reshape" and isinstance(made[0], Lost):
            made = self._made(operation, read)
        self._apart.remember(operation, read, made)
        made += (Constant(None),) * (count - len(made))
        return tuple(self._labelled(n, v) for n, v in zip(operation.outputs, made, strict=False))

    def _read_inside(self, operation: Operation) -> list[Value]:
        """What the body of a loop reads of the graph around it, where it is no constant."""
        inside = [self.values[name] for name in sorted(operation.inside) if name in self.values]
        return [value for value in inside if not isinstance(value, Constant)]

    def _made(self, operation: Operation, found: tuple[Value | None, ...]) -> tuple[Value, ...]:
        before = len(self.builder.nodes)
        try:
            return _by_rule(Call(operation, found, self.builder))
        except GeometryError as error:
            raise GeometryError(f"{operation}: {_bare(error, operation)}") from None
        except NotFollowed as error:
            self.builder.forget(before)
            return self._otherwise(operation, found, str(error))

    def _otherwise(
        self, operation: Operation, found: tuple[Value | None, ...], reason: str
    ) -> tuple[Value, ...]:
        """What remains to be tried: the pieces one by one, or a value without positions."""
        before = len(self.builder.nodes)
        if any(isinstance(value, Pieces) for value in found):
            try:
                return piece_by_piece(self.builder, operation, found, self._made_piece)
            except NotFollowed:
                self.builder.forget(before)
        maps = [value for value in found if isinstance(value, Map)]
        pieces = any(isinstance(value, Pieces) for value in found)
        if maps and not pieces and not any(map(_has_positions, maps)):
            made = joined(self.builder, [replace(value, axes=None) for value in maps])
            return (made,) * max(1, len(operation.outputs))
        return (Lost(operation, reason),) * max(1, len(operation.outputs))

    def _made_piece(self, operation: Operation, found: Sequence[Value | None]) -> tuple[Value, ...]:
        constants = [v for v in found if v is None or isinstance(v, Constant)]
        if len(constants) == len(found):
            return evaluated(operation, constants)
        self.builder.operation = operation
        return _by_rule(Call(operation, tuple(found), self.builder))

    def _labelled(self, name: str, value: Value) -> Value:
        """Remember the tensor's name where no node has it."""
        if isinstance(value, Map) and value.node != name and name:
            return replace(value, label=name)
        return value

    def _declared(self, operation: Operation, made: tuple[Constant, ...]) -> tuple[Value, ...]:
        """Constants whose shape is not known get the one that the file declares."""
        return tuple(
            replace(value, shape=self.shapes(name)) if value.shape is None else value
            for name, value in zip(operation.outputs, made, strict=False)
        )

    def _branches(self, operation: Operation, condition: Value | None) -> tuple[Value, ...]:
        """``If``: the branch that a constant chooses, or both if they read alike."""
        branches = [operation.get(name) for name in ("then_branch", "else_branch")]
        count = max(1, len(operation.outputs))
        if self.depth >= MOST_DEPTH or not all(isinstance(b, Graph) for b in branches):
            return (Lost(operation, "its branches are missing or nested too deep"),) * count
        if isinstance(condition, Constant) and condition.data is not None and condition.data.size:
            return self._branch(branches[0 if condition.data.ravel()[0] else 1])[0]
        first, length = self._branch(branches[0])
        mark = len(self.builder.nodes)
        second, other = self._branch(branches[1])
        nodes = self.builder.nodes
        if _alike(nodes[mark - length : mark], nodes[mark:], first, second):
            self.builder.forget(mark)
            return first
        unknown = condition.missing if isinstance(condition, Constant) else ""
        return (Lost(operation, unknown or "its branches read different positions"),) * count

    def _branch(self, graph: Graph) -> tuple[tuple[Value, ...], int]:
        before = len(self.builder.nodes)
        inner = Interpreter(self.builder, dict(self.values), self.shapes, self.depth + 1)
        for name, tensor in graph.constants.items():
            inner.values[name] = from_tensor(tensor)
        inner.run(graph.operations)
        results = tuple(inner.values.get(name, Constant(None)) for name in graph.outputs)
        return results, len(self.builder.nodes) - before


def _by_rule(call: Call) -> tuple[Value, ...]:
    """The results of an operation; attributes of a damaged file may be of any type and number."""
    rule = RULES.get((call.operation.domain, call.operation.kind))
    if rule is None:
        raise NotFollowed("it is not known")
    try:
        made = rule(call)
    except WRONG_SETTINGS as error:
        if isinstance(error, GeometryError):
            raise
        raise NotFollowed("its settings are not those of such an operation") from error
    return (
        tuple(Constant(None) if v is None else v for v in made)
        if isinstance(made, tuple)
        else (made,)
    )


def _bare(error: GeometryError, operation: Operation) -> str:
    """The message without the name that the node puts in front."""
    text = str(error)
    for name in operation.outputs:
        text = text.removeprefix(f"node {name!r}: ").removeprefix(f"layer {name!r}: ")
    return text


def _has_positions(value: Map) -> bool:
    return value.axes is not None and any(map(spaces_of, known_axes(value)))


def _alike(
    one: Sequence[Any], other: Sequence[Any], first: Sequence[Value], second: Sequence[Value]
) -> bool:
    """Whether two branches made the same nodes, apart from their names."""
    if len(one) != len(other) or len(first) != len(second):
        return False
    names = {b.id: a.id for a, b in zip(one, other, strict=True)}
    for a, b in zip(one, other, strict=True):
        inputs = tuple(names.get(name, name) for name in b.inputs)
        if replace(b, id=a.id, inputs=inputs, path=a.path, channels=a.channels) != a:
            return False
    return all(
        isinstance(a, Map)
        and isinstance(b, Map)
        and replace(b, node=names.get(b.node, b.node), label=a.label) == a
        for a, b in zip(first, second, strict=True)
    )
