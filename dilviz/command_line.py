"""The command line: ``python -m dilviz rf "conv3, conv3 d2"``."""

from __future__ import annotations

import json
import re
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, NoReturn

from dilviz.cost.layer_cost import Cost, costs, total
from dilviz.errors import GeometryError
from dilviz.export.network_code import NETWORK_FRAMEWORKS, network_code
from dilviz.export.report import report
from dilviz.export.text_tables import cost_text, coverage_text, design_text, field_text
from dilviz.fields.effective import effective_field
from dilviz.fields.field import receptive_field
from dilviz.gridding.coverage import axis_coverage
from dilviz.gridding.design import Design, designs
from dilviz.gridding.design_request import DesignRequest
from dilviz.network.json_format import network_from_json
from dilviz.network.network import LARGEST_NETWORK, Network
from dilviz.network.network_text import network_from_text
from dilviz.network.onnx_graph import network_from_onnx

LARGEST_FILE = 32_000_000  # bytes of JSON

_SIZE = re.compile(r"(\d{1,7})(?:x(\d{1,7}))?")
_UNIT = re.compile(r"(-?\d{1,9})(?:,(-?\d{1,9}))?")


def run(arguments: Sequence[str] | None = None) -> str:
    """Carry out a command and return what it prints.

    Raises
    ------
    GeometryError
        If the input cannot be read or has no answer.
    SystemExit
        After ``--help``, or for a misspelt command (status 2).
    """
    asked = _parser().parse_args(arguments)
    return asked.command(asked)


def _rf(asked: Namespace) -> str:
    network = read_network(asked.network)
    rows = LARGEST_NETWORK if asked.json else 400
    answer = report(network, asked.input, asked.at, asked.unit, asked.channels, rows)
    return _json(answer) if asked.json else field_text(answer)


def _coverage(asked: Namespace) -> str:
    network = read_network(asked.network)
    field = receptive_field(network, asked.input, asked.at, asked.unit)
    unit = None if asked.unit is None else tuple(one.unit or 0 for one in field.maps)
    pair = axis_coverage(network, input_size=asked.input, at=asked.at, unit=unit)  # type: ignore[arg-type]
    axes = dict(zip(("rows", "columns"), pair, strict=True))
    try:
        pixels = field.pixels_read
    except GeometryError:  # too many paths to count: the axes are answered all the same
        pixels = None
    if not asked.json:
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


def _cost(asked: Namespace) -> str:
    counted = costs(read_network(asked.network), asked.input, asked.channels)
    if not asked.json:
        return cost_text(counted)
    layers = {id_: _priced(cost) for id_, cost in counted.items()}
    return _json({"layers": layers, "total": _priced(total(counted))})


def _priced(cost: Cost) -> dict[str, int | str]:
    """Amounts as numbers, or as words where they hold C."""
    known = {name: amount for name, amount in vars(cost).items() if amount is not None}
    return {
        name: str(amount) if amount.number is None else amount.number
        for name, amount in known.items()
    }


def _code(asked: Namespace) -> str:
    return network_code(read_network(asked.network), asked.framework)


def _design(asked: Namespace) -> str:
    wish = DesignRequest(
        asked.size,
        exactly=asked.exactly,
        layers=asked.layers,
        kernel_sizes=tuple(asked.kernel),
        output_stride=asked.stride,
        hole_free=not asked.holes,
        largest_rate=asked.largest_rate,
        one_dimensional=asked.sequence,
    )
    found = designs(wish, asked.most)
    if not asked.json:
        return design_text(found)
    return _json([_designed(one, asked.channels) for one in found])


def _designed(one: Design, channels: int | None) -> dict[str, Any]:
    """One stack with everything the page says of it."""
    effective = effective_field(one.network)
    told = asdict(one) | {
        "cost": float(one.cost),
        "notation": one.notation,
        "coverage": receptive_field(one.network).coverage,
        "standard_deviation": effective.standard_deviation,
        "effective_share": effective.ratio,
    }
    if channels:
        told["for_channels"] = {
            "channels": channels,
            "weights": one.weights * channels**2,
            "multiply_adds": round(one.cost * channels**2),
        }
    return told


