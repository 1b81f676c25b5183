"""Remedies and designs as plain data: what each reads, costs, and how to see it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from dilviz.cost.channel_polynomial import grouped
from dilviz.cost.layer_cost import costs, total
from dilviz.fields.effective import effective_field
from dilviz.figures.gridding import read_picture
from dilviz.gridding.design import Design
from dilviz.gridding.repair import remedies
from dilviz.network.network import Network
from dilviz.network.notation import parse_network

MINI = 75  # cells along one side of a small picture


def fix_rows(network: Network) -> list[dict[str, Any]]:
    """Describe the network as it is and, where it leaves pixels out, every remedy."""
    before = _fix_row("as it is", "The network above.", network)
    if before["coverage"] == 1:
        return [before]
    return [before] + [
        _fix_row(remedy.name, remedy.why, remedy.network)
        | {"link": stack_link(str(remedy.network))}
        for remedy in remedies(network)
    ]


def _fix_row(name: str, why: str, network: Network) -> dict[str, Any]:
    picture = read_picture(network, MINI)
    return {
        "name": name,
        "why": why,
        "notation": str(network),
        "picture": picture,
        "size": max(picture["size"]),
        "coverage": picture["coverage"],
        "weights": total(costs(network)).weights.text(),
    }


def design_rows(designs: Iterable[Design], channels: int) -> list[dict[str, Any]]:
    """Describe every design for so many channels in all layers."""
    return [_design_row(design, channels) for design in designs]


def _design_row(design: Design, channels: int) -> dict[str, Any]:
    return {
        "notation": design.notation,
        "size": design.size,
        "weights": grouped(design.weights * channels**2),
        "multiply_adds": grouped(round(design.cost * channels**2)),
        "link": stack_link(design.notation),
        **_reading(design.notation),
    }


@lru_cache(maxsize=2000)
def _reading(notation: str) -> dict[str, Any]:
    """What it reads of its field, and how evenly: whatever the channels."""
    network = parse_network(notation)
    field = effective_field(network)
    return {
        "coverage": read_picture(network, 1)["coverage"],
        "spread": f"{field.standard_deviation:.1f} ({field.ratio:.2f} of the field)",
    }


def stack_link(notation: str) -> str:
    """The address of a network on the Stack page, from a page beside it.

    >>> stack_link("conv3 d2, conv3")
    'stack?net=conv3+d2%2C+conv3'
    """
    return "stack?" + urlencode({"net": notation})
