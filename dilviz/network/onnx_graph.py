"""Read the spatial part of an ONNX model: what PyTorch, TensorFlow and Keras export."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from dilviz.errors import GeometryError, optional_package
from dilviz.network.network import Network
from dilviz.network.node import Node
from dilviz.network.onnx_layers import MAKERS, POINTWISE, Reader

LARGEST_FILE = 512 * 1024 * 1024  # bytes
MOST_OPERATIONS = 100_000


def network_from_onnx(path_or_bytes: str | Path | bytes) -> Network:
    """Read the part of an ONNX model in which a spatial map exists.

    Weights are never needed, files beside the model are never opened, and
    nothing is executed.

    Parameters
    ----------
    path_or_bytes : path or bytes
        A model, or where it is.

    Returns
    -------
    Network
        Ids are the ONNX output names. ``left_out`` lists the operations that
        have no map, such as flatten and gemm.

    Raises
    ------
    GeometryError
        If this is no ONNX model, is too large, or holds an operation whose
        positions cannot be followed; the message names it.
    """
    graph = _graph(_content(path_or_bytes))
    source, dimensions = _input(graph)
    reading = _Graph(Reader(_constants(graph), dimensions), {source.name: source.name})
    for operation in graph.node:
        reading.add(operation)
    output = _output(graph, reading)
    network = Network.of(
        reading.nodes, source.name, output, graph.name[:200], one_dimensional=dimensions == 1
    )
    kept = Network.of(
        network.before(output), source.name, output, network.name, network.one_dimensional
    )
    return replace(kept, left_out=tuple(reading.left_out))


def _content(path_or_bytes: Any) -> bytes:
    if isinstance(path_or_bytes, bytes | bytearray | memoryview):
        size = len(path_or_bytes)
    else:
        size = Path(path_or_bytes).stat().st_size
    if size > LARGEST_FILE:
        raise GeometryError(
            f"the ONNX file has {size} bytes; at most {LARGEST_FILE} are read. "
            "Save it with its weights as external data: they are not needed."
        )
    if isinstance(path_or_bytes, bytes | bytearray | memoryview):
        return bytes(path_or_bytes)
    return Path(path_or_bytes).read_bytes()


def _graph(content: bytes) -> Any:
    onnx = optional_package("onnx", "ONNX files", extra="onnx")
    from google.protobuf.message import DecodeError

    model = onnx.ModelProto()
    try:
        model.ParseFromString(content)
    except DecodeError:
        raise GeometryError("this is not an ONNX model, or it is damaged.") from None
    if not model.graph.node:
        raise GeometryError("this ONNX file holds no operations, so it may not be a model.")
    if len(model.graph.node) > MOST_OPERATIONS:
        raise GeometryError(
            f"the model has {len(model.graph.node)} operations; at most {MOST_OPERATIONS} are read."
        )
    if any(isinstance(name, bytes) for name in _names(model.graph)):
        raise GeometryError("this ONNX model is damaged: one of its names is no text.")
    return model.graph


def _names(graph: Any) -> Iterator[str | bytes]:
    """All names; where one is not UTF-8, protobuf hands out its bytes."""
    yield graph.name
    for operation in graph.node:
        yield from (operation.op_type, *operation.input, *operation.output)
        yield from (attribute.name for attribute in operation.attribute)
    for value in (*graph.input, *graph.output, *graph.initializer):
        yield value.name


def _input(graph: Any) -> tuple[Any, int]:
    """Find the picture: the first input with one or two spatial axes."""
    weights = {tensor.name for tensor in graph.initializer}
    ranks = []
    for candidate in graph.input:
        if candidate.name in weights:
            continue
        rank = len(candidate.type.tensor_type.shape.dim)
        if rank in (3, 4):
            return candidate, rank - 2
        ranks.append(rank)
    raise GeometryError(
        "the model has no input of shape (N, C, H, W) or (N, C, L); "
        f"its inputs have {ranks or 'no'} axes. Only maps in one or two dimensions are followed."
    )


def _constants(graph: Any) -> dict[str, Any]:
    """Tensors by name; they are read only where a setting is in them."""
    constants = {tensor.name: tensor for tensor in graph.initializer}
    for operation in graph.node:
        if operation.op_type == "Constant" and operation.output:
            for attribute in operation.attribute:
                if attribute.name == "value":
                    constants[operation.output[0]] = attribute.t
    return constants


@dataclass
class _Graph:
    """What has been read so far."""

    reader: Reader
    maps: dict[str, str]  # value name -> id of the node that makes this map
    nodes: list[Node] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)

    def add(self, operation: Any) -> None:
        """Add one operation if it makes a map of maps, else list it as left out."""
        if operation.op_type == "Constant" or not operation.output:
            return
        inputs = tuple(self.maps[name] for name in operation.input if name in self.maps)
        node = self._node(operation, inputs) if inputs else None
        if node is None:
            self.left_out.append(f"{operation.op_type} {operation.output[0]}")
            return
        self.nodes.append(node)
        self.maps[node.id] = node.id

    def _node(self, operation: Any, inputs: tuple[str, ...]) -> Node | None:
        name, kind = operation.output[0], operation.op_type
        if kind in POINTWISE and len(inputs) > 1:
            return Node(name, "add", inputs)
        if kind in POINTWISE:
            return Node(name, "identity", inputs, kind="relu" if kind == "Relu" else "id")
        if kind not in MAKERS or (operation.input[0] not in self.maps and kind != "Concat"):
            return None
        try:
            return MAKERS[kind](self.reader, operation, inputs)
        except GeometryError as error:
            where = f"ONNX operation {kind} {name!r}: "
            raise GeometryError(where + str(error).removeprefix(where)) from None


def _output(graph: Any, reading: _Graph) -> str:
    """The model's output if it is a map, else the last map on the way to it."""
    if not reading.nodes:
        raise GeometryError(
            "no operation of this model could be followed from its input; the first is "
            f"{reading.left_out[0] if reading.left_out else 'missing'}."
        )
    wanted = {value.name for value in graph.output}
    order = {node.id: position for position, node in enumerate(reading.nodes)}
    for value in graph.output:
        if value.name in order:
            return value.name
    for operation in reversed(graph.node):
        if wanted.intersection(operation.output):
            wanted.update(operation.input)
    reached = [id_ for id_ in wanted if id_ in order]
    return max(reached, key=order.__getitem__) if reached else reading.nodes[-1].id
