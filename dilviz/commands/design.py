"""``dilviz design``: stacks for a receptive field, the cheapest first."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from dataclasses import asdict
from typing import Any

from dilviz.commands import arguments as given
from dilviz.export.text_tables import design_text
from dilviz.fields.effective import effective_field
from dilviz.fields.field import receptive_field
from dilviz.gridding.design import Design, designs
from dilviz.gridding.design_request import DesignRequest


def add(options: ArgumentParser) -> None:
    """Add the options of this command."""
    options.add_argument("--size", type=int, required=True, help="receptive field, at least")
    options.add_argument("--exactly", action="store_true", help="refuse a larger field")
    options.add_argument("--layers", type=int, default=7, help="at most so many (default 7)")
    options.add_argument("--kernel", type=int, nargs="+", default=[3], help="kernel sizes allowed")
    options.add_argument("--stride", type=int, default=1, help="output stride")
    options.add_argument("--holes", action="store_true", help="allow samples that are never read")
    options.add_argument("--largest-rate", type=int, help="no dilation rate is larger")
    given.add(options, "--channels")
    options.add_argument("--sequence", action="store_true", help="one dimension, causal")
    options.add_argument("--most", type=int, default=10, help="how many stacks to list")
    given.add(options, "--json")


def answer(arguments: Namespace) -> str:
    """List the stacks, as a table or as JSON."""
    stacks = designs(_request(arguments), arguments.most)
    if not arguments.json:
        return _above(stacks, arguments.size) + design_text(stacks)
    return given.as_json([_numbers(design, arguments.channels) for design in stacks])


def _above(stacks: list[Design], size: int) -> str:
    """Say so where every stack sees more than was asked for."""
    if not stacks or size in {stack.size for stack in stacks}:
        return ""
    return f"None of these sees exactly {size}: they are the cheapest that see at least that.\n"


def _request(arguments: Namespace) -> DesignRequest:
    return DesignRequest(
        arguments.size,
        exactly=arguments.exactly,
        layers=arguments.layers,
        kernel_sizes=tuple(arguments.kernel),
        output_stride=arguments.stride,
        hole_free=not arguments.holes,
        largest_rate=arguments.largest_rate,
        one_dimensional=arguments.sequence,
    )


def _numbers(design: Design, channels: int | None) -> dict[str, Any]:
    """One stack with all numbers that the Gridding page shows of it."""
    effective = effective_field(design.network)
    numbers = asdict(design) | {
        "cost": float(design.cost),
        "notation": design.notation,
        "coverage": receptive_field(design.network).coverage,
        "standard_deviation": effective.standard_deviation,
        "effective_share": effective.ratio,
    }
    if channels:
        numbers["for_channels"] = {
            "channels": channels,
            "weights": design.weights * channels**2,
            "multiply_adds": round(design.cost * channels**2),
        }
    return numbers
