"""Channels that are laid together and taken apart again: each half reads its own.

A concatenation stays in pieces until an operation reads it as a whole, and the two ways of a
recurrence are one map. Where channels of such a map are taken, all operations since then that
leave channels alone are read again, piece by piece.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from dilviz.importing.axes import known_axes, spaces_of
from dilviz.importing.builder import Builder
from dilviz.importing.operation import Operation
from dilviz.importing.piece_axes import keeps_pieces
from dilviz.importing.piecewise import Rule, piece_by_piece
from dilviz.importing.values import Constant, Map, NotFollowed, Pieces, Value

RECURRENT = ("LSTM", "GRU", "RNN", "DynamicQuantizeLSTM")
TAKING = ("Gather", "Reshape", "Slice", "Split")
Found = tuple[Value | None, ...]


@dataclass
class Apart:
    """The operations whose results may be taken apart, and what they read.

    Attributes
    ----------
    builder : Builder
    rule : callable
        Gives the results of an operation.
    """

    builder: Builder
    rule: Rule
    _read: dict[str, tuple[Operation, Found]] = field(default_factory=dict)
    _made: dict[str, Pieces | None] = field(default_factory=dict)

    def remember(self, operation: Operation, found: Found, made: Sequence[Value]) -> None:
        """Keep an operation that lays pieces together, or leaves those it reads alone."""
        kept = keeps_pieces(operation) and any(name in self._read for name in operation.inputs)
        if kept or _both_ways(operation) or operation.kind == "Concat":
            name = operation.outputs[0]
            if isinstance(made[0], Map | Pieces):
                self._read[name] = (operation, (*found, made[0]))

    def inputs(self, operation: Operation, found: Found) -> Found:
        """What an operation reads, in pieces if it takes some of them."""
        if operation.kind not in TAKING or not operation.inputs or not found:
            return found
        if operation.inputs[0] not in self._read or not isinstance(found[0], Map | Pieces):
            return found
        pieces = self._pieces(operation.inputs[0])
        if pieces is None or (operation.kind == "Reshape" and _counts(found[0], pieces.axis)):
            return found
        return (pieces, *found[1:])

    def _pieces(self, name: str) -> Pieces | None:
        """A value in pieces; what it reads comes first."""
        waiting = [name]
        while waiting:
            here = waiting[-1]
            operation, _ = self._read[here]
            before = [n for n in operation.inputs if n in self._read and n not in self._made]
            if here not in self._made and not before:
                self._made[here] = self._reread(here)
            waiting = waiting + before if before else waiting[:-1]
        return self._made[name]

    def _reread(self, name: str) -> Pieces | None:
        operation, (*found, made) = self._read[name]
        read = [self._made.get(n) or v for n, v in zip(operation.inputs, found, strict=True)]
        if isinstance(made, Pieces) and all(a is b for a, b in zip(read, found, strict=True)):
            return made
        before = len(self.builder.nodes)
        try:
            pieces = self._again(operation, read)
        except NotFollowed:
            pieces = None
        if not isinstance(pieces, Pieces):
            self.builder.forget(before)
            return made if isinstance(made, Pieces) else None
        if isinstance(made, Map):
            self.builder.whole(pieces, lambda: made)
        return pieces

    def _again(self, operation: Operation, read: list[Value | None]) -> Value | None:
        if _both_ways(operation):
            return self._ways(operation, read)
        if not any(isinstance(value, Pieces) for value in read):
            return None
        if operation.kind == "Concat":
            return self.rule(operation, read)[0]
        return piece_by_piece(self.builder, operation, read, self.rule)[0]

    def _ways(self, operation: Operation, read: list[Value | None]) -> Pieces:
        """A recurrence forward, and one backward."""
        parts: list[Map | Constant] = []
        for way in ("forward", "reverse"):
            settings = {**operation.attributes, "direction": way}
            names = tuple(f"{name}:{way}" for name in operation.outputs)
            one = self.rule(replace(operation, attributes=settings, outputs=names), read)[0]
            if not isinstance(one, Map):
                raise NotFollowed("one of its ways keeps no positions")
            parts.append(one)
        axis = 2 if operation.get("layout", 0) else 1
        return Pieces(axis, tuple(parts), operation.outputs[0], operation.path)


def _both_ways(operation: Operation) -> bool:
    return operation.kind in RECURRENT and operation.get("direction") == "bidirectional"


def _counts(value: Map | Pieces, axis: int) -> bool:
    """Whether pieces laid together count rows or columns already, as windows of a map do."""
    return isinstance(value, Map) and bool(spaces_of(known_axes(value)[axis]))
