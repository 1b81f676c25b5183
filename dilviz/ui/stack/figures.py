"""The figures of the Stack page."""

from __future__ import annotations

from typing import Any

import dilviz
from dilviz.convolution.layer import Pair
from dilviz.errors import GeometryError
from dilviz.export.report import MOST_ROWS, report
from dilviz.fields.effective import EffectiveField, effective_field
from dilviz.fields.path_map import path_map
from dilviz.figures import effective as effective_figures
from dilviz.figures import receptive as receptive_figures
from dilviz.figures.charts.growth import growth_words
from dilviz.figures.lanes import lanes
from dilviz.figures.unit_field import photograph, roomy_size, unit_field
from dilviz.network.network import Network
from dilviz.network.network_text import fits_a_link
from dilviz.network.stages import stages
from dilviz.ui.components.chart import component as chart
from dilviz.ui.explain import sentence
from dilviz.ui.linked_figure import figure
from dilviz.ui.notation import spelled
from dilviz.ui.shared_results import shared
from dilviz.ui.stack.settings import GATES, Charted, Cone, Overview, Sized, Unit

BACKDROP = "cat"
MOST_FOLDED = 1000  # layers of a network that is folded by its modules

kept = shared(most=30)  # of a thousand layers, a report has some megabytes


@figure("stack", Overview, "network")
def overview(settings: Overview) -> dict[str, Any]:
    """Draw the numbers and the layers."""
    numbers = description(settings.notation, settings.input_size, settings.channels, settings.gates)
    return {
        "figure": "overview",
        "report": _without(numbers, "reads", "local_inputs", "interval", "named"),
        "outline": _outline(settings.notation),
        "view": {"where": settings.where},
    }


@figure("stack", Cone, "network")
def cone(settings: Cone) -> dict[str, Any]:
    """Draw what every layer reads, along one axis."""
    numbers = description(settings.notation, settings.input_size, settings.channels)
    drawn = _without(numbers, "weights_words", "multiply_adds_words", "channels_words", "coverage")
    return {"figure": "cone", "report": drawn, "view": {"axis": settings.axis}}


@figure("stack", Sized, "network")
def paths(settings: Sized) -> dict[str, Any]:
    """Draw how many paths lead from each sample."""
    question = {"notation": settings.notation, "input": settings.input_size}
    return {
        "figure": "paths",
        "paths": _paths(settings.notation, settings.input_size) | question,
    }


@figure("stack", Unit, "network")
def placed(settings: Unit) -> dict[str, Any]:
    """Draw what one unit reads, placed over an image."""
    unit = _placed(
        *(settings.notation, settings.input_size, settings.layer_id, settings.unit),
        settings.gates,
    )
    rows, cols = unit["input"]
    address, alt = photograph(BACKDROP, (rows, cols))
    return {"figure": "unit", "unit": unit | {"image": address, "alt": alt}}


@figure("stack", Charted, chart.NAME, key=chart.key_below("growth"))
def below_growth(settings: Charted) -> dict[str, Any]:
    """Say how the field grows with depth."""
    words = growth_words(growth_data(settings.notation, settings.input_size, settings.channels))
    paper = _paper("growth", settings, scale=settings.scale)
    return chart.below("growth", words, "growth with depth", paper)


@figure("stack", Sized, chart.NAME, key=chart.key_below("profile"))
def below_profile(settings: Sized) -> dict[str, Any]:
    """Say how the effective receptive field falls off."""
    words = effective_figures.profile_words(effective(settings.notation, settings.input_size))
    paper = _paper("effective", settings)
    return chart.below("profile", words, "effective receptive field", paper)


def _without(report: dict[str, Any], *keys: str) -> dict[str, Any]:
    """Leave out of each layer what a figure does not draw: a network may have a thousand."""
    layers = [
        {key: value for key, value in layer.items() if key not in keys}
        for layer in report["layers"]
    ]
    return report | {"layers": layers}


def description(
    notation: str,
    input_size: Pair | None = None,
    channels: int | None = None,
    gates: str = GATES.default,
) -> dict[str, Any]:
    """The report. A large network takes a second to follow: all figures share it."""
    return _report(notation, input_size, channels, gates)


@kept
def _report(
    notation: str, input_size: Pair | None, channels: int | None, gates: str
) -> dict[str, Any]:
    network, _ = spelled(notation)
    rows = MOST_FOLDED if stages(network) else MOST_ROWS
    return report(network, input_size, channels=channels, rows=rows, gates=gates)


def _paper(plot: str, settings: Sized, **more: str) -> dict[str, Any] | None:
    """The figure of `dilviz.plot` that shows the same, if a link can name the network."""
    if not fits_a_link(settings.notation):
        return None
    size = settings.size_text if settings.input_size else ""  # what cannot be read is no size
    return {"figure": plot, "query": {"net": settings.notation, "input": size, **more}}


@kept
def growth_data(
    notation: str, input_size: Pair | None = None, channels: int | None = None
) -> dict[str, Any]:
    """Compute how the field grows with depth: of the sizes that the page has, if it has all."""
    network, _ = spelled(notation)
    report = description(notation, input_size, channels)
    sizes = {layer["id"]: layer.get("size") for layer in report["layers"]}
    if report["layers_left_out"] or None in sizes.values():
        return receptive_figures.growth(network, dilviz.receptive_fields(network, input_size))
    return receptive_figures.growth_of_sizes(network, sizes)


@kept
def _outline(notation: str) -> list[dict[str, Any]] | dict[str, Any] | None:
    """Boxes for branches, lanes where paths cross, nothing for a chain."""
    network, _ = spelled(notation)
    if stages(network):
        drawn = lanes(network)
        return drawn if drawn["width"] > 1 else None
    if network.is_chain:
        return None
    try:
        return receptive_figures.outline(network)
    except GeometryError:
        return lanes(network)


@kept
def _paths(notation: str, input_size: Pair | None) -> dict[str, Any]:
    network, _ = spelled(notation)
    return {
        "map": _map(network, input_size),
        "facts": effective_figures.facts(effective(notation, input_size)),
        "counts": effective_figures.exact_counts(network),
    }


@kept
def effective(notation: str, input_size: Pair | None) -> EffectiveField:
    """The effective receptive field along the columns; a figure and a chart show it."""
    network, _ = spelled(notation)
    return effective_field(network, input_size=input_size)


def _map(network: Network, input_size: Pair | None) -> dict[str, Any]:
    """The picture of the map; of one that is too large, the sentence that says so."""
    try:
        return effective_figures.map_picture(*path_map(network, input_size=input_size))
    except GeometryError as error:
        return {"words": sentence(error)}


@kept
def _placed(
    notation: str, input_size: Pair | None, layer_id: str | None, unit: Pair | None, gates: str
) -> dict[str, Any]:
    network, _ = spelled(notation)
    size = input_size or roomy_size(dilviz.receptive_field(network, None, layer_id), network)
    placed = unit_field(network, size, layer_id, unit, gates)
    if input_size is None:
        shape = str(size[1]) if network.one_dimensional else f"{size[0]} × {size[1]}"
        placed["words"].append(f"No input size is given; this image is {shape}.")
    return placed
