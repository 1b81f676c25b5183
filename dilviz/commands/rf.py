"""``dilviz rf``: the receptive field, layer by layer."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from dilviz.commands import arguments as given
from dilviz.export.report import report
from dilviz.export.text_tables import field_text
from dilviz.network.well_formed import LARGEST_NETWORK

MOST_ROWS = 400  # of a table for people


def add(options: ArgumentParser) -> None:
    """Add the options of this command."""
    given.add(options, "network", "--input", "--channels", "--json", "--at", "--unit")
    options.add_argument(
        "--gates",
        choices=("apart", "follow"),
        default="apart",
        help="leave out what reads a whole map, or follow it",
    )


def answer(arguments: Namespace) -> str:
    """Report on a network as a table, or as JSON."""
    found = report(
        given.read_network(arguments.network),
        arguments.input,
        arguments.at,
        arguments.unit,
        arguments.channels,
        LARGEST_NETWORK if arguments.json else MOST_ROWS,
        arguments.gates,
    )
    return given.as_json(found) if arguments.json else field_text(found, arguments.gates)
