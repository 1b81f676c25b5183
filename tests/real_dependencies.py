"""An independent oracle: which pixels really reach which units, found by running the network.

Every pixel of the input is 1 in a channel of its own and 0 elsewhere. All weights are positive,
maxima are averages and no channel meets another, so a unit is above 0 in exactly the channels
of the pixels that reach it.
"""

from dataclasses import replace

import numpy as np

from dilviz import Network
from dilviz.network.map_sizes import is_gate
from tests import network_values


def reaching(network, size, *, gates=True):
    """For every pixel and unit of the output, whether it reaches it: (rows, cols, units...).

    Without `gates`, maps without positions are not read where a map has positions.
    """
    pixels = size[0] * size[1]
    channels = np.eye(pixels).reshape(pixels, *size)
    summed = Network.of(
        [_channel_by_channel(node, pixels) for node in network.nodes], "x", network.output
    )

    values = network_values.run(
        summed,
        channels,
        lambda id_, node: gates or not is_gate(id_, node, summed.positionless),
    )
    return (values > 0).reshape(*size, *values.shape[1:])


def _channel_by_channel(node, channels):
    if node.op in ("conv", "conv_transpose"):
        return replace(node, groups=channels, kind="")
    if node.op == "pool":
        return replace(node, kind="avgpool")
    if node.op == "concat" and node.settings is None:
        return replace(node, op="add", kind="")
    return node


def interval(read):
    """First and last of the positions marked; None if none is."""
    positions = np.flatnonzero(read)
    return (int(positions[0]), int(positions[-1])) if len(positions) else None
