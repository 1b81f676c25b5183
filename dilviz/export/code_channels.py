"""Channels in generated code: as expressions, and a default that every layer accepts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from dilviz.cost.channel_polynomial import Amount
from dilviz.errors import GeometryError
from dilviz.network.node import Node

CHANNELS = "channels"  # the variable for the channels of the input
USUAL_CHANNELS = 64
MOST_CHANNELS_TRIED = 4096


def expression(amount: Amount) -> str:
    """Write channels as Python.

    >>> expression(Amount((8, 2))), expression(Amount((0, 1))), expression(Amount.of(64))
    ('2 * channels + 8', 'channels', '64')
    """
    constant, factor = _linear(amount)
    terms = [CHANNELS if factor == 1 else f"{factor} * {CHANNELS}"] * bool(factor)
    return " + ".join(terms + [str(constant)] * bool(constant)) or "0"


def default_channels(nodes: Sequence[Node], channels: Mapping[str, Amount]) -> int:
    """Choose the number of input channels nearest to 64 that every layer can work with.

    A depthwise layer makes a multiple of the channels it reads, and groups
    share channels evenly.

    Parameters
    ----------
    nodes : sequence of Node
    channels : mapping
        Of every map, by id.

    Raises
    ------
    GeometryError
        If no number up to 4096 suits all layers.

    Examples
    --------
    A depthwise layer that makes four channels reads 4, 2 or 1:

    >>> from dilviz import parse_network
    >>> nodes = parse_network("dwconv3 c4").nodes
    >>> default_channels(nodes, {"input": Amount((0, 1)), "1": Amount.of(4)})
    4
    """
    conditions = set(_conditions(nodes, channels))
    tried = range(1, MOST_CHANNELS_TRIED + 1) if conditions else (USUAL_CHANNELS,)
    for count in sorted(tried, key=lambda count: (abs(count - USUAL_CHANNELS), -count)):
        if all(_divides(count, divisor, amount) for divisor, amount in conditions):
            return count
    raise GeometryError(
        f"no number of input channels up to {MOST_CHANNELS_TRIED} suits all depthwise layers and "
        "groups. State the channels of the layers before them, such as c64."
    )


_Linear = tuple[int, int]  # constant, factor of the input's channels


def _conditions(
    nodes: Sequence[Node], channels: Mapping[str, Amount]
) -> Iterator[tuple[_Linear, _Linear]]:
    """Yield (divisor, amount) pairs that depend on the input's channels."""
    for node in nodes:
        if node.op not in ("conv", "conv_transpose"):
            continue
        reads, makes = _linear(channels[node.inputs[0]]), _linear(channels[node.id])
        if node.kind == "dwconv":
            pairs = [(reads, makes)] if reads != makes else []
        else:
            pairs = [((node.groups, 0), reads), ((node.groups, 0), makes)]
        for divisor, amount in pairs:
            if divisor != (1, 0) and (divisor[1] or amount[1]):
                yield divisor, amount


def _divides(count: int, divisor: _Linear, amount: _Linear) -> bool:
    (constant, factor), (start, slope) = divisor, amount
    return (start + slope * count) % (constant + factor * count) == 0


def _linear(amount: Amount) -> _Linear:
    constant, factor = (*amount.coefficients, 0, 0)[:2]
    return int(constant), int(factor)
