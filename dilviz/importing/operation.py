"""The operations of an ONNX graph as plain records, with functions written out in place."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from dilviz.errors import GeometryError
from dilviz.network.well_formed import after_what_they_read

MOST_OPERATIONS = 100_000
DEEPEST_CALL = 32  # functions that call functions
STANDARD = ("", "ai.onnx")
SCOPES = "pkg.torch.onnx.name_scopes"
LONGEST_SCOPE = 4096  # characters


@dataclass(frozen=True)
class Operation:
    """One operation of a graph.

    Attributes
    ----------
    kind : str
        Its ONNX name: ``Conv``, ``Resize`` ...
    domain : str
        Empty for the operations of the ONNX standard.
    inputs, outputs : tuple of str
        Names of values; empty where one is left out.
    attributes : dict
    version : int
        The opset whose definition holds.
    path : str
        The module of PyTorch or Keras it was exported from, where the file says so.
    """

    kind: str
    domain: str
    inputs: tuple[str, ...]
    outputs: tuple[str, ...]
    attributes: Mapping[str, Any] = field(repr=False, default_factory=dict)
    version: int = 1
    path: str = ""

    def __str__(self) -> str:
        name = self.outputs[0] if self.outputs else "?"
        domain = f"{self.domain}." if self.domain else ""
        where = f" in {self.path}" if self.path else ""
        return f"ONNX operation {domain}{self.kind} {name!r}{where}"

    def get(self, name: str, default: Any = None) -> Any:
        """Value of an attribute; texts as str, lists of numbers as lists."""
        return self.attributes.get(name, default)

    @property
    def inside(self) -> frozenset[str]:
        """Names that its graphs, the bodies of loops for one, read without being handed them."""
        graphs = [a for a in self.attributes.values() if isinstance(a, Graph)]
        inner = [operation for graph in graphs for operation in graph.operations]
        names = [graph.outputs for graph in graphs] + [o.inputs for o in inner]
        return frozenset().union(*names, *(o.inside for o in inner))


@dataclass
class Functions:
    """The functions of a model, and the opsets that hold where they are written out."""

    by_name: dict[tuple[str, str], Any]
    left: int = MOST_OPERATIONS

    def operations(
        self,
        nodes: Iterable[Any],
        opsets: Mapping[str, int],
        names: Mapping[str, str] | None = None,
        prefix: str = "",
        attributes: Mapping[str, Any] | None = None,
        depth: int = 0,
        path: str = "",
    ) -> Iterator[Operation]:
        """Yield the operations of a graph or a function's body, functions written out."""
        renamed = dict(names or {})
        for node in nodes:
            self.left -= 1
            if self.left < 0:
                raise GeometryError(f"the model has more than {MOST_OPERATIONS} operations.")
            inputs, outputs = tuple(node.input), tuple(node.output)
            if prefix:
                renamed.update((name, prefix + name) for name in outputs if name not in renamed)
            if renamed:
                inputs = tuple(renamed.get(name, name) for name in inputs)
                outputs = tuple(renamed.get(name, name) for name in outputs)
            given = {a.name: a for a in node.attribute}
            if attributes is not None:
                given = dict(_filled_in(given, attributes))
            here = _path(node) or path
            function = self.by_name.get((_domain(node.domain), node.op_type))
            if function is None:
                yield Operation(
                    node.op_type,
                    _domain(node.domain),
                    inputs,
                    outputs,
                    {name: _plain(a, self, opsets, renamed, prefix) for name, a in given.items()},
                    opsets.get(_domain(node.domain), 1),
                    here,
                )
                continue
            if depth >= DEEPEST_CALL:
                raise GeometryError(f"functions of the model call each other {depth} deep.")
            inner = dict(zip(function.input, (*inputs, *[""] * len(function.input)), strict=False))
            inner.update(zip(function.output, outputs, strict=False))
            defaults = {a.name: a for a in function.attribute_proto}
            yield from self.operations(
                function.node,
                opsets_of(function) or opsets,
                inner,
                f"{outputs[0] if outputs else node.name}/",
                defaults | given,
                depth + 1,
                here,
            )


def _filled_in(
    given: Mapping[str, Any], attributes: Mapping[str, Any]
) -> Iterator[tuple[str, Any]]:
    """The attributes inside of a function, those it refers to in its call looked up."""
    for name, attribute in given.items():
        if not attribute.ref_attr_name:
            yield name, attribute
        elif attribute.ref_attr_name in attributes:
            yield name, attributes[attribute.ref_attr_name]


