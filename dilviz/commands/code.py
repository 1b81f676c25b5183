"""``dilviz code``: the network as code for a framework."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from dilviz.commands import arguments as given
from dilviz.export.network_code import NETWORK_FRAMEWORKS, network_code


def add(options: ArgumentParser) -> None:
    """Add the options of this command."""
    given.add(options, "network", "--input")
    options.add_argument("--framework", choices=NETWORK_FRAMEWORKS, default=NETWORK_FRAMEWORKS[0])


def answer(arguments: Namespace) -> str:
    """Write the code."""
    return network_code(given.read_network(arguments.network), arguments.framework)
