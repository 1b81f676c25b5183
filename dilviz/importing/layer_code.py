"""Networks from pasted code of PyTorch or Keras, which is parsed and never executed."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from typing import Any

from dilviz.errors import GeometryError
from dilviz.importing.keras_layers import KERAS
from dilviz.importing.layer_calls import LayerCall, Reader, Step, Unread
from dilviz.importing.printed_model import not_in_order, printed_layers
from dilviz.importing.refused_layers import refusals
from dilviz.importing.torch_layers import TORCH
from dilviz.network.network import Network
from dilviz.network.node import Node
from dilviz.network.resize import Resize
from dilviz.network.suggestions import PRINTED
from dilviz.network.well_formed import LARGEST_NETWORK
from dilviz.network.whole_map import Global

LONGEST_CODE = 100_000  # characters
DEEPEST = 60  # brackets within brackets
IN_ORDER = "The layers are taken as a chain, in the order in which they are written."


@dataclass
class Chain:
    """The layers read so far, each reading the one before.

    Attributes
    ----------
    nodes : list of Node
    left_out : list of str
        Layers that follow the last map.
    dimensions : set of int
        That names of layers say: 1, 2 or both.
    notes : list of str
        What the framework refuses to run.
    """

    nodes: list[Node] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    dimensions: set[int] = field(default_factory=set)
    notes: list[str] = field(default_factory=list)

    def add(self, path: str, call: LayerCall) -> None:
        """Add a layer.

        Raises
        ------
        GeometryError
            If it is not known, or follows a layer that leaves no map.
        """
        steps = _reader(call)(call)
        call.check_names()
        for step in steps:
            self._step(path, call, step)
        self.notes += refusals(path, call, steps)
        if call.dimensions:
            self.dimensions.add(call.dimensions)
        if len(self.nodes) > LARGEST_NETWORK:
            raise GeometryError(f"the code has more than {LARGEST_NETWORK} layers.")

    def _step(self, path: str, call: LayerCall, step: Step) -> None:
        if step.op == "head" or (self.left_out and step.op == "identity"):
            self.left_out.append(f"{call.name} {path}")
            return
        if self.left_out:
            raise GeometryError(
                f"{call.name} {path!r} follows {self.left_out[-1]!r}, which leaves no rows and "
                "columns. Paste the layers before it alone."
            )
        before = self.nodes[-1].id if self.nodes else "x"
        taken = {node.id for node in self.nodes}
        name = path
        if step.gate:
            self.nodes.append(Node(f"{path}:whole", step.op, (before,), path=path, **step.settings))
            self.nodes.append(Node(name, "add", (before, f"{path}:whole"), path=path))
            return
        if name in taken:
            name = next(f"{path}:{n}" for n in range(2, 9) if f"{path}:{n}" not in taken)
        self.nodes.append(Node(name, step.op, (before,), path=path, **step.settings))


def network_from_code(text: str) -> Network:
    """Read layers of PyTorch or Keras from their code, or from what ``print(model)`` shows.

    Nothing is executed. Layers make a chain in the order written, sequences within sequences too.

    Parameters
    ----------
    text : str
        Calls such as ``nn.Conv2d(3, 64, 3)`` or ``keras.layers.Conv2D(64, 3)``, one or many, in
        ``nn.Sequential``, ``keras.Sequential``, lists or assignments; or the text of
        ``print(model)``.

    Returns
    -------
    Network
        Flatten, linear layers and what follows are in ``left_out``.

    Raises
    ------
    GeometryError
        For a layer that is not known, with the nearest one that is; for code that does not say
        how its layers are joined.

    Examples
    --------
    >>> network = network_from_code("nn.Conv2d(3, 64, 3, padding=2, dilation=2)")
    >>> str(network)
    'conv3 d2 c64'
    """
    if not isinstance(text, str) or not text.strip():
        raise GeometryError("there is no code. Paste layers such as nn.Conv2d(3, 64, 3).")
    if len(text) > LONGEST_CODE:
        raise GeometryError(
            f"the code has {len(text)} characters; at most {LONGEST_CODE} are read."
        )
    chain = Chain()
    written = printed_layers(text) if PRINTED.search(text) else _written(text)
    for path, source in written:
        chain.add(path, _call(source))
    return _network(chain)


def _network(chain: Chain) -> Network:
    if len(chain.dimensions) > 1:
        raise GeometryError(
            "the code has layers of one and of two dimensions. Paste those of one alone."
        )
    if not chain.nodes:
        raise GeometryError("the code has no layer that reads rows and columns.")
    one = chain.dimensions == {1}
    if one:
        chain.nodes = [_in_one_dimension(node) for node in chain.nodes]
    network = Network.of(chain.nodes, one_dimensional=one)
    notes = [IN_ORDER] * (len(chain.nodes) > 1) + chain.notes
    return replace(network, left_out=tuple(chain.left_out), notes=tuple(notes))


def _in_one_dimension(node: Node) -> Node:
    """Layers whose name does not say their dimensions act on columns only."""
    layer, settings = node.layer, node.settings
    if node.op == "upsample":
        layer = replace(layer, stride=(1, layer.stride[1]))
    if isinstance(settings, Global):
        settings = Global((False, True), settings.kind)
    if isinstance(settings, Resize):
        settings = replace(
            settings, size=(None, settings.size[1]), scales=(None, settings.scales[1])
        )
    return replace(node, layer=layer, settings=settings)


def _reader(call: LayerCall) -> Reader:
    known = _known(call.prefix)
    if call.name in known:
        return known[call.name]
    lower = {name.lower(): name for name in known}
    close = [lower[call.name.lower()]] if call.name.lower() in lower else None
    close = close or get_close_matches(call.name, known, 1, 0.6)
    hint = f" Did you mean {close[0]!r}?" if close else " Export the model to ONNX instead."
    raise GeometryError(f"the layer {call.name!r} is not known.{hint}")


def _known(prefix: str) -> Mapping[str, Reader]:
    """The layers of the framework that stands before a name, else of both."""
    words = prefix.split(".")
    if "keras" in words or "layers" in words:
        return KERAS
    return TORCH if "nn" in words or "torch" in words else KERAS | TORCH


def _written(text: str) -> Iterator[tuple[str, ast.Call]]:
    """The layers of Python code in the order written, with their paths."""
    tree = _parsed(text)
    count, made = 0, ""
    for statement in tree.body:
        if isinstance(statement, ast.Import | ast.ImportFrom):
            continue
        names, value = _assigned(statement)
        if value is None:
            raise GeometryError(
                f"line {statement.lineno}: only layers are read, not "
                f"{type(statement).__name__.lower()}. Paste the layers alone, or export the "
                "model to ONNX."
            )
        _check_order(value, made)
        for path, call in _layers(value, names, 0):
            yield path or str(count), call
            count += 1
        made = names or made


def _check_order(value: ast.expr, made: str) -> None:
    """Layers that are called on a map must be called on what the line before made."""
    read = ""
    while isinstance(value, ast.Call) and isinstance(value.func, ast.Call) and value.args:
        value = value.args[0]
        read = value.id if isinstance(value, ast.Name) else ""
    if made and read and read != made:
        raise GeometryError(
            f"line {value.lineno}: a layer reads {read!r}, but the line before makes {made!r}. "
            "Layers that are no chain are not read from code; export the model to ONNX."
        )


def _parsed(text: str) -> ast.Module:
    depth = deepest = 0
    for character in text:
        depth += (character in "([{") - (character in ")]}")
        deepest = max(deepest, depth)
    if deepest > DEEPEST:
        raise GeometryError(f"the code has more than {DEEPEST} brackets within brackets.")
    lines = text.strip().removesuffix(",").splitlines()
    plain = "\n".join(line.strip() for line in lines)
    for attempt in (plain, f"[{plain}]"):
        try:
            return ast.parse(attempt)
        except (SyntaxError, ValueError, MemoryError, RecursionError) as error:
            found = error
    line = getattr(found, "lineno", None)
    where = f" in line {line}" if line else ""
    raise GeometryError(
        f"this is not Python code{where}. Paste layers such as nn.Conv2d(3, 64, 3)."
    )


def _assigned(statement: ast.stmt) -> tuple[str, ast.expr | None]:
    if isinstance(statement, ast.Expr):
        return "", statement.value
    if isinstance(statement, ast.Assign) and len(statement.targets) == 1:
        target = statement.targets[0]
        if isinstance(target, ast.Attribute):
            return target.attr, statement.value
        if isinstance(target, ast.Name):
            return target.id, statement.value
    return "", None


def _layers(value: ast.expr, path: str, depth: int) -> Iterator[tuple[str, ast.Call]]:
    """The layers in a call, a sequence or a list."""
    if isinstance(value, ast.List | ast.Tuple):
        for n, item in enumerate(value.elts):
            yield from _layers(item, f"{path}.{n}" if path else str(n), depth + 1)
        return
    if not isinstance(value, ast.Call):
        raise GeometryError(
            f"line {getattr(value, 'lineno', 1)}: {ast.unparse(value)[:60]!r} is no layer."
        )
    if isinstance(value.func, ast.Call):  # keras.layers.Conv2D(...)(x)
        if len(value.args) != 1 or not isinstance(value.args[0], ast.Name | ast.Call):
            raise GeometryError(
                f"line {value.lineno}: layers that join several maps are not read from code. "
                "Export the model to ONNX."
            )
        if isinstance(value.args[0], ast.Call):
            yield from _layers(value.args[0], "", depth + 1)
        yield from _layers(value.func, "", depth + 1)
        return
    if _name(value.func) == "ModuleList":
        raise GeometryError(f"line {value.lineno}: {not_in_order('ModuleList')}")
    if _name(value.func) == "Sequential":
        for n, item in enumerate(_members(value)):
            key, layer = item if isinstance(item, tuple) else (str(n), item)
            yield from _layers(layer, f"{path}.{key}" if path else key, depth + 1)
        return
    yield path, value


def _members(value: ast.Call) -> Iterator[Any]:
    """What a sequence holds: arguments, a list, or an OrderedDict of named layers."""
    named = [setting.value for setting in value.keywords if setting.arg == "layers"]
    for argument in [*value.args, *named]:
        if isinstance(argument, ast.List):
            yield from argument.elts
        elif isinstance(argument, ast.Call) and _name(argument.func) == "OrderedDict":
            for pairs in argument.args:
                for pair in getattr(pairs, "elts", []):
                    key, layer = pair.elts
                    yield str(ast.literal_eval(key)), layer
        else:
            yield argument


def _name(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def _call(source: ast.Call) -> LayerCall:
    """The arguments of a layer, which must be plain values."""
    name = _name(source.func)
    try:
        values = tuple(_value(argument) for argument in source.args)
        named = {key.arg: _value(key.value) for key in source.keywords if key.arg}
    except (ValueError, TypeError, SyntaxError, MemoryError, RecursionError):
        raise GeometryError(
            f"{name}: its arguments must be numbers and texts, got {ast.unparse(source)[:80]!r}."
        ) from None
    prefix = ast.unparse(source.func.value) if isinstance(source.func, ast.Attribute) else ""
    return LayerCall(name, values, named, prefix)


def _value(node: ast.expr) -> Any:
    if isinstance(node, ast.Name | ast.Attribute | ast.Call | ast.Lambda):
        return Unread(ast.unparse(node))
    return ast.literal_eval(node)
