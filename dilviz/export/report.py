"""A network's receptive field, layers and costs as plain data, for programs and drawings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from dilviz.convolution.layer import Pair
from dilviz.cost.channel_polynomial import ChannelPolynomial
from dilviz.cost.layer_cost import Cost, costs, total
from dilviz.cost.plain_stack import common_kernel, plain_layer_count
from dilviz.cost.uncounted import uncounted
from dilviz.errors import GeometryError, or_none
from dilviz.export.gates_text import gates_sentence
from dilviz.export.layer_entry import layer_entry
from dilviz.fields.field import (
    ReceptiveField,
    of_another_unit,
    receptive_field,
    receptive_fields,
)
from dilviz.fields.propagation import Budget
from dilviz.network.network import Network
from dilviz.network.node import Node
from dilviz.network.stages import stages

MOST_ROWS = 400  # layers described one by one; more could not be read
MOST_FOLLOWED = 1000  # layers of a network whose units are followed back one by one
MOST_RUNS = 10_000  # of all layers described: with 4096, upsampling fills 100 kB of an answer


def report(
    network: Network,
    input_size: int | Sequence[int] | None = None,
    at: str | None = None,
    unit: Sequence[int] | int | None = None,
    channels: int | None = None,
    rows: int = MOST_ROWS,
    gates: str = "apart",
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
    gates : {"apart", "follow"}
        As for `dilviz.receptive_field`; of the layers one by one they are always left out.

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
    described = network.nodes[:rows]
    last = described[-1].id if described else network.input
    beginning = replace(network, nodes=described, output=last)
    fields = or_none(receptive_fields, beginning, size)  # None if they are too large to count
    field = _field_at(network, fields, size, at, unit, gates)
    layer_costs, cost_error = _costs_or_error(network, size, channels)
    kernel = common_kernel(network)
    answer = {
        "notation": or_none(str, network),
        "name": network.name,
        "input": list(size) if size else None,
        "input_id": network.input,
        "at": network.find(at),
        "unit": field.unit and list(field.unit),
        "one_dimensional": network.one_dimensional,
        "is_chain": network.is_chain,
        **_field_entries(field),
        **{key: or_none(count, field) for key, count in _COUNTS.items()},
        "read_interval": _read_interval(field),
        "sees_everything": list(field.sees_everything),
        "gates": [gate._asdict() for gate in field.gates[:rows]],
        "plain_layers": plain_layer_count(max(size or 0 for size in field.size), kernel),
        "plain_kernel": str(kernel) if network.one_dimensional else f"{kernel} × {kernel}",
        **_cost_entries(total(layer_costs) if layer_costs is not None else None),
        "cost_error": cost_error,
        "not_counted": list(uncounted(network)),
        "layers": _layers(network, described, fields, sizes, layer_costs),
        "stages": _stages(network, described, layer_costs),
        "layers_total": len(network.nodes),
        "layers_left_out": len(network.nodes) - len(described),
        "left_out": list(network.left_out),
        "notes": list(network.notes),
    }
    return answer | {"gates_words": gates_sentence(answer, gates)}


def _costs_or_error(
    network: Network, size: Pair | None, channels: int | None
) -> tuple[dict[str, Cost] | None, str | None]:
    """The cost of each layer, or the sentence of the error that came instead."""
    try:
        return costs(network, size, channels), None
    except GeometryError as error:
        return None, str(error)


def _field_at(
    network: Network,
    fields: Mapping[str, ReceptiveField] | None,
    size: Pair | None,
    at: str | None,
    unit: Sequence[int] | int | None,
    gates: str,
) -> ReceptiveField:
    """The field at one layer: one of `fields` where that is exact, else computed anew."""
    target = network.find(at)
    is_last = bool(fields) and target == list(fields or ())[-1]
    whole = network.before(target) == network.nodes
    if not fields or not is_last or not whole or gates != "apart":
        return receptive_field(network, size, at, unit, gates)
    return fields[target] if unit is None else of_another_unit(fields[target], unit)


def _layers(
    network: Network,
    nodes: tuple[Node, ...],
    fields: Mapping[str, ReceptiveField] | None,
    sizes: Mapping[str, Pair],
    layer_costs: Mapping[str, Cost] | None,
) -> list[dict[str, Any]]:
    """Describe the nodes one by one."""
    every = fields.values() if fields else ()
    counts = {key: or_none(_each, _COUNTS[key], every) for key in ("samples_read", "coverage")}
    patterns = Budget(MOST_RUNS)
    return [
        {
            **layer_entry(network, node, sizes, patterns),
            **(_field_entries(fields[node.id]) if fields else {}),
            **{key: values[index] if values else None for key, values in counts.items()},
            **_cost_entries(layer_costs[node.id] if layer_costs else None),
        }
        for index, node in enumerate(nodes)
    ]


def _stages(
    network: Network, described: tuple[Node, ...], layer_costs: Mapping[str, Cost] | None
) -> list[dict[str, Any]]:
    """Fold a long network by its modules; ``layers`` of those described, one after the other."""
    entries, left = [], len(described)
    for stage in stages(network):
        nodes = stage.nodes[:left]
        left -= len(nodes)
        if nodes:
            cost = total({node.id: layer_costs[node.id] for node in nodes}) if layer_costs else None
            entries.append(
                {
                    "path": stage.path,
                    "layers": len(nodes),
                    "rates": sorted({max(node.layer.dilation) for node in nodes}),
                    **_cost_entries(cost),
                }
            )
    return entries


def _field_entries(field: ReceptiveField) -> dict[str, Any]:
    return {
        "size": list(field.size),
        "jump": list(field.jump),
        "start": list(field.start),
        "centre": list(field.centre),
        "centre_half_pixel": [None if place is None else place + 0.5 for place in field.centre],
        "interval": [None if ends is None else list(ends) for ends in field.interval],
        "aligned": field.aligned,
    }


def _read_interval(field: ReceptiveField) -> list[list[int] | None] | None:
    """First and last real sample; None if that takes a long walk through the network."""
    if len(field.question.network.nodes) > MOST_FOLLOWED:
        return None
    ends = or_none(lambda: field.read_interval)
    return ends and [pair and list(pair) for pair in ends]


def _cost_entries(cost: Cost | None) -> dict[str, Any]:
    """Each amount as a number, None where it depends on C, and in words."""
    entries: dict[str, Any] = {}
    for name in ("channels", "weights", "multiply_adds"):
        amount: ChannelPolynomial | None = getattr(cost, name, None)
        entries[name] = None if amount is None else amount.number
        entries[f"{name}_words"] = None if amount is None else amount.text()
    return entries


# What may be too large to be counted exactly: None then, and the report is still given.
_COUNTS: Mapping[str, Callable[[ReceptiveField], Any]] = {
    "samples_read": lambda field: list(field.samples_read),
    "pixels_read": lambda field: field.pixels_read,
    "coverage": lambda field: field.coverage,
}


def _each(count: Callable[[ReceptiveField], Any], fields: Iterable[ReceptiveField]) -> list[Any]:
    return [*map(count, fields)]
