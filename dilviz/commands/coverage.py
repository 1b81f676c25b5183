"""``dilviz coverage``: which samples one unit reads, and which never."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import Any

from dilviz.commands import arguments as given
from dilviz.errors import or_none
from dilviz.export.text_tables import coverage_text
from dilviz.fields.field import receptive_field
from dilviz.gridding.coverage import AxisCoverage, axis_coverage


def add(options: ArgumentParser) -> None:
    """Add the options of this command."""
    given.add(options, "network", "--input", "--channels", "--json", "--at", "--unit")


def answer(arguments: Namespace) -> str:
    """Say which samples are read along each axis, as text or as JSON."""
    network = given.read_network(arguments.network)
    field = receptive_field(network, arguments.input, arguments.at, arguments.unit)
    pair = axis_coverage(network, input_size=arguments.input, at=arguments.at, unit=field.unit)
    axes = dict(zip(("rows", "columns"), pair, strict=True))
    pixels = or_none(lambda: field.pixels_read)  # the axes are answered all the same
    if not arguments.json:
        return coverage_text(axes, pixels)
    total = {"pixels_read": pixels, "coverage": pixels and field.coverage}
    return given.as_json(total | {name: _numbers(axis) for name, axis in axes.items()})


def _numbers(axis: AxisCoverage) -> dict[str, Any]:
    return {
        "interval": [axis.first, axis.last],
        "samples_read": axis.samples_read,
        "holes": axis.holes,
    }
