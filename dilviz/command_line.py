"""The command line: ``python -m dilviz rf "conv3, conv3 d2"``."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from types import MappingProxyType
from typing import NoReturn

from dilviz import __version__

# Each is a module of `dilviz.commands`.
COMMANDS = MappingProxyType(
    {
        "rf": "receptive field: span, samples read, position, layer by layer",
        "coverage": "which samples one unit reads, and which never",
        "cost": "weights and multiply-adds, layer by layer",
        "code": "the network as code for a framework",
        "design": "stacks for a receptive field, the cheapest first",
        "plot": "a figure for paper: taps, squares, growth, cone, coverage, paths, effective ...",
        "page": "the calculator of this network as one HTML file that needs no server",
        "app": "start the app in a browser",
    }
)


def run(words: Sequence[str] | None = None) -> str:
    """Carry out a command and return what it prints; without any words, the help.

    Raises
    ------
    GeometryError
        If the input cannot be read or has no answer.
    SystemExit
        After ``--help``, or for a misspelt command (status 2).
    """
    typed = sys.argv[1:] if words is None else words
    parser = _parser(typed)
    if not typed:
        return parser.format_help().rstrip()
    arguments = parser.parse_args(typed)
    return arguments.command(arguments)


class _Parser(ArgumentParser):
    """A parser whose errors are one line."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{self.prog}: {' '.join(message.split())}\n")


def _command() -> str:
    """What was typed to get here."""
    name = Path(sys.argv[0]).stem
    return name if name == "dilviz" else "python -m dilviz"


def _parser(typed: Sequence[str]) -> ArgumentParser:
    """Know all commands by name, and the one that was typed with its options."""
    parser = _Parser(prog=_command(), description="Receptive fields, exactly.")
    parser.add_argument("--version", action="version", version=f"dilviz {__version__}")
    commands = parser.add_subparsers(required=True, metavar="command")
    for name, text in COMMANDS.items():
        options = commands.add_parser(name, help=text, description=text)
        if name in typed[:1]:
            module = import_module(f"dilviz.commands.{name}")
            module.add(options)
            options.set_defaults(command=module.answer)
    return parser
