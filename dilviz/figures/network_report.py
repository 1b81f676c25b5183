"""Everything the drawing modules want to know about a network, as plain data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dilviz.errors import GeometryError
from dilviz.figures.receptive import common_kernel, plain_layers
from dilviz.layer import Pair
from dilviz.network import Network, Node
from dilviz.receptive_field import ReceptiveField, receptive_field
from dilviz.spelling import layer_words

MOST_ROWS = 400  # layers sent to the browser; more could not be read


def network_report(
    network: Network, fields: Mapping[str, ReceptiveField], input_size: Pair | None
) -> dict[str, Any]:
    """Describe a network and its first layers.

    Parameters
    ----------
    network : Network
    fields : mapping
        From `dilviz.receptive_fields`.
    input_size : (rows, cols) or None

    Returns
    -------
    dict
        JSON values only.

    Examples
    --------
    >>> from dilviz import parse_network, receptive_fields
    >>> net = parse_network("conv3, conv3 d2")
    >>> report = network_report(net, receptive_fields(net), None)
    >>> report["size"], [layer["words"] for layer in report["layers"]]
    ([7, 7], ['conv3', 'conv3 d2'])
    """
    sizes = network.sizes(input_size) if input_size else {}
    field = receptive_field(network, input_size)
    kernel = common_kernel(network)
    return {
        "input": list(input_size) if input_size else None,
        "input_id": network.input,
        "one_dimensional": network.one_dimensional,
        **_field_entries(field),
        "pixels_read": _or_none(lambda: field.pixels_read),
        "plain_layers": plain_layers(max(field.size), kernel),
        "plain_kernel": str(kernel) if network.one_dimensional else f"{kernel} × {kernel}",
        "layers": [
            _layer_entries(network, node, fields[node.id], sizes)
            for node in network.nodes[:MOST_ROWS]
        ],
        "layers_total": len(network.nodes),
    }


def _field_entries(field: ReceptiveField) -> dict[str, Any]:
    return {
        "size": list(field.size),
        "jump": list(field.jump),
        "start": list(field.start),
        "centre": list(field.centre),
        "samples_read": _or_none(lambda: list(field.samples_read)),
        "coverage": _or_none(lambda: field.coverage),
        "aligned": field.aligned,
    }


def _layer_entries(
    network: Network, node: Node, field: ReceptiveField, sizes: Mapping[str, Pair]
) -> dict[str, Any]:
    layer = node.layer
    padding = _padding(node, sizes)
    return {
        "id": node.id,
        "op": node.op,
        "kind": node.kind,
        "words": layer_words(node, network.one_dimensional),
        "inputs": list(node.inputs),
        "kernel_size": list(layer.kernel_size),
        "effective_kernel_size": list(layer.effective_kernel_size),
        "stride": list(layer.stride),
        "dilation": list(layer.dilation),
        "padding": layer.padding if padding is None else [list(sides) for sides in padding],
        "output_size": list(sizes[node.id]) if sizes else None,
        "reads": {
            name: None if padding is None else _reading(node, axis, padding[axis][0])
            for axis, name in enumerate(("rows", "cols"))
        },
        **_field_entries(field),
    }


def _padding(node: Node, sizes: Mapping[str, Pair]) -> tuple[Pair, Pair] | None:
    """The padding in numbers; None where "same" needs an input size not given."""
    met = [min(sizes[id_][axis] for id_ in node.inputs) if sizes else None for axis in (0, 1)]
    rows, cols = (node.padding(axis, met[axis]) for axis in (0, 1))
    return None if rows is None or cols is None else (rows, cols)


def _reading(node: Node, axis: int, before: int) -> dict[str, Any]:
    reading = node.reading(axis, before)
    runs = [[run.first, run.step, run.count] for run in reading.runs]
    return {"stride": reading.stride, "runs": runs}


def _or_none(value):
    """What is too large to be counted exactly is left open, not the whole report."""
    try:
        return value()
    except GeometryError:
        return None
