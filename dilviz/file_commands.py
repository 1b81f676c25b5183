"""Commands beside those that print: a figure or a page as a file, and the app."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from inspect import signature

from dilviz.command_arguments import option, read_network
from dilviz.convolution.layer_text import read_channels
from dilviz.errors import GeometryError, optional_package


def add_file_commands(commands, add: Callable[..., ArgumentParser]) -> None:
    """Add these commands to the parser of `dilviz.command_line`."""
    words = "a figure for paper: taps, squares, growth, cone, coverage, paths, effective ..."
    plot = add(commands, "plot", _plot, words, as_json=False)
    plot.add_argument("--what", default="squares", help="which figure (default squares)")
    plot.add_argument("--at", metavar="NAME", help="a layer (default: the output)")
    plot.add_argument(
        "--channels",
        type=option(read_channels),
        metavar="C",
        help="channels of the input, for cost",
    )
    plot.add_argument("--axis", type=int, choices=(0, 1), help="0 along rows, 1 along columns")
    plot.add_argument("--picture", help="a photograph of dilviz by name, for on_picture")
    plot.add_argument("--theme", choices=("light", "dark"), help="light unless dark is chosen")
    _add_output(plot, "figure.pdf, .svg or .png")
    words = "the calculator of this network as one HTML file that needs no server"
    page = add(commands, "page", _page, words, as_json=False)
    page.add_argument("--at", metavar="NAME", help="a layer (default: the output)")
    page.add_argument(
        "--channels", type=option(read_channels), metavar="C", help="channels of the input"
    )
    page.add_argument("--theme", choices=("auto", "light", "dark"), default="auto")
    _add_output(page, "rf.html")
    words = "start the app in a browser"
    app = commands.add_parser("app", help=words, description=words)
    app.set_defaults(command=_app)
    app.add_argument("--port", type=int, default=8501, help="default 8501")
    app.add_argument("--address", default="localhost", help="default localhost: this machine only")


def _add_output(parser: ArgumentParser, words: str) -> None:
    parser.add_argument("-o", "--output", required=True, metavar="FILE", help=words)


def _plot(arguments: Namespace) -> str:
    from dilviz.plot.choosing import figure  # Matplotlib takes half a second to import
    from dilviz.plot.saving import save

    draw = figure(arguments.what)
    given = {
        "input_size": arguments.input,
        "at": arguments.at,
        "channels": arguments.channels,
        "axis": arguments.axis,
        "picture": arguments.picture,
        "theme": arguments.theme,
    }
    settings = {name: value for name, value in given.items() if value is not None}
    unknown = settings.keys() - signature(draw).parameters
    if unknown:
        raise GeometryError(
            f"the figure {arguments.what!r} has no setting {', '.join(sorted(unknown))}. "
            "Leave it out."
        )
    axes = draw(read_network(arguments.network), **settings)
    _written(lambda: save(axes, arguments.output), arguments.output)
    return arguments.output


def _page(arguments: Namespace) -> str:
    from dilviz.page.one_file import write

    network = read_network(arguments.network)
    settings = {"at": arguments.at, "channels": arguments.channels, "theme": arguments.theme}
    _written(
        lambda: write(network, arguments.output, input_size=arguments.input, **settings),
        arguments.output,
    )
    return arguments.output


def _app(arguments: Namespace) -> str:
    streamlit = optional_package("streamlit.web.cli", "The pages of the app", extra="app")
    from dilviz.ui.site import SCRIPT

    settings = {
        "server.port": arguments.port,
        "server.address": arguments.address,
        "server.headless": "true",
        "browser.gatherUsageStats": "false",
    }
    print(f"dilviz is at http://{arguments.address}:{arguments.port} until Ctrl+C.", flush=True)
    flags = [word for name, value in settings.items() for word in (f"--{name}", str(value))]
    streamlit.main(["run", str(SCRIPT), *flags], standalone_mode=False)
    return "dilviz has ended."


def _written(write: Callable[[], object], name: str) -> None:
    try:
        write()
    except OSError as error:
        raise GeometryError(f"{name!r} cannot be written: {error.strerror}.") from None
