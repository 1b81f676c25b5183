"""The command line: ``python -m dilviz rf "conv3, conv3 d2"``."""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Sequence
from dataclasses import asdict
from typing import Any, NoReturn

from dilviz import __version__
from dilviz.command_arguments import NETWORK_HELP, option, read_network
from dilviz.convolution.layer_text import read_channels, read_size, read_unit
from dilviz.cost.layer_cost import Cost, costs, total
from dilviz.errors import GeometryError
from dilviz.export.network_code import NETWORK_FRAMEWORKS, network_code
from dilviz.export.report import report
from dilviz.export.text_tables import cost_text, coverage_text, design_text, field_text
from dilviz.fields.effective import effective_field
from dilviz.fields.field import receptive_field
from dilviz.file_commands import add_file_commands
from dilviz.gridding.coverage import axis_coverage
from dilviz.gridding.design import Design, designs
from dilviz.gridding.design_request import DesignRequest
from dilviz.network.network import LARGEST_NETWORK


def run(words: Sequence[str] | None = None) -> str:
    """Carry out a command and return what it prints.

    Raises
    ------
    GeometryError
        If the input cannot be read or has no answer.
    SystemExit
        After ``--help``, or for a misspelt command (status 2).
    """
    arguments = _parser().parse_args(words)
    return arguments.command(arguments)


def _rf(arguments: Namespace) -> str:
    network = read_network(arguments.network)
    rows = LARGEST_NETWORK if arguments.json else 400
    answer = report(
        network,
        arguments.input,
        arguments.at,
        arguments.unit,
        arguments.channels,
        rows,
        arguments.gates,
    )
    return _json(answer) if arguments.json else field_text(answer, arguments.gates)


def _coverage(arguments: Namespace) -> str:
    network = read_network(arguments.network)
    field = receptive_field(network, arguments.input, arguments.at, arguments.unit)
    pair = axis_coverage(network, input_size=arguments.input, at=arguments.at, unit=field.unit)
    axes = dict(zip(("rows", "columns"), pair, strict=True))
    try:
        pixels = field.pixels_read
    except GeometryError:  # too many paths to count: the axes are answered all the same
        pixels = None
    if not arguments.json:
        return coverage_text(axes, pixels)
    return _json(
        {"pixels_read": pixels, "coverage": pixels and field.coverage}
        | {
            name: {
                "interval": [axis.first, axis.last],
                "samples_read": axis.samples_read,
                "holes": axis.holes,
            }
            for name, axis in axes.items()
        }
    )


def _cost(arguments: Namespace) -> str:
    layer_costs = costs(read_network(arguments.network), arguments.input, arguments.channels)
    if not arguments.json:
        return cost_text(layer_costs)
    layers = {id_: _cost_numbers(cost) for id_, cost in layer_costs.items()}
    return _json({"layers": layers, "total": _cost_numbers(total(layer_costs))})


def _cost_numbers(cost: Cost) -> dict[str, int | str]:
    """Counts as numbers, or as text where they depend on C."""
    known = {name: count for name, count in vars(cost).items() if count is not None}
    return {
        name: str(count) if count.number is None else count.number for name, count in known.items()
    }


def _code(arguments: Namespace) -> str:
    return network_code(read_network(arguments.network), arguments.framework)


def _design(arguments: Namespace) -> str:
    request = DesignRequest(
        arguments.size,
        exactly=arguments.exactly,
        layers=arguments.layers,
        kernel_sizes=tuple(arguments.kernel),
        output_stride=arguments.stride,
        hole_free=not arguments.holes,
        largest_rate=arguments.largest_rate,
        one_dimensional=arguments.sequence,
    )
    stacks = designs(request, arguments.most)
    if not arguments.json:
        return design_text(stacks)
    return _json([_design_answer(design, arguments.channels) for design in stacks])


def _design_answer(design: Design, channels: int | None) -> dict[str, Any]:
    """One stack with all numbers that the Gridding page shows of it."""
    effective = effective_field(design.network)
    answer = asdict(design) | {
        "cost": float(design.cost),
        "notation": design.notation,
        "coverage": receptive_field(design.network).coverage,
        "standard_deviation": effective.standard_deviation,
        "effective_share": effective.ratio,
    }
    if channels:
        answer["for_channels"] = {
            "channels": channels,
            "weights": design.weights * channels**2,
            "multiply_adds": round(design.cost * channels**2),
        }
    return answer


def _json(answer: object) -> str:
    return json.dumps(answer, ensure_ascii=False, indent=1)


class _Parser(ArgumentParser):
    """A parser whose errors are one line."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{self.prog}: {' '.join(message.split())}\n")


def _parser() -> ArgumentParser:
    parser = _Parser(prog="python -m dilviz", description="Receptive fields, exactly.")
    parser.add_argument("--version", action="version", version=f"dilviz {__version__}")
    commands = parser.add_subparsers(required=True, metavar="command")
    for name, command, text in (
        ("rf", _rf, "receptive field: span, samples read, position, layer by layer"),
        ("coverage", _coverage, "which samples one unit reads, and which never"),
    ):
        options = _add(commands, name, command, text)
        options.add_argument("--at", metavar="NAME", help="a layer (default: the output)")
        options.add_argument(
            "--unit", type=option(read_unit), metavar="R,C", help="one unit of that layer"
        )
        if command is _rf:
            options.add_argument(
                "--gates",
                choices=("apart", "follow"),
                default="apart",
                help="leave out what reads a whole map, or follow it",
            )
    _add(commands, "cost", _cost, "weights and multiply-adds, layer by layer")
    code = _add(commands, "code", _code, "the network as code for a framework", as_json=False)
    code.add_argument("--framework", choices=NETWORK_FRAMEWORKS, default=NETWORK_FRAMEWORKS[0])
    _add_design(commands)
    add_file_commands(commands, _add)
    return parser


def _add(commands, name: str, command: Callable, text: str, *, as_json=True) -> ArgumentParser:
    options = commands.add_parser(name, help=text, description=text)
    options.set_defaults(command=command)
    options.add_argument("network", help=NETWORK_HELP)
    options.add_argument(
        "--input", type=option(read_size), metavar="SIZE", help="224 or 224x320 (rows x columns)"
    )
    if as_json:
        options.add_argument(
            "--channels", type=option(read_channels), metavar="C", help="channels of the input"
        )
        options.add_argument("--json", action="store_true", help="for programs")
    return options


def _add_design(commands) -> None:
    text = "stacks for a receptive field, the cheapest first"
    options = commands.add_parser("design", help=text, description=text)
    options.set_defaults(command=_design)
    options.add_argument("--size", type=int, required=True, help="receptive field, at least")
    options.add_argument("--exactly", action="store_true", help="refuse a larger field")
    options.add_argument("--layers", type=int, default=7, help="at most so many (default 7)")
    options.add_argument("--kernel", type=int, nargs="+", default=[3], help="kernel sizes allowed")
    options.add_argument("--stride", type=int, default=1, help="output stride")
    options.add_argument("--holes", action="store_true", help="allow samples that are never read")
    options.add_argument("--largest-rate", type=int, help="no dilation rate is larger")
    options.add_argument(
        "--channels", type=option(read_channels), help="C: count weights and multiply-adds too"
    )
    options.add_argument("--sequence", action="store_true", help="one dimension, causal")
    options.add_argument("--most", type=int, default=10, help="how many stacks to list")
    options.add_argument("--json", action="store_true", help="for programs")
