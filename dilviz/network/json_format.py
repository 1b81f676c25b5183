"""A network as JSON: read with bounds and checks, and written."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from difflib import get_close_matches
from typing import Any

from dilviz.convolution import geometry
from dilviz.convolution.layer import Layer, pair, sides
from dilviz.errors import GeometryError, check_choice
from dilviz.network.json_settings import SETTINGS_KEYS, read_settings, write_settings
from dilviz.network.network import Network
from dilviz.network.node import OPS, WINDOWED, Node
from dilviz.network.op_settings import check_sizes
from dilviz.network.vocabulary import KINDS
from dilviz.network.well_formed import check_length

LONGEST_JSON = 8_000_000  # characters
LONGEST_PATH = 1000
MOST_CROPPED = -geometry.LARGEST_SETTING  # a padding below 0

_NODE_KEYS = (
    *("id", "op", "inputs", "kernel_size", "stride", "dilation", "padding"),
    *("scale_factor", "output_padding", "channels", "groups", "kind", "path"),
    *SETTINGS_KEYS,
)
_KINDS_WRITTEN = ("dwconv", "avgpool", "relu")  # the others follow from the operation
MOST_SENTENCES = 1000  # notes, and operations left out


def network_from_json(data: Mapping | str) -> Network:
    """Read a network from JSON text or from the object it stands for.

    Parameters
    ----------
    data : dict or str
        ``{"input": ..., "output": ..., "nodes": [...]}``. A node has ``id``,
        ``op`` (one of `dilviz.network.node.OPS`) and ``inputs``; a ``conv``,
        ``pool`` or ``conv_transpose`` also ``kernel_size``, and optionally
        ``stride``, ``dilation`` and ``padding`` as in `dilviz.conv2d`; an
        ``upsample`` has a ``scale_factor``, and the other operations the attributes of their
        settings in `dilviz.network.node.SETTINGS`. Nodes may come in any order, and
        a node with several inputs joins them first. An id used again means
        the newer node from there on, as a variable does.

    Returns
    -------
    Network

    Raises
    ------
    GeometryError
        For text that is no JSON, a missing or misspelt key, a setting that no
        layer can have, an unknown input or a cycle; the message names the node.

    Examples
    --------
    >>> net = network_from_json({"input": "x", "output": "a", "nodes": [
    ...     {"id": "a", "op": "conv", "inputs": ["x"], "kernel_size": [3, 3], "dilation": 2}]})
    >>> str(net)
    'a: conv3 d2 valid'
    """
    if isinstance(data, str):
        data = _decoded(data)
    if not isinstance(data, Mapping):
        raise GeometryError(f"a network must be a JSON object, got {_quoted(data)}.")
    nodes = data.get("nodes")
    if not isinstance(nodes, list | tuple):
        raise GeometryError(f'"nodes" must be a list of nodes, got {_quoted(nodes)}.')
    check_length(len(nodes))
    read = _with_unique_ids([_node(node, position) for position, node in enumerate(nodes)])
    one_dimensional = data.get("one_dimensional") is True
    if one_dimensional:
        _check_rows(read)
    network = Network.of(
        read,
        _text(data, "input", "the network"),
        _text(data, "output", "the network"),
        str(data.get("name", "")),
        one_dimensional,
    )
    return replace(
        network,
        left_out=_sentences(data, "left_out"),
        notes=_sentences(data, "notes"),
        fixed_size=_fixed_size(data),
    )


def network_to_json(network: Network) -> dict[str, Any]:
    """Write a network as the object that `network_from_json` reads.

    >>> from dilviz import parse_network
    >>> network_to_json(parse_network("up2"))["nodes"]
    [{'id': '1', 'op': 'upsample', 'inputs': ['input'], 'scale_factor': [2, 2]}]
    """
    data: dict[str, Any] = {"name": network.name, "input": network.input, "output": network.output}
    if network.one_dimensional:
        data["one_dimensional"] = True
    if network.fixed_size != (None, None):
        data["fixed_size"] = list(network.fixed_size)
    for key, sentences in (("left_out", network.left_out), ("notes", network.notes)):
        if sentences:
            data[key] = list(sentences)
    return data | {"nodes": [dict(_entries(node)) for node in network.nodes]}


def _decoded(text: str) -> Any:
    if len(text) > LONGEST_JSON:
        raise GeometryError(
            f"the JSON has {len(text)} characters; at most {LONGEST_JSON} are read. "
            "Leave out everything but the nodes."
        )
    try:
        return json.loads(text)
    except ValueError as error:
        raise GeometryError(f"this is not JSON: {error}. Correct the text.") from None
    except RecursionError:
        raise GeometryError("this JSON is nested too deep to be a network.") from None


def _node(data: Any, position: int) -> Node:
    if not isinstance(data, Mapping):
        raise GeometryError(f"node number {position + 1} must be an object, got {_quoted(data)}.")
    where = f"node {_text(data, 'id', f'node number {position + 1}')!r}"
    _check_keys(data, where)
    op = _text(data, "op", where)
    check_choice(op, f"{where}: op", OPS)
    try:
        return Node(
            data["id"],
            op,
            tuple(_inputs(data, where)),
            _layer(data, op, where),
            kind=_kind(data, op),
            channels=data.get("channels"),
            output_padding=pair(data.get("output_padding", 0), "output padding", 0),
            groups=data.get("groups", 1),
            settings=read_settings(data, op),
            path=_path(data, where),
        )
    except GeometryError as error:
        message = str(error)
        raise GeometryError(message if where in message else f"{where}: {message}") from None


def _check_rows(nodes: list[Node]) -> None:
    """Check that a network of one dimension leaves the rows as they are."""
    for node in nodes:
        layer, added = node.layer, node.output_padding[0]
        padded = not isinstance(layer.padding, str) and layer.padding[0] != (0, 0)
        if (layer.kernel_size[0], layer.stride[0], layer.dilation[0], added) != (1, 1, 1, 0):
            what = f"{layer.kernel_size[0]} taps, stride {layer.stride[0]}"
        elif padded:
            what = f"padding {layer.padding[0]}"
        else:
            continue
        raise GeometryError(
            f'node {node.id!r} has {what} along the rows, but the network says "one_dimensional". '
            "Leave that out, or give the columns alone: [1, 3]."
        )


def _with_unique_ids(nodes: list[Node]) -> list[Node]:
    """Rename all but the last of several nodes with one id, and what reads them."""
    uses = Counter(node.id for node in nodes)
    seen: Counter[str] = Counter()
    result = []

    def current(id_: str) -> str:
        return id_ if seen[id_] in (0, uses[id_]) else f"{id_}#{seen[id_]}"

    for node in nodes:
        inputs = tuple(map(current, node.inputs))
        seen[node.id] += 1
        result.append(replace(node, id=current(node.id), inputs=inputs))
    return result


def _layer(data: Mapping, op: str, where: str) -> Layer:
    if op == "upsample":
        return Layer.of(1, stride=_required(data, "scale_factor", where))
    if op == "pad":
        return Layer((1, 1), padding=sides(_required(data, "padding", where), MOST_CROPPED))
    if op not in WINDOWED:
        return Layer.of(1)
    settings = {key: data[key] for key in ("stride", "dilation", "padding") if key in data}
    return Layer.of(_required(data, "kernel_size", where), **settings)


def _path(data: Mapping, where: str) -> str:
    path = data.get("path", "")
    if not isinstance(path, str) or len(path) > LONGEST_PATH:
        raise GeometryError(
            f'{where}: "path" must be a text of at most {LONGEST_PATH} characters, '
            f"got {_quoted(path)}."
        )
    return path


def _sentences(data: Mapping, key: str) -> tuple[str, ...]:
    value = data.get(key, ())
    if not isinstance(value, list | tuple) or not all(isinstance(text, str) for text in value):
        raise GeometryError(f'"{key}" must be a list of texts, got {_quoted(value)}.')
    return tuple(value[:MOST_SENTENCES])


def _fixed_size(data: Mapping) -> tuple[int | None, int | None]:
    value = data.get("fixed_size") or (None, None)
    size = tuple(value) if isinstance(value, list) else value
    check_sizes(size, '"fixed_size"')
    return size


def _kind(data: Mapping, op: str) -> str:
    kind = data.get("kind")
    if not isinstance(kind, str) or kind not in KINDS:
        return ""
    return kind if KINDS[kind].op == op or (kind, op) == ("id", "pad") else ""


def _inputs(data: Mapping, where: str) -> Iterator[str]:
    inputs = _required(data, "inputs", where)
    if isinstance(inputs, str) or not isinstance(inputs, list | tuple):
        raise GeometryError(f'{where}: "inputs" must be a list of ids, got {_quoted(inputs)}.')
    for id_ in inputs:
        if not isinstance(id_, str):
            raise GeometryError(
                f'{where}: "inputs" must be a list of ids, got {_quoted(id_)} in it.'
            )
        yield id_


def _required(data: Mapping, key: str, where: str) -> Any:
    if key not in data:
        raise GeometryError(f'{where} has no "{key}". Add it.')
    return data[key]


def _text(data: Mapping, key: str, where: str) -> str:
    value = _required(data, key, where)
    if not isinstance(value, str):
        raise GeometryError(f'{where}: "{key}" must be a text, got {_quoted(value)}.')
    return value


def _check_keys(data: Mapping, where: str) -> None:
    """A misspelt setting would otherwise be a silent default."""
    for key in data:
        if key not in _NODE_KEYS and (close := get_close_matches(str(key), _NODE_KEYS, 1, 0.8)):
            raise GeometryError(f'{where} has a key "{key}". Did you mean "{close[0]}"?')


def _quoted(value: Any) -> str:
    text = repr(value)
    return text if len(text) < 60 else text[:56] + " ..."


def _entries(node: Node) -> Iterator[tuple[str, Any]]:
    yield from (("id", node.id), ("op", node.op), ("inputs", list(node.inputs)))
    layer = node.layer
    if node.op == "upsample":
        yield "scale_factor", list(layer.stride)
    if node.op in WINDOWED:
        yield "kernel_size", list(layer.kernel_size)
        yield "stride", list(layer.stride)
        yield "dilation", list(layer.dilation)
    if node.settings is not None:
        yield from write_settings(node.settings)
    if node.op in WINDOWED or node.op == "pad":
        padding = layer.padding
        yield "padding", padding if isinstance(padding, str) else [list(side) for side in padding]
    if node.output_padding != (0, 0):
        yield "output_padding", list(node.output_padding)
    if node.channels is not None:
        yield "channels", node.channels
    if node.groups > 1:
        yield "groups", node.groups
    if node.kind in _KINDS_WRITTEN or (node.op == "pad" and node.kind in KINDS):
        yield "kind", node.kind
    if node.path:
        yield "path", node.path