def read_network(text: str) -> Network:
    """Read a network from notation, from JSON, or from a .json or .onnx file."""
    if text.lower().endswith(".onnx"):
        return _from_file(text, network_from_onnx)
    if text.lower().endswith(".json"):
        return _from_file(text, lambda path: network_from_json(_json_in(path)))
    return network_from_text(text)


def _from_file(name: str, read: Callable[[Path], Network]) -> Network:
    try:
        return read(Path(name))
    except OSError as error:
        raise GeometryError(f"{name!r} cannot be read: {error.strerror}.") from None


def _json_in(path: Path) -> str:
    size = path.stat().st_size
    if size > LARGEST_FILE:
        raise GeometryError(f"{str(path)!r} has {size} bytes; at most {LARGEST_FILE} are read.")
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise GeometryError(f"{str(path)!r} is no text in UTF-8.") from None


def _json(answer: object) -> str:
    return json.dumps(answer, ensure_ascii=False, indent=1)


class _Parser(ArgumentParser):
    """Says in one line what is wrong."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{self.prog}: {' '.join(message.split())}\n")


def _parser() -> ArgumentParser:
    parser = _Parser(prog="python -m dilviz", description="Receptive fields, exactly.")
    commands = parser.add_subparsers(required=True, metavar="command")
    for name, command, text in (
        ("rf", _rf, "receptive field: span, samples read, position, layer by layer"),
        ("coverage", _coverage, "which samples one unit reads, and which never"),
    ):
        one = _add(commands, name, command, text)
        one.add_argument("--at", metavar="NAME", help="a layer (default: the output)")
        one.add_argument("--unit", type=_unit, metavar="R,C", help="one unit of that layer")
    _add(commands, "cost", _cost, "weights and multiply-adds, layer by layer")
    code = _add(commands, "code", _code, "the network as code for a framework", as_json=False)
    code.add_argument("--framework", choices=NETWORK_FRAMEWORKS, default=NETWORK_FRAMEWORKS[0])
    _add_design(commands)
    return parser


def _add(commands, name: str, command: Callable, text: str, *, as_json=True) -> ArgumentParser:
    one = commands.add_parser(name, help=text, description=text)
    one.set_defaults(command=command)
    one.add_argument("network", help="notation, or the path of a .json or .onnx file")
    one.add_argument("--input", type=_size, metavar="SIZE", help="224 or 224x320 (rows x columns)")
    if as_json:
        one.add_argument("--channels", type=int, metavar="C", help="channels of the input")
        one.add_argument("--json", action="store_true", help="for programs")
    return one


def _add_design(commands) -> None:
    text = "stacks for a receptive field, the cheapest first"
    one = commands.add_parser("design", help=text, description=text)
    one.set_defaults(command=_design)
    one.add_argument("--size", type=int, required=True, help="receptive field, at least")
    one.add_argument("--exactly", action="store_true", help="refuse a larger field")
    one.add_argument("--layers", type=int, default=7, help="at most so many (default 7)")
    one.add_argument("--kernel", type=int, nargs="+", default=[3], help="kernel sizes allowed")
    one.add_argument("--stride", type=int, default=1, help="output stride")
    one.add_argument("--holes", action="store_true", help="allow samples that are never read")
    one.add_argument("--largest-rate", type=int, help="no dilation rate is larger")
    one.add_argument("--channels", type=int, help="C: count weights and multiply-adds too")
    one.add_argument("--sequence", action="store_true", help="one dimension, causal")
    one.add_argument("--most", type=int, default=10, help="how many stacks to list")
    one.add_argument("--json", action="store_true", help="for programs")


def _size(text: str) -> int | tuple[int, int]:
    match = _SIZE.fullmatch(text.lower())
    if match is None:
        raise ArgumentTypeError(f"a size is 224 or 224x320, got {text[:40]!r}")
    return int(match[1]) if match[2] is None else (int(match[1]), int(match[2]))


def _unit(text: str) -> int | tuple[int, int]:
    match = _UNIT.fullmatch(text.replace(" ", ""))
    if match is None:
        raise ArgumentTypeError(f"a unit is a row and a column such as 0,2, got {text[:40]!r}")
    return int(match[1]) if match[2] is None else (int(match[1]), int(match[2]))
