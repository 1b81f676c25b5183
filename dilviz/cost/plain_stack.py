"""The plain stack that a network is compared with: its kernel, and how many layers it needs."""

from __future__ import annotations

from collections import Counter
from math import ceil

from dilviz.network.network import Network
from dilviz.network.node import WINDOWED


def common_kernel(network: Network) -> int:
    """Find the kernel size along columns that most layers have, pointwise ones left out; else 3."""
    sizes = (node.layer.kernel_size[1] for node in network.nodes if node.op in WINDOWED)
    [(size, _)] = Counter(size for size in sizes if size > 1).most_common(1) or [(3, 0)]
    return size


def plain_layer_count(size: int, kernel_size: int) -> int | None:
    """Count the undilated layers of stride 1 with a field of at least `size` pixels.

    None where no number of them has it: for a field or a kernel of one pixel.

    >>> plain_layer_count(67, 3)
    33
    """
    return ceil((size - 1) / (kernel_size - 1)) if kernel_size > 1 and size > 1 else None
