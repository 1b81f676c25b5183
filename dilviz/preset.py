"""A network worth knowing: where it comes from, and the numbers its source states of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from dilviz.network import Network
from dilviz.notation import parse_network


@dataclass(frozen=True)
class Stated:
    """A number that a source states.

    Attributes
    ----------
    what : str
        "size", "jump", "start" or "samples_read" of the receptive field, "output_size",
        "weights", or "M2" of the hybrid dilated convolution heuristic.
    value : int or (rows, cols)
        One number stands for both axes.
    at : str
        Name of a layer; empty for the output.
    by : str
        Who states it, or how it follows from what they state. Empty for the preset's source.
    """

    what: str
    value: int | tuple[int, int]
    at: str = ""
    by: str = ""


@dataclass(frozen=True)
class Preset:
    """A network with its evidence.

    Attributes
    ----------
    notation : str
    shows : str
        One sentence: what to look for.
    source : str
        Where it is published.
    stated : tuple of Stated
        What the source says; the tests compute it again.
    input_size : int or (rows, cols), optional
        Where the source names one.
    channels : int, optional
        Channels of the input, where the source names them.
    """

    notation: str
    shows: str
    source: str
    stated: tuple[Stated, ...] = ()
    input_size: int | tuple[int, int] | None = None
    channels: int | None = None

    @cached_property
    def network(self) -> Network:
        """The network itself."""
        return parse_network(self.notation)
