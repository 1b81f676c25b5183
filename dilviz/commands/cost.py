"""``dilviz cost``: weights and multiply-adds, layer by layer."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from dilviz.commands import arguments as given
from dilviz.cost.layer_cost import Cost, costs, total
from dilviz.cost.uncounted import uncounted
from dilviz.export.text_tables import cost_text


def add(options: ArgumentParser) -> None:
    """Add the options of this command."""
    given.add(options, "network", "--input", "--channels", "--json")


def answer(arguments: Namespace) -> str:
    """Price a network as a table, or as JSON."""
    network = given.read_network(arguments.network)
    layer_costs, left_out = costs(network, arguments.input, arguments.channels), uncounted(network)
    if not arguments.json:
        return cost_text(layer_costs, left_out)
    layers = {id_: _numbers(cost) for id_, cost in layer_costs.items()}
    entire = _numbers(total(layer_costs))
    return given.as_json({"layers": layers, "total": entire, "not_counted": left_out})


def _numbers(cost: Cost) -> dict[str, int | str]:
    """Counts as numbers, or as text where they depend on C."""
    known = {name: count for name, count in vars(cost).items() if count is not None}
    return {
        name: str(count) if count.number is None else count.number for name, count in known.items()
    }
