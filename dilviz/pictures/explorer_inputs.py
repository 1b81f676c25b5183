"""The inputs and kernels that Explore offers: small whole numbers, up to 32 by 32.

Every input is a window of one canvas of 32 by 32, so that its values stay the
same when its size changes.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

import numpy as np

from dilviz.convolution.layer import Pair
from dilviz.pictures import photographs
from dilviz.pictures.kernels import KERNELS

LARGEST = 32  # samples along an axis


@dataclass(frozen=True, eq=False)
class Canvas:
    """The values of one kind of input, at the largest size.

    Attributes
    ----------
    values : ndarray of int, shape (32, 32), read-only
    centred : bool
        Whether smaller inputs are cut from the middle or from the upper left.
    meaning : str
        One sentence: what the values are for.
    """

    values: np.ndarray
    centred: bool
    meaning: str

    def window(self, rows: int, cols: int) -> np.ndarray:
        """Cut an input of this size.

        Parameters
        ----------
        rows, cols : int
            In samples, at most 32.

        Returns
        -------
        ndarray of int, shape (rows, cols)

        Examples
        --------
        >>> canvases()["impulse"].window(1, 5)
        array([[0, 0, 1, 0, 0]])
        """
        top, left = ((LARGEST // 2 - size // 2) * self.centred for size in (rows, cols))
        return self.values[top : top + rows, left : left + cols]


@cache
def canvases() -> Mapping[str, Canvas]:
    """List the canvases: name to values."""
    row, col = np.ogrid[:LARGEST, :LARGEST]
    middle = LARGEST // 2
    return MappingProxyType(
        {
            "photo": _canvas(_eye(), True, "Brightness of a real photograph, 0 to 255: an eye."),
            "ramp": _canvas(
                10 * row + col,
                False,
                "10 times the row plus the column: each sample states its position.",
            ),
            "impulse": _canvas(
                (row == middle) & (col == middle),
                True,
                "A single 1: the output is the kernel turned by 180 degrees.",
            ),
            "checkerboard": _canvas(
                (row + col) % 2,
                True,
                "Alternating 0 and 1: an even dilation rate reads one colour only.",
            ),
        }
    )


def _canvas(values: np.ndarray, centred: bool, meaning: str) -> Canvas:
    fixed = np.broadcast_to(values, (LARGEST, LARGEST)).astype(np.int64)
    fixed.setflags(write=False)
    return Canvas(fixed, centred, meaning)


def _eye() -> np.ndarray:
    """Luminance of the astronaut's left eye, every second pixel."""
    patch = photographs.load("astronaut")[70:134:2, 214:278:2].astype(float)
    return np.rint(patch @ [0.299, 0.587, 0.114])


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
    meaning = "Change from left to right: positive where the right is larger."
    return MappingProxyType({"difference": (difference, meaning), **known})


def starting_kernel(kernel_size: Pair) -> str:
    """Name the default kernel of a size.

    >>> starting_kernel((3, 3)), starting_kernel((1, 3)), starting_kernel((5, 3))
    ('sobel x', 'difference', 'ones')
    """
    return {(3, 3): "sobel x", (1, 3): "difference"}.get(kernel_size, ONES)


def named_weights(name: str, kernel_size: Pair) -> np.ndarray | None:
    """Look up the weights of this name and size; None if there are none.

    >>> named_weights("ones", (1, 2))
    array([[1., 1.]])
    >>> named_weights("sobel x", (5, 5)) is None
    True
    """
    if name == ONES:
        return np.ones(kernel_size)
    weights, _ = kernel_presets().get(name, (None, ""))
    return weights if weights is not None and weights.shape == kernel_size else None
