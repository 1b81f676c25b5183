"""What a command is given: its network (a text, a file, or standard input) and its options."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

import dilviz
from dilviz.convolution.layer_text import read_channels, read_size, read_unit
from dilviz.errors import GeometryError
from dilviz.importing.written_network import network_from_writing
from dilviz.network.json_format import network_from_json
from dilviz.network.network import Network

Answer = TypeVar("Answer")
LARGEST_FILE = 32_000_000  # bytes of JSON
STANDARD_INPUT = "-"
NETWORK_HELP = (
    "notation, JSON, layers of PyTorch or Keras, the path of a .json or .onnx file, or - for "
    "standard input"
)


def read_network(text: str) -> Network:
    """Read a network from a text as people paste it, a .json or .onnx file, or standard input.

    What a reader should know of an imported model is written to standard error.

    Raises
    ------
    GeometryError
        If it cannot be read.

    Examples
    --------
    >>> str(read_network("conv3, conv3"))
    '2*(conv3)'
    """
    network = _read(text)
    for note in network.notes:
        print(note, file=sys.stderr)
    return network


def _read(text: str) -> Network:
    if text == STANDARD_INPUT:
        return network_from_writing(_standard_input())
    if text.lower().endswith(".onnx"):
        return _from_file(text, lambda path: dilviz.network_from_onnx(path))
    if text.lower().endswith(".json"):
        return _from_file(text, lambda path: network_from_json(_json_in(path)))
    return network_from_writing(text)


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


def _standard_input() -> str:
    text = sys.stdin.read(LARGEST_FILE + 1)
    if len(text) > LARGEST_FILE:
        raise GeometryError(f"standard input has more than the {LARGEST_FILE} characters read.")
    return text


def as_json(answer: object) -> str:
    """Write an answer for programs."""
    return json.dumps(answer, ensure_ascii=False, indent=1)


def written(write: Callable[[], object], name: str) -> str:
    """Write a file of this name, and return the name.

    Raises
    ------
    GeometryError
        If the file cannot be written.
    """
    try:
        write()
    except OSError as error:
        raise GeometryError(f"{name!r} cannot be written: {error.strerror}.") from None
    return name


def option(read: Callable[[str], Answer]) -> Callable[[str], Answer]:
    """Let argparse read an option with `read`, and print its message with the option's name."""

    def checked(text: str) -> Answer:
        try:
            return read(text)
        except GeometryError as error:
            raise ArgumentTypeError(str(error)) from None

    return checked


_SHARED: Mapping[str, Mapping[str, Any]] = MappingProxyType(
    {
        "network": {"help": NETWORK_HELP},
        "--input": {
            "type": option(read_size),
            "metavar": "SIZE",
            "help": "224 or 224x320 (rows x columns)",
        },
        "--at": {"metavar": "NAME", "help": "a layer (default: the output)"},
        "--unit": {
            "type": option(read_unit),
            "metavar": "R,C",
            "help": "one unit of that layer",
        },
        "--channels": {
            "type": option(read_channels),
            "metavar": "C",
            "help": "channels of the input",
        },
        "--json": {"action": "store_true", "help": "for programs"},
    }
)


def add(options: ArgumentParser, *names: str) -> None:
    """Add some of the arguments that several commands share."""
    for name in names:
        options.add_argument(name, **_SHARED[name])
