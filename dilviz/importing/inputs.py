"""Which input is the picture, and which of its axes are rows and columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dilviz.errors import GeometryError
from dilviz.importing.operation import Operation
from dilviz.importing.sizes import OpenSize, Size

WINDOWS = ("Conv", "ConvTranspose", "MaxPool", "AveragePool", "Resize", "InstanceNormalization")
COLOURS = 3
PICTURES = (1, 2, 3, 6, 7, 10, 11, 12, 16)  # ONNX data types of pictures and signals


@dataclass(frozen=True)
class Arrangement:
    """Which axes of the input are rows and columns.

    Attributes
    ----------
    places : (int or None, int)
        The axis of the rows, None in one dimension, and of the columns.
    """

    places: tuple[int | None, int]

    @property
    def one_dimensional(self) -> bool:
        """Whether there are columns only."""
        return self.places[0] is None


# For each rank, the likeliest first.
BY_RANK = {
    4: (Arrangement((2, 3)), Arrangement((1, 2))),
    3: (Arrangement((None, 2)), Arrangement((None, 1)), Arrangement((1, 2)), Arrangement((0, 1))),
    2: (Arrangement((None, 1)), Arrangement((0, 1))),
}


def arrangements(shape: Sequence[Size]) -> tuple[Arrangement, ...]:
    """What the axes of an input of this shape may mean, the likeliest first.

    Where that is in doubt, no axes with a single position: numbers of a signal are no channels.
    Nor are three colours rows.
    """
    first, *others = BY_RANK[len(shape)]
    if len(shape) == 4 and shape[1] == COLOURS != shape[3]:
        return (first,)
    return (first, *(a for a in others if any(shape[n] != 1 for n in a.places if n is not None)))


def shape_of_input(value: Any) -> tuple[Size, ...]:
    """Sizes that a file declares for a tensor; those left open get a name."""
    sizes: list[Size] = []
    for n, dimension in enumerate(value.type.tensor_type.shape.dim):
        if dimension.HasField("dim_value") and dimension.dim_value > 0:
            sizes.append(dimension.dim_value)
        else:
            name = dimension.dim_param or f"axis {n} of {value.name}"
            sizes.append(OpenSize(1, (name if isinstance(name, str) else f"axis {n}",)))
    return tuple(sizes)


def chosen_input(graph: Any, operations: Sequence[Operation]) -> Any:
    """The input that most convolutions (poolings, ...) depend on; among equals the first.

    Raises
    ------
    GeometryError
        If none has the rank of a picture or a sequence.
    """
    weights = {tensor.name for tensor in graph.initializer}
    inputs = [value for value in graph.input if value.name not in weights]
    candidates = [
        value
        for value in inputs
        if len(value.type.tensor_type.shape.dim) in BY_RANK
        and value.type.tensor_type.elem_type in (*PICTURES, 0)
    ]
    if not candidates:
        ranks = [len(value.type.tensor_type.shape.dim) for value in inputs]
        raise GeometryError(
            "the model has no input of shape (N, C, H, W) or (N, C, L); "
            f"its inputs have {ranks or 'no'} axes. Only maps in one or two dimensions are "
            "followed."
        )
    if len(candidates) == 1:
        return candidates[0]
    outputs = {value.name for value in graph.output}
    return max(candidates, key=lambda value: _reach(value, operations, outputs))


def _reach(value: Any, operations: Sequence[Operation], outputs: set[str]) -> tuple[Any, ...]:
    """What depends on an input: an output at all, how many windows, and its rank."""
    reached = {value.name}
    windows = 0
    for operation in operations:
        if reached & {*operation.inputs, *operation.inside}:
            reached.update(operation.outputs)
            windows += operation.kind in WINDOWS
    rank = len(value.type.tensor_type.shape.dim)
    return bool(reached & outputs), windows, rank > 2
