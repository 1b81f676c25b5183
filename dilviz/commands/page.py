"""``dilviz page``: the calculator of a network as one HTML file that needs no server."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from dilviz.commands import arguments as given


def add(options: ArgumentParser) -> None:
    """Add the options of this command."""
    given.add(options, "network", "--input", "--at", "--channels")
    options.add_argument("--theme", choices=("auto", "light", "dark"), default="auto")
    options.add_argument("-o", "--output", required=True, metavar="FILE", help="rf.html")


def answer(arguments: Namespace) -> str:
    """Write the file, and name it."""
    from dilviz.page.one_file import write

    network = given.read_network(arguments.network)
    settings = {"at": arguments.at, "channels": arguments.channels, "theme": arguments.theme}
    return given.written(
        lambda: write(network, arguments.output, input_size=arguments.input, **settings),
        arguments.output,
    )
