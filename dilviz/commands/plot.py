"""``dilviz plot``: a figure for paper, as a file."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from inspect import signature

from dilviz.commands import arguments as given
from dilviz.errors import GeometryError

SETTINGS = ("at", "channels", "axis", "picture", "theme")


def add(options: ArgumentParser) -> None:
    """Add the options of this command."""
    given.add(options, "network", "--input")
    options.add_argument("--what", default="squares", help="which figure (default squares)")
    given.add(options, "--at", "--channels")
    options.add_argument("--axis", type=int, choices=(0, 1), help="0 along rows, 1 along columns")
    options.add_argument("--picture", help="a photograph of dilviz by name, for on_picture")
    options.add_argument("--theme", choices=("light", "dark"), help="light unless dark is chosen")
    options.add_argument(
        "-o", "--output", required=True, metavar="FILE", help="figure.pdf, .svg or .png"
    )


def answer(arguments: Namespace) -> str:
    """Draw the figure into the file, and name the file."""
    from dilviz.plot.choosing import figure
    from dilviz.plot.saving import save

    draw = figure(arguments.what)
    asked = {"input_size": arguments.input} | {name: getattr(arguments, name) for name in SETTINGS}
    settings = {name: value for name, value in asked.items() if value is not None}
    unknown = settings.keys() - signature(draw).parameters
    if unknown:
        raise GeometryError(
            f"the figure {arguments.what!r} has no setting {', '.join(sorted(unknown))}. "
            "Leave it out."
        )
    axes = draw(given.read_network(arguments.network), **settings)
    return given.written(lambda: save(axes, arguments.output), arguments.output)
