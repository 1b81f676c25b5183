"""The kernels that Explore offers: those known by name, and two that fit any first look."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

import numpy as np

from dilviz.kernels import KERNELS
from dilviz.layer import Pair

ONES = "ones"  # fits every kernel size


@cache
def kernel_presets() -> Mapping[str, tuple[np.ndarray, str]]:
    """List the fixed kernels: name to weights, shape (kH, kW), and one sentence of meaning.

    >>> kernel_presets()["difference"][0]
    array([[-1.,  0.,  1.]])
    """
    known = {
        name: (kernel.weights, kernel.meaning)
        for name, kernel in KERNELS.items()
        if kernel.partner is None  # a magnitude needs two kernels
    }
    difference = np.array([[-1.0, 0.0, 1.0]])
    difference.setflags(write=False)
    said = "What changes from one side to the other: positive where the right is larger."
    return MappingProxyType({"difference": (difference, said), **known})


def starting_kernel(kernel_size: Pair) -> str:
    """Name the kernel to begin with at a size.

    >>> starting_kernel((3, 3)), starting_kernel((1, 3)), starting_kernel((5, 3))
    ('sobel x', 'difference', 'ones')
    """
    return {(3, 3): "sobel x", (1, 3): "difference"}.get(kernel_size, ONES)


def named_weights(name: str, kernel_size: Pair) -> np.ndarray | None:
    """Look up the weights of this name and size, or None if there are none.

    >>> named_weights("ones", (1, 2))
    array([[1., 1.]])
    >>> named_weights("sobel x", (5, 5)) is None
    True
    """
    if name == ONES:
        return np.ones(kernel_size)
    weights, _ = kernel_presets().get(name, (None, ""))
    return weights if weights is not None and weights.shape == kernel_size else None
