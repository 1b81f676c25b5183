"""Read what an ONNX model does to positions: `network_from_onnx`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

from dilviz.convolution.layer import Pair
from dilviz.errors import GeometryError, or_none
from dilviz.importing.axes import along, free
from dilviz.importing.builder import Builder
from dilviz.importing.inputs import Arrangement, arrangements, chosen_input, shape_of_input
from dilviz.importing.interpreter import Interpreter
from dilviz.importing.onnx_file import model_from
from dilviz.importing.operation import Functions, Operation, in_order, opsets_of
from dilviz.importing.outputs import network_up_to_map
from dilviz.importing.outside import read_outside_numbers
from dilviz.importing.sizes import OpenSize, Size
from dilviz.importing.tensors import from_tensor
from dilviz.importing.values import Constant, Later, Value
from dilviz.network.network import Network

MOST_ATTEMPTS = 3
# Operations that read maps first and weights after them: files whose weights were left out have no
# trace of those.
WEIGHTED = frozenset(
    ("Conv", "ConvTranspose", "ConvInteger", "QLinearConv", "Gemm", "BatchNormalization")
    + ("InstanceNormalization", "GroupNormalization", "LayerNormalization", "PRelu")
    + ("LSTM", "GRU", "RNN")
)


def network_from_onnx(
    path_or_bytes: str | Path | bytes, input_size: int | tuple[int, int] | None = None
) -> Network:
    """Read the layers of an ONNX model: what each unit of each map reads.

    Weights are never needed and nothing is executed. Of a path, settings that the exporter
    put into a file beside the model are read from there.

    Parameters
    ----------
    path_or_bytes : path or bytes
        A model, or where it is.
    input_size : int or (int, int), optional
        Rows and columns of the input (the length, for a sequence), for a file that leaves them
        open and computes settings from them.

    Returns
    -------
    Network
        Ids are the ONNX output names, and paths the modules of the framework. ``left_out``
        lists the operations that follow the last map, such as flatten and gemm.

    Raises
    ------
    GeometryError
        If this is no ONNX model, is too large, contradicts `input_size`, or holds an operation
        whose positions cannot be followed; the message names it.
    """
    model = model_from(path_or_bytes)
    outside: dict[str, Later] = {}
    if isinstance(path_or_bytes, str | Path):
        outside = read_outside_numbers(model, Path(path_or_bytes).parent)
    return network_of_model(model, input_size, outside)


def network_of_model(
    model: Any,
    input_size: int | tuple[int, int] | None = None,
    outside: Mapping[str, Later] = MappingProxyType({}),
) -> Network:
    """Read a parsed ONNX model; some of its numbers may lie outside of it."""
    graph = model.graph
    if not graph.node:
        raise GeometryError("this ONNX file holds no operations, so it may not be a model.")
    if bytes in set(map(type, _names(model))):
        raise GeometryError("this ONNX model is damaged: one of its names is no text.")
    functions = Functions({(f.domain, f.name): f for f in model.functions})
    operations = tuple(functions.operations(graph.node, opsets_of(model)))
    _check_names(operations)
    operations = in_order(operations)
    constants = {t.name: from_tensor(t) for t in graph.initializer}
    for name, later in outside.items():
        constants[name] = replace(constants[name], later=later)
    _check_made(graph, operations, constants)
    return _Reader(graph, operations, constants, input_size).best()


def _names(model: Any) -> list[str | bytes]:
    """All names; where one is not UTF-8, protobuf hands out its bytes."""
    graph = model.graph
    names = [graph.name]
    for operation in (*graph.node, *(node for f in model.functions for node in f.node)):
        names.append(operation.op_type)
        names += operation.input
        names += operation.output
        names += [attribute.name for attribute in operation.attribute]
    names += [value.name for value in (*graph.input, *graph.output, *graph.initializer)]
    return names


def _check_names(operations: tuple[Operation, ...]) -> None:
    seen: set[str] = set()
    for operation in operations:
        for name in operation.outputs:
            if name and name in seen:
                raise GeometryError(f"two nodes are called {name!r}. Rename one of them.")
            seen.add(name)


def _check_made(graph: Any, operations: Iterable[Operation], constants: Mapping[str, Any]) -> None:
    known = {"", *constants, *(value.name for value in graph.input)}
    known.update(tensor.values.name for tensor in graph.sparse_initializer)
    for operation in operations:
        known.update(operation.outputs)
    for operation in operations:
        maps = 1 if operation.kind in WEIGHTED else None
        for name in operation.inputs[:maps]:
            if name not in known:
                raise GeometryError(
                    f"{operation} reads {name!r}, which nothing in the model makes."
                )


@dataclass(frozen=True)
class _Reader:
    """The content of a model, and the input size for which it is read."""

    graph: Any
    operations: tuple[Operation, ...]
    constants: dict[str, Constant]
    input_size: Any

    def best(self) -> Network:
        """Try what the axes of the input may mean; take the first without a contradiction.

        Where each has some, the one with the fewest counts; that it is refused counts too.
        """
        source = chosen_input(self.graph, self.operations)
        read: list[tuple[int, Network]] = []
        refused: list[tuple[int, GeometryError]] = []
        for arrangement in self._possible(source)[:MOST_ATTEMPTS]:
            builder = Builder(arrangement.one_dimensional)
            try:
                network = self._read(source, arrangement, builder)
            except GeometryError as error:
                refused.append((builder.misfits, error))
                continue
            if not builder.misfits and (not refused or builder.fits):
                return network
            read.append((builder.misfits, network))
        best = min(read, key=lambda attempt: attempt[0], default=None)
        if best is not None and all(best[0] < misfits for misfits, _ in refused):
            return best[1]
        raise min(refused, key=lambda attempt: attempt[0])[1]

    def _possible(self, source: Any) -> Sequence[Arrangement]:
        """Those that `input_size` does not contradict; all where it contradicts each."""
        every = arrangements(shape_of_input(source))
        agreed = [a for a in every if or_none(_sizes, source, a, self.input_size)]
        return agreed or every

    def _read(self, source: Any, arrangement: Arrangement, builder: Builder) -> Network:
        values: dict[str, Value] = {**self.constants}
        for value in self.graph.input:
            if value.name not in values:
                values[value.name] = Constant(shape_of_input(value) or None)
        sizes, fixed = _sizes(source, arrangement, self.input_size)
        values[source.name] = builder.source(source.name, *_extent_and_axes(sizes, arrangement))
        declared = {value.name: value for value in self.graph.value_info}
        interpreter = Interpreter(builder, values, lambda name: _declared(declared.get(name)))
        interpreter.run(self.operations)
        outputs = [value.name for value in self.graph.output]
        network = network_up_to_map(
            builder, interpreter.values, outputs, self.operations, source.name
        )
        notes, name = tuple(builder.notes), self.graph.name[:200]
        return replace(network, name=name, notes=notes, fixed_size=fixed)


def _sizes(
    source: Any, arrangement: Arrangement, input_size: Any
) -> tuple[list[Size], Pair | tuple[int | None, int | None]]:
    """Sizes of the input's axes, and those of rows and columns that the file fixes.

    A number of pictures that is left open is 1.
    """
    shape = list(shape_of_input(source))
    if isinstance(shape[0], OpenSize) and 0 not in arrangement.places:
        shape[0] = 1
    found = [shape[axis] if axis is not None else 1 for axis in arrangement.places]
    fixed = tuple(size if isinstance(size, int) else None for size in found)
    asked = Network((), one_dimensional=arrangement.one_dimensional).read_size(input_size)
    if asked is not None:
        for space, axis in enumerate(arrangement.places):
            if axis is None:
                continue
            if isinstance(shape[axis], int) and shape[axis] != asked[space]:
                said = "rows" if space == 0 else "columns"
                raise GeometryError(
                    f"the file fixes {shape[axis]} {said} of input, but input_size gives "
                    f"{asked[space]}. Leave input_size out, or export the model for this size."
                )
            shape[axis] = asked[space]
    return shape, (fixed[0], fixed[1])


def _extent_and_axes(sizes: list[Size], arrangement: Arrangement) -> tuple[Any, Any]:
    axes = [free(size) for size in sizes]
    extent: list[Size] = [1, 1]
    for space, axis in enumerate(arrangement.places):
        if axis is not None:
            extent[space] = sizes[axis]
            axes[axis] = along(sizes[axis], space)
    return (extent[0], extent[1]), tuple(axes)


def _declared(value: Any) -> tuple[Size, ...] | None:
    if value is None or not value.type.tensor_type.HasField("shape"):
        return None
    sizes = shape_of_input(value)
    return None if any(isinstance(size, OpenSize) for size in sizes) else sizes