@dataclass(frozen=True)
class Graph:
    """A branch of an ``If``: its operations and the names of its results."""

    operations: tuple[Operation, ...]
    constants: Mapping[str, Any]
    outputs: tuple[str, ...]


def in_order(operations: Iterable[Operation]) -> tuple[Operation, ...]:
    """Every operation after those that make what it reads; some tools write them in disorder.

    Examples
    --------
    >>> first, second = Operation("Relu", "", ("x",), ("a",)), Operation("Relu", "", ("a",), ("b",))
    >>> [operation.outputs for operation in in_order([second, first])]
    [('a',), ('b',)]

    Raises
    ------
    GeometryError
        If operations read each other's results in a circle.
    """
    listed = tuple(operations)
    maker = {name: n for n, operation in enumerate(listed) for name in operation.outputs if name}
    before = [{maker[name] for name in _read_names(o) if name in maker} for o in listed]
    if all(n > max(made, default=-1) for n, made in enumerate(before)):
        return listed
    order = after_what_they_read(before)
    if len(order) < len(listed):
        stuck = listed[min(set(range(len(listed))) - set(order))]
        raise GeometryError(f"{stuck} reads, through others, its own result.")
    return tuple(listed[place] for place in order)


def _read_names(operation: Operation) -> Iterator[str]:
    yield from operation.inputs
    if operation.kind == "If":
        for branch in operation.attributes.values():
            for inner in branch.operations if isinstance(branch, Graph) else ():
                yield from _read_names(inner)


def opsets_of(model: Any) -> dict[str, int]:
    """Version of each operator domain."""
    return {_domain(entry.domain): entry.version for entry in model.opset_import}


def _domain(domain: str) -> str:
    return "" if domain in STANDARD else domain


def _plain(attribute: Any, functions: Functions, opsets: Any, names: Any, prefix: str) -> Any:
    """An attribute as a number, a text, a list, a tensor or a graph."""
    kind = attribute.type
    if kind == 7:  # the most frequent
        return list(attribute.ints)
    if kind == 2:
        return attribute.i
    if kind == 5 or attribute.HasField("g"):
        return _graph(attribute.g, functions, opsets, names, prefix)
    if kind == 4 or attribute.HasField("t"):
        return attribute.t
    if attribute.strings:
        return [text.decode("utf-8", "replace") for text in attribute.strings]
    if attribute.ints:
        return list(attribute.ints)
    if attribute.floats or kind == 6:
        return list(attribute.floats)
    if attribute.s or kind == 3:
        return attribute.s.decode("utf-8", "replace")
    return attribute.f if kind == 1 else attribute.i


def _graph(graph: Any, functions: Functions, opsets: Any, names: Any, prefix: str) -> Graph:
    operations = in_order(functions.operations(graph.node, opsets, names, prefix))
    made = {output for operation in operations for output in operation.outputs}
    outputs = tuple(
        prefix + value.name if prefix + value.name in made else names.get(value.name, value.name)
        for value in graph.output
    )
    constants = {prefix + tensor.name: tensor for tensor in graph.initializer}
    return Graph(operations, constants, outputs)


def _path(node: Any) -> str:
    """The module that an operation comes from, as PyTorch and Keras write it."""
    for entry in node.metadata_props:
        if entry.key == SCOPES and len(entry.value) <= LONGEST_SCOPE:
            return _scope(entry.value)
    *scopes, _ = node.name.split("/")
    path: list[str] = []
    for scope in filter(None, scopes):
        if path and scope.startswith(f"{path[-1]}."):
            path[-1] = scope  # PyTorch repeats the parent's name: /layer1/layer1.0
        else:
            path.append(scope)
    return ".".join(path)[:LONGEST_SCOPE]


def _scope(text: str) -> str:
    """The innermost module of a list such as ``['', 'layer1', 'layer1.0', 'conv2d']``."""
    if text[:2] == "['" and text[-2:] == "']" and "\\" not in text and '"' not in text:
        inner = text[2:-2].split("', '")  # as nearly all are, and far faster
        return inner[-2] if len(inner) > 1 else ""
    try:
        scopes = ast.literal_eval(text)
    except (ValueError, SyntaxError, MemoryError, RecursionError):
        return ""
    if not isinstance(scopes, list) or len(scopes) < 2 or not isinstance(scopes[-2], str):
        return ""
    return scopes[-2]
