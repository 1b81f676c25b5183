"""The figures of the Cost page: five ways to one receptive field, and a formula put right."""

from __future__ import annotations

from typing import Any

from dilviz.cost.chain_cost import ChainCost
from dilviz.cost.comparison import stack_costs
from dilviz.cost.timing import Timing
from dilviz.figures import cost
from dilviz.figures.charts.cost import cost_words
from dilviz.ui.components.chart import component as chart
from dilviz.ui.cost.settings import QUANTITY_OF_WORDS, Charted, Comparison, Derivation
from dilviz.ui.linked_figure import figure
from dilviz.ui.shared_results import shared

Timings = dict[str, Timing | str]  # by the name of the stack; a sentence where there is none

KERNEL_SIZE = 3  # of the derivation
WIDEST_AT_LEAST = 63  # receptive field of the chart


@figure("cost", Comparison, "cost")
def table(settings: Comparison) -> dict[str, Any]:
    """Draw what every stack costs; no time was measured."""
    return table_data(settings, {})


@figure("cost", Derivation, "cost")
def derivation(settings: Derivation) -> dict[str, Any]:
    """Draw the formula in steps."""
    numbers = settings.side, KERNEL_SIZE, settings.channels, settings.rate
    return {"figure": "derivation", "steps": cost.derivation(*numbers)}


@figure("cost", Charted, chart.NAME, key=chart.key_below("curves"))
def below_curves(settings: Charted) -> dict[str, Any]:
    """Say what the chart says: every stack where its curve ends."""
    costs = widest_costs(settings.side, settings.channels, settings.field)
    words = cost_words(costs, QUANTITY_OF_WORDS[settings.quantity])
    return chart.below("curves", words, "cost against receptive field")


def table_data(settings: Comparison, timings: Timings) -> dict[str, Any]:
    """Write the table and its file, with the times that were measured."""
    numbers = costs_of(settings), timings, settings.field
    return {
        "figure": "table",
        "rows": cost.table_rows(*numbers),
        "field": settings.field,
        "csv": cost.csv_table(*numbers),
    }


@shared(most=200)
def costs_of(settings: Comparison) -> dict[str, ChainCost]:
    """Count what every stack costs, by its name."""
    return stack_costs(settings.field, (settings.side, settings.side), settings.channels)


def widest_costs(side: int, channels: int, field: int) -> dict[str, ChainCost]:
    """Count what every stack costs where its curve in the chart ends."""
    return costs_of(Comparison(max(field, WIDEST_AT_LEAST), channels, side))


@shared(most=100)
def curves(side: int, channels: int, field: int) -> dict[str, Any]:
    """Count what every stack costs up to a receptive field and beyond, for a chart."""
    return cost.curves((side, side), channels, max(field, WIDEST_AT_LEAST))
