"""What a command is given: its network (a text, a file, or standard input) and its options."""

from __future__ import annotations

import sys
from argparse import ArgumentTypeError
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from dilviz.errors import GeometryError
from dilviz.importing.onnx_model import network_from_onnx
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

    Raises
    ------
    GeometryError
        If it cannot be read.

    Examples
    --------
    >>> str(read_network("conv3, conv3"))
    '2*(conv3)'
    """
    if text == STANDARD_INPUT:
        return network_from_writing(_standard_input())
    if text.lower().endswith(".onnx"):
        return _from_file(text, network_from_onnx)
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


def option(read: Callable[[str], Answer]) -> Callable[[str], Answer]:
    """Let argparse read an option with `read`, and print its message with the option's name."""

    def checked(text: str) -> Answer:
        try:
            return read(text)
        except GeometryError as error:
            raise ArgumentTypeError(str(error)) from None

    return checked
