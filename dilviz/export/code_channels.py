"""Channels in generated code: as expressions, and a default that every layer accepts."""

from __future__ import annotations

from contextlib import suppress
from math import lcm

from dilviz.cost.channel_polynomial import ChannelPolynomial
from dilviz.cost.layer_cost import costs
from dilviz.errors import GeometryError
from dilviz.network.network import Network

CHANNELS = "channels"  # the variable for the channels of the input
USUAL_CHANNELS = 64
_NEAREST = sorted(
    range(1, 2 * USUAL_CHANNELS + 1), key=lambda count: (abs(count - USUAL_CHANNELS), -count)
)


def expression(amount: ChannelPolynomial) -> str:
    """Write channels as Python.

    >>> [expression(ChannelPolynomial(factors)) for factors in ((8, 2), (0, 1), (64,))]
    ['2 * channels + 8', 'channels', '64']
    """
    constant, factor = (*amount.coefficients, 0, 0)[:2]
    terms = [CHANNELS if factor == 1 else f"{factor} * {CHANNELS}"] * bool(factor)
    return " + ".join(terms + [str(constant)] * bool(constant)) or "0"


def default_channels(network: Network) -> int:
    """Choose the number of input channels nearest to 64 that every layer can work with.

    A depthwise layer makes a multiple of the channels it reads, and groups
    share channels evenly.

    Raises
    ------
    GeometryError
        If neither a number up to 128 nor the common multiple of all groups suits every layer.

    Examples
    --------
    >>> from dilviz import parse_network
    >>> default_channels(parse_network("conv3")), default_channels(parse_network("dwconv3 c4"))
    (64, 4)
    """
    common = lcm(*(node.groups for node in network.nodes))
    for count in [*_NEAREST, common]:
        with suppress(GeometryError):
            costs(network, channels=count)
            return count
    raise GeometryError(
        f"no number of input channels up to {2 * USUAL_CHANNELS} suits all depthwise layers and "
        "groups. State the channels of the layers before them, such as c64."
    )
