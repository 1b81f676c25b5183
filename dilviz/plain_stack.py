"""The yardstick: a plain stack, without dilation or stride, of the same receptive field."""

from __future__ import annotations

from collections import Counter
from math import ceil

from dilviz.network import Network
from dilviz.node import WINDOWED


def common_kernel(network: Network) -> int:
    """The kernel size along columns that most layers have, pointwise ones left out; else 3."""
    sizes = (node.layer.kernel_size[1] for node in network.nodes if node.op in WINDOWED)
    [(size, _)] = Counter(size for size in sizes if size > 1).most_common(1) or [(3, 0)]
    return size


def plain_layers(size: int, kernel_size: int) -> int | None:
    """How many undilated layers of stride 1 have a field of this size.

    Examples
    --------
    >>> plain_layers(67, 3)
    33
    """
    return ceil((size - 1) / (kernel_size - 1)) if kernel_size > 1 and size > 1 else None
