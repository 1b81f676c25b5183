"""Everything there is to say about a network, as plain data: what programs and drawings read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from dilviz.convolution.layer import Pair
from dilviz.cost.channel_polynomial import Amount
from dilviz.cost.comparison import common_kernel, plain_layers
from dilviz.cost.layer_cost import Cost, costs, total
from dilviz.errors import GeometryError
from dilviz.fields.field import (
    ReceptiveField,
    of_another_unit,
    receptive_field,
    receptive_fields,
)
from dilviz.fields.propagation import Budget
from dilviz.network.network import Network
from dilviz.network.node import Node
from dilviz.network.spelling import write_settings

JOINS = ("add", "concat")
MOST_ROWS = 400  # layers described one by one; more could not be read
MOST_RUNS = 10_000  # of all layers described: with 4096, upsampling fills 100 kB of an answer


def report(
    network: Network,
    input_size: int | Sequence[int] | None = None,
    at: str | None = None,
    unit: Sequence[int] | int | None = None,
    channels: int | None = None,
    rows: int = MOST_ROWS,
) -> dict[str, Any]:
    """Describe a network's receptive field and each of its layers.

    Parameters
    ----------
    network, input_size, at, unit
        As for `dilviz.receptive_field`.
    channels : int, optional
        Channels of the input, for weights and multiply-adds.
    rows : int
        Layers described one by one, from the input on; ``layers_left_out``
        says how many more there are.

    Returns
    -------
    dict
        JSON values only. Pairs are [rows, cols]. What depends on something
        not given, or is too large to be counted exactly, is None.

    Raises
    ------
    GeometryError
        As `dilviz.receptive_field`.

    Examples
    --------
    >>> from dilviz import parse_network
    >>> answer = report(parse_network("conv3, conv3 d2"), input_size=[9, 12])
    >>> answer["size"], answer["centre_half_pixel"], answer["weights_words"]
    ([7, 7], [0.5, 0.5], '18 C²')
    >>> [layer["words"] for layer in answer["layers"]]
    ['conv3', 'conv3 d2']
    """
    size = network.read_size(input_size)
    sizes = network.sizes(size) if size else {}
    shown = network.nodes[:rows]
    fields = _fields_of(network, shown, size)
    field = _field_asked_for(network, fields, size, at, unit)
    counted, why_not = _counted(network, size, channels)
    kernel = common_kernel(network)
    return {
        "notation": _or_none(lambda: str(network)),
        "name": network.name,
        "input": list(size) if size else None,
        "input_id": network.input,
        "at": network.find(at),
        "unit": None if unit is None else [one.unit for one in field.maps],
        "one_dimensional": network.one_dimensional,
        "is_chain": network.is_chain,
        **_field_entries(field),
        "samples_read": _or_none(lambda: list(field.samples_read)),
        "pixels_read": _or_none(lambda: field.pixels_read),
        "coverage": _or_none(lambda: field.coverage),
        "plain_layers": plain_layers(max(field.size), kernel),
        "plain_kernel": str(kernel) if network.one_dimensional else f"{kernel} × {kernel}",
        **_cost_entries(total(counted) if counted is not None else None),
        "cost_error": why_not,
        "layers": _layers(network, shown, fields, sizes, counted),
        "layers_total": len(network.nodes),
        "layers_left_out": len(network.nodes) - len(shown),
        "left_out": list(network.left_out),
    }


def _counted(
    network: Network, size: Pair | None, channels: int | None
) -> tuple[dict[str, Cost] | None, str | None]:
    """What the layers cost, or the sentence that says why that cannot be told."""
    try:
        return costs(network, size, channels), None
    except GeometryError as error:
        return None, str(error)


def _fields_of(
    network: Network, shown: tuple[Node, ...], size: Pair | None
) -> dict[str, ReceptiveField] | None:
    """The fields of the layers described, from one walk over just these."""
    beginning = replace(network, nodes=shown, output=shown[-1].id if shown else network.input)
    return _or_none(lambda: receptive_fields(beginning, size))


def _field_asked_for(
    network: Network,
    fields: Mapping[str, ReceptiveField] | None,
    size: Pair | None,
    at: str | None,
    unit: Sequence[int] | int | None,
) -> ReceptiveField:
    """From the same walk where that led to the layer asked for and no further."""
    target = network.find(at)
    is_last = bool(fields) and target == list(fields or ())[-1]
    if not fields or not is_last or network.before(target) != network.nodes:
        return receptive_field(network, size, at, unit)
    return fields[target] if unit is None else of_another_unit(fields[target], unit)


def _layers(
    network: Network,
    shown: tuple[Node, ...],
    fields: Mapping[str, ReceptiveField] | None,
    sizes: Mapping[str, Pair],
    counted: Mapping[str, Cost] | None,
) -> list[dict[str, Any]]:
    """Describe the nodes one by one."""
    read = _of_all(fields, shown, lambda field: list(field.samples_read))
    cover = _of_all(fields, shown, lambda field: field.coverage)
    patterns = Budget(MOST_RUNS)
    return [
        {
            **_settings(network, node, sizes, patterns),
            **(_field_entries(fields[node.id]) if fields else {}),
            "samples_read": read.get(node.id),
            "coverage": cover.get(node.id),
            **_cost_entries(counted[node.id] if counted else None),
        }
        for node in shown
    ]


def _of_all(
    fields: Mapping[str, ReceptiveField] | None, nodes: Iterable[Node], value: Callable
) -> dict[str, Any]:
    """What one walk counts for all layers; nothing if the walk would take too long."""
    return (
        _or_none(lambda: {node.id: value(fields[node.id]) for node in nodes} if fields else {})
        or {}
    )


def _field_entries(field: ReceptiveField) -> dict[str, Any]:
    return {
        "size": list(field.size),
        "jump": list(field.jump),
        "start": list(field.start),
        "centre": list(field.centre),
        "centre_half_pixel": [None if one is None else one + 0.5 for one in field.centre],
        "interval": [None if one is None else list(one) for one in field.interval],
        "aligned": field.aligned,
    }


def _settings(
    network: Network, node: Node, sizes: Mapping[str, Pair], patterns: Budget
) -> dict[str, Any]:
    layer = node.layer
    padding = _padding(node, sizes)
    return {
        "id": node.id,
        "named": node.named,
        "op": node.op,
        "kind": node.kind,
        "words": node.op if node.op in JOINS else write_settings(node, network.one_dimensional),
        "inputs": list(node.inputs),
        "kernel_size": list(layer.kernel_size),
        "effective_kernel_size": list(layer.effective_kernel_size),
        "stride": list(layer.stride),
        "dilation": list(layer.dilation),
        "groups": node.groups,
        "padding": layer.padding if padding is None else [list(sides) for sides in padding],
        "output_size": list(sizes[node.id]) if sizes else None,
        "reads": {
            name: None if padding is None else _reading(node, axis, padding[axis][0], patterns)
            for axis, name in enumerate(("rows", "cols"))
        },
    }


def _padding(node: Node, sizes: Mapping[str, Pair]) -> tuple[Pair, Pair] | None:
    """The padding in numbers; None where "same" needs an input size not given."""
    met = [min(sizes[id_][axis] for id_ in node.inputs) if sizes else None for axis in (0, 1)]
    rows, cols = (node.padding(axis, met[axis]) for axis in (0, 1))
    return None if rows is None or cols is None else (rows, cols)


def _reading(node: Node, axis: int, before: int, patterns: Budget) -> dict[str, Any] | None:
    """What outputs read; None where that is more than an answer has room for."""
    if not patterns.allows(node.phases(axis)):
        return None
    reading = node.reading(axis, before)
    return {
        "stride": reading.stride,
        "runs": [[run.first, run.step, run.count] for run in reading.runs],
    }


def _cost_entries(cost: Cost | None) -> dict[str, Any]:
    """Each amount as a number, None where it depends on C, and in words."""
    entries: dict[str, Any] = {}
    for name in ("channels", "weights", "multiply_adds"):
        amount: Amount | None = getattr(cost, name, None)
        entries[name] = None if amount is None else amount.number
        entries[f"{name}_words"] = None if amount is None else amount.words()
    return entries


def _or_none(value: Callable[[], Any]) -> Any:
    """What is too large to be counted exactly is left open, not the whole report."""
    try:
        return value()
    except GeometryError:
        return None
